"""Doing at the host what an interview wants of it: one worker at a time for each meeting."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.interviews.models import InterviewSession
from domain.kit.actor import SYSTEM
from domain.kit.errors import DomainError
from domain.kit.jobs import LEASE, enqueue
from domain.kit.work import Work, WorkShop
from domain.video.errors import HostBusy, HostDown, HostRefused, MeetingGone
from domain.video.models import VideoMeeting
from domain.video.ports import Hosted, MeetingHost, Provider, Wish
from domain.video.reconciling import is_as_wished
from domain.video.rules import Step, decide, judge, state_after
from domain.video.wishes import (
    SYNC_MEETING,
    begin_anew,
    hold_meeting,
    planned_of,
    standing_of,
    turn,
    wish_of,
)

Conclusion = Callable[[Work], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Task:
    """One step to be done at the host for one version of the wish."""

    row_id: int
    version: int
    step: Step
    meeting_id: str | None
    wish: Wish
    provider: Provider


class MeetingKeeper:
    """Keeps the host's meetings as the interviews want them."""

    def __init__(self, workshop: WorkShop, host: MeetingHost) -> None:
        """Work on ``workshop`` and ask ``host``."""
        self._workshop = workshop
        self._host = host

    async def sync(self, meeting: int) -> Conclusion | None:
        """Fulfil the newest wish of one meeting, whatever was wished before it."""
        async with self._workshop.begin(SYSTEM) as work:
            task = await take(work, meeting, self._host.provider)
        if task is None:
            return None
        try:
            hosted = await self._do(task)
        except MeetingGone:
            return partial(_begin_anew, task=task)
        except (HostBusy, HostDown, HostRefused) as refusal:
            return partial(_put_off, task=task, refusal=refusal)
        return partial(_fulfil, task=task, hosted=hosted)

    async def _do(self, task: Task) -> Hosted | None:
        if task.step == "open":
            return await self._open(task.wish)
        if task.meeting_id is None:
            await self._close_unknown(task.wish.reference)
        elif task.step == "move":
            return await self._host.move(task.meeting_id, task.wish)
        elif task.step == "end":
            await self._host.end(task.meeting_id)
        else:
            await self._host.close(task.meeting_id)
        return None

    async def _open(self, wish: Wish) -> Hosted:
        hosted = await self._host.open(wish)
        if is_as_wished(hosted, wish.starts_at, wish.minutes):
            return hosted
        # Opened by an earlier try whose answer was lost, and wanted otherwise since.
        return await self._host.move(hosted.meeting_id, wish)

    async def _close_unknown(self, reference: str) -> None:
        """Close what an unanswered try to open may have left at the host."""
        found = [one async for one in self._host.meetings() if one.reference == reference]
        for hosted in found:
            await self._host.close(hosted.meeting_id)


async def take(work: Work, row_id: int, provider: Provider) -> Task | None:
    """Take what is to be done for a meeting now, for the length of a lease; None if nothing is.

    Somebody else at work, or a pause that the host asked for, is waited out by a job of its own.
    """
    held = await hold_meeting(work, row_id)
    if held is None or held[0].state == "failed":
        return None
    meeting, session = held
    step = decide(standing_of(meeting), planned_of(meeting, session), work.now)
    if step == "nothing" or is_waited_for(meeting, work.now):
        return None
    if meeting.leased_until is not None and work.now < meeting.leased_until:
        pause = meeting.leased_until - work.now
        await enqueue(work, SYNC_MEETING, after=pause, meeting=row_id)
        return None
    _follow(meeting, session)
    if step == "settle":
        await _settle(work, meeting)
        return None
    meeting.leased_until, meeting.next_try_at = work.now + LEASE, None
    meeting.asked = meeting.asked or step == "open"
    wish = wish_of(meeting)
    return Task(row_id, meeting.wish_version, step, meeting.meeting_id, wish, provider)


def is_waited_for(meeting: VideoMeeting, now: datetime) -> bool:
    """Tell whether the next try is planned for later already."""
    return meeting.next_try_at is not None and now < meeting.next_try_at


def _follow(meeting: VideoMeeting, session: InterviewSession) -> None:
    meeting.starts_at = session.scheduled_at or meeting.starts_at


async def _settle(work: Work, meeting: VideoMeeting) -> None:
    standing = standing_of(meeting)
    state = state_after("settle", standing)
    meeting.done_version = meeting.wish_version
    if state != standing.state:
        await turn(work, meeting, state)


async def _fulfil(work: Work, task: Task, hosted: Hosted | None) -> None:
    """Store what the host did; what was wished meanwhile is done next."""
    meeting, session = await _after(work, task)
    standing = standing_of(meeting)
    links = meeting.meeting_id, meeting.join_url
    meeting.asked, meeting.attempts, meeting.checked_at = False, 0, work.now
    meeting.done_version, meeting.problem = task.version, None
    meeting.provider = task.provider
    if hosted is not None:
        _note_hosted(meeting, hosted)
    elif task.step == "close":
        meeting.meeting_id = meeting.meeting_uuid = meeting.join_url = meeting.passcode = None
    session.zoom_meeting_id = meeting.meeting_id
    state = state_after(task.step, standing)
    if state == "ended":
        meeting.ended_at = meeting.ended_at or work.now
    if state != standing.state or links != (meeting.meeting_id, meeting.join_url):
        await turn(work, meeting, state)
    await _go_on(work, meeting)


def _note_hosted(meeting: VideoMeeting, hosted: Hosted) -> None:
    meeting.meeting_id, meeting.meeting_uuid = hosted.meeting_id, hosted.uuid
    meeting.join_url = hosted.join_url
    meeting.passcode = hosted.passcode or meeting.passcode
    meeting.host_email = hosted.host_email or meeting.host_email


async def _put_off(work: Work, task: Task, refusal: DomainError) -> None:
    """Plan the next try, or say that a person has to act."""
    meeting, _ = await _after(work, task)
    setback = judge(refusal, meeting.attempts)
    meeting.attempts, meeting.problem = setback.failures, setback.problem
    if setback.pause is None:
        await turn(work, meeting, "failed")
        return
    meeting.next_try_at = work.now + setback.pause
    await enqueue(work, SYNC_MEETING, after=setback.pause, meeting=task.row_id)


async def _begin_anew(work: Work, task: Task) -> None:
    await begin_anew(work, *await _after(work, task))


async def _after(work: Work, task: Task) -> tuple[VideoMeeting, InterviewSession]:
    """Return the rows after a call at the host, the lease given back."""
    held = await hold_meeting(work, task.row_id)
    if held is None:
        raise LookupError(f"meeting {task.row_id} is gone from the database")
    held[0].leased_until = None
    return held


async def _go_on(work: Work, meeting: VideoMeeting) -> None:
    await work.session.flush()
    if not standing_of(meeting).is_settled:
        await enqueue(work, SYNC_MEETING, meeting=meeting.id)
