"""Two nodes on one PostgreSQL and one Redis; Redis may go away without a loss."""

import asyncio
import os
import shutil
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.accounts.links import mail_link
from domain.kit.actor import SYSTEM, Role
from server.app import create_worker
from server.config import Settings
from tests.conftest import IN_CI, make_settings, running
from tests.factories.follower import Follower, assert_same_room
from tests.factories.mail import mails_to, token_in
from tests.factories.questions import GOLD
from tests.factories.server import Client, RunningServer, new_name
from tests.factories.waiting import until
from tests.rooms.test_reconnecting import fresh_room

REDIS = os.environ.get("TEST_REDIS_URL", "")

pytestmark = [
    pytest.mark.redis,
    pytest.mark.postgres,
    pytest.mark.parametrize("database_url", ["postgres"], indirect=True),
]


@pytest.fixture
async def redis_url() -> str:
    """An empty Redis database."""
    if not REDIS:
        if IN_CI:
            pytest.fail("CI must set TEST_REDIS_URL")
        pytest.skip("TEST_REDIS_URL is not set")
    async with Redis.from_url(REDIS) as redis:
        await redis.flushdb()
    return REDIS


@pytest.fixture
def settings(database_url: str, tmp_path: Path, redis_url: str) -> Settings:
    """Settings of a node that knows of others."""
    return make_settings(database_url, tmp_path, redis_url=redis_url)


@asynccontextmanager
async def two_nodes(settings: Settings) -> AsyncIterator[tuple[RunningServer, RunningServer]]:
    async with running(settings) as one, running(settings) as other:
        await hearing_each_other(one, other)
        yield one, other


async def hearing_each_other(*nodes: RunningServer) -> None:
    """Wait until every node is subscribed: what is published before reaches nobody."""
    for node in nodes:
        manager = node.house.gateway.sio.manager
        if not node.house.gateway.sio.manager_initialized:
            node.house.gateway.sio.manager_initialized = True
            manager.initialize()
    channel = nodes[0].house.gateway.sio.manager.channel
    async with Redis.from_url(nodes[0].house.settings.redis_url) as redis:

        async def all_listen() -> bool:
            listening = dict(await redis.pubsub_numsub(channel))
            return bool(listening[channel.encode()] >= len(nodes))

        await until(all_listen)


@asynccontextmanager
async def worker(settings: Settings) -> AsyncIterator[None]:
    told = asyncio.Event()
    task = asyncio.create_task(create_worker(settings).work_until(told))
    yield
    told.set()
    await task


async def answer(recruiter: Client, candidate: Client, question: int, text: str) -> None:
    await recruiter.do("question.push", question_id=question)
    await candidate.do(
        "answer.edit", question_id=question, client_id="tab", base_rev=0, rev=1, text=text
    )
    await candidate.hand_in(question, text, 1)


async def test_an_interview_across_two_nodes_and_a_worker(settings: Settings) -> None:
    async with two_nodes(settings) as (one, other), worker(settings):
        scene = await one.scene()
        recruiter = await one.join(scene.session_id, token=scene.token)
        candidate = await other.join(scene.session_id, invite=scene.invite)
        await recruiter.hear_people({"candidate", "interviewer"})
        await candidate.hear_people({"candidate", "interviewer"})
        await candidate.do("consent.set", purpose="ai_score", granted=True, text_version="1")
        await recruiter.do("room.start")
        await candidate.hear("room.started")

        await answer(recruiter, candidate, scene.questions[0], GOLD)
        edited = await recruiter.hear("answer.edited")
        partial = await recruiter.hear("score.partial")
        final = await recruiter.hear("score.final", within_s=20)

        assert edited["splices"][0]["insert"] == GOLD
        assert partial["score"]["overall"] == final["data"]["score"]["overall"]
        assert not candidate.events("score.final")
        for client in (recruiter, candidate):
            follower = Follower(client)
            newest = await fresh_room(client)
            assert_same_room(await follower.until(newest.seq), newest)
            assert follower.gaps == 0
        await candidate.leave()
        await recruiter.hear_people({"interviewer"})
        await recruiter.leave()


async def test_signing_out_on_one_node_closes_the_seat_on_the_other(settings: Settings) -> None:
    async with two_nodes(settings) as (one, other):
        scene = await one.scene()
        recruiter = await other.join(scene.session_id, token=scene.token)

        async with one.http(scene.token) as http:
            await http.post("/api/auth/logout", json={})

        await recruiter.gone()


@pytest.mark.parametrize("how", ["disabled", "demoted", "reset", "signed out by an administrator"])
async def test_what_ends_an_account_on_one_node_closes_its_seat_on_the_other(
    settings: Settings, how: str
) -> None:
    async with two_nodes(settings) as (one, other):
        name = new_name("recruiter")
        scene = await one.scene(recruiter=name)
        recruiter = await other.join(scene.session_id, token=scene.token)
        bystander = await other.join(scene.session_id, token=await one.sign_in(Role.ADMIN))

        async with one.http(await one.sign_in(Role.ADMIN, new_name("boss"))) as http:
            [user] = (await http.get("/api/admin/users", params={"q": name})).json()["items"]
            path = f"/api/admin/users/{user['id']}"
            if how == "disabled":
                await http.patch(path, json={"is_active": False})
            elif how == "demoted":
                await http.patch(path, json={"role": "candidate"})
            elif how == "reset":
                async with one.house.workshop.begin(SYSTEM) as work:
                    await mail_link(work, user["id"], "reset", one.url)
                [mail] = await mails_to(one.house.workshop, user["email"])
                body = {"token": token_in(mail), "password": "another horse 8"}
                await http.post("/api/auth/reset", json=body)
            else:
                await http.post(f"{path}/sessions/revoke")

        await recruiter.gone()
        assert bystander.sio.connected
        await bystander.leave()


