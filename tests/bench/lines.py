"""From a line of a live transcript to the interviewer's score: the whole way, over real sockets."""

import asyncio
import os
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp

from domain.candidates.service import find_application
from domain.interviews.service import find_session
from domain.kit.actor import SYSTEM
from server.app import open_workshop
from server.config import Settings, load_settings
from server.simulate.figures import percentile
from server.simulate.host import Host
from server.simulate.plan import Plan
from server.simulate.rehearsal import arrange_here, settings_in
from server.simulate.scenes import Scene
from tests.bench.rooms import ROOM, join
from tests.factories.inbox import open_meeting
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom

ROOMS, LINES, LINE_EVERY_S = 10, 20, 0.5
READY = 7


async def measure_lines(folder: Path) -> str:
    """Return how long ten interviewers waited for the score of each line, ten rooms at once."""
    async with FakeZoom() as zoom:
        # The server is a process of its own, which takes its settings from the environment.
        with patch.dict(os.environ, _environment(zoom)):
            took = await _measure(settings_in(folder, load_settings()), zoom)
    shown = ", ".join(f"p{part} {percentile(took, part / 100):.0f} ms" for part in (50, 95, 99))
    return f"Spoken line to score.partial, {ROOMS} rooms at once, {len(took)} lines: {shown}\n"


async def _measure(settings: Settings, zoom: FakeZoom) -> list[float]:
    scenes = await arrange_here(Plan(ROOMS, 1.0), settings)
    held = await _hold_meetings(settings, scenes, zoom)
    host = Host(settings)
    zoom.hooks.url = f"{host.url}/api/video/webhook"
    async with aiohttp.ClientSession() as http:
        await host.start(http)
        try:
            listening = [await _open_question(scene, host.url) for scene in scenes]
            await _transcribe(zoom, [number for number, _ in held])
            talks = [_talk(zoom, *held[i], client) for i, client in enumerate(listening)]
            took = [one for talk in await asyncio.gather(*talks) for one in talk]
            for client in listening:
                await client.disconnect()
        finally:
            await host.stop()
    return took


def _environment(zoom: FakeZoom) -> dict[str, str]:
    """Return what leads a server to ``zoom`` and its live transcripts."""
    account = zoom.account
    return {
        "RTMS": "on",
        "VIDEO_PROVIDER": "zoom",
        "ZOOM_ACCOUNT_ID": account.account_id,
        "ZOOM_CLIENT_ID": account.client_id,
        "ZOOM_CLIENT_SECRET": account.client_secret,
        "ZOOM_BASE_URL": f"{zoom.url}/v2",
        "ZOOM_OAUTH_URL": f"{zoom.url}/oauth/token",
        "ZOOM_WEBHOOK_SECRET_TOKEN": account.webhook_secret,
    }


async def _hold_meetings(
    settings: Settings, scenes: list[Scene], zoom: FakeZoom
) -> list[tuple[int, str]]:
    """Return the number of each interview's meeting and the candidate's name."""
    workshop, held = open_workshop(settings), []
    for scene in scenes:
        meeting = zoom.state.make({"topic": "Interview", "type": 2})
        async with workshop.begin(SYSTEM) as work:
            await open_meeting(work, scene.session_id, str(meeting.number))
            session = await find_session(work, SYSTEM, scene.session_id)
            person = await find_application(work, SYSTEM, session.candidate_id)
        held.append((meeting.number, person.applicant_name))
    await workshop.database.close()
    return held


async def _open_question(scene: Scene, url: str) -> Any:
    """Agree to all, start the interview, and return the recruiter's client."""
    recruiter = await join(url, scene.recruiter_auth())
    candidate = await join(url, scene.candidate_auth())
    for purpose in ("transcribe", "ai_score"):
        said = {"purpose": purpose, "granted": True, "text_version": "1"}
        await candidate.call("consent.set", said, namespace=ROOM)
    await recruiter.call("room.start", {}, namespace=ROOM)
    await recruiter.call("question.push", {"question_id": scene.questions[0]}, namespace=ROOM)
    await candidate.disconnect()
    return recruiter


async def _transcribe(zoom: FakeZoom, numbers: list[int]) -> None:
    """Begin the meetings; the server asks for their transcripts by itself."""
    for number in numbers:
        zoom.start_meeting(number)
    await zoom.delivered()
    await until(
        lambda: sum(said.get("msg_type") == READY for said in zoom.streams.heard) == len(numbers)
    )


async def _talk(zoom: FakeZoom, number: int, name: str, recruiter: Any) -> list[float]:
    """Say a line every half second; return the milliseconds to each one's score."""
    scored = asyncio.Event()
    recruiter.on("score.partial", lambda _score: scored.set(), namespace=ROOM)
    took = []
    await asyncio.sleep(number % ROOMS * LINE_EVERY_S / ROOMS)
    for count in range(LINES):
        scored.clear()
        began = time.perf_counter()
        await zoom.speak(number, name, f"Point {count}: a resource has a URL.", seconds=0)
        await asyncio.wait_for(scored.wait(), 20)
        took.append((time.perf_counter() - began) * 1_000)
        await asyncio.sleep(LINE_EVERY_S)
    return took
