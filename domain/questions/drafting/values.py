"""What goes into drafting and what comes out of it: plain frozen values."""

from dataclasses import dataclass, field
from typing import Literal

from domain.questions.schemas import Difficulty, QuestionType

Source = Literal["knowledge", "pattern", "claim"]
ORDER: tuple[Difficulty, ...] = ("beginner", "intermediate", "advanced", "expert")
"""The levels from the easiest to the hardest."""
TYPES: tuple[QuestionType, ...] = ("technical", "situational", "behavioral")
MOST = 50


@dataclass(frozen=True, slots=True)
class Claim:
    """What a résumé says about a skill; ``years`` from its positions, None when unknown.

    ``sentence`` is the sentence that names the skill, ``position`` the title of the job it stands
    under; both may be None. Neither the company nor anything about the person belongs here.
    """

    skill: str
    years: float | None = None
    sentence: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class DraftBrief:
    """What is asked for. ``skills`` are canonical names, must-haves first; ``count`` is 1 to 50.

    ``taken`` are the texts that the bank holds already. ``names`` are the words that say who the
    person behind ``claims`` is; a sentence that holds one of them is not quoted.
    """

    job_title: str
    skills: tuple[str, ...]
    difficulty: Difficulty = "intermediate"
    count: int = 10
    types: tuple[QuestionType, ...] = TYPES
    level: str | None = None
    description: str = ""
    claims: tuple[Claim, ...] = ()
    taken: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        """Refuse what cannot be drafted with a ValueError; callers check their input before."""
        if not 1 <= self.count <= MOST:
            raise ValueError(f"count must be between 1 and {MOST}")
        if not self.skills:
            raise ValueError("a question needs a skill to test")
        if not self.types:
            raise ValueError("at least one type of question is needed")


@dataclass(frozen=True, slots=True)
class DraftPoint:
    """One thing a complete answer says; ``weight`` is relative to the other points."""

    id: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class RubricLevel:
    """What an answer of this level (1, the weakest, to 4) contains."""

    level: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A question to be reviewed by an expert; 3 to 6 key points, a rubric of 4 levels."""

    question_text: str
    question_type: QuestionType
    difficulty_level: Difficulty
    gold_standard_answer: str
    key_points: tuple[DraftPoint, ...]
    rubric: tuple[RubricLevel, ...]
    skills_tested: tuple[str, ...]
    why_asked: str
    time_limit_s: int
    source: Source
    provider: Literal["offline"] = "offline"


@dataclass(frozen=True, slots=True)
class Drafted:
    """The drafts, and why there are fewer than were asked for (None when there are enough)."""

    drafts: tuple[Draft, ...]
    shortfall: str | None = None
