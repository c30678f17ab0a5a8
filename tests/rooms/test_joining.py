"""Who gets a seat, and what everybody else is told."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from socketio.exceptions import ConnectionError as Refused

from domain.interviews.schemas import AskInvite
from domain.interviews.sessions import cancel_session, invite_candidate
from domain.kit.actor import SYSTEM, Role
from tests.factories.clock import MovableClock
from tests.factories.server import ON_SQLITE, ROOM, RunningServer, Scene, new_name, standard_client

pytestmark = pytest.mark.asyncio(loop_scope="module")
Auth = dict[str, Any]


async def refusal(server: RunningServer, auth: object, namespace: str = ROOM) -> Any:
    """Try to connect with ``auth``; return what the refusal says."""
    told: list[Any] = []
    async with standard_client() as sio:
        sio.on("connect_error", told.append, namespace=namespace)
        with pytest.raises(Refused):
            await sio.connect(server.url, None, auth, ["websocket"], [namespace])
    return told[0]["data"]


async def candidates_token(server: RunningServer, _scene: Scene) -> Auth:
    return {"token": await server.sign_in(Role.CANDIDATE, new_name("stranger"))}


async def signed_out_token(server: RunningServer, scene: Scene) -> Auth:
    async with server.http(scene.token) as http:
        await http.post("/api/auth/logout", json={})
    return {"token": scene.token}


async def other_rooms_invite(server: RunningServer, _scene: Scene) -> Auth:
    return {"invite": (await server.scene()).invite}


async def replaced_invite(server: RunningServer, scene: Scene) -> Auth:
    async with server.house.workshop.begin(SYSTEM) as work:
        await invite_candidate(work, SYSTEM, scene.session_id, AskInvite(), server.url)
    return {"invite": scene.invite}


async def cancelled_interviews_invite(server: RunningServer, scene: Scene) -> Auth:
    async with server.house.workshop.begin(SYSTEM) as work:
        await cancel_session(work, SYSTEM, scene.session_id)
    return {"invite": scene.invite}


async def invite_held_by_another_browser(server: RunningServer, scene: Scene) -> Auth:
    first = await server.join(scene.session_id, invite=scene.invite, device="phone")
    await first.leave()
    return {"invite": scene.invite, "device": "laptop"}


async def unknown_room(_server: RunningServer, scene: Scene) -> Auth:
    return {"token": scene.token, "session_id": 999_999}


async def no_room(_server: RunningServer, scene: Scene) -> Auth:
    return {"token": scene.token, "session_id": None}


async def nothing(_server: RunningServer, _scene: Scene) -> Auth:
    return {}


def saying(**auth: object) -> Callable[[RunningServer, Scene], Awaitable[Auth]]:
    async def say(_server: RunningServer, _scene: Scene) -> Auth:
        return auth

    return say


@ON_SQLITE
@pytest.mark.parametrize(
    ("prove", "code"),
    [
        pytest.param(nothing, "SignInNeeded", id="no proof"),
        pytest.param(saying(token="x.y.z"), "SignInNeeded", id="no token of ours"),
        pytest.param(saying(token="\x00"), "CommandInvalid", id="NUL in the token"),
        pytest.param(saying(token="t" * 5_000), "CommandInvalid", id="endless token"),
        pytest.param(saying(token=7), "CommandInvalid", id="token of a wrong type"),
        pytest.param(saying(session_id=2**70), "CommandInvalid", id="room beyond every id"),
        pytest.param(saying(session_id=2**31 - 1, token="x"), "SignInNeeded", id="largest id"),
        pytest.param(saying(invite="nobody's"), "InviteUnknown", id="no invite of ours"),
        pytest.param(saying(last_seq=-1), "CommandInvalid", id="negative seq"),
        pytest.param(signed_out_token, "SignInNeeded", id="signed out"),
        pytest.param(candidates_token, "NotFound", id="somebody else's interview"),
        pytest.param(unknown_room, "NotFound", id="unknown interview"),
        pytest.param(no_room, "SignInNeeded", id="no interview named"),
        pytest.param(other_rooms_invite, "InviteUnknown", id="invite to another room"),
        pytest.param(replaced_invite, "InviteUnknown", id="replaced invite"),
        pytest.param(cancelled_interviews_invite, "InviteUnknown", id="cancelled interview"),
        pytest.param(invite_held_by_another_browser, "InviteUsed", id="used elsewhere"),
    ],
)
async def test_no_seat_without_good_proof(
    shared: RunningServer, prove: Callable[[RunningServer, Scene], Awaitable[Auth]], code: str
) -> None:
    scene = await shared.scene()
    auth = await prove(shared, scene)

    told = await refusal(shared, {"session_id": scene.session_id} | auth)

    assert told["code"] == code
    assert len(told["message"].split()) > 3


@ON_SQLITE
@pytest.mark.parametrize("auth", ["text", [1], ["token"]])
async def test_auth_that_is_no_object_is_refused(shared: RunningServer, auth: object) -> None:
    told = await refusal(shared, auth)

    assert told["code"] == "CommandInvalid"


async def test_the_largest_id_is_just_an_unknown_interview(shared: RunningServer) -> None:
    token = await shared.sign_in(Role.RECRUITER, new_name("recruiter"))

    told = await refusal(shared, {"token": token, "session_id": 2**31 - 1})

    assert told["code"] == "NotFound"


async def test_the_dashboard_is_for_recruiters(shared: RunningServer) -> None:
    scene = await shared.scene()
    token = await shared.sign_in(Role.CANDIDATE, new_name("candidate"))

    assert (await refusal(shared, {"token": token}, "/dashboard"))["code"] == "NotAllowed"
    assert (await refusal(shared, {"invite": scene.invite}, "/dashboard"))["code"] == "SignInNeeded"


async def test_an_expired_invite_says_so(shared: RunningServer) -> None:
    scene = await shared.scene()
    clock = MovableClock()
    clock.pass_by(73 * 3_600)
    shared.house.workshop.clock = clock

    told = await refusal(shared, {"session_id": scene.session_id, "invite": scene.invite})

    clock.reset()
    assert told["code"] == "InviteExpired"


async def test_another_device_takes_over_once_the_first_has_been_gone_a_while(
    shared: RunningServer,
) -> None:
    scene = await shared.scene()
    clock = MovableClock()
    shared.house.workshop.clock = clock
    phone = await shared.join(scene.session_id, invite=scene.invite, device="phone")
    await phone.leave()

    clock.pass_by(31)
    laptop = await shared.join(scene.session_id, invite=scene.invite, device="laptop")
    told = await refusal(
        shared, {"session_id": scene.session_id, "invite": scene.invite, "device": "phone"}
    )

    assert (await laptop.hear("room.snapshot"))["seat"]["role"] == "candidate"
    assert told["code"] == "InviteUsed"
    await laptop.leave()
    clock.reset()


async def test_a_candidate_with_an_account_needs_no_invite(shared: RunningServer) -> None:
    name = new_name("candidate")
    token = await shared.sign_in(Role.CANDIDATE, name)
    actor = shared.house.accounts.tokens.read(token).actor
    scene = await shared.scene(candidate=actor)

    client = await shared.join(scene.session_id, token=token)

    assert (await client.hear("room.snapshot"))["seat"] == {"role": "candidate", "name": name}
    await client.leave()


async def test_a_recruiter_in_their_own_interview_is_a_candidate_like_any_other(
    shared: RunningServer,
) -> None:
    scene = await shared.scene()
    token = await shared.sign_in(Role.RECRUITER, new_name("insider"))
    insider = shared.house.accounts.tokens.read(token).actor
    await shared.own(scene, insider)

    client = await shared.join(scene.session_id, token=token)
    snapshot = await client.hear("room.snapshot")

    assert snapshot["seat"]["role"] == "candidate"
    assert snapshot["room"]["questions"] == []
    await client.leave()


@ON_SQLITE
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost"])
async def test_a_foreign_page_opens_no_socket(shared: RunningServer, origin: str) -> None:
    async with standard_client() as sio:
        with pytest.raises(Refused):
            await sio.connect(shared.url, {"Origin": origin}, None, ["websocket"], [ROOM])


@ON_SQLITE
async def test_the_products_own_page_opens_a_socket(shared: RunningServer) -> None:
    scene = await shared.scene()
    proof = {"session_id": scene.session_id, "invite": scene.invite}

    async with standard_client() as sio:
        await sio.connect(shared.url, {"Origin": shared.url}, proof, ["websocket"], [ROOM])

        assert sio.connected
        await sio.disconnect()


@ON_SQLITE
async def test_long_polling_is_refused(shared: RunningServer) -> None:
    async with httpx.AsyncClient(base_url=shared.url) as http:
        answer = await http.get("/socket.io/", params={"EIO": "4", "transport": "polling"})

    assert answer.status_code == 400


@ON_SQLITE
async def test_a_restarting_server_says_when_to_come_back(shared: RunningServer) -> None:
    async with shared.room() as (_scene, recruiter, candidate):
        await shared.house.gateway.say_goodbye()

        assert await recruiter.hear("server.restarting") == {"retry_in_ms": 1_000}
        assert await candidate.hear("server.restarting") == {"retry_in_ms": 1_000}
