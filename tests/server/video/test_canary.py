"""What opens doors at Zoom goes through the whole product and is seen nowhere."""

import io
import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
from sqlalchemy import select

from domain.audit.models import AuditRecord
from domain.kit.actor import SYSTEM
from domain.video.inbox_models import VideoEvent
from tests.conftest import make_settings, running
from tests.factories.server import Client, RunningServer, Scene
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom, Faults
from tests.fakes.zoom.state import Account

CANDIDATE = "Amina Rahimi"
LISTS = ("meetings", "recordings")
SECRETS = (
    Account().client_secret,
    Account().webhook_secret,
    Account().sdk_secret,
    "canary-access-",
    "canary-start-",
    "canary-download-",
)


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


async def test_no_secret_of_zoom_is_logged_stored_or_told(
    migrated_sqlite: Path, tmp_path: Path, logged: io.StringIO
) -> None:
    shutil.copy(migrated_sqlite, tmp_path / "greenroom.db")
    url = f"sqlite:///{tmp_path / 'greenroom.db'}"
    async with FakeZoom() as zoom:
        settings = make_settings(url, tmp_path, rtms="on", **zoom.settings())
        async with running(settings) as server, server.room() as (scene, recruiter, candidate):
            zoom.hooks.url = f"{server.url}/api/video/webhook"
            host_link = await _hold(server, zoom, scene, recruiter, candidate)
            told = await _ask(server, scene)
            staff = await _ask_as_staff(server, scene)
            audit = await _audit(server)
        stored = b"".join(path.read_bytes() for path in _files(tmp_path))

    assert {entry.path for entry in zoom.asked if "rec" in entry.path}
    assert "canary-start-" in host_link
    assert found_in(staff) == []
    assert found_in(json.dumps(candidate.heard, default=str)) == []
    assert {name: found_in(text) for name, text in told.items()} == {name: [] for name in told}
    assert found_in(logged.getvalue()) == []
    assert "request_served" in logged.getvalue()
    assert found_in(audit) == []
    assert found_in(stored.decode("latin-1")) == []


async def _hold(
    server: RunningServer, zoom: FakeZoom, scene: Scene, recruiter: Client, candidate: Client
) -> str:
    """Plan a meeting while Zoom stumbles, hold and record it, and wait for all of its files.

    Returns the link that the host begins it with.
    """
    for purpose in ("transcribe", "record", "ai_score"):
        await candidate.do("consent.set", purpose=purpose, granted=True, text_version="1")
    zoom.faults = Faults(script=["401", "babble", "500 after"])
    async with server.http(scene.token) as http:
        wish = {"session_id": scene.session_id, "records": True}
        (await http.post("/api/video/create-meeting", json=wish)).raise_for_status()
        await until(lambda: _is(http, "/api/video/meetings", scene, "open"))
        [number] = zoom.meetings
        host_link = await _host_link(http, scene)
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        zoom.start_meeting(number)
        zoom.join(number, CANDIDATE)
        await zoom.delivered()
        await until(lambda: bool(zoom.meeting(number).stream_id))
        zoom.leave(number, CANDIDATE)
        zoom.end_meeting(number)
        zoom.record(number)
        await zoom.delivered()
        await until(lambda: _is(http, "/api/video/recordings", scene, "ready"))
    await until(partial(_is_understood, server))
    return host_link


async def _host_link(http: httpx.AsyncClient, scene: Scene) -> str:
    listed = await http.get("/api/video/meetings", params={"session_id": scene.session_id})
    [meeting] = listed.json()["items"]
    return (await http.post(f"/api/video/meetings/{meeting['id']}/host-link")).text


async def _is(http: httpx.AsyncClient, path: str, scene: Scene, state: str) -> bool:
    answer = await http.get(path, params={"session_id": scene.session_id})
    states = [item["state"] for item in answer.raise_for_status().json()["items"]]
    return bool(states) and set(states) == {state}


async def _is_understood(server: RunningServer) -> bool:
    async with server.house.workshop.look(SYSTEM) as work:
        waiting = select(VideoEvent.id).where(VideoEvent.outcome.is_(None))
        return await work.session.scalar(waiting) is None


async def _ask(server: RunningServer, scene: Scene) -> dict[str, str]:
    """Return what the candidate is told when they ask for everything about their interview."""
    headers = {"Authorization": f"Invite {scene.invite}"}
    session = f"/api/interview/sessions/{scene.session_id}"
    paths = ["snapshot", "events", "report"]
    async with httpx.AsyncClient(base_url=server.url, headers=headers) as http:
        answers = {path: await http.get(f"{session}/{path}") for path in paths}
        body = {"session_id": scene.session_id}
        answers["signature"] = await http.post("/api/video/sdk-signature", json=body)
        answers["host link"] = await http.post("/api/video/meetings/1/host-link")
    assert answers["snapshot"].status_code == 200
    assert answers["host link"].status_code in {401, 403, 404}
    return {name: answer.text for name, answer in answers.items()}


async def _ask_as_staff(server: RunningServer, scene: Scene) -> str:
    """Return what lists and reports tell; only the one route that is for it tells the host link."""
    async with server.http(scene.token) as http:
        query = {"session_id": scene.session_id}
        lists = [await http.get(f"/api/video/{name}", params=query) for name in LISTS]
        report = await http.get(f"/api/interview/sessions/{scene.session_id}/report")
    return "".join(answer.raise_for_status().text for answer in (*lists, report))


async def _audit(server: RunningServer) -> str:
    async with server.house.workshop.look(SYSTEM) as work:
        rows = await work.session.scalars(select(AuditRecord))
        return "\n".join(f"{row.actor} {row.action} {row.entity} {row.ids}" for row in rows)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
