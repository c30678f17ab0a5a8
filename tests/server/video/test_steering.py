"""A running meeting is written down and recorded as far as the candidate agrees, and no further."""

import json

import pytest

from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.video.errors import HostDown
from domain.video.service import retry_meeting
from tests.factories.clock import SettableClock
from tests.factories.meetings import Meetings
from tests.fakes.zoom import FakeZoom, Meeting

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def hearing(workshop: WorkShop, meetings: Meetings, clock: SettableClock) -> Meetings:
    """Meetings of a server that takes live transcripts."""
    return Meetings(workshop, meetings.host, clock, wants_transcripts=True)


async def begun(meetings: Meetings, zoom: FakeZoom, *agreed: str) -> tuple[int, Meeting]:
    """Begin a meeting that is to be recorded; return its interview and the host's meeting."""
    session_id = await meetings.plan(records=True)
    await meetings.work()
    for purpose in agreed:
        await meetings.say(session_id, purpose)
    (hosted,) = zoom.meetings.values()
    zoom.start_meeting(hosted.number)
    await meetings.begin(session_id)
    return session_id, hosted


def runs(hosted: Meeting) -> tuple[bool, bool]:
    """Return whether the meeting is written down live, and whether it is recorded."""
    return hosted.stream_id is not None, hosted.is_recorded


def asked(zoom: FakeZoom) -> list[str]:
    """Return what was asked of running meetings."""
    said = [json.loads(one.body) for one in zoom.asked if "/live_meetings/" in one.path]
    return [one.get("method") or one["action"] for one in said]


async def test_a_transcript_is_begun_only_where_it_is_switched_on_and_agreed_to(
    meetings: Meetings, hearing: Meetings, zoom: FakeZoom
) -> None:
    session_id, hosted = await begun(meetings, zoom, "record", "transcribe")
    await meetings.work()
    switched_off = asked(zoom)
    await hearing.begin(session_id)
    await hearing.work()

    assert switched_off == []
    assert asked(zoom) == ["start"]
    assert hosted.stream_id is not None
    assert (await hearing.meeting(session_id)).transcript == "on"


async def test_an_agreement_that_comes_while_the_meeting_runs_begins_the_transcript(
    hearing: Meetings, zoom: FakeZoom
) -> None:
    session_id, hosted = await begun(hearing, zoom, "record")
    await hearing.work()
    before = hosted.stream_id

    await hearing.say(session_id, "transcribe")
    await hearing.work()
    during = hosted.stream_id
    await hearing.say(session_id, "transcribe", granted=False)
    await hearing.work()

    assert before is None
    assert during is not None
    assert hosted.stream_id is None
    assert asked(zoom) == ["start", "stop"]


async def test_a_recording_nobody_agreed_to_is_stopped_as_the_meeting_begins(
    meetings: Meetings, zoom: FakeZoom
) -> None:
    session_id, hosted = await begun(meetings, zoom)
    assert runs(hosted) == (False, True)

    await meetings.work()

    assert runs(hosted) == (False, False)
    assert (await meetings.meeting(session_id)).recording_stop == "done"


async def test_what_the_host_does_not_answer_is_asked_again(
    hearing: Meetings, zoom: FakeZoom
) -> None:
    session_id, hosted = await begun(hearing, zoom, "record", "transcribe")
    await hearing.work()
    zoom.faults.script = ["500 before"] * 6
    for purpose in ("record", "transcribe"):
        await hearing.say(session_id, purpose, granted=False)

    await hearing.work()
    waiting = await hearing.meeting(session_id)
    await hearing.work_for(1)

    assert (waiting.recording_stop, waiting.transcript) == ("wanted", "on")
    assert (waiting.capture_problem or "").startswith(HostDown.message)
    mended = await hearing.meeting(session_id)
    assert (mended.recording_stop, mended.transcript) == ("done", None)
    assert mended.capture_problem is None
    assert runs(hosted) == (False, False)


@pytest.mark.parametrize(("code", "advice"), [(2308, "Start as host"), (2310, "developer pack")])
async def test_a_transcript_that_zoom_refuses_says_what_to_do_and_is_asked_for_again_on_demand(
    hearing: Meetings, zoom: FakeZoom, code: int, advice: str
) -> None:
    zoom.state.rtms_refusal = code
    session_id, hosted = await begun(hearing, zoom, "record", "transcribe")
    await hearing.work_for(24)
    refused, tries = await hearing.meeting(session_id), asked(zoom)

    zoom.state.rtms_refusal = 0
    async with hearing.workshop.begin(SYSTEM) as work:
        await retry_meeting(work, SYSTEM, refused.id)
    await hearing.work()

    assert advice in (refused.capture_problem or "")
    assert tries == ["start"]
    assert hosted.stream_id is not None
    assert (await hearing.meeting(session_id)).capture_problem is None


async def test_a_no_that_comes_while_the_host_is_asked_to_begin_stops_it_afterwards(
    hearing: Meetings, zoom: FakeZoom
) -> None:
    session_id, hosted = await begun(hearing, zoom, "record", "transcribe")
    # Begun, but the answer is lost; the next tries are in vain.
    zoom.faults.script = ["500 after", "500 before", "500 before"]
    await hearing.work()
    assert runs(hosted) == (True, True)

    await hearing.say(session_id, "transcribe", granted=False)
    await hearing.work_for(1)

    assert runs(hosted) == (False, True)
    assert (await hearing.meeting(session_id)).transcript is None


async def test_a_meeting_that_the_host_has_lost_is_left_alone(
    hearing: Meetings, zoom: FakeZoom
) -> None:
    session_id, hosted = await begun(hearing, zoom, "record", "transcribe")
    zoom.delete(hosted.number)

    await hearing.work_for(1)

    assert asked(zoom) == ["start"]
    assert (await hearing.meeting(session_id)).capture_problem is None
