"""Comparing with the host, now and then and on demand: repairs what was missed and says so."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete

from domain.interviews.models import InterviewSession
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.jobs import LEASE
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work, WorkShop
from domain.video.errors import HostBusy, HostDown, HostRefused, MeetingGone
from domain.video.models import VideoComparison, VideoMeeting
from domain.video.ports import Hosted, MeetingHost
from domain.video.queries import meetings_with_sessions, visible_comparisons
from domain.video.reconciling import Kept, Repair, compare
from domain.video.schemas import ComparisonView
from domain.video.showing import times_of
from domain.video.wishes import begin_anew, hold_meeting, standing_of, turn, wish_anew

COMPARE_MEETINGS = "video.reconcile"
KEPT = timedelta(days=30)
NOTHING_TO_COMPARE = "Meetings without a video service are kept here alone: nothing to compare."
_REFUSALS = (HostBusy, HostDown, HostRefused, MeetingGone)


class MeetingComparer:
    """Makes both sides agree: interviews here, meetings at the host."""

    def __init__(self, workshop: WorkShop, host: MeetingHost) -> None:
        """Work on ``workshop`` and ask ``host``."""
        self._workshop = workshop
        self._host = host

    @property
    def keeps_a_list(self) -> bool:
        """Whether the host has a list to compare with; the offline one has none."""
        return self._host.provider != "offline"

    async def repeat(self) -> None:
        """Compare on the system's behalf, and forget what was found long ago."""
        if self.keeps_a_list:
            await self.compare(SYSTEM)

    async def compare(self, actor: Actor) -> ComparisonView:
        """Compare all meetings once, repair what differs, and return what was done.

        A host that does not answer ends it; what it did until then is in the answer. Where there is
        none, nothing is compared.
        """
        actor.require(Role.RECRUITER)
        began = self._workshop.clock()
        if not self.keeps_a_list:
            return await self._noted(actor, began, 0, [], [], NOTHING_TO_COMPARE)
        try:
            hosted = await self._listed()
        except _REFUSALS as refusal:
            return await self._noted(actor, began, 0, [], [], refusal.message)
        async with self._workshop.look(SYSTEM) as work:
            kept = await _kept(work)
        repairs = compare(kept, hosted, began, self._workshop.clock())
        marks = [(repair, await self._repair(actor, repair, began)) for repair in repairs]
        waits = any(not done for _, done in marks)
        problem = "Some repairs have to wait for the next comparison." if waits else None
        return await self._noted(actor, began, len(kept), hosted, marks, problem)

    async def _listed(self) -> list[Hosted]:
        return [one async for one in self._host.meetings()]

    async def _repair(self, actor: Actor, repair: Repair, began: datetime) -> bool:
        if repair.row_id is not None:
            async with self._workshop.begin(actor) as work:
                return await _repair_row(work, repair, began)
        try:
            await self._host.close(repair.meeting_id or "")
        except _REFUSALS:
            return False
        return True

    async def _noted(  # a row has this many columns
        self,
        actor: Actor,
        began: datetime,
        meetings: int,
        hosted: list[Hosted],
        marks: list[tuple[Repair, bool]],
        problem: str | None,
    ) -> ComparisonView:
        async with self._workshop.begin(actor) as work:
            row = VideoComparison(
                by=actor.key,
                meetings=meetings,
                hosted=len(hosted),
                repairs=[_shown(repair, done=done) for repair, done in marks],
                problem=problem,
                started_at=began,
                finished_at=work.now,
            )
            work.session.add(row)
            await work.session.flush()
            old = VideoComparison.finished_at < work.now - KEPT
            await work.session.execute(delete(VideoComparison).where(old))
            return ComparisonView.model_validate(row)


async def list_comparisons(work: Work, actor: Actor, query: PageQuery) -> Page[ComparisonView]:
    """Return one page of the comparisons of the last 30 days, newest first."""
    statement = visible_comparisons(actor)
    rows, cursor, total = await fetch_page(work.session, statement, VideoComparison.id, query)
    views = [ComparisonView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)


async def _kept(work: Work) -> list[Kept]:
    rows = await work.session.execute(meetings_with_sessions())
    return [_as_kept(meeting, session, work.now) for meeting, session in rows]


def _as_kept(meeting: VideoMeeting, session: InterviewSession, now: datetime) -> Kept:
    standing = standing_of(meeting)
    waits = (meeting.leased_until, meeting.next_try_at, meeting.wished_at + LEASE)
    return Kept(
        row_id=meeting.id,
        session_id=session.id,
        status=session.status,
        reference=meeting.reference,
        meeting_id=meeting.meeting_id,
        state=standing.state,
        is_settled=standing.is_settled,
        is_planned=any(moment is not None and now < moment for moment in waits),
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        touched_at=_touched_at(meeting),
    )


def _touched_at(meeting: VideoMeeting) -> datetime:
    moments = (meeting.checked_at, meeting.wished_at, meeting.started_at, meeting.ended_at)
    return max(moment for moment in moments if moment is not None)


async def _repair_row(work: Work, repair: Repair, began: datetime) -> bool:
    """Repair one row unless it was touched since the host's list was begun."""
    held = await hold_meeting(work, repair.row_id or 0)
    if held is None or _touched_at(held[0]) >= began:
        return False
    meeting, session = held
    if repair.kind == "started":
        if not times_of(meeting).is_on:
            meeting.started_at = work.now
        await turn(work, meeting, "started")
    elif repair.kind == "ended":
        meeting.ended_at = work.now
        await turn(work, meeting, "ended")
    elif repair.kind == "reopened":
        await begin_anew(work, meeting, session)
    else:
        await wish_anew(work, meeting)
    return True


def _shown(repair: Repair, *, done: bool) -> dict[str, object]:
    shown = asdict(repair) | {"done": done}
    del shown["row_id"]
    return shown
