"""Meetings over REST: who gets which way in, and what is never given away."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
import pytest_asyncio
from sqlalchemy import select

from domain.audit.models import AuditRecord
from domain.kit.actor import SYSTEM, Role
from tests.conftest import make_settings, running
from tests.factories.server import RunningServer, Scene, new_name
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")
V = "/api/video"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def zoom() -> AsyncIterator[FakeZoom]:
    async with FakeZoom() as zoom:
        yield zoom


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(
    zoom: FakeZoom, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RunningServer]:
    """The product with an account at the pretended Zoom."""
    data_dir = tmp_path_factory.mktemp("video")
    shutil.copy(migrated_sqlite, data_dir / "greenroom.db")
    url = f"sqlite:///{data_dir / 'greenroom.db'}"
    async with running(make_settings(url, data_dir, **zoom.settings())) as server:
        yield server


async def opened(server: RunningServer, **wishes: Any) -> tuple[Scene, dict[str, Any]]:
    """Return an interview whose meeting is open, and the meeting as staff see it."""
    scene = await server.scene(email=f"{new_name('person')}@example.org")
    async with server.http(scene.token) as http:
        body = {"session_id": scene.session_id, **wishes}
        made = (await http.post(f"{V}/create-meeting", json=body)).raise_for_status().json()
        path = f"{V}/meetings/{made['id']}"

        async def is_open() -> bool:
            return bool((await http.get(path)).json()["state"] == "open")

        await until(is_open)
        return scene, (await http.get(path)).json()


def guest(server: RunningServer, scene: Scene) -> httpx.AsyncClient:
    return server.http(Authorization=f"Invite {scene.invite}")


async def test_a_meeting_is_made_once_found_and_shown_with_its_interview(
    server: RunningServer, zoom: FakeZoom
) -> None:
    scene, meeting = await opened(server, minutes=30)
    async with server.http(scene.token) as http:
        body = {"session_id": scene.session_id}
        again = await http.post(f"{V}/create-meeting", json=body)
        found = (await http.get(f"{V}/meetings", params=body | {"state": "open"})).json()
        none = (await http.get(f"{V}/meetings", params=body | {"state": "failed"})).json()
        from_then = body | {"from": meeting["starts_at"]}
        since = (await http.get(f"{V}/meetings", params=from_then)).json()
        until_then = body | {"to": meeting["starts_at"]}
        before = (await http.get(f"{V}/meetings", params=until_then)).json()
        session = (await http.get(f"/api/interview/sessions/{scene.session_id}")).json()

    assert (again.status_code, again.json()["id"]) == (201, meeting["id"])
    assert [each["id"] for each in found["items"]] == [meeting["id"]]
    assert (none["items"], before["items"]) == ([], [])
    assert since == found
    assert zoom.meeting(meeting["meeting_id"]).fields["duration"] == 30
    assert session["meeting"]["join_url"] == meeting["join_url"]
    assert "start_url" not in str(session) + str(meeting)
    assert "zak=" not in str(session) + str(meeting)


async def test_an_interview_is_planned_with_its_meeting_at_once(server: RunningServer) -> None:
    scene = await server.scene(email=f"{new_name('person')}@example.org")
    async with server.http(scene.token) as http:
        first = (await http.get(f"/api/interview/sessions/{scene.session_id}")).json()
        plan = {
            "application_id": first["candidate_id"],
            "scheduled_at": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
            "video": True,
            "minutes": 25,
        }
        made = (await http.post("/api/interview/sessions", json=plan)).json()

    assert first["meeting"] is None
    assert made["meeting"]["state"] in {"wanted", "open"}
    assert (made["meeting"]["minutes"], made["meeting"]["provider"]) == (25, "zoom")


async def test_the_host_link_is_fresh_each_time_kept_nowhere_and_audited(
    server: RunningServer,
) -> None:
    scene, meeting = await opened(server)
    path = f"{V}/meetings/{meeting['id']}/host-link"
    async with server.http(scene.token) as http, guest(server, scene) as candidate:
        links = [await http.post(path) for _ in range(2)]
        refused = await candidate.post(path)

    first, second = (link.json()["url"] for link in links)
    assert "zak=" in first
    assert first != second
    assert links[0].headers["Cache-Control"] == "no-store"
    assert_error(refused, 401, "SignInNeeded")
    wanted = select(AuditRecord).where(AuditRecord.action == "host_link")
    async with server.house.workshop.look(SYSTEM) as work:
        entries = list(await work.session.scalars(wanted))
    assert len(entries) == 2


async def test_a_candidate_signs_as_attendee_and_staff_as_host(
    server: RunningServer, zoom: FakeZoom
) -> None:
    scene, meeting = await opened(server)
    body = {"session_id": scene.session_id}
    async with server.http(scene.token) as http, guest(server, scene) as candidate:
        hosts = (await http.post(f"{V}/sdk-signature", json=body)).json()
        attends = await candidate.post(f"{V}/sdk-signature", json=body)
        asks_more = await candidate.post(f"{V}/sdk-signature", json=body | {"role": 1})

    claims = [
        jwt.decode(said["signature"], zoom.account.sdk_secret, algorithms=["HS256"])
        for said in (hosts, attends.json())
    ]
    assert [claim["role"] for claim in claims] == [1, 0]
    assert {claim["mn"] for claim in claims} == {meeting["meeting_id"]}
    assert attends.headers["Cache-Control"] == "no-store"
    assert_error(asks_more, 422, "FieldsInvalid")


async def test_a_candidate_has_one_link_of_their_own_and_sees_no_others(
    server: RunningServer, zoom: FakeZoom
) -> None:
    scene, meeting = await opened(server)
    other, _ = await opened(server)
    path = f"{V}/sessions/{scene.session_id}/registrants"
    async with guest(server, scene) as candidate, guest(server, other) as stranger:
        first, again = [await candidate.post(path) for _ in range(2)]
        listed = (await candidate.get(path)).json()["items"]
        foreign = [await stranger.post(path), await stranger.get(path)]

    assert first.status_code == 201
    assert first.json() == again.json()
    assert [each["join_url"] for each in listed] == [first.json()["join_url"]]
    assert len(zoom.meeting(meeting["meeting_id"]).registrants) == 1
    for refused in foreign:
        assert_error(refused, 404, "NotFound")


async def test_without_an_open_meeting_there_is_no_way_in(server: RunningServer) -> None:
    scene = await server.scene(email=f"{new_name('person')}@example.org")
    body = {"session_id": scene.session_id}
    async with guest(server, scene) as candidate:
        for answer in (
            await candidate.post(f"{V}/sdk-signature", json=body),
            await candidate.post(f"{V}/sessions/{scene.session_id}/registrants"),
        ):
            assert_error(answer, 409, "NoMeeting")


async def test_what_cannot_be_wished(server: RunningServer) -> None:
    scene = await server.scene(email=f"{new_name('person')}@example.org")
    async with server.http(scene.token) as http:
        wrong: list[dict[str, Any]] = [
            {"minutes": 4},
            {"minutes": 1_441},
            {"session_id": 0},
            {"start_url": "x"},
        ]
        for fields in wrong:
            body = {"session_id": scene.session_id} | fields
            assert_error(await http.post(f"{V}/create-meeting", json=body), 422, "FieldsInvalid")
        unknown = await http.post(f"{V}/create-meeting", json={"session_id": 99_999})
        await http.delete(f"/api/interview/sessions/{scene.session_id}")
        over = await http.post(f"{V}/create-meeting", json={"session_id": scene.session_id})
        late = {"from": "2030-01-02T00:00:00Z", "to": "2030-01-01T00:00:00Z"}
        assert_error(await http.get(f"{V}/meetings", params=late), 422, "FieldsInvalid")

    assert_error(unknown, 404, "NotFound")
    assert_error(over, 409, "InterviewEnded")


async def test_a_comparison_on_demand_says_what_it_did(
    server: RunningServer, zoom: FakeZoom
) -> None:
    token = await server.sign_in(Role.RECRUITER, new_name("recruiter"))
    async with server.http(token) as http:
        made = (await http.post(f"{V}/reconcile")).raise_for_status().json()
        listed = (await http.get(f"{V}/comparisons")).json()["items"]

    assert made["problem"] is None
    assert made["hosted"] == len(zoom.meetings)
    assert listed[0] == made
