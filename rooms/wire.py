"""Events that are never stored: latest wins, may be dropped. Durable ones are domain events."""

from typing import Literal

from pydantic import Field

from domain.interviews.room import SessionStatus
from domain.interviews.splices import Splice
from domain.interviews.views import Presence, RoomEventView, SeatView
from domain.kit.fields import Moment, View
from domain.scoring.schemas import Score


class AnswerEditedView(View):
    """The answer's text went from ``base_rev`` to ``rev`` by ``splices``; for interviewers."""

    session_id: int
    question_id: int
    answer_id: int
    base_rev: int
    rev: int
    splices: list[Splice]


class ScorePartialView(View):
    """The machine's score of the text at ``rev`` while it is typed; for interviewers."""

    session_id: int
    question_id: int
    answer_id: int
    rev: int
    score: Score
    took_ms: float
    at: Moment


class PresenceChanged(View):
    """Everybody who is in the room now."""

    presence: list[Presence]


class ServerRestarting(View):
    """The server goes away for a moment; come back after ``retry_in_ms``."""

    retry_in_ms: int


class SlowDown(View):
    """Send edits no more often than every ``min_interval_ms``."""

    min_interval_ms: int


class RoomDelta(View):
    """First thing a returning seat gets: who and when, and the events it missed."""

    server_time: Moment
    seat: SeatView
    presence: list[Presence]
    epoch: str
    seq: int
    events: list[RoomEventView] = Field(default_factory=list)


class RoomSummary(View):
    """One room at a glance."""

    session_id: int
    job_id: int
    job_title: str
    candidate_name: str
    status: SessionStatus
    paused: bool
    scheduled_at: Moment | None
    question: str | None
    answered: int
    question_count: int
    overall: float | None
    candidate_connected: bool = False


class RoomsChanged(View):
    """All rooms that changed within the last quarter of a second."""

    rooms: list[RoomSummary]


class MatchingProgress(View):
    """How far the matching of a job's applications is, at most four times a second."""

    job_id: int
    done: int
    total: int


class QuestionNews(View):
    """Where a question of the bank stands now; ``state`` may be ``deleted``."""

    question_id: int
    job_id: int | None
    state: str
    version: int
    is_approved: bool


class QuestionsChanged(View):
    """All questions of the bank that changed within the last quarter of a second."""

    questions: list[QuestionNews]


class DraftingProgress(View):
    """How far a generation of questions is, at most four times a second."""

    generation_id: int
    job_id: int
    state: str
    done: int
    of: int


Droppable = Literal[
    "answer.edited",
    "score.partial",
    "presence.changed",
    "rooms.changed",
    "matching.progress",
    "questions.changed",
    "questions.drafted",
]
EPHEMERAL: dict[str, type[View]] = {
    "answer.edited": AnswerEditedView,
    "score.partial": ScorePartialView,
    "presence.changed": PresenceChanged,
    "server.restarting": ServerRestarting,
    "slow_down": SlowDown,
}
