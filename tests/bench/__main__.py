"""``make bench``: skills, signing in, what is said; round trips, storage beside the plain way."""

import sys
import tempfile
from pathlib import Path

import uvloop

from tests.bench.lines import measure_lines
from tests.bench.login import measure_login
from tests.bench.rooms import compare_rooms
from tests.bench.skills import measure_skills
from tests.bench.storage import compare_storage

COMPARISONS = (measure_skills, measure_login, compare_rooms, measure_lines, compare_storage)


async def measure() -> None:
    for compare in COMPARISONS:
        with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
            sys.stdout.write(await compare(Path(folder)) + "\n")


if __name__ == "__main__":
    uvloop.run(measure())
