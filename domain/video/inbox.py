"""The inbox of the host's events: stored as they came, once each, and processed by a job."""

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, delete, false, or_, select
from sqlalchemy.exc import IntegrityError

from domain.kit.actor import Actor, Role
from domain.kit.errors import NotFound
from domain.kit.jobs import enqueue
from domain.kit.paging import Page, fetch_page
from domain.kit.work import Work
from domain.video.inbox_errors import StillWaiting
from domain.video.inbox_models import VideoEvent
from domain.video.inbox_reading import Heard
from domain.video.inbox_schemas import EventQuery, EventView

PROCESS_EVENT = "video.process_event"
KEPT = timedelta(days=30)


async def take_in(work: Work, heard: Heard, raw: bytes) -> bool:
    """Store an event and plan its processing; False for one that is there already."""
    sha256 = hashlib.sha256(raw).hexdigest()
    row = VideoEvent(
        sha256=sha256,
        dedupe=heard.dedupe,
        event=heard.event,
        event_ts=heard.at_ms,
        meeting_id=heard.meeting_id,
        meeting_uuid=heard.meeting_uuid,
        body=raw.decode(),
        received_at=work.now,
    )
    is_new = not await _is_known(work, row) and await _add(work, row)
    if is_new:
        await enqueue(work, PROCESS_EVENT, event_id=row.id)
    return is_new


async def _is_known(work: Work, row: VideoEvent) -> bool:
    same = or_(VideoEvent.sha256 == row.sha256, VideoEvent.dedupe == row.dedupe)
    return await work.session.scalar(select(VideoEvent.id).where(same).limit(1)) is not None


async def _add(work: Work, row: VideoEvent) -> bool:
    """Store the row unless its twin was stored in the same moment."""
    try:
        async with work.session.begin_nested():
            work.session.add(row)
    except IntegrityError:
        return False
    return True


async def list_events(work: Work, actor: Actor, query: EventQuery) -> Page[EventView]:
    """Return one page of the inbox, newest first."""
    statement = _visible_events(actor)
    if query.outcome == "waiting":
        statement = statement.where(VideoEvent.outcome.is_(None))
    elif query.outcome is not None:
        statement = statement.where(VideoEvent.outcome == query.outcome)
    if query.event is not None:
        statement = statement.where(VideoEvent.event == query.event)
    if query.meeting_id is not None:
        statement = statement.where(VideoEvent.meeting_id == query.meeting_id)
    rows, cursor, total = await fetch_page(work.session, statement, VideoEvent.id, query)
    views = [EventView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)


async def replay_event(work: Work, actor: Actor, event_id: int) -> EventView:
    """Process an event once more. Raises NotFound, or StillWaiting for one that never was."""
    found = _visible_events(actor).where(VideoEvent.id == event_id).with_for_update()
    row = await work.session.scalar(found)
    if row is None:
        raise NotFound("There is no such event; they are kept for 30 days.")
    if row.outcome is None:
        raise StillWaiting
    row.outcome = row.processed_at = row.problem = None
    await work.session.flush()
    await enqueue(work, PROCESS_EVENT, event_id=row.id)
    return EventView.model_validate(row)


async def forget_old_events(work: Work) -> None:
    """Delete the events that came more than 30 days ago."""
    old = VideoEvent.received_at < work.now - KEPT
    await work.session.execute(delete(VideoEvent).where(old))


def _visible_events(actor: Actor) -> Select[Any]:
    events = select(VideoEvent)
    return events if actor.reaches(Role.ADMIN) else events.where(false())
