"""From the host's webhook over its sockets to the interviewer's screen, by the whole product."""

import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from domain.interviews.history import read_events
from domain.kit.actor import SYSTEM
from server.config import Settings
from tests.conftest import make_settings, running
from tests.factories.inbox import open_meeting
from tests.factories.server import Client, RunningServer
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom, Meeting

CANDIDATE = "Amina Rahimi"
READY = 7


@pytest.fixture
async def zoom() -> AsyncIterator[FakeZoom]:
    async with FakeZoom() as zoom:
        yield zoom


@pytest.fixture
def hearing(migrated_sqlite: Path, tmp_path: Path, zoom: FakeZoom) -> Settings:
    """Settings of a server that takes live transcripts."""
    shutil.copy(migrated_sqlite, tmp_path / "greenroom.db")
    return make_settings(
        f"sqlite:///{tmp_path / 'greenroom.db'}",
        tmp_path,
        rtms="on",
        zoom_account_id=zoom.account.account_id,
        zoom_client_id=zoom.account.client_id,
        zoom_client_secret=zoom.account.client_secret,
        zoom_base_url=f"{zoom.url}/v2",
        zoom_oauth_url=f"{zoom.url}/oauth/token",
        zoom_webhook_secret_token=zoom.account.webhook_secret,
    )


async def hold_meeting(server: RunningServer, zoom: FakeZoom, session_id: int) -> Meeting:
    """Begin the interview's meeting, which Zoom records; the server asks for its transcript."""
    zoom.hooks.url = f"{server.url}/api/video/webhook"
    fields = {"topic": "Interview", "type": 2, "settings": {"auto_recording": "cloud"}}
    meeting = zoom.state.make(fields)
    async with server.house.workshop.begin(SYSTEM) as work:
        await open_meeting(work, session_id, str(meeting.number))
    zoom.start_meeting(meeting.number)
    zoom.join(meeting.number, CANDIDATE)
    await zoom.delivered()
    await until(lambda: any(said.get("msg_type") == READY for said in zoom.streams.heard))
    return meeting


async def test_what_the_candidate_says_moves_the_interviewers_score(
    zoom: FakeZoom, hearing: Settings
) -> None:
    async with running(hearing) as server, server.room() as (scene, recruiter, candidate):
        for purpose in ("transcribe", "ai_score"):
            await candidate.do("consent.set", purpose=purpose, granted=True, text_version="1")
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        number = (await hold_meeting(server, zoom, scene.session_id)).number

        await zoom.speak(number, CANDIDATE, "REST has resources with URLs.", seconds=0)
        for client in (recruiter, candidate):
            told = await client.hear("transcript.line")
            assert told["data"]["text"] == "REST has resources with URLs."
            assert told["data"]["question_id"] == scene.questions[0]
        partial = await recruiter.hear("score.partial")
        await zoom.stop_stream(number, 8)
        await until(lambda: _has_forgotten(server, scene.session_id))

        assert partial["question_id"] == scene.questions[0]
        assert candidate.events("score.partial") == []


async def test_a_candidate_who_changes_their_mind_is_heard_and_recorded_no_more(
    zoom: FakeZoom, hearing: Settings
) -> None:
    async with running(hearing) as server, server.room() as (scene, recruiter, candidate):
        for purpose in ("transcribe", "record"):
            await candidate.do("consent.set", purpose=purpose, granted=True, text_version="1")
        await recruiter.do("room.start")
        meeting = await hold_meeting(server, zoom, scene.session_id)
        await zoom.speak(meeting.number, CANDIDATE, "Please forget this.", seconds=0)
        await recruiter.hear("transcript.line")
        assert meeting.is_recorded

        for purpose in ("transcribe", "record"):
            await candidate.do("consent.set", purpose=purpose, granted=False, text_version="1")

        for client in (recruiter, candidate):
            await until(partial(_is_over, client))
        assert (meeting.stream_id, meeting.is_recorded) == (None, False)
        for client in (recruiter, candidate):
            assert [each for each in _shown(client) if each[0] == "on"] == [("on", None)]
            assert ("off", "stopping") in _shown(client)
        assert await _has_forgotten(server, scene.session_id)


def _is_over(client: Client) -> bool:
    return _shown(client)[-1:] == [("off", "stopped")]


def _shown(client: Client) -> list[tuple[str, str | None]]:
    """Return how transcript and recording were said to stand, one after the other."""
    told = [each["data"]["capture"] for each in client.events("meeting.capture_changed")]
    return [(capture["transcript"], capture["recording"]) for capture in told]


async def _has_forgotten(server: RunningServer, session_id: int) -> bool:
    async with server.house.workshop.look(SYSTEM) as work:
        delta = await read_events(work, SYSTEM, session_id, 0)
    told = [each.data["text"] for each in delta.events if each.type == "transcript.line"]
    return told == [""]
