"""What matching keeps of a person: stated facts without a name, and a scrubbed text."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.jobs.service import parse_salary
from domain.kit.fields import View
from domain.matching.ports import SkillSpace
from domain.matching.scrubbing import scrub, town_of
from domain.matching.stating import Preferences, days_until_start, preferences_in
from domain.matching.wanted import Pay, yearly_pay
from domain.resumes.facts import STATED, ExperienceLevel, Position, ResumeFacts, SkillFound

MOST_YEARS = 15
"""Years above are not told apart, so that they do not stand in for age."""
LEVEL_YEARS: dict[str, int] = {"entry": 0, "junior": 1, "mid": 3, "senior": 5, "lead": 8}
"""The least years a level is taken to mean where no years are stated."""
LONGEST_TEXT = 8_000


class HeldSkill(View):
    """A skill somebody has, and where their résumé first says so (code points)."""

    name: str
    years: float | None = None
    start: int | None = None
    end: int | None = None


class StatedFacts(View):
    """What a résumé says that may count."""

    skills: list[HeldSkill]
    years: float | None
    places: tuple[str, ...]
    text: str
    preferences: Preferences


class Digest(View):
    """One application as the matcher sees it.

    ``is_read``: a résumé was read, so a skill that it does not name is missing, not just unknown.
    """

    is_read: bool
    skills: list[HeldSkill]
    years: float | None
    places: tuple[str, ...]
    pay: Pay | None
    start_in_days: int | None
    preferences: Preferences
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What the application itself says."""

    position: str | None = None
    years: int | None = None
    expected_salary: str | None = None
    availability: str | None = None
    cover_letter: str | None = None
    location: str | None = None


def state_facts(facts: ResumeFacts, text: str, skills: SkillSpace) -> StatedFacts:
    """Return what counts of a résumé, of which ``text`` is what a person sees."""
    names = () if facts.name is None else (facts.name.value,)
    return StatedFacts(
        skills=_held(_counting(facts, names), skills),
        years=_capped(_years(facts.experience_years, facts.experience_level)),
        places=() if facts.location is None else town_of(facts.location.value),
        text=feature_text(facts, text, names),
        preferences=preferences_in(text),
    )


def feature_text(facts: ResumeFacts, text: str, names: tuple[str, ...]) -> str:
    """Return duties, titles, skills and fields of study: what is compared with a job's text.

    Companies and schools stay out: they say where somebody comes from, not what they do.
    """
    work = [_duties(position, text) for position in facts.positions if position.is_work]
    studied = [course.field for course in facts.education if course.field]
    listed = [skill.name for skill in _counting(facts, names)]
    parts = [scrub(part, names) for part in (*work, *studied, ", ".join(listed))]
    return "\n".join(part for part in parts if part)[:LONGEST_TEXT]


def digest(stated: StatedFacts | None, letter: Letter, skills: SkillSpace) -> Digest:
    """Return all that may count of an application; the résumé goes before the form."""
    said = letter.cover_letter or ""
    named = [HeldSkill(name=found.name) for found in skills.find(said)]
    wishes = preferences_in(f"{said}\n{letter.availability or ''}")
    known = stated or StatedFacts(
        skills=[], years=None, places=(), text="", preferences=Preferences()
    )
    return Digest(
        is_read=stated is not None,
        skills=_merged([*known.skills, *named]),
        years=known.years if known.years is not None else _capped(letter.years),
        places=known.places or town_of(letter.location or ""),
        pay=_pay(letter.expected_salary),
        start_in_days=days_until_start(letter.availability),
        preferences=_either(wishes, known.preferences),
        text=known.text or scrub(letter.position or ""),
    )


def _pay(expected: str | None) -> Pay | None:
    salary = parse_salary(expected)
    if salary is None:
        return None
    return yearly_pay(salary.low, salary.high, salary.currency, salary.period)


def _duties(position: Position, text: str) -> str:
    said = text[position.span.start : position.span.end]
    if position.company:
        said = said.replace(position.company, " ")
    return f"{position.title or ''}\n{said}"


def _counting(facts: ResumeFacts, names: tuple[str, ...]) -> list[SkillFound]:
    """Return the skills without those whose stated words would tell who somebody is."""
    return [
        skill
        for skill in facts.skills
        if skill.category != STATED or scrub(skill.name, names) == skill.name
    ]


def _held(found_skills: Iterable[SkillFound], skills: SkillSpace) -> list[HeldSkill]:
    return _merged(
        HeldSkill(
            name=skills.normalise(found.name) or found.name,
            years=None if found.years is None else min(found.years, MOST_YEARS),
            start=found.spans[0].start if found.spans else None,
            end=found.spans[0].end if found.spans else None,
        )
        for found in found_skills
    )


def _merged(skills: Iterable[HeldSkill]) -> list[HeldSkill]:
    once: dict[str, HeldSkill] = {}
    for skill in skills:
        once.setdefault(skill.name, skill)
    return sorted(once.values(), key=lambda skill: skill.name)


def _years(stated: float | None, level: ExperienceLevel | None) -> float | None:
    if stated is not None:
        return stated
    return None if level is None else LEVEL_YEARS[level]


def _capped(years: float | None) -> float | None:
    return None if years is None else min(float(years), MOST_YEARS)


def _either(first: Preferences, second: Preferences) -> Preferences:
    said = {k: v for k, v in first.model_dump().items() if v is not None}
    return second.model_copy(update=said)
