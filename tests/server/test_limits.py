"""Limits hold against whoever tries: over addresses, names, nodes, and without Redis."""

import os
import secrets
import socket
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import ValidationError
from socketio.exceptions import ConnectionError as Refused

from domain.kit.actor import Role
from domain.kit.errors import TooManyRequests
from server.api.limits import EVERYBODY, SEATS, per_minute
from server.config import Settings
from server.throttle import RELAXED, STAFF, Throttle
from tests.conftest import make_settings, running
from tests.factories.server import PASSWORD, RunningServer, new_name, standard_client
from tests.server.api.shape import assert_error

REDIS = os.environ.get("TEST_REDIS_URL", "")
needs_redis = pytest.mark.skipif(not REDIS, reason="TEST_REDIS_URL is not set")
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LIMIT = per_minute(4, by=EVERYBODY)


@asynccontextmanager
async def strict(url: str, folder: Path, **settings: Any) -> AsyncIterator[RunningServer]:
    """Serve with the limits that hold in production."""
    async with running(make_settings(url, folder, rate_limits="on", **settings)) as server:
        yield server


async def log_in(http: httpx.AsyncClient, username: str, **headers: str) -> httpx.Response:
    body = {"username": username, "password": "wrong horse 7"}
    return await http.post("/api/auth/login", json=body, headers=headers)


async def spent(throttle: Throttle, key: str, times: int, *, is_staff: bool = False) -> int:
    """Return how many of ``times`` requests got through."""
    passed = 0
    for _ in range(times):
        with suppress(TooManyRequests):
            await throttle.spend("test", LIMIT, key, is_staff=is_staff)
            passed += 1
    return passed


def assert_cut(answers: list[httpx.Response], status: int, amount: int) -> None:
    """Check that ``amount`` were answered with ``status``, and all others by 429.

    The window slides: while the test runs, a few more may come free.
    """
    counted = Counter(answer.status_code for answer in answers)
    assert amount <= counted[status] <= amount * 1.1 + 1
    assert counted[429] == len(answers) - counted[status]
    assert_error(answers[-1], 429, "RATE")


