"""Seats when lines break, links change hands or notes get lost at the worst moment."""

import asyncio
from contextlib import suppress

import pytest
from redis.asyncio import Redis
from socketio.exceptions import SocketIOError

from domain.interviews import conduct
from domain.kit.actor import SYSTEM
from server.config import Settings
from tests.conftest import running
from tests.factories.clock import MovableClock
from tests.factories.server import ON_SQLITE, RunningServer
from tests.factories.waiting import until
from tests.rooms.test_joining import refusal
from tests.rooms.test_nodes import redis_url, settings

__all__ = ["redis_url", "settings"]


@ON_SQLITE
@pytest.mark.asyncio(loop_scope="module")
async def test_who_was_taken_over_from_loses_the_seat(shared: RunningServer) -> None:
    scene = await shared.scene()
    clock = MovableClock()
    shared.house.workshop.clock = clock
    phone = await shared.join(scene.session_id, invite=scene.invite, device="phone")

    clock.pass_by(31)
    laptop = await shared.join(scene.session_id, invite=scene.invite, device="laptop")

    await phone.gone()
    assert laptop.sio.connected
    await laptop.leave()
    clock.reset()


@ON_SQLITE
@pytest.mark.asyncio(loop_scope="module")
async def test_a_socket_that_died_at_the_door_takes_no_seat(shared: RunningServer) -> None:
    scene = await shared.scene()
    gateway = shared.house.gateway
    known = set(gateway.sio.eio.sockets)
    async with shared.house.workshop.database._gate.turn():
        joining = asyncio.create_task(shared.join(scene.session_id, invite=scene.invite))
        await until(lambda: bool(gateway._running))
        [new] = set(gateway.sio.eio.sockets) - known
        await gateway.sio.eio.sockets[new].close(wait=False, abort=True, reason="ping timeout")
    await until(lambda: not gateway._running)

    with suppress(SocketIOError):
        await (await joining).leave()

    await until(lambda: scene.session_id not in {s.session_id for s in gateway.seats.values()})
    assert not await gateway.has_candidate(scene.session_id)


@pytest.mark.redis
@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_who_is_there_is_known_again_after_redis_forgot(settings: Settings) -> None:
    async with running(settings) as server:
        scene = await server.scene()
        candidate = await server.join(scene.session_id, invite=scene.invite)
        await candidate.hear_people({"candidate"})

        async with Redis.from_url(settings.redis_url) as redis:
            await redis.flushdb()

        await until(lambda: server.house.gateway.has_candidate(scene.session_id))
        await candidate.leave()


@ON_SQLITE
@pytest.mark.asyncio(loop_scope="module")
async def test_a_link_that_expires_during_the_interview_lets_its_holder_back_in(
    shared: RunningServer,
) -> None:
    scene = await shared.scene()
    clock = MovableClock()
    shared.house.workshop.clock = clock
    candidate = await shared.join(scene.session_id, invite=scene.invite, device="phone")
    async with shared.house.workshop.begin(SYSTEM) as work:
        await conduct.start_room(work, SYSTEM, scene.session_id)
    await candidate.leave()
    clock.pass_by(73 * 3_600)

    proof = {"session_id": scene.session_id, "invite": scene.invite}
    stranger = await refusal(shared, proof | {"device": "laptop"})
    unnamed = await refusal(shared, proof)
    back = await shared.join(scene.session_id, invite=scene.invite, device="phone")

    assert [stranger["code"], unnamed["code"]] == ["InviteExpired"] * 2
    assert (await back.hear("room.snapshot"))["room"]["status"] == "In Progress"
    await back.leave()
    clock.reset()
