"""A hundred interviews planned, moved, held and cancelled while the host fails at every turn."""

import random
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.interviews.conduct import end_room, start_room
from domain.interviews.schemas import MoveSession
from domain.interviews.sessions import cancel_session, move_session
from domain.kit.actor import SYSTEM
from domain.video.inbox_models import VideoEvent
from domain.video.models import VideoMeeting
from tests.conftest import make_settings, running
from tests.factories.clock import SettableClock
from tests.factories.meetings import Meetings
from tests.fakes.zoom import FakeZoom, Faults

INTERVIEWS = 100


@pytest.fixture
async def meetings(
    migrated_sqlite: Path, tmp_path: Path, zoom: FakeZoom, clock: SettableClock
) -> AsyncIterator[Meetings]:
    """Interviews of a server that Zoom reaches at its address; its jobs are done by the test."""
    shutil.copy(migrated_sqlite, tmp_path / "greenroom.db")
    url = f"sqlite:///{tmp_path / 'greenroom.db'}"
    async with running(make_settings(url, tmp_path, **zoom.settings()), clock) as server:
        zoom.hooks.url = f"{server.url}/api/video/webhook"
        house = server.house
        meetings = Meetings(house.workshop, house.meetings, clock, runner=house.jobs)
        await meetings.work()
        yield meetings


async def test_after_one_comparison_both_sides_agree_whatever_failed(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    chance = random.Random(11)
    zoom.faults = Faults(seed=7, busy=0.2, broken=0.05, drop=0.5, repeat=0.2, reorder=0.2)
    sessions = await _plan(meetings, zoom, chance)
    held = await _hold(meetings, zoom, chance)
    meddled = _meddle(zoom, chance, untouched=held)
    await zoom.delivered()
    await meetings.work_for(2)
    zoom.faults = Faults()
    sent, dropped = [each.body for each in zoom.hooks.sent], len(zoom.hooks.dropped)

    comparison = await meetings.compare()
    await zoom.delivered()
    await meetings.work_for(6)

    faults = Counter(asked.fault for asked in zoom.asked)
    assert faults["429"] > INTERVIEWS / 2
    assert faults["500 before"] + faults["500 after"] > 0
    assert dropped > INTERVIEWS / 4
    assert len(set(sent)) < len(sent)
    assert _is_disordered(sent)
    assert {each.status for each in zoom.hooks.sent} == {204}
    assert comparison.problem is None
    assert len(comparison.repairs) >= meddled
    await _agree(meetings, zoom, sessions)
    assert (await meetings.compare()).repairs == []


async def _plan(meetings: Meetings, zoom: FakeZoom, chance: random.Random) -> list[int]:
    """Plan the interviews, and move or cancel more than half of them."""
    application_id = await meetings.application()
    sessions = [
        await meetings.plan(hours=24 + number, application_id=application_id)
        for number in range(INTERVIEWS)
    ]
    for session_id in chance.sample(sessions, 60):
        await _change(meetings, session_id, chance)
    await meetings.work_for(6)
    return sessions


async def _change(meetings: Meetings, session_id: int, chance: random.Random) -> None:
    """Move or cancel an interview, with a little work done before or not."""
    if chance.random() < 0.3:
        await meetings.work()
    async with meetings.workshop.begin(SYSTEM) as work:
        if chance.random() < 0.5:
            starts_at = meetings.clock.now + timedelta(hours=chance.randint(200, 400))
            await move_session(work, SYSTEM, session_id, MoveSession(scheduled_at=starts_at))
        else:
            await cancel_session(work, SYSTEM, session_id)


async def _hold(meetings: Meetings, zoom: FakeZoom, chance: random.Random) -> set[int]:
    """Hold meetings at Zoom, some twice; end some by the interview and cancel one that runs."""
    numbers = chance.sample(sorted(zoom.meetings), 32)
    for number in numbers:
        _begin(meetings, zoom, number)
    await zoom.delivered()
    await meetings.work()
    for number in numbers[:16]:
        zoom.leave(number, "Amina Rahimi")
        meetings.clock.pass_by(1)
        zoom.end_meeting(number)
    for number in numbers[:4]:
        _begin(meetings, zoom, number)
    for number in numbers[16:20]:
        await _conduct(meetings, number)
    async with meetings.workshop.begin(SYSTEM) as work:
        await cancel_session(work, SYSTEM, (await _row(meetings, numbers[20])).session_id)
    await zoom.delivered()
    await meetings.work_for(1)
    return set(numbers)


def _begin(meetings: Meetings, zoom: FakeZoom, number: int) -> None:
    meetings.clock.pass_by(1)
    zoom.start_meeting(number)
    for name in ("Amina Rahimi", "Bo the Host"):
        meetings.clock.pass_by(1)
        zoom.join(number, name)


async def _conduct(meetings: Meetings, number: int) -> None:
    """Begin an interview and end it, which ends its meeting."""
    session_id = (await _row(meetings, number)).session_id
    for step in (start_room, end_room):
        async with meetings.workshop.begin(SYSTEM) as work:
            await step(work, SYSTEM, session_id)


def _meddle(zoom: FakeZoom, chance: random.Random, *, untouched: set[int]) -> int:
    """Delete, move and copy meetings behind the product's back."""
    numbers = chance.sample(sorted(set(zoom.meetings) - untouched), 15)
    for number in numbers[:5]:
        zoom.delete(number)
    for number in numbers[5:10]:
        zoom.move(number, start_time="2031-01-01T10:00:00Z")
    for number in numbers[10:]:
        zoom.state.make(dict(zoom.meeting(number).fields))
    return len(numbers)


def _is_disordered(sent: Iterable[bytes]) -> bool:
    stamps = [int(body.partition(b'"event_ts": ')[2].partition(b",")[0]) for body in sent]
    return stamps != sorted(stamps)


async def _agree(meetings: Meetings, zoom: FakeZoom, sessions: list[int]) -> None:
    known, states = set(), Counter[str]()
    for session_id in sessions:
        meeting, session = await meetings.meeting(session_id), await meetings.session(session_id)
        states[meeting.state] += 1
        assert meeting.done_version == meeting.wish_version
        if session.status == "Cancelled":
            assert meeting.meeting_id is None
            continue
        hosted = zoom.meeting(meeting.meeting_id or "")
        known.add(hosted.number)
        assert (meeting.state == "started") == (hosted.status == "started")
        if session.status == "Scheduled":
            assert hosted.starts_at == session.scheduled_at
    assert set(zoom.meetings) == known
    assert states["failed"] == states["wanted"] == 0
    assert min(states[state] for state in ("open", "started", "ended", "closed")) > 0
    async with meetings.workshop.look(SYSTEM) as work:
        waiting = select(VideoEvent.event).where(VideoEvent.outcome.is_(None))
        assert list(await work.session.scalars(waiting)) == []


async def _row(meetings: Meetings, number: int) -> VideoMeeting:
    wanted = select(VideoMeeting).where(VideoMeeting.meeting_id == str(number))
    async with meetings.workshop.look(SYSTEM) as work:
        return (await work.session.scalars(wanted)).one()
