"""A seat lasts as long as the sign-in it came with."""

import pytest

from domain.kit.actor import SYSTEM, Role
from tests.factories.clock import MovableClock
from tests.factories.server import ON_SQLITE, RunningServer, Scene, new_name, standard_client
from tests.factories.waiting import until

pytestmark = [pytest.mark.asyncio(loop_scope="module"), ON_SQLITE]


async def test_signing_out_closes_the_seat(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        async with shared.http(scene.token) as http:
            await http.post("/api/auth/logout", json={})

        await recruiter.gone()
        assert candidate.sio.connected


async def test_signing_out_closes_the_dashboard(shared: RunningServer) -> None:
    token = await shared.sign_in(Role.RECRUITER, new_name("recruiter"))
    async with standard_client() as sio:
        await sio.connect(shared.url, None, {"token": token}, ["websocket"], ["/dashboard"])
        async with shared.http(token) as http:
            await http.post("/api/auth/logout", json={})

        await sio.wait()

    assert not sio.connected


async def test_an_expired_token_closes_the_seat_and_a_renewed_one_keeps_it(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, renewed, _candidate):
        other = await shared.sign_in(Role.RECRUITER, new_name("recruiter"))
        expiring = await shared.join(scene.session_id, token=other)
        clock = MovableClock()
        clock.pass_by(8)
        user_id = shared.house.accounts.tokens.read(scene.token).actor.user_id or 0
        async with shared.house.workshop.begin(SYSTEM) as work:
            work.now = clock()
            fresh = await shared.house.accounts.open_session(work, user_id)

        seat = await renewed.do("seat.renew", token=fresh.access_token)
        clock.pass_by(shared.house.accounts.tokens.lifetime.total_seconds() - 4)
        shared.house.workshop.clock = clock
        await expiring.gone()

        assert seat["role"] == "interviewer"
        assert renewed.sio.connected
        clock.reset()


async def test_a_seat_is_not_renewed_with_somebody_elses_token(shared: RunningServer) -> None:
    async with shared.room() as (_scene, recruiter, _candidate):
        other = await shared.sign_in(Role.RECRUITER, new_name("recruiter"))

        answer = await recruiter.call("seat.renew", token=other)

        assert answer["error"]["code"] == "NotAllowed"


async def test_a_changed_role_closes_the_seat(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, _candidate):
        user_id = shared.house.accounts.tokens.read(scene.token).actor.user_id

        await shared.make_candidate(user_id)

        await recruiter.gone()


def ours(rooms: list[dict[str, object]], scene: Scene) -> list[dict[str, object]]:
    return [room for room in rooms if room["session_id"] == scene.session_id]


async def test_the_dashboard_hears_of_changed_rooms_in_one_message(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, _candidate), standard_client() as sio:
        heard: list[dict[str, object]] = []
        sio.on("rooms.changed", lambda data: heard.extend(data["rooms"]), namespace="/dashboard")
        await sio.connect(shared.url, None, {"token": scene.token}, ["websocket"], ["/dashboard"])

        now = await sio.call("dashboard.subscribe", {}, namespace="/dashboard")
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await until(lambda: any(room["question"] for room in ours(heard, scene)))

        assert scene.session_id in {room["session_id"] for room in now["data"]["rooms"]}
        assert ours(heard, scene)[-1]["candidate_connected"] is True
        await sio.disconnect()


async def test_a_dashboard_of_another_job_stays_quiet(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, _candidate), standard_client() as sio:
        heard: list[object] = []
        sio.on("rooms.changed", heard.append, namespace="/dashboard")
        await sio.connect(shared.url, None, {"token": scene.token}, ["websocket"], ["/dashboard"])

        rooms = await sio.call("dashboard.subscribe", {"job_id": 999_999}, namespace="/dashboard")
        await recruiter.do("room.start")
        await sio.sleep(0.6)

        assert rooms["data"]["rooms"] == []
        assert heard == []
        refused = await sio.call("room.start", {}, namespace="/dashboard")
        assert refused["error"]["code"] == "UnknownCommand"
        await sio.disconnect()
