"""What happens in a room: every durable event, who may hear of it and what it says to whom.

Each event is stored in the transaction that makes the change and numbered per stream: interviewers
hear everything, candidates only what is theirs, each stream without gaps.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.interviews.meeting import Capture, LineSource, Participant, PersonRole
from domain.interviews.room import (
    CloseReason,
    Dimension,
    Note,
    Purpose,
    QuestionState,
    Signal,
    candidate_question,
)
from domain.kit.fields import Moment, View
from domain.scoring.schemas import Score
from domain.scoring.service import Evaluation


class RoomChange(View):
    """Base of the events' data; ``type`` names the event on the wire."""

    type: str
    staff_only: ClassVar[bool] = False

    def for_candidate(self) -> "RoomChange | None":
        """Return what the candidate hears of this change, None if nothing."""
        return None if self.staff_only else self


class RoomStarted(RoomChange):
    """The interview began."""

    type: Literal["room.started"] = "room.started"
    started_at: Moment


class RoomPaused(RoomChange):
    """The clock stopped; ``remaining_s`` is what the open question has left, if it has a limit."""

    type: Literal["room.paused"] = "room.paused"
    paused_at: Moment
    remaining_s: float | None = None


class RoomResumed(RoomChange):
    """The clock goes on; ``deadline_at`` is the open question's new deadline, if it has a limit."""

    type: Literal["room.resumed"] = "room.resumed"
    deadline_at: Moment | None = None


class RoomEnded(RoomChange):
    """The interview is over; nothing can be answered any more."""

    type: Literal["room.ended"] = "room.ended"
    completed_at: Moment


class AutoSet(RoomChange):
    """The server does, or no longer does, push the next question by itself."""

    type: Literal["auto.changed"] = "auto.changed"
    on: bool


class QuestionPushed(RoomChange):
    """A question was opened for the candidate, with an empty answer."""

    type: Literal["question.pushed"] = "question.pushed"
    question: QuestionState
    question_count: int

    def for_candidate(self) -> "QuestionPushed":
        """Return the event without gold answer and key points."""
        return self.model_copy(update={"question": candidate_question(self.question)})


class AnswerSubmitted(RoomChange):
    """The answer is final: by the candidate, or as it stood when the question was closed."""

    type: Literal["answer.submitted"] = "answer.submitted"
    question_id: int
    answer_id: int
    rev: int
    text: str
    text_sha256: str
    submitted_at: Moment


class QuestionClosed(RoomChange):
    """The open question was closed, and why."""

    type: Literal["question.closed"] = "question.closed"
    question_id: int
    reason: CloseReason
    closed_at: Moment


class TimeExtended(RoomChange):
    """The open question got more time; ``remaining_s`` instead of a deadline while paused."""

    type: Literal["time.extended"] = "time.extended"
    question_id: int
    seconds: int
    deadline_at: Moment | None = None
    remaining_s: float | None = None


class QuestionRepeated(RoomChange):
    """The candidate asked to hear or see the question again."""

    type: Literal["question.repeated"] = "question.repeated"
    question_id: int
    repeats: int


class CandidateReady(RoomChange):
    """The candidate passed the device check and is ready to begin."""

    type: Literal["candidate.ready"] = "candidate.ready"
    ready_at: Moment


class CandidateLeft(RoomChange):
    """The candidate's line broke or their page was closed; an open question's clock waits."""

    type: Literal["candidate.left"] = "candidate.left"
    left_at: Moment


class CandidateReturned(RoomChange):
    """The candidate is back; time lost on an open question is given back by ``time.extended``."""

    type: Literal["candidate.returned"] = "candidate.returned"
    returned_at: Moment


class HelpRequested(RoomChange):
    """The candidate asks a person for help."""

    type: Literal["help.requested"] = "help.requested"
    message: str


class ConsentChanged(RoomChange):
    """The candidate gave or withdrew a consent; it holds from this event on."""

    type: Literal["consent.changed"] = "consent.changed"
    purpose: Purpose
    granted: bool
    text_version: str


class ScoreFinal(RoomChange):
    """The submitted answer has been scored by the machine."""

    type: Literal["score.final"] = "score.final"
    staff_only: ClassVar[bool] = True
    question_id: int
    answer_id: int
    score: Score


class ScoreEvaluated(RoomChange):
    """A language model's opinion of a scored answer was weighed; the score stays as it is."""

    type: Literal["score.evaluated"] = "score.evaluated"
    staff_only: ClassVar[bool] = True
    question_id: int
    answer_id: int
    evaluation: Evaluation


class ScoreOverridden(RoomChange):
    """A person put their own value beside the machine's."""

    type: Literal["score.overridden"] = "score.overridden"
    staff_only: ClassVar[bool] = True
    question_id: int
    answer_id: int
    dimension: Dimension
    value: float
    reason: str
    by: str
    at: Moment


