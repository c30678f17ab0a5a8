"""Commands and views of interviews; one model serves REST and socket alike."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from domain.interviews.room import Dimension, Purpose, SignalKind
from domain.interviews.splices import LONGEST_ANSWER, MOST_SPLICES, Splice
from domain.kit.fields import Command, Id, Moment, Paragraph, Text, View, Word, example

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Seconds = Annotated[int, Field(ge=10, le=7_200)]
Minutes = Annotated[int, Field(ge=5, le=1_440)]
MeetingState = Literal["wanted", "open", "started", "ended", "closed", "failed"]


class Empty(Command):
    """A command without data."""


class SetConsent(Command):
    """Give or withdraw one consent, naming the version of the text that was shown."""

    model_config = example(
        purpose="ai_score",
        granted=True,
        text_version="2027-01",
    )

    purpose: Purpose
    granted: bool
    text_version: Word


class GetReady(Command):
    """The device check's outcome; keys are free words such as ``keyboard`` or ``microphone``."""

    model_config = example(
        checks={"keyboard": True},
    )

    checks: dict[Word, bool] = Field(default_factory=dict, max_length=20)


class EditAnswer(Command):
    """Save what changed since ``base_rev`` as revision ``rev``: splices, or the full ``text``.

    ``client_id`` names the browser tab, so that a resent revision can be told from a rival one.
    """

    model_config = example(
        question_id=5,
        client_id="tab-1",
        base_rev=0,
        rev=1,
        splices=[{"at": 0, "remove": 0, "insert": "Every", "t": 1200}],
    )

    question_id: Id
    client_id: Word
    base_rev: int = Field(ge=0, le=10_000_000)
    rev: int = Field(ge=1, le=10_000_000)
    splices: list[Splice] = Field(default_factory=list, max_length=MOST_SPLICES)
    text: Text | None = Field(default=None, max_length=LONGEST_ANSWER)

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> Self:
        if self.rev <= self.base_rev:
            raise ValueError("rev must be greater than base_rev")
        if (self.text is None) != bool(self.splices):
            raise ValueError("send either splices or text")
        return self


class DraftAnswer(Command):
    """The REST fallback of an edit: the question comes in the path."""

    model_config = example(
        client_id="tab-1",
        base_rev=0,
        rev=1,
        text="Everything is a resource.",
    )

    client_id: Word
    base_rev: int = Field(ge=0, le=10_000_000)
    rev: int = Field(ge=1, le=10_000_000)
    text: Text = Field(max_length=LONGEST_ANSWER)


class EditSaved(View):
    """The edit is durable. ``rev`` is the newest saved revision of the answer."""

    rev: int
    saved_at: Moment


class SubmitAnswer(Command):
    """Hand in the answer as it stands at ``rev``, proving the text by its SHA-256 (hex, UTF-8)."""

    model_config = example(
        question_id=5,
        rev=1,
        text_sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        idempotency_key="5-1",
    )

    question_id: Id
    rev: int = Field(ge=0, le=10_000_000)
    text_sha256: Sha256
    idempotency_key: Word


class HandInAnswer(Command):
    """The REST fallback of a submit: the question comes in the path."""

    model_config = example(
        rev=1,
        text_sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        idempotency_key="5-1",
    )

    rev: int = Field(ge=0, le=10_000_000)
    text_sha256: Sha256
    idempotency_key: Word | None = None


class SubmittedAnswer(View):
    """The stored answer, the same for the first submit and every later one."""

    model_config = example(
        question_id=5,
        answer_id=9,
        rev=1,
        text="Everything is a resource.",
        text_sha256="5a0ae3c5b96ab3b7fcd5b3a6e5b6c9c4f0b9a1b0cf3cbb0ba0fb8fb1ff3e9d52",
    )

    question_id: int
    answer_id: int
    rev: int
    text: str
    text_sha256: str
    submitted_at: Moment


class NameQuestion(Command):
    """A command about one question of the interview."""

    question_id: Id


class PushQuestion(Command):
    """Open a question: one of the kit's by id, the next waiting one, or a follow-up by its text."""

    model_config = example(
        question_id=5,
        time_limit_s=300,
    )

    question_id: Id | None = None
    text: Paragraph | None = None
    time_limit_s: Seconds | None = None

    @model_validator(mode="after")
    def _not_both(self) -> Self:
        if self.question_id is not None and self.text is not None:
            raise ValueError("send question_id or text, not both")
        return self


class ExtendTime(Command):
    """Give the open question more time."""

    model_config = example(
        seconds=60,
    )

    seconds: int = Field(ge=1, le=3_600)


class SetAuto(Command):
    """Let the server push the next question by itself, or stop it."""

    on: bool


