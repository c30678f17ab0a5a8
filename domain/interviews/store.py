"""A room within one work: read it, change it, write it back and tell of it."""

from dataclasses import dataclass
from typing import Any

from domain.interviews import queries
from domain.interviews.assemble import assemble_room, question_state
from domain.interviews.events import (
    RoomChange,
    RoomEnded,
    RoomStarted,
    ScoreFinal,
    SessionChanged,
)
from domain.interviews.fold import fold_all, with_question
from domain.interviews.models import (
    InterviewAnswer,
    InterviewSession,
    RoomEventRow,
    SessionQuestion,
)
from domain.interviews.names import own_name
from domain.interviews.room import QuestionState, Room
from domain.kit.actor import Actor
from domain.kit.errors import NotFound
from domain.kit.fields import iso_z
from domain.kit.work import Work
from domain.webhooks.service import tell


@dataclass(frozen=True, slots=True)
class RoomHappened:
    """Announced after commit: one event of a room, as each audience hears it."""

    session_id: int
    staff: dict[str, Any]
    candidate: dict[str, Any] | None
    change: RoomChange


@dataclass(frozen=True, slots=True)
class RoomMoved:
    """Announced when a room's events went on, be it through another node."""

    session_id: int


@dataclass(slots=True)
class LoadedRoom:
    """A room with the rows it was read from, ready to be changed within one work."""

    room: Room
    session: InterviewSession
    questions: list[SessionQuestion]
    answers: dict[int, InterviewAnswer]

    def answer(self, question_id: int) -> InterviewAnswer:
        """Return the row of the answer to a question of this interview."""
        return self.answers[question_id]

    def add_question(self, frozen: SessionQuestion, answer: InterviewAnswer) -> None:
        """Take in a question that was just added to the interview, waiting to be pushed."""
        self.questions.append(frozen)
        self.answers[frozen.question_id] = answer
        question = question_state(frozen, answer)
        room = with_question(self.room, question)
        self.room = room.model_copy(update={"question_count": len(self.questions)})


async def load_room(
    work: Work, actor: Actor, session_id: int, *, changing: bool = False
) -> LoadedRoom:
    """Read what the rules need of the room; locked against other changers if ``changing``.

    Raises NotFound when ``actor`` may not see it.
    """
    visible = queries.visible_sessions(actor).where(InterviewSession.id == session_id)
    session = await work.session.scalar(visible.with_for_update() if changing else visible)
    if session is None:
        raise NotFound("There is no such interview, or it is not yours.")
    questions = list(await work.session.scalars(queries.questions_of(session_id)))
    answer_rows = queries.answers_of(session_id)
    if changing:
        answer_rows = answer_rows.with_for_update()
    answers = {row.question_id: row for row in await work.session.scalars(answer_rows)}
    room = await assemble_room(work, session, questions, answers)
    return LoadedRoom(room, session, questions, answers)


async def commit_changes(
    work: Work, actor: Actor, loaded: LoadedRoom, changes: list[RoomChange]
) -> Room:
    """Fold ``changes`` into the room, write rows and events, and announce them after commit."""
    loaded.room = fold_all(loaded.room, changes)
    _write_back(loaded)
    by = await own_name(work, actor)
    for change in changes:
        _record(work, actor, by, loaded, change)
        await _tell_subscribers(work, loaded.session, change)
    loaded.room = loaded.room.model_copy(update={"seq": loaded.session.staff_seq})
    await work.session.flush()
    if any(isinstance(change, RoomEnded) for change in changes):
        await work.involve(SessionChanged(loaded.session.id))
    return loaded.room


async def _tell_subscribers(work: Work, session: InterviewSession, change: RoomChange) -> None:
    ids = {
        "session_id": session.id,
        "application_id": session.candidate_id,
        "job_id": session.job_id,
    }
    if isinstance(change, RoomStarted):
        await tell(work, "interview.started", **ids, status=session.status)
    elif isinstance(change, RoomEnded):
        await tell(work, "interview.ended", **ids, status=session.status)
    elif isinstance(change, ScoreFinal):
        answer = {"question_id": change.question_id, "answer_id": change.answer_id}
        await tell(work, "score.final", **ids, **answer, state=change.score.state)


def event_view(
    row: RoomEventRow, epoch: str, *, seq: int, by: str, data: dict[str, Any]
) -> dict[str, Any]:
    """Return the event on the wire with the number and data of one stream."""
    return {
        "epoch": epoch,
        "seq": seq,
        "type": row.type,
        "at": iso_z(row.at),
        "by": by,
        "data": data,
    }


def _record(work: Work, actor: Actor, by: str, loaded: LoadedRoom, change: RoomChange) -> None:
    session, for_candidate = loaded.session, change.for_candidate()
    session.staff_seq += 1
    if for_candidate is not None:
        session.candidate_seq += 1
    row = RoomEventRow(
        session_id=session.id,
        seq=session.staff_seq,
        candidate_seq=session.candidate_seq if for_candidate is not None else None,
        type=change.type,
        at=work.now,
        by=actor.key,
        data=change.model_dump(mode="json"),
    )
    work.session.add(row)
    work.announce(_happened(row, loaded.room.epoch, by, change, for_candidate))


def _happened(
    row: RoomEventRow, epoch: str, by: str, change: RoomChange, for_candidate: RoomChange | None
) -> RoomHappened:
    candidate = None
    if for_candidate is not None and row.candidate_seq is not None:
        data = for_candidate.model_dump(mode="json")
        candidate = event_view(row, epoch, seq=row.candidate_seq, by=by, data=data)
    staff = event_view(row, epoch, seq=row.seq, by=by, data=row.data)
    return RoomHappened(row.session_id, staff, candidate, change)


def _write_back(loaded: LoadedRoom) -> None:
    room, session = loaded.room, loaded.session
    for name in (
        "status",
        "started_at",
        "completed_at",
        "paused_at",
        "auto",
        "ready_at",
        "away_since",
    ):
        setattr(session, name, getattr(room, name))
    session.meeting = None if room.meeting is None else room.meeting.model_dump(mode="json")
    rows = {row.question_id: row for row in loaded.questions}
    for question in room.questions:
        _write_question(rows[question.question_id], question)
        row = loaded.answers[question.question_id]
        row.intake = _intake(room, question)
        if question.answer is not None and question.answer.submitted_at is not None:
            row.submitted_at = question.answer.submitted_at
            row.text_sha256 = question.answer.text_sha256


def _intake(room: Room, question: QuestionState) -> str:
    paused = question.status == "open" and room.paused_at is not None
    return "paused" if paused else question.status


def _write_question(row: SessionQuestion, question: QuestionState) -> None:
    for name in (
        "status",
        "time_limit_s",
        "opened_at",
        "deadline_at",
        "remaining_s",
        "closed_at",
        "close_reason",
        "repeats",
    ):
        setattr(row, name, getattr(question, name))
