"""Everything that could be asked for a brief, in pools by type and skill."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from domain.questions.drafting.claims import claim_items
from domain.questions.drafting.depth import steps
from domain.questions.drafting.items import Item
from domain.questions.drafting.knowledge import knowledge
from domain.questions.drafting.patterns import behavioral, general_patterns, patterns_of
from domain.questions.drafting.values import DraftBrief
from domain.questions.schemas import QuestionType
from domain.skills.service import Skill, Taxonomy

_ELSEWHERE = "Elsewhere"
_FARTHEST_LENDER = 2
_FROM_KNOWLEDGE, _LENT, _FROM_FIELD, _FROM_ANY = 0, 2, 4, 6
"""What is asked first; one more for an item of a neighbouring level."""
_LEADS = ("lead", "head", "manager", "director", "chief", "principal", "supervisor", "foreman")

Pool = list["Candidate"]
Pools = dict[tuple[QuestionType, str], Pool]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that could be asked about a skill of the job.

    ``tier`` says how well it fits (0 is best), ``rank`` is chance by the seed; ``lender`` is the
    skill above it that the knowledge was written about.
    """

    item: Item
    skill: Skill
    tier: int
    rank: int
    lender: Skill | None = None


def pools_for(brief: DraftBrief, skills: list[Skill], taxonomy: Taxonomy, seed: int) -> Pools:
    """Return what could be asked about each skill, the claims aside."""
    leads = is_leading(brief)
    pools: Pools = {}
    for skill in skills:
        for candidate in _of_skill(brief, skill, taxonomy, seed, leads=leads):
            key = (candidate.item.question_type, skill.name)
            if key[0] in brief.types:
                pools.setdefault(key, []).append(candidate)
    return pools


def claims_for(brief: DraftBrief, skills: list[Skill], seed: int) -> list[Pool]:
    """Return a pool for each claim that names a skill of the job, in an order by chance."""
    named = {skill.name: skill for skill in skills}
    pools = [
        [
            Candidate(item, named[claim.skill], 0, chance(seed, item.key))
            for item in claim_items(claim, number, brief.names)
            if item.question_type in brief.types
        ]
        for number, claim in enumerate(brief.claims)
        if claim.skill in named
    ]
    return sorted(filter(None, pools), key=lambda pool: pool[0].rank)


def skills_of(brief: DraftBrief, taxonomy: Taxonomy) -> list[Skill]:
    """Return the skills of the brief; one that the taxonomy lacks belongs to no field."""
    names = dict.fromkeys(brief.skills)
    return [taxonomy.skills.get(name) or Skill(name, _ELSEWHERE) for name in names]


def is_leading(brief: DraftBrief) -> bool:
    """Tell whether the job leads others, by its title and level."""
    words = f"{brief.job_title} {brief.level or ''}".casefold().split()
    return any(word.strip(",.()/-").startswith(_LEADS) for word in words)


def chance(seed: int, key: str) -> int:
    """Return a number that looks random but follows from seed and key, on every machine."""
    return int.from_bytes(blake2b(f"{seed}/{key}".encode(), digest_size=8).digest())


def _of_skill(
    brief: DraftBrief, skill: Skill, taxonomy: Taxonomy, seed: int, *, leads: bool
) -> Iterator[Candidate]:
    made = partial(_candidates, brief, skill, seed)
    own = knowledge().get(skill.name)
    if own:
        yield from made(own, _FROM_KNOWLEDGE)
    elif lender := _lender(skill, taxonomy):
        yield from made(knowledge()[lender.name], _LENT, lender=lender)
    yield from made(patterns_of(skill), _FROM_FIELD)
    yield from made(general_patterns(), _FROM_ANY)
    yield from made(behavioral(leads=leads), _FROM_KNOWLEDGE)


def _candidates(
    brief: DraftBrief,
    skill: Skill,
    seed: int,
    items: tuple[Item, ...],
    tier: int,
    lender: Skill | None = None,
) -> Iterator[Candidate]:
    for item in items:
        away = steps(item, brief.difficulty)
        if away <= 1:
            rank = chance(seed, f"{skill.name}/{item.key}")
            yield Candidate(item, skill, tier + away, rank, lender)


def _lender(skill: Skill, taxonomy: Taxonomy) -> Skill | None:
    """Return the nearest skill above this one that something is known about.

    Two steps up at most, because between *Amazon S3* and *AWS* stands a group that no text names.
    """
    level = [skill]
    for _ in range(_FARTHEST_LENDER):
        above = dict.fromkeys(parent for below in level for parent in below.parents)
        level = [taxonomy.skills[name] for name in above if name in taxonomy.skills]
        for parent in level:
            if parent.name in knowledge():
                return parent
    return None
