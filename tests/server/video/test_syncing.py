"""An interview's meeting follows it: made, moved, closed and ended at the host, whatever fails."""

import asyncio
from datetime import timedelta

import pytest

from domain.interviews import conduct
from domain.interviews.schemas import MoveSession
from domain.interviews.sessions import cancel_session, move_session, schedule_session
from domain.kit.actor import SYSTEM
from domain.kit.jobs import LEASE
from domain.kit.work import WorkShop
from domain.video.errors import HostBusy, HostDown
from domain.video.rules import MOST_FAILURES
from domain.video.service import retry_meeting
from domain.video.syncing import take
from tests.factories.clock import SettableClock
from tests.factories.meetings import Meetings, connect
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom


async def move(meetings: Meetings, session_id: int, hours: float) -> None:
    moved = MoveSession(scheduled_at=meetings.clock.now + timedelta(hours=hours))
    async with meetings.workshop.begin(SYSTEM) as work:
        await move_session(work, SYSTEM, session_id, moved)


async def cancel(meetings: Meetings, session_id: int) -> None:
    async with meetings.workshop.begin(SYSTEM) as work:
        await cancel_session(work, SYSTEM, session_id)


async def test_a_planned_interview_gets_its_meeting_and_the_host_link_is_kept_nowhere(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan(hours=24, minutes=45)

    await meetings.work()

    meeting, session = await meetings.meeting(session_id), await meetings.session(session_id)
    (hosted,) = zoom.meetings.values()
    assert (meeting.state, meeting.meeting_id) == ("open", str(hosted.number))
    assert session.zoom_meeting_id == meeting.meeting_id
    assert meeting.join_url is not None
    assert meeting.join_url.startswith(f"{zoom.url}/j/")
    assert (hosted.starts_at, hosted.fields["duration"]) == (session.scheduled_at, 45)
    assert meeting.done_version == meeting.wish_version
    assert "amina" not in str(hosted.fields).lower()


async def test_without_video_nothing_is_asked_of_the_host(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan(video=False)
    await move(meetings, session_id, 30)

    await meetings.work()

    assert zoom.asked == []


async def test_a_wish_that_is_rolled_back_was_never_made(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan()
    await meetings.work()
    before = len(zoom.asked)

    with pytest.raises(LookupError):
        await _cancel_and_fail(meetings, session_id)
    await meetings.work()

    assert (await meetings.meeting(session_id)).state == "open"
    assert len(zoom.asked) == before


async def test_made_moved_and_cancelled_before_the_host_was_asked_nothing_is_made(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    command = await meetings.wish()
    async with meetings.workshop.begin(SYSTEM) as work:
        session_id = (await schedule_session(work, SYSTEM, command)).id
        moved = MoveSession(scheduled_at=meetings.clock.now + timedelta(hours=30))
        await move_session(work, SYSTEM, session_id, moved)
        await cancel_session(work, SYSTEM, session_id)

    await meetings.work()

    assert zoom.asked == []
    assert (await meetings.meeting(session_id)).state == "closed"


async def test_a_moved_interview_moves_its_meeting_and_a_cancelled_one_closes_it(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan()
    await meetings.work()
    (hosted,) = zoom.meetings.values()

    await move(meetings, session_id, 72)
    await meetings.work()
    moved_to = hosted.starts_at
    await cancel(meetings, session_id)
    await meetings.work()

    meeting = await meetings.meeting(session_id)
    assert moved_to == meetings.clock.now + timedelta(hours=72)
    assert zoom.meetings == {}
    assert (meeting.state, meeting.meeting_id, meeting.join_url) == ("closed", None, None)


async def test_the_end_of_the_interview_ends_the_running_meeting(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan()
    await meetings.work()
    (hosted,) = zoom.meetings.values()
    zoom.start_meeting(hosted.number)

    for step in (conduct.start_room, conduct.end_room):
        async with meetings.workshop.begin(SYSTEM) as work:
            await step(work, SYSTEM, session_id)
    await meetings.work()

    assert hosted.status == "waiting"
    assert hosted.ended_at is not None
    assert (await meetings.meeting(session_id)).state == "ended"


@pytest.mark.parametrize("fault", ["500 after", "cut after", "hang after"])
async def test_an_answer_that_is_lost_makes_no_second_meeting(
    workshop: WorkShop, zoom: FakeZoom, clock: SettableClock, fault: str
) -> None:
    host = connect(zoom, clock, within_s=0.2)
    meetings = Meetings(workshop, host, clock)
    session_id = await meetings.plan()
    zoom.faults.script = ["ok", fault]

    await meetings.work_for(1)

    assert len(zoom.meetings) == 1
    assert (await meetings.meeting(session_id)).state == "open"
    await host.close_connections()


async def test_a_cancelled_interview_closes_also_the_meeting_whose_answer_was_lost(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan()
    # Looked for, made; then nothing is heard any more until it is cancelled.
    zoom.faults.script = ["ok", "500 after", *["500 before"] * 3]
    await meetings.work()
    assert len(zoom.meetings) == 1

    await cancel(meetings, session_id)
    await meetings.work_for(1)

    assert zoom.meetings == {}
    assert (await meetings.meeting(session_id)).state == "closed"


async def test_a_busy_host_is_left_alone_for_as_long_as_it_says(
    meetings: Meetings, zoom: FakeZoom, clock: SettableClock
) -> None:
    session_id = await meetings.plan()
    zoom.faults.script = ["429 daily"]

    await meetings.work()
    waiting = await meetings.meeting(session_id)
    asked = len(zoom.asked)
    clock.pass_by(3_600)
    await meetings.work()

    assert waiting.next_try_at is not None
    assert waiting.next_try_at > clock.now
    assert waiting.problem == HostBusy.message
    assert len(zoom.asked) == asked
    await meetings.work_for(24)
    assert (await meetings.meeting(session_id)).state == "open"


async def test_a_host_that_never_answers_is_given_up_and_asked_again_on_demand(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan()
    zoom.faults.broken = 1.0

    await meetings.work_for(24)
    failed = await meetings.meeting(session_id)
    zoom.faults.broken = 0.0
    async with meetings.workshop.begin(SYSTEM) as work:
        await retry_meeting(work, SYSTEM, failed.id)
    await meetings.work()

    assert (failed.state, failed.attempts) == ("failed", MOST_FAILURES)
    assert failed.problem == HostDown.message
    mended = await meetings.meeting(session_id)
    assert (mended.state, mended.problem) == ("open", None)
    assert len(zoom.meetings) == 1


async def test_a_refused_account_fails_at_once_and_says_what_to_do(
    workshop: WorkShop, zoom: FakeZoom, clock: SettableClock
) -> None:
    host = connect(zoom, clock, secret="another secret")
    meetings = Meetings(workshop, host, clock)
    session_id = await meetings.plan()

    await meetings.work_for(24)

    meeting = await meetings.meeting(session_id)
    assert (meeting.state, meeting.attempts) == ("failed", 1)
    assert meeting.problem
    await host.close_connections()


async def test_a_meeting_that_was_deleted_at_the_host_is_made_anew_when_it_is_moved(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan()
    await meetings.work()
    (first,) = zoom.meetings
    zoom.delete(first)

    await move(meetings, session_id, 50)
    await meetings.work()

    (second,) = zoom.meetings
    assert second != first
    assert (await meetings.meeting(session_id)).meeting_id == str(second)


async def test_only_one_worker_asks_the_host_for_a_meeting(
    meetings: Meetings, zoom: FakeZoom, clock: SettableClock
) -> None:
    session_id = await meetings.plan()
    row_id = (await meetings.meeting(session_id)).id
    async with meetings.workshop.begin(SYSTEM) as work:
        mine = await take(work, row_id, "zoom")

    await meetings.work()
    while_leased = len(zoom.asked)
    clock.pass_by(LEASE.total_seconds())
    await meetings.work()

    assert mine is not None
    assert while_leased == 0
    assert len(zoom.meetings) == 1


async def test_what_is_wished_while_the_host_is_asked_is_done_next(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id = await meetings.plan()
    running = asyncio.create_task(meetings.work())
    await until(lambda: bool(zoom.asked))
    await move(meetings, session_id, 90)
    await running
    await meetings.work_for(1)

    (hosted,) = zoom.meetings.values()
    assert hosted.starts_at == (await meetings.session(session_id)).scheduled_at


async def _cancel_and_fail(meetings: Meetings, session_id: int) -> None:
    async with meetings.workshop.begin(SYSTEM) as work:
        await cancel_session(work, SYSTEM, session_id)
        raise LookupError("something else in this work went wrong")
