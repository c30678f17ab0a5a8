"""Questions by pattern: of a field's work for skills nobody wrote about, and of competencies."""

from functools import cache

from pydantic import Field

from domain.questions.drafting.items import Item, points_of
from domain.questions.drafting.material import (
    MaterialInvalid,
    Part,
    Question,
    Reason,
    Statements,
    read_folder,
)
from domain.questions.drafting.values import ORDER
from domain.questions.schemas import Difficulty, QuestionType
from domain.skills.service import Skill

ANY = "any"
"""The category of patterns that fit every field."""
_OWN_PART = 1.5
"""What somebody did counts more than the situation they found."""


class Pattern(Part):
    """A question of a field's work that is true for each of its skills."""

    type: QuestionType
    levels: tuple[Difficulty, ...] = Field(min_length=1)
    ask: Question
    points: Statements = Field(min_length=3, max_length=5)
    why: Reason


class PatternFile(Part):
    """A field's patterns; ``category`` is one of the taxonomy's, or ``any``.

    With ``groups``, they hold for the skills beneath these alone, and instead of the field's.
    """

    category: str
    groups: tuple[str, ...] = ()
    pattern: tuple[Pattern, ...] = Field(min_length=1)


class CompetencyQuestion(Part):
    """A way to ask for an experience, and what only an answer to this one says."""

    ask: Question
    levels: tuple[Difficulty, ...] = ORDER
    points: Statements = Field(min_length=1, max_length=2)


class Competency(Part):
    """How somebody works. ``points`` are situation, own action, and result with learning.

    ``leads`` says that it is about leading others.
    """

    name: str
    leads: bool = False
    points: Statements = Field(min_length=3, max_length=3)
    why: Reason
    question: tuple[CompetencyQuestion, ...] = Field(min_length=2)


class CompetencyFile(Part):
    """Competencies of one kind."""

    competency: tuple[Competency, ...] = Field(min_length=1)


@cache
def pattern_files() -> dict[str, PatternFile]:
    """Return the files of patterns by name. Raises MaterialInvalid for a broken one."""
    return dict(read_folder("patterns", PatternFile))


def patterns_of(skill: Skill) -> tuple[Item, ...]:
    """Return the patterns of a skill's group, or else of its field."""
    places = {skill.name, *skill.parents}
    own = [name for name, file in pattern_files().items() if places.intersection(file.groups)]
    return tuple(item for name in own for item in _items(name)) or _by_category(skill.category)


def general_patterns() -> tuple[Item, ...]:
    """Return the patterns that fit every skill."""
    return _by_category(ANY)


@cache
def _by_category(category: str) -> tuple[Item, ...]:
    return tuple(
        item
        for name, file in pattern_files().items()
        if file.category == category and not file.groups
        for item in _items(name)
    )


@cache
def _items(name: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            key=f"{name}/{number}",
            family=name,
            question_type=pattern.type,
            levels=pattern.levels,
            ask=pattern.ask,
            points=points_of(pattern.points),
            why=pattern.why,
            source="pattern",
        )
        for number, pattern in enumerate(pattern_files()[name].pattern)
    )


@cache
def competencies() -> tuple[Competency, ...]:
    """Return all competencies. Raises MaterialInvalid for a broken file or a name used twice."""
    found = [
        one for _, read in read_folder("competencies", CompetencyFile) for one in read.competency
    ]
    names = [one.name for one in found]
    if len(set(names)) != len(names):
        raise MaterialInvalid("competencies: two have the same name")
    return tuple(found)


@cache
def behavioral(*, leads: bool) -> tuple[Item, ...]:
    """Return the questions about experiences, those about leading others only where one leads."""
    return tuple(
        _experience(one, number)
        for one in competencies()
        if leads or not one.leads
        for number in range(len(one.question))
    )


def _experience(one: Competency, number: int) -> Item:
    asked = one.question[number]
    situation, action, result = one.points
    return Item(
        key=f"{one.name}/{number}",
        family=one.name,
        question_type="behavioral",
        levels=asked.levels,
        ask=asked.ask,
        points=(
            *points_of((situation,)),
            *points_of((action, *asked.points), _OWN_PART),
            *points_of((result,)),
        ),
        why=one.why,
        source="pattern",
    )
