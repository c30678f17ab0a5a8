"""``make bench-matching``: how good the order of applicants is, and how long it takes.

Quality: people are made for jobs of several fields with a known grade of 0 to 4 (how much of what
the job asks they bring); nDCG@10 of our order is compared with that of plain TF-IDF cosines over
whole texts. Speed: sealed features of 10,000 and 100,000 people, ranked and scored with reasons by
the calculator in a process of its own, while the event loop is watched for how late it gets.
"""

import asyncio
import json
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import uvloop
from sklearn.feature_extraction.text import TfidfVectorizer

from domain.kit.crypto import Keyring
from domain.matching.calculator import Calculator
from domain.matching.digest import Digest, HeldSkill
from domain.matching.features import features_of, pack, quantised, unpack
from domain.matching.ranking import rank_people
from domain.matching.schemas import Weights
from domain.matching.stating import Preferences
from domain.matching.wanted import Wanted, WantedSkill, skill_key
from server.adapters.minilm import MODEL_DIR_NAME
from server.matching import MatchingRoom
from server.scoring import open_encoder
from server.simulate.figures import percentile
from tests.bench.rematch import measure_stored, watch
from tests.conftest import PII_KEY

BATCH = 250
BEST = 4
JOBS = 24
PEOPLE_PER_JOB = 60
TEMPLATES = 200
TOWNS = ("Bristol", "Leeds", "Lyon", "Ghent")
FIELDS = {
    "booking services": ("Python", "PostgreSQL", "Redis", "Docker", "Kafka", "asyncio"),
    "sales forecasts": ("SQL", "Statistics", "Excel", "Tableau", "Forecasting", "R"),
    "ward care": ("Patient care", "First aid", "Triage", "Medication", "Hygiene", "Records"),
    "pressure vessels": ("Welding", "Brazing", "Blueprints", "Grinding", "Inspection", "Rigging"),
    "key accounts": ("Negotiation", "CRM", "Coaching", "Pricing", "Prospecting", "Contracts"),
    "warehouse shifts": ("Forklift", "Inventory", "Planning", "Safety", "Picking", "Dispatch"),
}
CHATTER = (
    "reliable and curious",
    "worked closely with a large team",
    "reported to the head of the department",
    "wrote handbooks and trained new colleagues",
    "improved the process step by step",
    "kept deadlines in busy times",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody, how good they truly are for the job, and all their words for the plain way."""

    digest: Digest
    grade: int
    words: str


def make_job(dice: random.Random) -> Wanted:
    """Return a job of a random field, without its terms."""
    duty = dice.choice(list(FIELDS))
    skills = dice.sample(FIELDS[duty], k=4)
    years = dice.randint(2, 6)
    text = f"Specialist for {duty}. You look after {duty}, with {', '.join(skills)}. "
    text += ". ".join(dice.sample(CHATTER, k=3))
    needed = [
        WantedSkill(name=name, years=years, related={skill_key(name): 1.0}) for name in skills
    ]
    return Wanted(
        job_id=1,
        title=duty,
        must_haves=needed,
        nice_to_haves=[],
        experience_years=years,
        location=dice.choice(TOWNS),
        work_mode=None,
        pay=None,
        start_within_days=None,
        team_size=None,
        travel=None,
        weights=Weights().model_dump(),
        text=text,
    )


def make_person(dice: random.Random, job: Wanted, grade: int) -> Pair:
    """Return somebody of ``grade``: that many quarters of the skills, years and place asked for.

    Words are no safe sign of it: everybody mentions skills they do not have for long, and whoever
    has them writes less about them.
    """
    skills = [asked.name for asked in job.must_haves]
    share = grade / BEST
    years = float(job.experience_years or 1) * share
    held = [HeldSkill(name=n, years=round(years + dice.random(), 1)) for n in skills[:grade]]
    other = dice.choice(list(FIELDS))
    held += [HeldSkill(name=name, years=2.0) for name in dice.sample(FIELDS[other], k=2)]
    lives = job.location if dice.random() < share else dice.choice(TOWNS)
    duty = job.title if dice.random() < 0.4 + share / 2 else other
    duties = [f"{dice.choice(CHATTER)} for {duty}" for _ in range(dice.randint(3, 8))]
    named = dice.sample(skills, k=dice.randint(0, len(skills))) if grade < BEST else skills[:2]
    text = ". ".join([*duties, *(f"Read about {name}" for name in named)])
    once = {skill.name: skill for skill in reversed(held)}
    digest = Digest(
        is_read=True,
        skills=sorted(once.values(), key=lambda skill: skill.name),
        years=round(years + dice.random(), 1),
        places=(lives or "Bristol",),
        pay=None,
        start_in_days=None,
        preferences=Preferences(),
        text=text,
    )
    listed = ", ".join(skill.name for skill in digest.skills)
    return Pair(digest, grade, f"{text}. {listed}. {lives}")


def ndcg(grades: Sequence[int], at: int = 10) -> float:
    """Return the normalised discounted cumulative gain of grades in the order shown.

    By Järvelin and Kekäläinen, 2002, with a gain of 2^grade - 1.
    """

    def gain(shown: Sequence[int]) -> float:
        places = enumerate(shown[:at], start=2)
        return float(sum((2**grade - 1) / np.log2(place) for place, grade in places))

    return gain(grades) / gain(sorted(grades, reverse=True))


def order(pairs: Sequence[Pair], values: Sequence[float]) -> list[int]:
    """Return the grades, best value first."""
    ranked = sorted(range(len(pairs)), key=lambda place: (-values[place], place))
    return [pairs[place].grade for place in ranked]


def measure_quality(models: Path) -> str:
    """Return the line about the order of applicants."""
    dice = random.Random(7)  # repeatable on purpose
    keyring = Keyring([PII_KEY])
    calculator = Calculator(open_encoder(models), keyring)
    jobs = [make_job(dice) for _ in range(JOBS)]
    ours, plain, words_alone = [], [], []
    for job in jobs:
        grades = [dice.choice((0, 0, 0, 1, 1, 2, 2, 3, 4)) for _ in range(PEOPLE_PER_JOB)]
        pairs = [make_person(dice, job, grade) for grade in grades]
        terms = calculator.terms(job.text, [other.text for other in jobs])
        wanted = job.model_copy(update={"terms": terms, "meaning": calculator.meaning(job.text)})
        packed = calculator.pack([pair.digest for pair in pairs])
        scored = calculator.score(wanted, list(enumerate(packed)))
        ours.append(ndcg(order(pairs, [one.score for one in scored])))
        place = [value_of(keyring, one.factors, "text") for one in scored]
        words_alone.append(ndcg(order(pairs, place)))
        table = TfidfVectorizer().fit_transform([job.text, *(pair.words for pair in pairs)])
        plain.append(ndcg(order(pairs, (table[1:] @ table[0].T).toarray().ravel().tolist())))
    return (
        f"nDCG@10 over {JOBS} jobs of {PEOPLE_PER_JOB} people: ours {np.mean(ours):.3f}, "
        f"plain TF-IDF {np.mean(plain):.3f}, our text factor alone {np.mean(words_alone):.3f}\n"
    )


def value_of(keyring: Keyring, sealed: str, key: str) -> float:
    """Return one factor's value of a result."""
    factors = json.loads(keyring.open(sealed))
    return next((factor["value"] or 0.0 for factor in factors if factor["key"] == key), 0.0)


def sealed_people(keyring: Keyring, job: Wanted, count: int) -> list[str]:
    """Return the sealed features of ``count`` people with random meanings."""
    dice = random.Random(11)  # repeatable on purpose
    numbers = np.random.default_rng(11)
    people = [make_person(dice, job, dice.randint(0, BEST)).digest for _ in range(TEMPLATES)]
    made = []
    for place in range(count):
        vector = numbers.standard_normal(384).astype(np.float32)
        made.append(keyring.seal(pack(features_of(people[place % TEMPLATES], quantised(vector)))))
    return made


def measure_ranking(keyring: Keyring, job: Wanted, sealed: Sequence[str]) -> str:
    """Return the line about ranking from sealed features, in this process."""
    began, cpu = time.perf_counter(), time.process_time()
    people = [unpack(keyring.open(line)) for line in sealed]
    opened = time.perf_counter() - began
    best = np.argsort(-rank_people(job, people).scores, kind="stable")[:10]
    took, used = time.perf_counter() - began, time.process_time() - cpu
    return (
        f"ranking {len(sealed):,} people from sealed features: {took:.2f} s "
        f"({opened:.2f} s of it opening, {used:.2f} s of processor; best first: {best[:3]})\n"
    )


async def measure_rematch(
    key: str, models: Path, job: Wanted, sealed: Sequence[str], count: int
) -> str:
    """Return the line about scoring everybody anew, in another process."""
    room = MatchingRoom(models, [key], 1)
    await room.score(job, [(0, sealed[0])])
    late: list[float] = []
    watcher = asyncio.create_task(watch(late))
    began, size = time.perf_counter(), 0
    for start in range(0, count, BATCH):
        batch = [(n, sealed[n % len(sealed)]) for n in range(start, min(start + BATCH, count))]
        scored = await room.score(job, batch)
        size += sum(len(one.factors) for one in scored)
    took = time.perf_counter() - began
    watcher.cancel()
    await asyncio.to_thread(room.close)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        f"scoring {count:,} people anew with reasons: {took:.1f} s, "
        f"{used.ru_utime + used.ru_stime:.1f} s of processor "
        f"({size / count:,.0f} sealed bytes each); the loop was late by "
        f"{percentile(late, 0.5) or 0:.1f} ms (p50), {percentile(late, 0.99) or 0:.1f} ms (p99)\n"
    )