class AddNote(Command):
    """A private note; ``at`` pins it to an earlier moment."""

    model_config = example(
        text="Clear about caching.",
    )

    text: Paragraph
    at: Moment | None = None


class AskForHelp(Command):
    """A word to the interviewers."""

    message: Paragraph = "I need help."


class ReportSignal(Command):
    """What the browser noticed: a paste of ``size`` characters, focus lost or found again."""

    model_config = example(
        kind="paste",
        size=120,
    )

    kind: SignalKind
    size: int | None = Field(default=None, ge=0, le=1_000_000)
    at: Moment | None = None


class OverrideScore(Command):
    """A person's value (0–10) for one dimension of an answer, with the reason for it."""

    model_config = example(
        answer_id=9,
        dimension="accuracy",
        value=7.5,
        reason="The example was right.",
    )

    answer_id: Id
    dimension: Dimension
    value: float = Field(ge=0, le=10, allow_inf_nan=False)
    reason: Paragraph


class FollowDashboard(Command):
    """Which rooms to follow: those of one job, or all that one may see."""

    job_id: Id | None = None


class ScheduleSession(Command):
    """Plan an interview for an application with approved questions in this order.

    The questions are those of ``question_ids`` or of the job's kit ``kit_id``; without either, all
    approved ones. ``time_limit_s`` holds for questions that bring no limit of their own. With
    ``video`` the interview gets a meeting of ``minutes``, recorded by its host if ``records``.
    """

    model_config = example(
        application_id=12,
        scheduled_at="2027-03-01T09:30:00Z",
        question_ids=[5],
        time_limit_s=300,
        auto=False,
        video=True,
        minutes=45,
    )

    application_id: Id
    scheduled_at: Moment
    question_ids: list[Id] | None = Field(default=None, min_length=1, max_length=50)
    kit_id: Id | None = None
    time_limit_s: Seconds | None = None
    auto: bool = False
    video: bool = False
    minutes: Minutes = 60
    records: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.question_ids is not None and self.kit_id is not None:
            raise ValueError("send question_ids or kit_id, not both")
        return self


class MoveSession(Command):
    """Change when a scheduled interview takes place, or whether it runs by itself."""

    model_config = example(
        scheduled_at="2027-03-02T09:30:00Z",
    )

    scheduled_at: Moment | None = None
    auto: bool | None = None


class MeetingBrief(View):
    """An interview's meeting; ``problem`` is a sentence for staff if its host does not play along.

    ``join_url`` and ``passcode`` are null until the meeting is open at its host.
    """

    id: int
    state: MeetingState
    provider: Literal["zoom", "offline"]
    starts_at: Moment
    minutes: int
    join_url: str | None
    passcode: str | None
    problem: str | None


class SessionView(View):
    """An interview in a list; ``meeting`` is null without one."""

    model_config = example(
        id=3,
        candidate_id=12,
        candidate_name="Amina Rahimi",
        job_id=1,
        job_title="Backend engineer",
        started_at=None,
        completed_at=None,
        status="Scheduled",
        paused=False,
        auto=False,
        question_count=5,
        overall_score=None,
    )

    id: int
    candidate_id: int
    candidate_name: str
    job_id: int
    job_title: str
    scheduled_at: Moment | None
    started_at: Moment | None
    completed_at: Moment | None
    status: Literal["Scheduled", "In Progress", "Completed", "Cancelled"]
    paused: bool
    auto: bool
    question_count: int
    overall_score: float | None
    created_at: Moment
    meeting: MeetingBrief | None = None


class InviteView(View):
    """A fresh invite. ``invite`` and ``url`` are shown this once; only a hash is kept."""

    model_config = example(
        session_id=3,
        invite="v0Xq1k3mT6b9Yp2sN8d4WcRfLh7uJzGe5aVoQxKiBtM",
        url="https://interviews.example.org/room/3#invite=v0Xq1k3mT6b9Yp2s",
    )

    session_id: int
    invite: str
    url: str
    expires_at: Moment


class AskInvite(Command):
    """How long the join link holds, in hours."""

    model_config = example(
        hours=72,
    )

    hours: int = Field(default=72, ge=1, le=24 * 30)


class InterviewBrief(View):
    """An interview in a line, for a person's page; ``overall_score`` is on 0 to 10."""

    id: int
    application_id: int
    job_id: int
    status: str
    scheduled_at: Moment | None
    started_at: Moment | None
    completed_at: Moment | None
    overall_score: float | None
    created_at: Moment
    created_by: int | None


class ScoredAnswer(View):
    """A final score of one answer, on 0 to 10."""

    answer_id: int
    session_id: int
    question_id: int
    overall_score: float
    scored_at: Moment
