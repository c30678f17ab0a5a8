"""Webhooks over REST: managed by administrators, delivered by the running server."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from domain.kit.actor import SYSTEM, Role
from domain.webhooks.service import tell
from tests.conftest import fresh_database, make_settings, running
from tests.factories.clock import MovableClock
from tests.factories.hooks import deliveries, subscribe
from tests.factories.server import RunningServer, new_name
from tests.factories.waiting import until
from tests.fakes.receiver import Receiver, answer, receiving
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

W = "/api/admin/webhooks"


@dataclass(frozen=True, slots=True)
class PostOffice:
    """A server that may reach one receiver on this machine, and an administrator."""

    server: RunningServer
    receiver: Receiver
    token: str

    def http(self) -> httpx.AsyncClient:
        return self.server.http(self.token)


@pytest_asyncio.fixture(
    scope="module",
    loop_scope="module",
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
async def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[PostOffice]:
    folder = tmp_path_factory.mktemp("office")
    async with receiving() as receiver, fresh_database(request, folder) as url:
        settings = make_settings(url, folder, outbound_allow=receiver.place)
        async with running(settings) as server:
            yield PostOffice(server, receiver, await server.sign_in(Role.ADMIN, new_name("admin")))


async def add(http: httpx.AsyncClient, office: PostOffice, **fields: Any) -> dict[str, Any]:
    added = await http.post(W, json={"url": office.receiver.url, "events": "*"} | fields)
    assert added.status_code == 201, added.text
    body: dict[str, Any] = added.json()
    return body


async def log(http: httpx.AsyncClient, endpoint_id: int, query: str = "") -> list[dict[str, Any]]:
    page = (await http.get(f"{W}/{endpoint_id}/deliveries{query}")).json()
    items: list[dict[str, Any]] = page["items"]
    return items


async def test_the_secret_is_shown_once_and_again_when_it_is_rotated(office: PostOffice) -> None:
    async with office.http() as http:
        added = await add(http, office, description="Our own system", active=False)
        key = added["endpoint"]["id"]

        read = await http.get(f"{W}/{key}")
        listed = await http.get(W)
        rotated = (await http.post(f"{W}/{key}/rotate")).json()

    assert added["secret"].startswith("whsec_")
    assert rotated["secret"] != added["secret"]
    assert rotated["endpoint"]["old_secret_until"] is not None
    assert read.json()["description"] == "Our own system"
    assert key in [item["id"] for item in listed.json()["items"]]
    for answered in (read, listed):
        assert "whsec_" not in answered.text


async def test_an_endpoint_is_changed_and_deleted(office: PostOffice) -> None:
    async with office.http() as http:
        key = (await add(http, office, active=False))["endpoint"]["id"]

        changed = await http.patch(f"{W}/{key}", json={"events": ["stage.moved", "stage.moved"]})
        deleted = await http.delete(f"{W}/{key}")

        assert changed.json()["events"] == ["stage.moved"]
        assert changed.json()["url"] == office.receiver.url
        assert deleted.json()["id"] == key
        for method, path in [("GET", ""), ("DELETE", ""), ("POST", "/test"), ("POST", "/rotate")]:
            assert_error(await http.request(method, f"{W}/{key}{path}"), 404, "NotFound")
        assert_error(await http.get(f"{W}/{key}/deliveries"), 404, "NotFound")


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost@10.0.0.1/",
        "http://[::1]:8000/",
        "http://2130706433/",
        "http://127.0.0.1:1/",
        "ftp://example.org/",
        "nonsense",
    ],
)
async def test_a_forbidden_url_names_the_field(office: PostOffice, url: str) -> None:
    async with office.http() as http:
        key = (await add(http, office, active=False))["endpoint"]["id"]

        new = await http.post(W, json={"url": url, "events": "*"})
        moved = await http.patch(f"{W}/{key}", json={"url": url})

        for refused in (new, moved):
            assert "url" in assert_error(refused, 422, "FieldsInvalid")["fields"]
        await http.delete(f"{W}/{key}")


@pytest.mark.parametrize("events", [[], ["everything"], "ping", [None], ["*"] * 21])
async def test_unknown_events_name_the_field(office: PostOffice, events: Any) -> None:
    async with office.http() as http:
        refused = await http.post(W, json={"url": office.receiver.url, "events": events})

    assert [field[:6] for field in assert_error(refused, 422)["fields"]][:1] == ["events"]


async def test_a_ping_arrives_and_shows_in_the_log(office: PostOffice) -> None:
    async with office.http() as http:
        key = (await add(http, office, active=False))["endpoint"]["id"]

        sent = await http.post(f"{W}/{key}/test")

        async def arrived() -> bool:
            return bool((await log(http, key))[0]["state"] == "delivered")

        await until(arrived)
        [delivery] = await log(http, key, "?state=delivered")
        assert sent.status_code == 202
        assert (delivery["id"], delivery["type"]) == (sent.json()["id"], "ping")
        assert (delivery["attempts"], delivery["status_code"]) == (1, 200)
        assert await log(http, key, "?state=failed") == []


async def test_what_happens_is_told_and_can_be_told_again(office: PostOffice) -> None:
    office.receiver.script = [answer(500, b"no room")]
    async with office.http() as http:
        key = (await add(http, office, events=["application.created"]))["endpoint"]["id"]
        job_id = await office.server.job()

        applied = await http.post(
            "/api/job/apply",
            json={"job_id": job_id, "applicant_name": "A", "applicant_email": "a@b.co"},
        )

        async def tried() -> bool:
            return bool((await log(http, key))[0]["attempts"])

        await until(tried)
        [first] = await log(http, key)
        assert first["payload"]["data"]["application_id"] == applied.json()["id"]
        assert (first["state"], first["response"]) == ("queued", "no room")
        again = await http.post(f"{W}/deliveries/{first['id']}/replay")
        assert again.status_code == 202

        async def delivered() -> bool:
            return bool((await log(http, key))[0]["state"] == "delivered")

        await until(delivered)
        [second, _] = await log(http, key)
        assert (second["event_id"], second["replay_of"]) == (first["event_id"], first["id"])
        await http.patch(f"{W}/{key}", json={"active": False})
        refused = await http.post(f"{W}/deliveries/{first['id']}/replay")
        assert_error(refused, 409, "EndpointPaused")
        assert_error(await http.post(f"{W}/deliveries/999999/replay"), 404, "NotFound")


async def test_there_is_an_end_to_the_number_of_endpoints(office: PostOffice) -> None:
    command = {"url": office.receiver.url, "events": "*", "active": False}
    async with office.http() as http:
        answers = [await http.post(W, json=command) for _ in range(51)]

        assert_error(answers[-1], 409, "TooManyEndpoints")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_was_to_be_tried_again_is_delivered_by_the_next_process(
    database_url: str, tmp_path: Path
) -> None:
    clock = MovableClock()
    async with receiving() as receiver:
        receiver.script = [answer(503)]
        settings = make_settings(database_url, tmp_path, outbound_allow=receiver.place)
        async with running(settings, clock) as first:
            workshop = first.house.workshop
            await subscribe(workshop, receiver)
            async with workshop.begin(SYSTEM) as work:
                await tell(work, "stage.moved", application_id=1)
            await until(lambda: receiver.connections == 1)

        clock.pass_by(15)
        async with running(settings, clock) as second:
            await until(lambda: receiver.connections == 2)
            workshop = second.house.workshop

            async def is_delivered() -> bool:
                return (await deliveries(workshop))[0].state == "delivered"

            await until(is_delivered)

        ids = {got.headers["greenroom-webhook-id"] for got in receiver.received}
        assert len(ids) == 1
