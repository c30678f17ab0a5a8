"""The comparison with the host: what went astray on either side is put right, and told."""

from datetime import timedelta
from typing import Any

import pytest

from domain.interviews.sessions import cancel_session
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed
from domain.kit.paging import PageQuery
from domain.kit.work import WorkShop
from domain.video.comparing import NOTHING_TO_COMPARE, MeetingComparer, list_comparisons
from domain.video.errors import HostBusy
from domain.video.schemas import ComparisonView
from server.adapters.offline_meetings import OfflineHost
from tests.factories.clock import SettableClock
from tests.factories.meetings import OWNER, Meetings
from tests.fakes.zoom import FakeZoom

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CANDIDATE = Actor.user(7, Role.CANDIDATE)


def kinds(comparison: ComparisonView) -> list[str]:
    return [repair.kind for repair in comparison.repairs]


async def opened(meetings: Meetings, zoom: FakeZoom, **fields: Any) -> tuple[int, int]:
    """Return an interview whose meeting is open, and the meeting's number at the host."""
    session_id = await meetings.plan(**fields)
    await meetings.work()
    return session_id, int((await meetings.meeting(session_id)).meeting_id or 0)


async def test_where_both_sides_agree_nothing_is_done(meetings: Meetings, zoom: FakeZoom) -> None:
    await opened(meetings, zoom)

    comparison = await meetings.compare()

    assert comparison.repairs == []
    assert (comparison.meetings, comparison.hosted, comparison.problem) == (1, 1, None)


async def test_a_planned_meeting_that_was_deleted_at_the_host_is_made_again(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id, first = await opened(meetings, zoom)
    zoom.delete(first)

    comparison = await meetings.compare()
    between = await meetings.meeting(session_id)
    await meetings.work()

    assert kinds(comparison) == ["reopened"]
    assert between.state == "wanted"
    assert "deleted" in (between.problem or "")
    again = await meetings.meeting(session_id)
    assert [str(number) for number in zoom.meetings] == [again.meeting_id]
    assert (again.state, again.problem) == ("open", None)


async def test_a_meeting_that_was_moved_at_the_host_is_moved_back(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id, number = await opened(meetings, zoom)
    zoom.move(number, start_time="2031-01-01T10:00:00Z", duration=10)

    comparison = await meetings.compare()
    await meetings.work()

    assert kinds(comparison) == ["moved"]
    scheduled_at = (await meetings.session(session_id)).scheduled_at
    assert zoom.meeting(number).starts_at == scheduled_at
    assert zoom.meeting(number).fields["duration"] == 45


async def test_a_meeting_nobody_knows_is_closed_and_those_of_others_stay(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    _, own = await opened(meetings, zoom)
    start = {"topic": "x", "start_time": "2030-01-01T10:00:00Z"}
    orphan = zoom.state.make(start | {"agenda": f"[greenroom {OWNER} interview-0000-99]"})
    other = zoom.state.make(start | {"agenda": "[greenroom another.org interview-0000-99]"})
    private = zoom.state.make(start | {"agenda": "Weekly"})

    comparison = await meetings.compare()

    assert kinds(comparison) == ["closed"]
    assert comparison.repairs[0].meeting_id == str(orphan.number)
    assert set(zoom.meetings) == {own, other.number, private.number}


async def test_a_start_and_an_end_that_were_not_heard_of_are_noted(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id, number = await opened(meetings, zoom, hours=1)

    zoom.start_meeting(number)
    first = await meetings.compare()
    running = await meetings.meeting(session_id)
    zoom.end_meeting(number)
    second = await meetings.compare()
    over = await meetings.meeting(session_id)

    assert (kinds(first), running.state) == (["started"], "started")
    assert (kinds(second), over.state) == (["ended"], "ended")
    assert running.started_at is not None
    assert over.ended_at is not None
    assert (await meetings.compare()).repairs == []


async def test_a_host_that_does_not_answer_is_told_and_repairs_nothing(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    _, number = await opened(meetings, zoom)
    zoom.delete(number)
    zoom.faults.daily = 1.0

    comparison = await meetings.compare()

    assert comparison.repairs == []
    assert comparison.problem == HostBusy.message


async def test_a_repair_that_fails_waits_for_the_next_comparison(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    start = {"topic": "x", "start_time": "2030-01-01T10:00:00Z"}
    zoom.state.make(start | {"agenda": f"[greenroom {OWNER} interview-0000-99]"})
    zoom.faults.script = ["ok", "ok", "429 daily"]

    first = await meetings.compare()
    second = await meetings.compare()

    assert [repair.done for repair in first.repairs] == [False]
    assert first.problem is not None
    assert [repair.done for repair in second.repairs] == [True]
    assert zoom.meetings == {}


async def test_what_changes_while_it_is_compared_is_left_to_its_own_job(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id, number = await opened(meetings, zoom)
    zoom.delete(number)

    # The clock stands: the meeting was touched in the very moment of the comparison.
    comparer = MeetingComparer(meetings.workshop, meetings.host)
    comparison = await comparer.compare(SYSTEM)

    assert comparison.repairs == []
    assert (await meetings.meeting(session_id)).state == "open"


async def test_a_cancelled_interview_whose_job_was_lost_loses_its_meeting(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id, _ = await opened(meetings, zoom)
    async with meetings.workshop.begin(SYSTEM) as work:
        await cancel_session(work, SYSTEM, session_id)
        work.announced.clear()
    await meetings.lose_jobs()

    comparison = await meetings.compare()
    await meetings.work()

    assert kinds(comparison) == ["retried"]
    assert zoom.meetings == {}


async def test_comparisons_are_kept_for_thirty_days_and_shown_to_staff_only(
    meetings: Meetings,
) -> None:
    await meetings.compare()
    meetings.clock.pass_by(timedelta(days=31).total_seconds())
    newest = await meetings.compare()

    async with meetings.workshop.look(SYSTEM) as work:
        page = await list_comparisons(work, SYSTEM, PageQuery())
        hidden = await list_comparisons(work, CANDIDATE, PageQuery())

    assert [each.id for each in page.items] == [newest.id]
    assert hidden.items == []
    with pytest.raises(NotAllowed):
        await MeetingComparer(meetings.workshop, meetings.host).compare(CANDIDATE)


async def test_without_a_video_service_meetings_stay_as_they_are(
    workshop: WorkShop, clock: SettableClock
) -> None:
    meetings = Meetings(workshop, OfflineHost("https://interviews.company.org"), clock)
    session_id = await meetings.plan()
    await meetings.work()
    clock.pass_by(3_600)

    seen = await meetings.compare()

    assert seen.repairs == []
    assert seen.problem == NOTHING_TO_COMPARE
    assert (await meetings.meeting(session_id)).state == "open"
