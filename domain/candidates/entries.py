"""What a timeline says: one view for each kind of thing that happens to a person."""

from typing import Annotated, Literal

from pydantic import Field

from domain.candidates.schemas import ApplicationStatus
from domain.kit.fields import Moment, View


class TimelineEntry(View):
    """Base of the timeline's entries; ``id`` is unique in it and ``by`` a name to read."""

    id: str
    at: Moment
    by: str


class AppliedEntry(TimelineEntry):
    """The person applied."""

    type: Literal["applied"] = "applied"
    application_id: int
    job_id: int
    job_title: str
    source: str | None


class MovedEntry(TimelineEntry):
    """An application went to another status; ``undone_at`` says when that was taken back."""

    type: Literal["status.moved"] = "status.moved"
    application_id: int
    from_status: ApplicationStatus
    to_status: ApplicationStatus
    reason: str | None
    undone_at: Moment | None


class InterviewEntry(TimelineEntry):
    """An interview was planned, began or ended."""

    type: Literal["interview.planned", "interview.started", "interview.ended"]
    session_id: int
    application_id: int
    scheduled_at: Moment | None
    overall_score: float | None


class ScoreEntry(TimelineEntry):
    """The machine's score of an answer became final."""

    type: Literal["score.final"] = "score.final"
    session_id: int
    question_id: int
    answer_id: int
    overall_score: float


class NoteEntry(TimelineEntry):
    """Somebody wrote a note."""

    type: Literal["note.written"] = "note.written"
    note_id: int
    text: str
    edited_at: Moment | None


class MergeEntry(TimelineEntry):
    """Another row of the same person was merged into this one, or brought back."""

    type: Literal["merged", "merge.undone"]
    merge_id: int
    keep_id: int
    other_id: int


AnyEntry = Annotated[
    AppliedEntry | MovedEntry | InterviewEntry | ScoreEntry | NoteEntry | MergeEntry,
    Field(discriminator="type"),
]
