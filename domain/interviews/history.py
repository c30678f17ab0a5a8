"""Catching up: a fresh snapshot, or the events somebody missed."""

from collections.abc import Collection

from pydantic import TypeAdapter

from domain.candidates.service import is_own_application
from domain.interviews import queries
from domain.interviews.assemble import complete
from domain.interviews.epoch import read_epoch
from domain.interviews.events import AnyChange
from domain.interviews.models import InterviewSession, RoomEventRow
from domain.interviews.names import names_of
from domain.interviews.room import AnswerState, Room
from domain.interviews.sessions import find_session
from domain.interviews.store import event_view, load_room
from domain.interviews.views import Delta, RoomEventView
from domain.kit.actor import Actor, Role
from domain.kit.errors import NotFound
from domain.kit.work import Work

MOST_EVENTS = 300
_changes: TypeAdapter[AnyChange] = TypeAdapter(AnyChange)


async def read_snapshot(work: Work, actor: Actor, session_id: int) -> Room:
    """Return the room as ``actor`` may see it, with the seq of their stream."""
    loaded = await load_room(work, actor, session_id)
    room = await complete(work, loaded.room)
    if not await _is_candidate(work, actor, loaded.session):
        return room
    return room.for_candidate(loaded.session.candidate_seq)


async def hears_as_candidate(work: Work, actor: Actor, session_id: int) -> bool:
    """Tell whether ``actor`` sees an interview as its candidate does. Raises NotFound."""
    return await _is_candidate(work, actor, await find_session(work, actor, session_id))


async def read_answer(work: Work, actor: Actor, session_id: int, question_id: int) -> AnswerState:
    """Return one answer as it stands; NotFound for a question that was not asked there."""
    room = await read_snapshot(work, actor, session_id)
    question = room.question(question_id)
    if question is None or question.answer is None:
        raise NotFound("This question is not part of the interview.")
    return question.answer


async def read_events(work: Work, actor: Actor, session_id: int, after: int) -> Delta:
    """Return the events of the actor's stream after ``after``.

    More than 300 missed, or a number we never gave, answers ``resync``: take a snapshot instead.
    """
    session = await find_session(work, actor, session_id)
    candidate = await _is_candidate(work, actor, session)
    newest = session.candidate_seq if candidate else session.staff_seq
    epoch = await read_epoch(work.session)
    if after > newest or newest - after > MOST_EVENTS:
        return Delta(epoch=epoch, seq=newest, resync=True)
    rows = list(
        await work.session.scalars(queries.events_after(session_id, after, candidate=candidate))
    )
    names = await names_of(work, [row.by for row in rows])
    events = [_seen(row, epoch, names[row.by], candidate=candidate) for row in rows]
    work.note("read", RoomEventRow.__tablename__, session_id)
    return Delta(epoch=epoch, seq=newest, events=events)


async def read_heads(work: Work, session_ids: Collection[int]) -> dict[int, int]:
    """Return the number of each room's newest event, as interviewers count."""
    rows = await work.session.execute(queries.heads_of(session_ids))
    return {row.id: row.staff_seq for row in rows}


async def read_newest(
    work: Work, session_id: int
) -> tuple[RoomEventView | None, RoomEventView | None]:
    """Return a room's newest event for interviewers and the newest for the candidate."""
    epoch = await read_epoch(work.session)
    seen: list[RoomEventView | None] = []
    for candidate in (False, True):
        row = await work.session.scalar(queries.newest_event(session_id, candidate=candidate))
        names = await names_of(work, [row.by] if row else [])
        seen.append(_seen(row, epoch, names[row.by], candidate=candidate) if row else None)
    work.note("read", RoomEventRow.__tablename__, session_id)
    return seen[0], seen[1]


async def _is_candidate(work: Work, actor: Actor, session: InterviewSession) -> bool:
    """Tell whether ``actor`` hears the candidate's stream; a recruiter who applied does too."""
    if not actor.reaches(Role.RECRUITER):
        return True
    return await is_own_application(work, actor, session.candidate_id)


def _seen(row: RoomEventRow, epoch: str, by: str, *, candidate: bool) -> RoomEventView:
    if not candidate:
        view = event_view(row, epoch, seq=row.seq, by=by, data=row.data)
        return RoomEventView.model_validate(view)
    seen = _changes.validate_python(row.data).for_candidate()
    if seen is None or row.candidate_seq is None:
        raise LookupError(f"event {row.session_id}/{row.seq} is not for candidates")
    data = seen.model_dump(mode="json")
    view = event_view(row, epoch, seq=row.candidate_seq, by=by, data=data)
    return RoomEventView.model_validate(view)
