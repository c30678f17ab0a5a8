"""The command to generate questions, and what comes of it."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from domain.kit.fields import Command, Id, Moment, View, Word, example
from domain.questions.schemas import Difficulty, QuestionType, QuestionView

GenerationState = Literal["waiting", "running", "done", "cancelled"]
TYPES: tuple[QuestionType, ...] = get_args(QuestionType)
MOST = 50


def _once(values: list[QuestionType]) -> list[QuestionType]:
    return list(dict.fromkeys(values))


class GenerateQuestions(Command):
    """Draft questions for a job; each has to be reviewed by somebody else before it is asked.

    Without ``skills`` those of the job are tested; with ``candidate_id`` some questions go into
    what this person's résumé says. ``seed`` repeats a choice of the offline generator. With
    ``wait`` the answer holds the drafts; without, it comes at once and the drafts follow.
    """

    model_config = example(
        job_id=1,
        skills=["Python", "PostgreSQL"],
        difficulty="intermediate",
        count=5,
        types=["technical", "situational"],
    )

    job_id: Id
    skills: list[Word] | None = Field(default=None, min_length=1, max_length=20)
    difficulty: Difficulty = "intermediate"
    count: int = Field(default=10, ge=1, le=MOST)
    types: Annotated[list[QuestionType], AfterValidator(_once)] = Field(
        default_factory=lambda: list(TYPES), min_length=1, max_length=10
    )
    candidate_id: Id | None = None
    seed: int | None = Field(default=None, ge=0, le=2**31 - 1)
    wait: bool = True


class GenerationView(View):
    """A generation: how far it is, and its drafts so far.

    ``provider`` made the drafts, or most of them; each question says who made it. ``reason`` says
    why a model was not used or why there are fewer drafts than asked for.
    """

    model_config = example(
        generation_id=1,
        job_id=1,
        state="done",
        provider="offline",
        model=None,
        reason=None,
        done=5,
        count=5,
        questions=[],
    )

    generation_id: int
    job_id: int
    state: GenerationState
    provider: str
    model: str | None
    reason: str | None
    done: int
    count: int
    questions: list[QuestionView]
    created_at: Moment
    finished_at: Moment | None
