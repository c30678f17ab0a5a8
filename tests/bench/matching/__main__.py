"""``make bench-matching``: how good the order of applicants is, and how long it takes.

Quality: people are made for jobs of several fields with a known grade of 0 to 4 (how much of what
the job asks they bring); nDCG@10 of our order is compared with that of plain TF-IDF cosines over
whole texts. Speed: sealed features of many people, ranked and scored with reasons by the
calculator in a process of its own; with ``--stored`` also in databases as production does, while
the event loop is watched for how late it gets. A scale of 0 leaves a part out.
"""

import random
from pathlib import Path

import click
import numpy as np
import uvloop

from domain.kit.crypto import Keyring
from domain.matching.calculator import Calculator
from domain.matching.features import quantised
from domain.matching.wanted import Wanted
from server.adapters.minilm import MODEL_DIR_NAME
from server.scoring import open_encoder
from tests.bench.matching.people import make_job, sealed_people
from tests.bench.matching.quality import measure_quality
from tests.bench.matching.rematch import measure_stored
from tests.bench.matching.speed import measure_ranking, measure_rematch
from tests.conftest import PII_KEY

DIFFERENT = 10_000
"""So many different people are made at most; a larger crowd is dealt from them."""


def wanted_job(models: Path) -> Wanted:
    """Return a job with its terms and a meaning."""
    calculator = Calculator(open_encoder(models), Keyring([PII_KEY]))
    job = make_job(random.Random(3))  # repeatable on purpose
    found = {
        "terms": calculator.terms(job.text, [job.text]),
        "meaning": [int(n) for n in quantised(np.ones(384, np.float32))],
    }
    return job.model_copy(update=found)


async def measure(models: Path, scales: dict[str, int]) -> None:
    """Print each part as soon as it is measured."""
    if scales["quality"]:
        click.echo(measure_quality(models, scales["quality"]), nl=False)
    largest = max(scales["rank"], scales["rematch"], scales["stored"])
    if not largest:
        return
    keyring, job = Keyring([PII_KEY]), wanted_job(models)
    click.echo(f"making {min(largest, DIFFERENT):,} people …")
    sealed = sealed_people(keyring, job, min(largest, DIFFERENT))
    if scales["rank"]:
        dealt = [sealed[n % len(sealed)] for n in range(scales["rank"])]
        click.echo(measure_ranking(keyring, job, dealt), nl=False)
    if scales["rematch"]:
        click.echo(await measure_rematch(PII_KEY, models, job, sealed, scales["rematch"]), nl=False)
    if scales["stored"]:
        await measure_stored(job, sealed, scales["stored"])


@click.command()
@click.option("--quality", default=24, show_default=True, help="Jobs whose people are ordered.")
@click.option("--rank", default=10_000, show_default=True, help="People ranked at once.")
@click.option("--rematch", default=100_000, show_default=True, help="People scored with reasons.")
@click.option("--stored", default=0, help="People re-matched in databases.")
@click.option("--models", type=click.Path(path_type=Path), default=Path(".data/models"))
def main(models: Path, **scales: int) -> None:
    """Measure matching on this machine."""
    uvloop.run(measure(models / MODEL_DIR_NAME, scales))


if __name__ == "__main__":
    main()
