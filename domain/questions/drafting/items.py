"""The common shape of everything that can become a question."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.questions.drafting.values import Source
from domain.questions.schemas import Difficulty, QuestionType


@dataclass(frozen=True, slots=True)
class Point:
    """A statement of the answer and its weight relative to the others."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """A question to choose. ``key`` names it, ``family`` says which are of one kind.

    ``levels`` are those it fits as it stands. Texts may hold ``{skill}``, ``{Skill}`` (at the
    start of a sentence) and ``{work}``, which ``wording`` fills in.
    """

    key: str
    family: str
    question_type: QuestionType
    levels: tuple[Difficulty, ...]
    ask: str
    points: tuple[Point, ...]
    why: str
    source: Source


def points_of(texts: Iterable[str], weight: float = 1.0) -> tuple[Point, ...]:
    """Return statements of equal weight."""
    return tuple(Point(text, weight) for text in texts)
