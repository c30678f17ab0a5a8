"""Commands and views of the question bank."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from domain.kit.fields import (
    Command,
    Id,
    LongLine,
    Moment,
    Paragraph,
    Prose,
    View,
    Word,
)
from domain.scoring.schemas import KeyPoint

QuestionType = Literal["technical", "behavioral", "situational"]
Difficulty = Literal["beginner", "intermediate", "advanced", "expert"]


class PointText(Command):
    """One thing a complete answer says; ``weight`` is relative to the other points."""

    id: Word
    text: LongLine
    weight: float = Field(default=1.0, gt=0, le=10, allow_inf_nan=False)


def _distinct(points: list[PointText]) -> list[PointText]:
    if len({point.id for point in points}) != len(points):
        raise ValueError("each key point needs an id of its own")
    return points


Points = Annotated[list[PointText], AfterValidator(_distinct), Field(max_length=12)]


class WriteQuestion(Command):
    """Add a question to a job's bank; it can be asked once an expert has approved it."""

    job_id: Id
    question_text: Paragraph
    question_type: QuestionType = "technical"
    difficulty_level: Difficulty = "intermediate"
    gold_standard_answer: Prose
    key_points: Points = Field(default_factory=list)
    skills_tested: list[Word] = Field(default_factory=list, max_length=20)
    why_asked: Paragraph | None = None
    time_limit_s: int | None = Field(default=None, ge=10, le=7_200)


class ApproveQuestions(Command):
    """Approve or reject questions written by others."""

    question_ids: list[Id] = Field(min_length=1, max_length=100)
    decision: Literal["approve", "reject"]
    comment: Paragraph | None = None


class QuestionView(View):
    """A question; gold answer, key points and reason only for recruiters and above."""

    id: int
    job_id: int | None
    question_text: str
    question_type: str | None
    difficulty_level: str | None
    gold_standard_answer: str | None
    key_points: list[KeyPoint]
    skills_tested: list[str]
    why_asked: str | None
    time_limit_s: int | None
    is_approved: bool
    approved_by: int | None
    created_by: int | None
    created_at: Moment


class ReviewOutcome(View):
    """The questions as they stand after a review."""

    questions: list[QuestionView]