class NoteAdded(RoomChange):
    """An interviewer wrote a private note."""

    type: Literal["note.added"] = "note.added"
    staff_only: ClassVar[bool] = True
    note: Note


class SignalRaised(RoomChange):
    """The candidate's browser reported something; the candidate sees the report too."""

    type: Literal["signal.raised"] = "signal.raised"
    signal: Signal


class MeetingOpened(RoomChange):
    """The interview has a video meeting, planned or anew."""

    type: Literal["meeting.opened"] = "meeting.opened"
    provider: str
    join_url: str | None = None
    passcode: str | None = None


class MeetingStarted(RoomChange):
    """The video meeting runs."""

    type: Literal["meeting.started"] = "meeting.started"
    started_at: Moment


class MeetingEnded(RoomChange):
    """The video meeting is over; whoever was still in it has left."""

    type: Literal["meeting.ended"] = "meeting.ended"
    ended_at: Moment


class MeetingClosed(RoomChange):
    """The video meeting was cancelled."""

    type: Literal["meeting.closed"] = "meeting.closed"


class MeetingFailed(RoomChange):
    """Whoever hosts the meeting did not do what was asked; the interview can go on without."""

    type: Literal["meeting.failed"] = "meeting.failed"
    staff_only: ClassVar[bool] = True
    provider: str
    problem: str


class ParticipantJoined(RoomChange):
    """Somebody came into the video meeting; candidates hear no names but their own."""

    type: Literal["meeting.participant_joined"] = "meeting.participant_joined"
    participant: Participant

    def for_candidate(self) -> "ParticipantJoined":
        """Return the event without a name that is not the candidate's own."""
        return self.model_copy(update={"participant": self.participant.for_candidate()})


class ParticipantLeft(RoomChange):
    """Somebody left the video meeting; candidates hear no names but their own."""

    type: Literal["meeting.participant_left"] = "meeting.participant_left"
    participant: Participant

    def for_candidate(self) -> "ParticipantLeft":
        """Return the event without a name that is not the candidate's own."""
        return self.model_copy(update={"participant": self.participant.for_candidate()})


class CaptureChanged(RoomChange):
    """A live transcript of the meeting began or ended, or its recording is being stopped."""

    type: Literal["meeting.capture_changed"] = "meeting.capture_changed"
    capture: Capture

    def for_candidate(self) -> "CaptureChanged":
        """Return the event without the sentence for interviewers."""
        return self.model_copy(update={"capture": self.capture.for_candidate()})


class RecordingReady(RoomChange):
    """A recorded file of the meeting can be watched or heard."""

    type: Literal["recording.ready"] = "recording.ready"
    staff_only: ClassVar[bool] = True
    recording_id: int
    kind: str


class TranscriptLine(RoomChange):
    """Something was said; ``question_id`` is the question that was open then, if any."""

    type: Literal["transcript.line"] = "transcript.line"
    line_id: int
    question_id: int | None = None
    speaker: PersonRole
    text: str
    started_at: Moment
    ended_at: Moment
    source: LineSource


@dataclass(frozen=True, slots=True)
class AnswerHeard:
    """Announced when the candidate has said something; ``text`` is what is typed, at ``rev``."""

    session_id: int
    question_id: int
    answer_id: int
    rev: int
    text: str


AnyChange = Annotated[
    RoomStarted
    | RoomPaused
    | RoomResumed
    | RoomEnded
    | AutoSet
    | QuestionPushed
    | AnswerSubmitted
    | QuestionClosed
    | TimeExtended
    | QuestionRepeated
    | CandidateReady
    | CandidateLeft
    | CandidateReturned
    | HelpRequested
    | ConsentChanged
    | ScoreFinal
    | ScoreEvaluated
    | ScoreOverridden
    | NoteAdded
    | SignalRaised
    | MeetingOpened
    | MeetingStarted
    | MeetingEnded
    | MeetingClosed
    | MeetingFailed
    | ParticipantJoined
    | ParticipantLeft
    | CaptureChanged
    | RecordingReady
    | TranscriptLine,
    Field(discriminator="type"),
]


class RoomEvent(View):
    """The envelope on the wire: place in the holder's stream, moment, author and data."""

    epoch: str
    seq: int
    type: str
    at: Moment
    by: str
    data: AnyChange


@dataclass(frozen=True, slots=True)
class SessionPlanned:
    """An interview was planned; with ``video``, a meeting of ``minutes`` is wanted for it."""

    session_id: int
    video: bool
    minutes: int
    records: bool


@dataclass(frozen=True, slots=True)
class ConsentSet:
    """A candidate has decided about one purpose; others do their part in the same transaction."""

    session_id: int
    purpose: Purpose
    granted: bool


@dataclass(frozen=True, slots=True)
class SessionChanged:
    """An interview was moved, cancelled or ended: what hangs on it has to follow."""

    session_id: int
