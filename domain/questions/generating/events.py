"""What generating questions announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuestionsDrafted:
    """A generation got further; ``by`` is the user who asked, None for a program.

    It is over when ``state`` is ``done`` or ``cancelled``.
    """

    generation_id: int
    job_id: int
    by: int | None
    state: str
    done: int
    of: int
