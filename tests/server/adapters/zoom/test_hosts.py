"""What every host of meetings keeps to: Zoom's adapter and the offline twin."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.video.errors import MeetingGone
from domain.video.ports import MeetingHost, RecordedFile
from server.adapters.offline_meetings import OfflineHost
from tests.fakes.zoom import FakeZoom
from tests.server.adapters.zoom.conftest import STARTS_AT, connect, wish


@pytest.fixture(params=["zoom", "offline"])
async def host(request: pytest.FixtureRequest, zoom: FakeZoom) -> AsyncIterator[MeetingHost]:
    host: MeetingHost = OfflineHost("https://us.example/")
    if request.param == "zoom":
        host = connect(zoom)
    yield host
    await host.close_connections()


class TestEveryHost:
    """Runs against each host; what only one of them does is tested with that one."""

    async def test_an_opened_meeting_is_as_wished(self, host: MeetingHost) -> None:
        opened = await host.open(wish(minutes=30))

        assert (opened.starts_at, opened.minutes) == (STARTS_AT, 30)
        assert (opened.reference, opened.state) == ("session-7", "waiting")
        assert opened.join_url.startswith(("http://127.0.0.1", "https://us.example/room/7"))

    async def test_opening_twice_makes_one_meeting(self, host: MeetingHost) -> None:
        first, second = await host.open(wish()), await host.open(wish())

        assert first == second

    async def test_an_opened_meeting_is_read_as_it_is(self, host: MeetingHost) -> None:
        opened = await host.open(wish())

        assert await host.read(opened.meeting_id) == opened

    async def test_a_moved_meeting_has_its_new_time(self, host: MeetingHost) -> None:
        opened = await host.open(wish())
        later = replace(wish(minutes=90), starts_at=STARTS_AT + timedelta(days=2))

        moved = await host.move(opened.meeting_id, later)

        assert (moved.starts_at, moved.minutes) == (later.starts_at, 90)
        assert moved.join_url == opened.join_url
        assert await host.read(moved.meeting_id) == moved
        assert await host.move(moved.meeting_id, later) == moved

    async def test_closing_and_ending_may_be_repeated(self, host: MeetingHost) -> None:
        opened = await host.open(wish())

        for _ in range(2):
            await host.end(opened.meeting_id)
        for _ in range(2):
            await host.close(opened.meeting_id)
        await host.end(opened.meeting_id)

    async def test_a_meeting_that_was_never_made_is_gone(self, host: MeetingHost) -> None:
        with pytest.raises(MeetingGone):
            await host.read("99")
        with pytest.raises(MeetingGone):
            await host.move("99", wish())
        with pytest.raises(MeetingGone):
            await host.host_link("99")
        with pytest.raises(MeetingGone):
            await host.register("99", "ann@example.org", "Ann")

    async def test_a_host_and_a_guest_get_links(self, host: MeetingHost) -> None:
        opened = await host.open(wish())

        link = await host.host_link(opened.meeting_id)
        guest = await host.register(opened.meeting_id, "ann@example.org", "Ann Lee")
        again = await host.register(opened.meeting_id, "ann@example.org", "Ann Lee")

        assert link.startswith(("http://127.0.0.1", "https://us.example/recruiter/live/7"))
        assert link != guest.join_url
        assert guest == again

    async def test_without_recordings_there_are_none(self, host: MeetingHost) -> None:
        opened = await host.open(wish())

        assert await host.recordings(STARTS_AT, STARTS_AT + timedelta(days=100)) == []
        with pytest.raises(MeetingGone):
            await host.recording(opened.meeting_id)
        await host.delete_recording(opened.meeting_id)

    async def test_a_file_that_is_not_there_is_gone(
        self, host: MeetingHost, zoom: FakeZoom
    ) -> None:
        url = f"{zoom.url}/rec/download/none"
        file = RecordedFile("none", "video", "mp4", 1, STARTS_AT, STARTS_AT, url)

        with pytest.raises(MeetingGone):
            [_ async for _ in host.fetch(file)]
