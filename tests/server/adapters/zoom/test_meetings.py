"""Meetings at Zoom: what Zoom is told, and what is understood of its answers."""

import asyncio
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.video.errors import HostRefused, MeetingGone
from server.adapters.zoom import ZoomHost
from tests.fakes.zoom import FakeZoom
from tests.server.adapters.zoom.conftest import STARTS_AT, connect, wish


async def test_zoom_is_told_no_more_than_it_needs(zoom: FakeZoom, host: ZoomHost) -> None:
    opened = await host.open(wish(records=True))

    made = zoom.meeting(opened.meeting_id)
    assert int(opened.meeting_id) > 2**32
    assert opened.passcode == made.passcode
    assert made.fields["topic"] == "Interview: Engineer"
    assert made.fields["settings"]["auto_recording"] == "cloud"
    assert made.fields["settings"]["waiting_room"]
    assert not made.fields["settings"]["join_before_host"]
    assert made.fields["settings"]["registrants_email_notification"] is False


async def test_many_openings_of_one_meeting_at_once_make_one(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened = await asyncio.gather(*[host.open(wish()) for _ in range(8)])

    assert len({each.meeting_id for each in opened}) == len(zoom.meetings) == 1
    assert zoom.tokens.asked == 1


async def test_a_meeting_is_found_behind_pages_of_others(zoom: FakeZoom, host: ZoomHost) -> None:
    first = await host.open(wish(1))
    for _ in range(301):
        zoom.state.make({"topic": "of others", "start_time": "2030-01-01T10:00:00Z"})

    assert await host.open(wish(1)) == first
    assert len(zoom.meetings) == 302


async def test_only_our_own_meetings_are_listed_with_their_state(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    planned, running = await host.open(wish(1)), await host.open(wish(2))
    neighbour = connect(zoom, owner="another.example")
    await neighbour.open(wish(1))
    zoom.state.make({"topic": "of people"})
    zoom.start_meeting(running.meeting_id)

    found = {each.meeting_id: each.state async for each in host.meetings()}

    assert found == {planned.meeting_id: "waiting", running.meeting_id: "started"}
    await neighbour.close_connections()


async def test_a_running_meeting_is_ended_and_a_cancelled_one_is_ended_first(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened, other = await host.open(wish(1)), await host.open(wish(2))
    for each in (opened, other):
        zoom.start_meeting(each.meeting_id)
        zoom.join(each.meeting_id, "Ann")
    assert (await host.read(opened.meeting_id)).state == "started"

    await host.end(opened.meeting_id)
    await host.close(other.meeting_id)

    assert (await host.read(opened.meeting_id)).state == "waiting"
    assert zoom.meeting(opened.meeting_id).present == []
    with pytest.raises(MeetingGone):
        await host.read(other.meeting_id)


async def test_a_link_for_the_host_is_fresh_each_time(zoom: FakeZoom, host: ZoomHost) -> None:
    opened = await host.open(wish())

    assert await host.host_link(opened.meeting_id) != await host.host_link(opened.meeting_id)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Ann Lee", "Ann", "Lee"),
        ("Ann van der Lee", "Ann van der", "Lee"),
        ("李雷", "李雷", None),
        ("", "Guest", None),
        ("A" * 200 + " " + "B" * 200, "A" * 64, "B" * 64),
    ],
)
async def test_a_registrant_has_a_first_and_perhaps_a_last_name(
    zoom: FakeZoom, host: ZoomHost, name: str, first: str, last: str | None
) -> None:
    opened = await host.open(wish())

    registrant = await host.register(opened.meeting_id, "ann@example.org", name)

    [kept] = zoom.meeting(opened.meeting_id).registrants
    assert (kept["first_name"], kept.get("last_name")) == (first, last)
    assert registrant.join_url == kept["join_url"]


async def test_a_field_that_zoom_refuses_is_named_but_not_quoted(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened = await host.open(wish())

    with pytest.raises(HostRefused, match=r"code 300 .*Fields: email") as caught:
        await host.register(opened.meeting_id, "no address", "Ann")

    assert "no address" not in str(caught.value)


async def test_recordings_of_many_months_are_found_once_each(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    began = STARTS_AT
    expected = set()
    for number in range(5):
        opened = await host.open(wish(number))
        zoom.events.record(
            zoom.meeting(opened.meeting_id), None, began + timedelta(days=40 * number)
        )
        expected.add(opened.uuid)

    found = await host.recordings(began, began + timedelta(days=160))
    some = await host.recordings(began + timedelta(seconds=1), began + timedelta(days=159))

    assert {each.uuid for each in found} == expected
    assert (len(found), len(some)) == (5, 3)
    assert all({file.kind for file in each.files} == {"video", "audio"} for each in found)


async def test_a_recording_is_fetched_by_id_or_odd_uuid_and_deleted(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    for number in range(3):
        opened = await host.open(wish(number))
        zoom.record(opened.meeting_id, "00:05 Ann Lee: hello")

        by_uuid = await host.recording(opened.uuid)
        assert by_uuid == await host.recording(opened.meeting_id)
        assert [file.kind for file in by_uuid.files] == ["video", "audio", "transcript"]
        text = b"".join([chunk async for chunk in host.fetch(by_uuid.files[2])])
        assert len(text) == by_uuid.files[2].size
        assert b"Ann Lee: hello" in text

        await host.delete_recording(opened.uuid)
        await host.delete_recording(opened.uuid)
        with pytest.raises(MeetingGone):
            await host.recording(opened.uuid)

    raw = [each.path for each in zoom.asked if each.path.endswith("/recordings")]
    assert any(re.search("/meetings/%252F", path) for path in raw)


async def test_a_webhooks_download_token_opens_the_file(zoom: FakeZoom, host: ZoomHost) -> None:
    opened = await host.open(wish())
    zoom.record(opened.meeting_id)
    file = (await host.recording(opened.meeting_id)).files[0]
    zoom.state.download_tokens.add("canary-download")

    content = b"".join([chunk async for chunk in host.fetch(file, "canary-download")])

    assert content[4:8] == b"ftyp"
    with pytest.raises(HostRefused, match="scopes"):
        [_ async for _ in host.fetch(file, "another token")]


async def test_files_that_are_still_being_made_are_left_out(zoom: FakeZoom, host: ZoomHost) -> None:
    opened = await host.open(wish())
    zoom.record(opened.meeting_id)
    zoom.meeting(opened.meeting_id).parts[0].status = "processing"

    recorded = await host.recording(opened.meeting_id)

    assert [file.kind for file in recorded.files] == ["audio"]


async def test_a_live_transcript_is_asked_for_while_the_meeting_runs(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened = await host.open(wish())
    with pytest.raises(HostRefused, match="code 3000"):
        await host.stream_transcript(opened.meeting_id, on=True)
    zoom.start_meeting(opened.meeting_id)

    await host.stream_transcript(opened.meeting_id, on=True)
    assert zoom.meeting(opened.meeting_id).stream_id
    await host.stream_transcript(opened.meeting_id, on=False)

    assert zoom.meeting(opened.meeting_id).stream_id is None


async def test_what_was_moved_keeps_its_reference(zoom: FakeZoom, host: ZoomHost) -> None:
    opened = await host.open(wish())

    moved = await host.move(opened.meeting_id, replace(wish(), minutes=15))

    assert (moved.meeting_id, moved.reference) == (opened.meeting_id, "session-7")
    sent = [json.loads(each.body) for each in zoom.asked if each.method == "PATCH"]
    assert [each["duration"] for each in sent] == [15]


async def test_the_recording_of_a_running_meeting_is_stopped_and_that_of_others_is_over(
    zoom: FakeZoom, host: ZoomHost
) -> None:
    opened = await host.open(wish(records=True))
    await host.stop_recording(opened.meeting_id)
    meeting = zoom.start_meeting(opened.meeting_id)
    before = meeting.is_recorded

    await host.stop_recording(opened.meeting_id)
    during = meeting.is_recorded
    zoom.delete(opened.meeting_id)
    await host.stop_recording(opened.meeting_id)

    assert (before, during) == (True, False)