@contextmanager
def silent_redis() -> Iterator[str]:
    """Yield the URL of a port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    yield f"redis://127.0.0.1:{port}/0"


async def test_each_key_has_a_budget_of_its_own() -> None:
    throttle = Throttle("on")

    assert await spent(throttle, "one", 10) == 4
    assert await spent(throttle, "two", 10) == 4
    assert throttle.counting == "memory"


@pytest.mark.parametrize(("mode", "passed"), [("relaxed", 10), ("off", 10), ("on", 4)])
async def test_a_mode_decides_how_much_is_given(mode: Any, passed: int) -> None:
    assert await spent(Throttle(mode), "one", 10) == passed
    assert RELAXED > 100


async def test_staff_work_in_bulk() -> None:
    throttle = Throttle("on")

    assert await spent(throttle, "one", 4 * STAFF + 5, is_staff=True) == 4 * STAFF


async def test_checking_counts_nothing() -> None:
    throttle = Throttle("on")
    for _ in range(10):
        await throttle.check("test", LIMIT, "one")

    assert await spent(throttle, "one", 10) == 4
    with pytest.raises(TooManyRequests):
        await throttle.check("test", LIMIT, "one")


async def test_without_its_redis_a_node_gives_less_and_says_so() -> None:
    with silent_redis() as url:
        throttle = Throttle("on", url)

        assert await spent(throttle, "one", 10) == 1
        assert throttle.counting == "stricter"
        await throttle.close()


@needs_redis
@pytest.mark.redis
async def test_two_nodes_share_one_budget() -> None:
    one, other = Throttle("on", REDIS), Throttle("on", REDIS)
    key = secrets.token_hex(8)

    passed = await spent(one, key, 3) + await spent(other, key, 3)

    assert passed == 4
    assert one.counting == other.counting == "redis"
    await one.close()
    await other.close()


@ON_SQLITE
async def test_one_password_over_a_thousand_names_ends_after_thirty(
    database_url: str, tmp_path: Path
) -> None:
    async with strict(database_url, tmp_path) as server, server.http() as http:
        answers = [await log_in(http, f"person-{number}") for number in range(1_000)]

    assert_cut(answers, 401, 30)


@ON_SQLITE
async def test_an_invented_address_changes_nothing(database_url: str, tmp_path: Path) -> None:
    async with strict(database_url, tmp_path) as server, server.http() as http:
        answers = [
            await log_in(http, f"person-{number}", **{"X-Forwarded-For": f"198.51.100.{number}"})
            for number in range(40)
        ]

    assert_cut(answers, 401, 30)


@ON_SQLITE
async def test_behind_a_trusted_proxy_each_address_counts_alone(
    database_url: str, tmp_path: Path
) -> None:
    trusted = {"trusted_proxies": "127.0.0.0/8"}
    async with strict(database_url, tmp_path, **trusted) as server, server.http() as http:
        answers = [
            await log_in(http, f"person-{number}", **{"X-Forwarded-For": f"198.51.100.{number}"})
            for number in range(40)
        ]

    assert {answer.status_code for answer in answers} == {401}


@ON_SQLITE
async def test_one_name_is_guessed_ten_times_a_minute_from_wherever(
    database_url: str, tmp_path: Path
) -> None:
    trusted = {"trusted_proxies": "127.0.0.0/8"}
    async with strict(database_url, tmp_path, **trusted) as server, server.http() as http:
        for name in ("somebody", "nobody"):
            answers = [
                await log_in(http, spelling, **{"X-Forwarded-For": f"198.51.100.{number}"})
                for number, spelling in enumerate([name, name.upper()] * 10)
            ]

            assert_cut(answers, 401, 10)
        kept = str(server.house.throttle._here.storage.__dict__)

    assert "198.51.100.7" in kept
    assert "somebody" not in kept


@ON_SQLITE
@pytest.mark.parametrize(("way", "amount"), [("Invite", 30), ("Bearer", 300)])
async def test_worthless_tokens_and_invites_are_counted(
    database_url: str, tmp_path: Path, way: str, amount: int
) -> None:
    async with strict(database_url, tmp_path) as server, server.http() as http:
        answers = [
            await http.get("/api/jobs", headers={"Authorization": f"{way} {number}"})
            for number in range(amount + 40)
        ]
        token = await server.sign_in(Role.RECRUITER, new_name("recruiter"))
        good = await http.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"})

    assert_cut(answers, 401, amount)
    assert good.status_code == 200


@ON_SQLITE
async def test_sign_up_and_applications_are_limited(database_url: str, tmp_path: Path) -> None:
    async with strict(database_url, tmp_path) as server, server.http() as http:
        job_id = await server.job()
        signed_up, applied = [], []
        for number in range(40):
            name = new_name("person")
            person = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
            signed_up.append(await http.post("/api/auth/signup", json=person))
            form = {"job_id": job_id, "applicant_name": "A", "applicant_email": f"{number}@b.co"}
            applied.append(await http.post("/api/job/apply", json=form))

    assert_cut(signed_up, 201, 20)
    assert_cut(applied, 201, 30)


@ON_SQLITE
async def test_reads_and_writes_have_generous_limits_of_their_own(
    database_url: str, tmp_path: Path
) -> None:
    async with strict(database_url, tmp_path) as server, server.http() as http:
        reads = [await http.get("/api/health") for _ in range(660)]
        writes = [await http.post("/api/auth/logout") for _ in range(140)]
        live = [(await http.get("/livez")).status_code for _ in range(20)]

    assert_cut(reads, 200, 600)
    assert_cut(writes, 200, 120)
    assert set(live) == {200}


@ON_SQLITE
async def test_sockets_that_try_seats_are_limited(database_url: str, tmp_path: Path) -> None:
    async with strict(database_url, tmp_path) as server:
        throttle, told = server.house.throttle, list[Any]()
        for _ in range(SEATS.amount):
            await throttle.spend("sockets", SEATS, "127.0.0.1")
        async with standard_client() as sio:
            sio.on("connect_error", told.append, namespace="/room")
            with pytest.raises(Refused):
                await sio.connect(server.url, None, {"invite": "x"}, ["websocket"], ["/room"])

    assert told[0]["data"]["code"] == "RATE"


@ON_SQLITE
@pytest.mark.parametrize("counting", ["memory", "stricter"])
async def test_readiness_says_where_requests_are_counted(
    database_url: str, tmp_path: Path, counting: str
) -> None:
    with silent_redis() as url:
        redis_url = url if counting == "stricter" else ""
        throttle = Throttle("on", redis_url)
        async with strict(database_url, tmp_path) as server, server.http() as http:
            server.house.throttle = throttle
            await http.get("/api/jobs")
            ready = (await http.get("/readyz")).json()

    assert ready["rate_limits"] == counting


@ON_SQLITE
def test_production_does_not_start_without_limits(settings: Settings) -> None:
    with pytest.raises(ValidationError, match="RATE_LIMITS"):
        Settings(**settings.model_dump() | {"environment": "production", "rate_limits": "off"})
