"""Commands and views of skills."""

from typing import Annotated

from pydantic import AfterValidator, Field

from domain.kit.fields import Command, Line, Moment, Text, View, Word, example
from domain.kit.paging import PageQuery, SortedQuery
from domain.skills.words import key_of


def _readable(name: str) -> str:
    if not any(any(char.isalnum() for char in word) for word in key_of(name)):
        raise ValueError("needs a letter or a digit")
    return name


SkillName = Annotated[Line, AfterValidator(_readable)]
Aliases = Annotated[list[SkillName], Field(max_length=30)]
Parents = Annotated[list[Line], Field(max_length=10)]


class AddSkill(Command):
    """Add a skill to the taxonomy; ``parents`` are names of skills or groups that exist."""

    model_config = example(
        name="Harbour pilotage",
        aliases=["Ship pilotage", "Lotsenwesen"],
        category="Logistics and manufacturing",
        parents=["Logistics"],
        active=True,
    )

    name: SkillName
    aliases: Aliases = Field(default_factory=list)
    category: Word
    parents: Parents = Field(default_factory=list)
    active: bool = True


class ChangeSkill(Command):
    """Change only the fields that are sent."""

    model_config = example(aliases=["Ship pilotage"], active=False)

    name: SkillName = Field(default_factory=str)
    aliases: Aliases = Field(default_factory=list)
    category: Word = Field(default_factory=str)
    parents: Parents = Field(default_factory=list)
    active: bool = True


class SkillQuery(SortedQuery):
    """Which skills: ``q`` is the beginning of a word of a name or an alias."""

    q: Text | None = Field(default=None, max_length=100)
    category: Word | None = None


class EntryQuery(PageQuery):
    """Which page of the added skills."""


class SkillView(View):
    """A skill; ``entry_id`` is None for Greenroom's own, ``related`` are its nearest kin."""

    model_config = example(
        name="PostgreSQL",
        category="Data and AI",
        aliases=["Postgres", "PgSQL"],
        parents=["SQL databases"],
        entry_id=None,
    )

    name: str
    category: str
    aliases: list[str]
    parents: list[str]
    entry_id: int | None


class SkillDetail(SkillView):
    """A skill with all above it, the nearest first, and what stands directly beneath."""

    above: list[str]
    beneath: list[str]


class EntryView(View):
    """A skill that an administrator added."""

    id: int
    name: str
    aliases: list[str]
    category: str
    parents: list[str]
    active: bool
    created_at: Moment
    updated_at: Moment


class SkillGone(View):
    """The added skill that was deleted."""

    id: int
