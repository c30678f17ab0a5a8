"""What others are told about applications, after the commit."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StageMoved:
    """An application went from one status to another, forwards or, with ``undone``, back."""

    application_id: int
    job_id: int
    person_id: int
    from_status: str
    to_status: str
    by: str
    at: datetime
    undone: bool = False
