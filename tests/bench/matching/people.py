"""People made for jobs of several fields, with a known grade of how well they fit."""

import random
from dataclasses import dataclass

import numpy as np

from domain.kit.crypto import Keyring
from domain.matching.digest import Digest, HeldSkill
from domain.matching.features import features_of, pack, quantised
from domain.matching.schemas import Weights
from domain.matching.stating import Preferences
from domain.matching.wanted import Wanted, WantedSkill, skill_key

TEMPLATES = 200
BEST = 4
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
