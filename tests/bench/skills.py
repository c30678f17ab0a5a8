"""Finding skills: how much text in a second, and how long a résumé takes."""

import random
import statistics
import time
from pathlib import Path

from domain.skills.service import find_skills, taxonomy_with

RESUME, RESUMES = 5_000, 200
_FILLER = (
    "Worked with two other teams on the booking system, and halved the time people wait.",
    "Responsible for the figures of each month and for what the board was told about them.",
    "Since spring I go to the customers first; access to the data came later.",
    "Studied in Leipzig and Lyon, with a year in between on a farm in the north.",
)


async def measure_skills(folder: Path) -> str:
    """Return megabytes per second over all texts, and the median and slowest time of one."""
    random.seed(17)
    names = sorted(skill.name for skill in taxonomy_with().named)
    texts = [_resume(names) for _ in range(RESUMES)]
    find_skills(texts[0])
    times, hits = [], 0
    for text in texts:
        began = time.perf_counter()
        hits += len(find_skills(text))
        times.append(time.perf_counter() - began)
    speed = sum(len(text.encode()) for text in texts) / sum(times) / 1e6
    return (
        f"\nFinding skills in {RESUMES} résumés of 5 KB ({hits / RESUMES:.0f} each)\n"
        f"  {speed:.2f} MB/s, median {statistics.median(times) * 1e3:.2f} ms, "
        f"slowest {max(times) * 1e3:.2f} ms"
    )


def _resume(names: list[str]) -> str:
    lines = [f"Skills: {', '.join(random.sample(names, 15))}"]
    while sum(map(len, lines)) < RESUME:
        lines += [random.choice(_FILLER), f"Used {random.choice(names)} for it."]
    return "\n".join(lines)[:RESUME]
