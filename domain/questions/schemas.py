"""Commands and views of the question bank."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from domain.kit.fields import Command, Id, LongLine, Moment, Paragraph, Prose, View, Word, example
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

    model_config = example(
        job_id=1,
        question_text="Explain the principles of REST.",
        question_type="technical",
        difficulty_level="intermediate",
        gold_standard_answer="Everything is a resource with its own URL.",
        key_points=[
            {"id": "k1", "text": "Everything is a resource with its own URL", "weight": 1.0}
        ],
        skills_tested=["REST"],
        why_asked="The job is about designing services.",
        time_limit_s=300,
    )

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

    model_config = example(
        question_ids=[5],
        decision="approve",
        comment="Clear, and fits the level.",
    )

    question_ids: list[Id] = Field(min_length=1, max_length=100)
    decision: Literal["approve", "reject"]
    comment: Paragraph | None = None


class QuestionView(View):
    """A question; gold answer, key points and reason only for recruiters and above."""

    model_config = example(
        id=5,
        job_id=1,
        question_text="Explain the principles of REST.",
        question_type="technical",
        difficulty_level="intermediate",
        gold_standard_answer="Everything is a resource with its own URL.",
        key_points=[
            {"id": "k1", "text": "Everything is a resource with its own URL", "weight": 1.0}
        ],
        skills_tested=["REST"],
        why_asked="The job is about designing services.",
        time_limit_s=300,
        is_approved=True,
        approved_by=3,
        created_by=2,
    )

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
