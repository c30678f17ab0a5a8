"""The report of an interview."""

from typing import Literal

from domain.interviews.service import (
    CandidateLabel,
    CloseReason,
    JobLabel,
    LineSource,
    Note,
    Override,
    PersonRole,
    SessionStatus,
)
from domain.kit.fields import Moment, View
from domain.scoring.schemas import Dimensions, KeyPoint, KeyPointStatus, Points, Score
from domain.scoring.service import Evaluation
from domain.video.service import RecordingView


class HeardQuote(View):
    """Words of a line, ``text[start:end]`` in code points, and where they are heard.

    ``at_s`` is seconds into the recording that the report names; None outside of it.
    """

    line_id: int
    start: int
    end: int
    text: str
    at_s: float | None


class ReportPoint(View):
    """A key point and what the spoken answer says of it; ``quotes`` prove it."""

    id: str
    text: str
    status: KeyPointStatus
    quotes: list[HeardQuote]


class SpokenReport(View):
    """What was said to a question. The text comes from speech and may be misheard.

    ``score`` is the machine's, of this text alone; its quotes lie in ``text``. ``summary`` is made
    of the candidate's own words where no language model has written one. ``warnings`` says
    ``instruction_like_text`` where somebody spoke to that model.
    """

    from_speech: Literal[True] = True
    source: LineSource
    text: str
    line_ids: list[int]
    score: Score | None
    points: list[ReportPoint]
    summary: str
    summary_by: Literal["quotes", "model"]
    warnings: list[str]


class TypedReport(View):
    """What was written to a question, with the machine's and people's scores."""

    answer_id: int
    text: str
    submitted_at: Moment | None
    score: Score | None
    evaluation: Evaluation | None
    overrides: list[Override]


class QuestionReport(View):
    """A question that was asked, and all that came back.

    ``overall`` is 0 to 10: a person's word first, then what was typed, else what was said;
    ``counted`` says which. ``at_s`` is where in the recording the question was opened.
    """

    question_id: int
    position: int
    text: str
    question_type: str | None
    difficulty_level: str | None
    gold_standard_answer: str | None
    key_points: list[KeyPoint]
    opened_at: Moment | None
    closed_at: Moment | None
    close_reason: CloseReason | None
    at_s: float | None
    typed: TypedReport | None
    spoken: SpokenReport | None
    overall: Points | None
    counted: Literal["person", "typed", "spoken"] | None


class LineView(View):
    """Something that was said; ``at_s`` is seconds into the recording."""

    id: int
    source: LineSource
    speaker: PersonRole
    text: str
    started_at: Moment
    ended_at: Moment
    question_id: int | None
    at_s: float | None


class InterviewReport(View):
    """An interview as it was held. Candidates see their own without scores and what is private.

    ``recording_id`` is the recording that every ``at_s`` counts in.
    """

    session_id: int
    status: SessionStatus
    job: JobLabel
    candidate: CandidateLabel
    scheduled_at: Moment | None
    started_at: Moment | None
    completed_at: Moment | None
    overall: float | None
    dimensions: Dimensions | None
    recording_id: int | None
    questions: list[QuestionReport]
    lines: list[LineView]
    recordings: list[RecordingView]
    notes: list[Note]
