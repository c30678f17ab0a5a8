"""The room as a value: what a fresh snapshot says and what events are folded into."""

from typing import Literal

from pydantic import Field

from domain.interviews.meeting import RoomMeeting
from domain.kit.fields import Moment, View
from domain.questions.schemas import RubricLevel
from domain.scoring.schemas import KeyPoint, Score
from domain.scoring.service import Evaluation

SessionStatus = Literal["Scheduled", "In Progress", "Completed", "Cancelled"]
QuestionStatus = Literal["waiting", "open", "closed"]
CloseReason = Literal["submitted", "skipped", "time", "closed", "ended"]
Purpose = Literal["record", "transcribe", "ai_score", "keep"]
SignalKind = Literal["paste", "blur", "focus", "fullscreen_exit", "fullscreen_enter"]
Dimension = Literal["relevance", "completeness", "accuracy", "clarity", "overall"]


class Override(View):
    """A person's score of one dimension, standing beside the machine's."""

    dimension: Dimension
    value: float
    reason: str
    by: str
    at: Moment


class AnswerState(View):
    """The candidate's answer to one question as the server holds it.

    ``text`` is the fold of all edits up to ``rev``; only interviewers get score,
    evaluation (what a language model thinks of it, weighed) and overrides.
    """

    answer_id: int
    rev: int = 0
    text: str = ""
    status: Literal["open", "submitted"] = "open"
    text_sha256: str | None = None
    submitted_at: Moment | None = None
    score: Score | None = None
    evaluation: Evaluation | None = None
    overrides: tuple[Override, ...] = ()


class QuestionState(View):
    """One question of the interview, frozen at scheduling, with its clock.

    An open question has a ``deadline_at`` when it has a limit; while the room is paused the
    deadline is None and ``remaining_s`` says how much time is left.
    """

    question_id: int
    question_version: int = 1
    position: int
    text: str
    question_type: str | None = None
    difficulty_level: str | None = None
    time_limit_s: int | None = None
    status: QuestionStatus = "waiting"
    opened_at: Moment | None = None
    deadline_at: Moment | None = None
    remaining_s: float | None = None
    closed_at: Moment | None = None
    close_reason: CloseReason | None = None
    repeats: int = 0
    gold_standard_answer: str | None = None
    key_points: tuple[KeyPoint, ...] = ()
    rubric: tuple[RubricLevel, ...] = ()
    answer: AnswerState | None = None


class Note(View):
    """An interviewer's private note, pinned to a moment of the interview."""

    id: int
    text: str
    at: Moment
    by: str


class Signal(View):
    """Something the candidate's browser noticed; shown to the candidate too, never scored."""

    id: int
    kind: SignalKind
    size: int | None = None
    at: Moment


class JobLabel(View):
    """What the room needs to know of the job."""

    id: int
    title: str
    company: str


class CandidateLabel(View):
    """What the room needs to know of the candidate."""

    application_id: int
    name: str


class Room(View):
    """The whole state of one interview room.

    Interviewers get everything; ``for_candidate`` leaves out waiting questions, gold answers, key
    points, rubrics, scores, notes and the names of others in the meeting. ``seq`` counts the
    events of the stream the holder belongs to.
    """

    session_id: int
    epoch: str
    seq: int
    status: SessionStatus
    job: JobLabel
    candidate: CandidateLabel
    scheduled_at: Moment | None = None
    started_at: Moment | None = None
    completed_at: Moment | None = None
    paused_at: Moment | None = None
    auto: bool = False
    ready_at: Moment | None = None
    away_since: Moment | None = None
    question_count: int
    consents: dict[Purpose, bool] = Field(default_factory=dict)
    questions: tuple[QuestionState, ...] = ()
    notes: tuple[Note, ...] = ()
    signals: tuple[Signal, ...] = ()
    meeting: RoomMeeting | None = None

    @property
    def open_question(self) -> QuestionState | None:
        """The question being answered now, if any."""
        return next((q for q in self.questions if q.status == "open"), None)

    def question(self, question_id: int) -> QuestionState | None:
        """Return the question with that id if it is part of this interview."""
        return next((q for q in self.questions if q.question_id == question_id), None)

    def for_candidate(self, seq: int) -> "Room":
        """Return what the candidate may see, with ``seq`` of the candidate's own stream."""
        shown = tuple(candidate_question(q) for q in self.questions if q.status != "waiting")
        meeting = self.meeting and self.meeting.for_candidate()
        return self.model_copy(
            update={"questions": shown, "notes": (), "meeting": meeting, "seq": seq}
        )


def candidate_question(question: QuestionState) -> QuestionState:
    """Return ``question`` without what only interviewers may see."""
    answer = question.answer
    if answer is not None:
        answer = answer.model_copy(update={"score": None, "evaluation": None, "overrides": ()})
    hidden = {"gold_standard_answer": None, "key_points": (), "rubric": (), "answer": answer}
    return question.model_copy(update=hidden)