async def measure(models: Path, rank: int, rematch: int, stored: int) -> None:
    """Print everything."""
    sys.stdout.write(measure_quality(models))
    keyring = Keyring([PII_KEY])
    calculator = Calculator(open_encoder(models), keyring)
    job = make_job(random.Random(3))  # repeatable on purpose
    job = job.model_copy(
        update={
            "terms": calculator.terms(job.text, [job.text]),
            "meaning": [int(n) for n in quantised(np.ones(384, np.float32))],
        }
    )
    sealed = sealed_people(keyring, job, rank)
    sys.stdout.write(measure_ranking(keyring, job, sealed))
    sys.stdout.write(await measure_rematch(PII_KEY, models, job, sealed, rematch))
    if stored:
        sys.stdout.writelines(await measure_stored(job, sealed, stored))


@click.command()
@click.option("--rank", default=10_000, show_default=True)
@click.option("--rematch", default=100_000, show_default=True)
@click.option("--models", type=click.Path(path_type=Path), default=Path(".data/models"))
@click.option("--stored", default=0, help="Re-match this many people in databases, too.")
def main(rank: int, rematch: int, models: Path, stored: int) -> None:
    """Measure matching on this machine."""
    uvloop.run(measure(models / MODEL_DIR_NAME, rank, rematch, stored))


if __name__ == "__main__":
    main()
