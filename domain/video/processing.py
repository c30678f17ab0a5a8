"""Processing the host's events: those of one meeting together, in the order of its clock."""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from sqlalchemy import or_, select
from sqlalchemy.exc import InterfaceError, OperationalError

from domain.interviews.service import lock_room
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.video.hooks import Hooks
from domain.video.inbox import PROCESS_EVENT
from domain.video.inbox_models import VideoEvent
from domain.video.inbox_schemas import Outcome
from domain.video.models import VideoMeeting
from domain.video.queries import meeting_to_change
from domain.video.telling import Verdict, is_used, tell_of_event

LOOKS_AGAIN = timedelta(minutes=12)
"""After the next comparison with the host, which may find the meeting that an event is of."""
GIVES_UP = timedelta(hours=1)
_IGNORED: Outcome = "ignored"

log = structlog.get_logger(__name__)


async def process_event(work: Work, event_id: int, hooks: Hooks) -> None:
    """Process an event and all of its meeting that wait. One whose meeting is unknown is kept.

    Harmless for an event that has its outcome.
    """
    event = await work.session.get(VideoEvent, event_id)
    if event is None or event.outcome not in {None, "failed"}:
        return
    if not is_used(event.event):
        _conclude(work, event, Verdict(_IGNORED, "Greenroom does not use this kind of event."))
        return
    meeting = await _find_meeting(work, event)
    if meeting is None:
        await _keep_for_later(work, event)
        return
    for waiting in await _waiting(work, meeting, event):
        await _process_one(work, meeting, waiting, hooks)


async def _find_meeting(work: Work, event: VideoEvent) -> VideoMeeting | None:
    """Return the event's meeting, locked after its room: whoever moves interviews does likewise."""
    same = [VideoMeeting.meeting_id == event.meeting_id] if event.meeting_id else []
    if event.meeting_uuid:
        same.append(VideoMeeting.meeting_uuid == event.meeting_uuid)
        known = select(VideoEvent.meeting_id).where(
            VideoEvent.meeting_uuid == event.meeting_uuid, VideoEvent.meeting_id.is_not(None)
        )
        same.append(VideoMeeting.meeting_id.in_(known))
    if not same:
        return None
    ids = select(VideoMeeting.id, VideoMeeting.session_id).where(or_(*same)).limit(1)
    found = (await work.session.execute(ids)).first()
    if found is None:
        return None
    await lock_room(work, found.session_id)
    locked = meeting_to_change(found.id).execution_options(populate_existing=True)
    meeting: VideoMeeting | None = await work.session.scalar(locked)
    return meeting


async def _waiting(work: Work, meeting: VideoMeeting, event: VideoEvent) -> Sequence[VideoEvent]:
    same = [VideoEvent.id == event.id]
    if meeting.meeting_id is not None:
        of_meeting = VideoEvent.meeting_id == meeting.meeting_id
        same.append(of_meeting & VideoEvent.outcome.is_(None))
    rows = select(VideoEvent).where(or_(*same))
    ordered = rows.order_by(VideoEvent.event_ts, VideoEvent.id).with_for_update()
    return list(await work.session.scalars(ordered))


async def _process_one(work: Work, meeting: VideoMeeting, event: VideoEvent, hooks: Hooks) -> None:
    """Process one event in a savepoint, so that one that fails leaves the others alone."""
    announced = len(work.announced)
    try:
        async with work.session.begin_nested():
            verdict = await tell_of_event(work, meeting, event, hooks)
    except (OperationalError, InterfaceError):
        raise
    except Exception as failure:
        del work.announced[announced:]
        # What the savepoint took back is read anew, or the next use would read it on its own.
        for row in (event, meeting):
            await work.session.refresh(row)
        log.exception("video_event_failed", kind=event.event, event_id=event.id)
        verdict = Verdict("failed", f"{type(failure).__name__} while it was processed.")
        await _try_again(work, event)
    _conclude(work, event, verdict)
    await work.session.flush()


def _conclude(work: Work, event: VideoEvent, verdict: Verdict) -> None:
    event.outcome, event.problem, event.processed_at = verdict.outcome, verdict.problem, work.now


async def _keep_for_later(work: Work, event: VideoEvent) -> None:
    if not await _try_again(work, event):
        _conclude(work, event, Verdict(_IGNORED, "No interview has this meeting."))


async def _try_again(work: Work, event: VideoEvent) -> bool:
    """Plan another try; False for an event that waited for an hour."""
    if work.now >= event.received_at + GIVES_UP:
        return False
    await enqueue(work, PROCESS_EVENT, after=LOOKS_AGAIN, event_id=event.id)
    return True