async def test_a_consent_withdrawn_on_one_node_stops_the_scoring_on_the_other(
    settings: Settings,
) -> None:
    async with two_nodes(settings) as (one, other):
        scene = await one.scene()
        recruiter = await one.join(scene.session_id, token=scene.token)
        here = await one.join(scene.session_id, invite=scene.invite)
        there = await other.join(scene.session_id, invite=scene.invite)
        consent = {"purpose": "ai_score", "text_version": "1"}
        await here.do("consent.set", **consent, granted=True)
        await recruiter.do("room.start")
        await recruiter.do("question.push", question_id=scene.questions[0])
        await here.type(scene.questions[0], "Resources.")
        await recruiter.hear("score.partial")

        await there.do("consent.set", **consent, granted=False)
        await until(lambda: scene.session_id not in one.house.live._specs, within_s=5)
        await here.type(scene.questions[0], GOLD, 1)
        await until(lambda: scene.session_id in one.house.live._specs)
        await here.hand_in(scene.questions[0], GOLD, 2)
        await recruiter.hear("answer.submitted")

        assert [partial["rev"] for partial in recruiter.events("score.partial")] == [1]
        for client in (here, there, recruiter):
            await client.leave()


class OwnRedis:
    """A Redis of the test's own, to be stopped and started at will."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            if IN_CI:
                pytest.fail("CI must have redis-server")
            pytest.skip("redis-server is not installed")
        options = ["--port", str(self.port), "--save", "", "--dir", str(self._folder)]
        self.process = await asyncio.create_subprocess_exec(
            program, *options, stdout=asyncio.subprocess.DEVNULL
        )
        await until(self._answers)

    async def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            await self.process.wait()
            self.process = None

    async def _answers(self) -> bool:
        try:
            async with Redis.from_url(self.url) as redis:
                return bool(await redis.ping())
        except (RedisError, OSError):
            return False


@pytest.fixture
async def own_redis(tmp_path: Path) -> AsyncIterator[OwnRedis]:
    redis = OwnRedis(tmp_path)
    try:
        await redis.start()
        yield redis
    finally:
        await redis.stop()


async def test_an_interview_goes_on_without_redis_and_catches_up_after(
    database_url: str, tmp_path: Path, own_redis: OwnRedis
) -> None:
    settings = make_settings(database_url, tmp_path, redis_url=own_redis.url)
    async with two_nodes(settings) as (one, other):
        scene = await one.scene()
        recruiter = await one.join(scene.session_id, token=scene.token)
        candidate = await other.join(scene.session_id, invite=scene.invite)
        follower = Follower(candidate)
        await recruiter.do("room.start")
        await candidate.hear("room.started")

        await own_redis.stop()
        for question in scene.questions:
            await answer(recruiter, candidate, question, f"Answer to {question}")
        await candidate.hear("question.closed")
        meanwhile = await fresh_room(candidate)
        assert_same_room(await follower.until(meanwhile.seq), meanwhile)
        again = await other.join(scene.session_id, invite=scene.invite)
        await own_redis.start()
        await hearing_each_other(one, other)
        await recruiter.do("room.end")
        await candidate.hear("room.ended", within_s=20)

        newest = await fresh_room(candidate)
        assert_same_room(await follower.until(newest.seq), newest)
        texts = [question.answer.text for question in newest.questions if question.answer]
        assert texts == [f"Answer to {question}" for question in scene.questions]
        assert (await again.hear("room.snapshot"))["room"]["questions"]
        for client in (recruiter, candidate, again):
            await client.leave()


async def test_a_redis_that_hangs_holds_nobody_up(
    database_url: str, tmp_path: Path, own_redis: OwnRedis
) -> None:
    settings = make_settings(database_url, tmp_path, redis_url=own_redis.url)
    async with running(settings) as server:
        await hearing_each_other(server)
        scene = await server.scene()
        recruiter = await server.join(scene.session_id, token=scene.token)
        candidate = await server.join(scene.session_id, invite=scene.invite)
        await recruiter.hear_people({"candidate", "interviewer"})
        assert own_redis.process is not None

        own_redis.process.send_signal(signal.SIGSTOP)
        await recruiter.do("room.start")
        await answer(recruiter, candidate, scene.questions[0], "Still here")
        await candidate.hear("answer.submitted")
        again = await server.join(scene.session_id, invite=scene.invite)
        await again.hear("room.snapshot")
        own_redis.process.send_signal(signal.SIGCONT)

        for client in (again, candidate, recruiter):
            await client.leave()
