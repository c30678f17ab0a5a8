"""A hundred interviews planned, moved and cancelled while the host fails at every turn."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from domain.interviews.schemas import MoveSession
from domain.interviews.sessions import cancel_session, move_session
from domain.kit.actor import SYSTEM
from tests.factories.meetings import Meetings
from tests.fakes.zoom import FakeZoom, Faults

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
INTERVIEWS = 100


async def test_after_one_comparison_both_sides_agree_whatever_failed(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    chance = random.Random(11)
    application_id = await meetings.application()
    zoom.limits.plan = "business"
    zoom.faults = Faults(seed=7, busy=0.2, broken=0.05)
    sessions = [
        await meetings.plan(hours=24 + number, application_id=application_id)
        for number in range(INTERVIEWS)
    ]

    for session_id in chance.sample(sessions, 60):
        await _change(meetings, session_id, chance)
    await meetings.work_for(6)
    meddled = _meddle(zoom, chance)
    zoom.faults = Faults()
    comparison = await meetings.compare()
    await meetings.work_for(6)

    faults = Counter(asked.fault for asked in zoom.asked)
    assert faults["429"] > INTERVIEWS / 2
    assert faults["500 before"] + faults["500 after"] > 0
    assert len(comparison.repairs) >= meddled
    await _agree(meetings, zoom, sessions)
    assert (await meetings.compare()).repairs == []


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


def _meddle(zoom: FakeZoom, chance: random.Random) -> int:
    """Delete, move, copy and start meetings behind the product's back."""
    numbers = chance.sample(sorted(zoom.meetings), 20)
    for number in numbers[:5]:
        zoom.delete(number)
    for number in numbers[5:10]:
        zoom.move(number, start_time="2031-01-01T10:00:00Z")
    for number in numbers[10:15]:
        zoom.state.make(dict(zoom.meeting(number).fields))
    for number in numbers[15:]:
        zoom.start_meeting(number)
    return len(numbers)


async def _agree(meetings: Meetings, zoom: FakeZoom, sessions: list[int]) -> None:
    wanted, states = {}, Counter[str]()
    for session_id in sessions:
        meeting, session = await meetings.meeting(session_id), await meetings.session(session_id)
        states[meeting.state] += 1
        assert meeting.done_version == meeting.wish_version
        if session.status == "Scheduled":
            wanted[meeting.meeting_id] = session.scheduled_at
        else:
            assert meeting.meeting_id is None
    found = {str(number): hosted.starts_at for number, hosted in zoom.meetings.items()}
    assert found == wanted
    assert states["failed"] == states["wanted"] == 0
    assert states["started"] == 5
    assert states["closed"] > 0
