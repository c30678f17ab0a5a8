"""The host's calls over real sockets: only what it signed gets in, once, and rooms hear of it."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from domain.interviews.history import read_snapshot
from domain.kit.actor import SYSTEM, Role
from tests.conftest import fresh_database, make_settings, running
from tests.factories.inbox import HOOK_SECRET, event, moved, ms, open_meeting, raw, signed, spelled
from tests.factories.server import RunningServer, Scene, new_name
from tests.factories.waiting import until
from tests.fakes.zoom import Account, FakeZoom, Faults

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOOK = "/api/video/webhook"
NUMBERS = iter(range(91_000_000_001, 91_000_001_000))


@pytest_asyncio.fixture(
    scope="module",
    loop_scope="module",
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
async def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RunningServer]:
    data_dir: Path = tmp_path_factory.mktemp("hooked")
    async with fresh_database(request, data_dir) as url:
        settings = make_settings(url, data_dir, zoom_webhook_secret_token=HOOK_SECRET)
        async with running(settings) as server:
            yield server


async def call(server: RunningServer, content: bytes, headers: dict[str, str]) -> httpx.Response:
    async with server.http() as http:
        return await http.post(HOOK, content=content, headers=headers)


async def tell(server: RunningServer, body: object) -> httpx.Response:
    content = raw(body)
    return await call(server, content, signed(content, datetime.now(UTC)))


async def with_meeting(server: RunningServer, scene: Scene) -> str:
    number = str(next(NUMBERS))
    async with server.house.workshop.begin(SYSTEM) as work:
        await open_meeting(work, scene.session_id, number)
    return number


async def events(server: RunningServer, **query: Any) -> list[dict[str, Any]]:
    admin = await server.sign_in(Role.ADMIN, new_name("admin"))
    async with server.http(admin) as http:
        page = (await http.get("/api/video/events", params=query)).raise_for_status().json()
    items: list[dict[str, Any]] = page["items"]
    return items


async def counted(server: RunningServer, outcome: str) -> float:
    async with server.http() as http:
        figures = (await http.get("/metrics")).text
    found = re.search(rf'greenroom_meeting_events_total{{outcome="{outcome}"}} (\S+)', figures)
    return float(found[1]) if found else 0.0


async def test_what_the_host_signed_moves_the_room_on_both_sides(server: RunningServer) -> None:
    async with server.room() as (scene, recruiter, candidate):
        number = await with_meeting(server, scene)
        at = ms(datetime.now(UTC))

        answers = [
            await tell(server, event("meeting.started", at, number)),
            await tell(server, moved("joined", at + 1, number, "Canary Nameson")),
        ]

        assert [(one.status_code, one.content) for one in answers] == [(204, b"")] * 2
        for client in (recruiter, candidate):
            await client.hear("meeting.opened")
            await client.hear("meeting.started")
        told = await recruiter.hear("meeting.participant_joined")
        assert told["data"]["participant"]["name"] == "Canary Nameson"
        heard = await candidate.hear("meeting.participant_joined")
        assert heard["data"]["participant"]["name"] is None
        assert "Canary" not in json.dumps(candidate.heard)


async def test_participants_are_listed_with_their_roles_and_stays(server: RunningServer) -> None:
    rita = new_name("rita")
    async with server.room(recruiter=rita) as (scene, recruiter, _candidate):
        await recruiter.do("note.add", text="Good morning.")
        number = await with_meeting(server, scene)
        at = ms(datetime.now(UTC)) - 600_000
        await tell(server, event("meeting.started", at, number))
        for after, name, who in [
            (1_000, "joined", rita.upper()),
            (2_000, "joined", "A Stranger"),
            (61_000, "left", rita.upper()),
            (71_000, "joined", rita.upper()),
            (81_000, "left", "A Stranger"),
            (91_000, "left", rita.upper()),
        ]:
            await tell(server, moved(name, at + after, number, who))
        await until(lambda: has_left(server, scene, rita.upper(), at + 91_000))
        found = await participants(server, scene)

    assert [(one["name"], one["role"], one["seconds"], one["is_there"]) for one in found] == [
        (rita.upper(), "interviewer", 80, False),
        ("A Stranger", "unknown", 79, False),
    ]
    stays = [(stay["joined_at"], stay["left_at"]) for stay in found[0]["stays"]]
    assert stays == [
        (spelled(at + 1_000), spelled(at + 61_000)),
        (spelled(at + 71_000), spelled(at + 91_000)),
    ]


async def participants(server: RunningServer, scene: Scene) -> list[dict[str, Any]]:
    async with server.http(scene.token) as http:
        path = f"/api/video/sessions/{scene.session_id}/participants"
        items: list[dict[str, Any]] = (await http.get(path)).raise_for_status().json()["items"]
    return items


async def has_left(server: RunningServer, scene: Scene, name: str, at_ms: int) -> bool:
    found = await participants(server, scene)
    return any(
        one["name"] == name and one["stays"][-1]["left_at"] == spelled(at_ms) for one in found
    )


async def test_the_url_is_proved_to_the_host(server: RunningServer) -> None:
    async with FakeZoom(Account(webhook_secret=HOOK_SECRET)) as zoom:
        zoom.hooks.url = server.url + HOOK

        assert await zoom.hooks.validate()


async def test_a_meeting_is_followed_although_its_events_come_twice_and_in_another_order(
    server: RunningServer,
) -> None:
    scene = await server.scene()
    faults = Faults(repeat=0.5, reorder=0.5)
    async with FakeZoom(Account(webhook_secret=HOOK_SECRET), faults=faults) as zoom:
        zoom.hooks.url = server.url + HOOK
        meeting = zoom.state.make({"topic": "Interview", "type": 2})
        async with server.house.workshop.begin(SYSTEM) as work:
            await open_meeting(work, scene.session_id, str(meeting.number))

        zoom.start_meeting(meeting.number)
        zoom.join(meeting.number, "Amina Okafor")
        zoom.join(meeting.number, "Somebody Else")
        zoom.end_meeting(meeting.number)
        await zoom.hooks.settle()

    assert {one.status for one in zoom.hooks.sent} == {204}
    await until(lambda: is_over(server, scene.session_id, people=2))
    waiting = await events(server, meeting_id=str(meeting.number), outcome="waiting")
    assert waiting == []


async def is_over(server: RunningServer, session_id: int, people: int) -> bool:
    async with server.house.workshop.look(SYSTEM) as work:
        meeting = (await read_snapshot(work, SYSTEM, session_id)).meeting
    left = [one for one in meeting.participants if one.left_at] if meeting else []
    return meeting is not None and meeting.state == "ended" and len(left) == people


@pytest.mark.parametrize(
    "wrong",
    [
        lambda content, now: {},
        lambda content, now: {"x-zm-signature": "v0=00"},
        lambda content, now: signed(content, now - timedelta(minutes=6)),
        lambda content, now: signed(content, now + timedelta(minutes=6)),
        lambda content, now: signed(content, now, secret="another"),
        lambda content, now: signed(content + b" ", now),
        lambda content, now: signed(content, now) | {"x-zm-request-timestamp": "now"},
        lambda content, now: signed(content, now) | {"x-zm-signature": "v0=caf\u00e9"},
    ],
    ids=["none", "short", "old", "early", "other secret", "other body", "no time", "no hex"],
)
async def test_without_the_hosts_signature_nothing_is_stored(
    server: RunningServer, wrong: Any
) -> None:
    content = raw(event("meeting.started", 5, "404"))
    before = await counted(server, "refused")
    headers = {
        key: value.encode("latin-1") for key, value in wrong(content, datetime.now(UTC)).items()
    }

    answer = await call(server, content, headers)

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "NotFromHost"
    assert await events(server, meeting_id="404") == []
    assert await counted(server, "refused") == before + 1


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"event": "a", "event": "b", "event_ts": 1}', 400),
        (b"[" * 50_000, 400),
        (b"[]", 422),
        (b'{"event": "meeting.started"}', 422),
        (b'{"event": "meeting.started", "event_ts": NaN}', 400),
        (b'{"event": "meeting.started", "event_ts": 1, "payload": {"id": "\\u0000"}}', 422),
        (b'"' + b"x" * (2 * 1024 * 1024 - 2) + b'"', 413),
        (b'"' + b"x" * (3 * 1024 * 1024) + b'"', 413),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_garbage_is_refused_in_the_one_shape_even_when_it_is_signed(
    server: RunningServer, content: bytes, status: int
) -> None:
    answer = await call(server, content, signed(content, datetime.now(UTC)))

    assert answer.status_code == status
    assert set(answer.json()["error"]) >= {"code", "message", "request_id"}


async def test_a_repeated_call_is_answered_and_stored_once(server: RunningServer) -> None:
    number, before = str(next(NUMBERS)), await counted(server, "repeated")
    body = event("meeting.started", 7, number)

    answers = [await tell(server, body) for _ in range(3)]

    assert [one.status_code for one in answers] == [204] * 3
    assert len(await events(server, meeting_id=number)) == 1
    assert await counted(server, "repeated") == before + 2


async def test_administrators_see_what_came_without_its_words_and_process_it_again(
    server: RunningServer,
) -> None:
    number = str(next(NUMBERS))
    body = event("user.created", 7, number, topic="Canary words")
    await tell(server, body | {"download_token": "canary-token"})

    async def is_processed() -> bool:
        [one] = await events(server, meeting_id=number)
        return bool(one["outcome"] == "ignored")

    await until(is_processed)
    [shown] = await events(server, meeting_id=number, outcome="ignored", event="user.created")
    assert "anary" not in json.dumps(shown)
    admin = await server.sign_in(Role.ADMIN, new_name("admin"))
    async with server.http(admin) as http:
        again = await http.post(f"/api/video/events/{shown['id']}/replay")
        unknown = await http.post("/api/video/events/999999/replay")
    assert (again.status_code, again.json()["outcome"]) == (202, None)
    assert unknown.status_code == 404
    await until(is_processed)


async def test_nothing_is_genuine_where_no_secret_is_set(shared_sqlite: RunningServer) -> None:
    content = raw(event("meeting.started", 5, "404"))

    answer = await call(shared_sqlite, content, signed(content, datetime.now(UTC), secret=""))

    assert answer.status_code == 401
