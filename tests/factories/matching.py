"""Résumés, skills and an engine for tests of matching."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.kit.crypto import Keyring, keyring
from domain.kit.search import folded
from domain.matching.calculator import Calculator
from domain.matching.digest import Digest
from domain.matching.engine import Scored
from domain.matching.wanted import Wanted
from domain.resumes.facts import (
    Education,
    Fact,
    Position,
    ResumeFacts,
    SkillFound,
    Span,
)
from domain.scoring.ports import Encoder
from tests.factories.plain_skills import PlainSkills

RELATED = {
    frozenset(("PostgreSQL", "MySQL")): 0.7,
    frozenset(("PostgreSQL", "SQL")): 0.8,
    frozenset(("Django", "Flask")): 0.6,
    frozenset(("Python", "Excel")): 0.1,
}
NAMES = ("Python", "PostgreSQL", "MySQL", "SQL", "Django", "Flask", "Excel", "Docker", "Redis")
ALIASES = {"postgres": "PostgreSQL", "py": "Python"}


class TinySkills(PlainSkills):
    """A small SkillSpace in which some skills are related and some have other names."""

    def __init__(
        self,
        names: Iterable[str] = NAMES,
        related: Mapping[frozenset[str], float] = RELATED,
        aliases: Mapping[str, str] = ALIASES,
    ) -> None:
        super().__init__(names)
        self._related = related
        self._aliases = {folded(alias): name for alias, name in aliases.items()}

    def normalise(self, name: str) -> str | None:
        return self._aliases.get(folded(name)) or super().normalise(name)

    def relatedness(self, one: str, other: str) -> float:
        return max(super().relatedness(one, other), self._related.get(frozenset((one, other)), 0.0))


class EngineHere:
    """The real calculator in this thread."""

    def __init__(self, encoder: Encoder | None = None, ring: Keyring | None = None) -> None:
        self._encoder = encoder
        self._ring = ring
        self.version = "test"

    @property
    def _calculator(self) -> Calculator:
        return Calculator(self._encoder, self._ring or keyring())

    async def terms(self, text: str, corpus: Sequence[str]) -> dict[str, float]:
        return self._calculator.terms(text, corpus)

    async def meaning(self, text: str) -> list[int]:
        return self._calculator.meaning(text)

    async def pack(self, digests: Sequence[Digest]) -> list[str]:
        return self._calculator.pack(digests)

    async def score(self, wanted: Wanted, packed: Sequence[tuple[int, str]]) -> list[Scored]:
        return self._calculator.score(wanted, packed)


def facts_of(text: str, skills: Mapping[str, float | None], **fields: Any) -> ResumeFacts:
    """Return the facts of a résumé, ``text``, whose duties are its lines that begin with a dash.

    ``skills`` maps names to years; spans are found in the text.
    """
    duties = [(m.start(), m.end()) for m in re.finditer(r"(?m)^- .*$", text)]
    begin, end = (duties[0][0], duties[-1][1]) if duties else (0, 0)
    defaults: dict[str, Any] = {
        "language": "en",
        "name": None,
        "emails": [],
        "phones": [],
        "links": [],
        "location": None,
        "languages": [],
        "education": [],
        "positions": [
            Position(
                title=fields.pop("title", None),
                company=fields.pop("company", None),
                start=None,
                end=None,
                is_current=True,
                span=Span(start=begin, end=end),
                confidence=1,
            )
        ],
        "experience_years": None,
        "experience_level": None,
        "skills": [_skill(text, name, years) for name, years in skills.items()],
        "warnings": [],
    }
    return ResumeFacts(**defaults | fields)


def stated(value: str) -> Fact[str]:
    """Return a fact without a place."""
    return Fact[str](value=value, span=Span(start=0, end=0), confidence=1)


def studied(field: str, **fields: Any) -> Education:
    """Return a course of study."""
    defaults: dict[str, Any] = {"degree": None, "school": None, "start": None, "end": None}
    span = Span(start=0, end=0)
    return Education(**defaults | fields, field=field, span=span, confidence=1)


def _skill(text: str, name: str, years: float | None) -> SkillFound:
    at = text.find(name)
    spans = [] if at < 0 else [Span(start=at, end=at + len(name))]
    return SkillFound(name=name, category="", years=years, spans=spans, confidence=1)
