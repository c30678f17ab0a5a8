"""What the question bank announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuestionMoved:
    """A question has a new state or version; ``state`` is ``deleted`` for one that is gone."""

    question_id: int
    job_id: int | None
    state: str
    version: int
    is_approved: bool
