"""Commands that make no sense: refused with a code and a sentence while the connection lives."""

from typing import Any

import pytest

from rooms.registry import ROOM, commands
from tests.factories.server import RunningServer
from tests.rooms.conftest import Peopled
from tests.rooms.refusals import assert_alive, assert_refused

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOM_COMMANDS = [c for c in commands() if c.namespace == ROOM]
FOR_STAFF = [c.name for c in ROOM_COMMANDS if "candidate" not in c.seats]
FOR_CANDIDATES = [c.name for c in ROOM_COMMANDS if "interviewer" not in c.seats]
SPLICE = {"at": 0, "remove": 0, "insert": "a"}
EDIT = {"client_id": "tab"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"splices": [SPLICE | {"at": -1}]}, "CommandInvalid"),
        ({"splices": [SPLICE | {"at": 5_000}]}, "SpliceOutsideText"),
        ({"splices": [SPLICE | {"remove": 5_000}]}, "SpliceOutsideText"),
        ({"splices": [SPLICE | {"insert": "\x00"}]}, "CommandInvalid"),
        ({"splices": [SPLICE | {"insert": "\ud800"}]}, "CommandInvalid"),
        ({"splices": [SPLICE | {"insert": 7}]}, "CommandInvalid"),
        ({"splices": [SPLICE | {"extra": 7}]}, "CommandInvalid"),
        ({"splices": ["a"]}, "CommandInvalid"),
        ({"splices": {}}, "CommandInvalid"),
        ({"splices": []}, "CommandInvalid"),
        ({"splices": [SPLICE] * 501}, "TOO_LARGE"),
        ({"splices": [SPLICE | {"insert": "a" * 20_001}]}, "TOO_LARGE"),
        ({"splices": [SPLICE | {"insert": "a" * 15_000}] * 2}, "TOO_LARGE"),
        ({"text": "a" * 300_000, "splices": []}, "TOO_LARGE"),
        ({"text": "both"}, "CommandInvalid"),
        ({"rev": 0}, "CommandInvalid"),
        ({"base_rev": 900}, "CommandInvalid"),
        ({"base_rev": 900, "rev": 901}, "STALE"),
        ({"rev": 2**80}, "CommandInvalid"),
        ({"rev": None}, "CommandInvalid"),
        ({"client_id": " "}, "CommandInvalid"),
        ({"client_id": "tab" * 50}, "TOO_LARGE"),
        ({"question_id": "one"}, "CommandInvalid"),
        ({"question_id": 2**31 - 1}, "NotFound"),
        ({"question_id": 2**40}, "CommandInvalid"),
    ],
)
async def test_an_edit_that_makes_no_sense_is_refused_and_the_next_one_taken(
    open_room: Peopled, change: dict[str, Any], code: str
) -> None:
    candidate, question = open_room.candidate, open_room.scene.questions[0]
    have = await candidate.do("answer.read", question_id=question)
    base, splices = have["rev"], [SPLICE | {"at": len(have["text"])}]
    edit = EDIT | {"question_id": question, "base_rev": base, "rev": base + 1, "splices": splices}

    answer = await candidate.patiently("answer.edit", **edit | change)

    assert_refused(answer, code)
    assert (await candidate.do("answer.edit", **edit))["rev"] == base + 1


@pytest.mark.parametrize("name", FOR_STAFF)
async def test_a_candidate_cannot_conduct(waiting_room: Peopled, name: str) -> None:
    assert_refused(await waiting_room.candidate.send(name), "NotAllowed")
    await assert_alive(waiting_room.candidate)


@pytest.mark.parametrize("name", FOR_CANDIDATES)
async def test_an_interviewer_cannot_answer(waiting_room: Peopled, name: str) -> None:
    assert_refused(await waiting_room.recruiter.send(name), "NotAllowed")
    await assert_alive(waiting_room.recruiter)


GARBAGE: list[tuple[Any, ...]] = [
    (),
    (None,),
    ("text",),
    (7,),
    (2**80,),
    (1e300,),
    (True,),
    ([],),
    ([[[[]]]],),
    ({"surprise": 1},),
    ({"\ud800": "\ud800"},),
    ({"question_id": {"$gt": 0}},),
    (b"\xff\x00",),
    ({"text": b"\xff\xfe", "message": b"\xff", "question_id": b"1"},),
    ({"kind": "x" * 100_000},),
    ({"k" * 100_000: 1},),
    ({}, {}, {}),
]


@pytest.mark.parametrize("name", [c.name for c in ROOM_COMMANDS])
async def test_garbage_is_acknowledged_by_every_command(open_room: Peopled, name: str) -> None:
    giver = open_room.recruiter if name in FOR_STAFF else open_room.candidate
    for data in GARBAGE:
        answer = await giver.send(name, *data)

        assert answer["ok"] or answer["error"]["code"] != "Unexpected", (data, answer)
        assert answer["ok"] or len(str(answer)) < 2_000
    await assert_alive(giver)


@pytest.mark.parametrize(
    "name", ["nonsense", "", "connect", "disconnect", "*", "room.snapshot ", "x" * 100_000]
)
async def test_an_unknown_command_is_acknowledged(waiting_room: Peopled, name: str) -> None:
    assert_refused(await waiting_room.candidate.send(name, {}), "UnknownCommand")
    await assert_alive(waiting_room.candidate)


@pytest.mark.parametrize(
    "packet",
    [
        *["42", "42/room,", "42/room,[]", "42/room,[[1]]", '42/room,["a"', "45-/room,[]"],
        *["4", "9", "", '42/room,1[{"a":1},2]', "42/room," + "[" * 100_000],
        "42/room,1[" + "9" * 5_000 + "]",
    ],
)
async def test_a_broken_packet_ends_nobodys_interview(
    shared_sqlite: RunningServer, waiting_room: Peopled, packet: str
) -> None:
    scene = waiting_room.scene
    vandal = await shared_sqlite.join(scene.session_id, invite=scene.invite)
    await vandal.sio.eio.ws.send_str(packet)
    await vandal.leave()

    await assert_alive(waiting_room.candidate)
    await assert_alive(waiting_room.recruiter)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("room.pause", {}, "InterviewNotStarted"),
        ("room.resume", {}, "InterviewNotStarted"),
        ("room.end", {}, "InterviewNotStarted"),
        ("question.push", {}, "InterviewNotStarted"),
        ("question.push", {"text": "Before the start?"}, "InterviewNotStarted"),
        ("question.close", {}, "InterviewNotStarted"),
        ("time.extend", {"seconds": 10}, "InterviewNotStarted"),
        ("time.extend", {"seconds": 0}, "CommandInvalid"),
        ("question.push", {"question_id": 1, "text": "both"}, "CommandInvalid"),
        ("question.push", {"time_limit_s": 1}, "CommandInvalid"),
        ("note.add", {"text": " "}, "CommandInvalid"),
        ("note.add", {"text": "a" * 300_000}, "TOO_LARGE"),
        (
            "score.override",
            {"answer_id": 2**31 - 1, "dimension": "clarity", "value": 5, "reason": "r"},
            "NotFound",
        ),
        (
            "score.override",
            {"answer_id": 1, "dimension": "clarity", "value": 11, "reason": "r"},
            "CommandInvalid",
        ),
        ("answer.read", {"question_id": 2**31 - 1}, "NotFound"),
        ("room.catch_up", {"after": -1}, "CommandInvalid"),
        ("seat.renew", {"token": "x"}, "SignInNeeded"),
    ],
)
async def test_conducting_out_of_turn_is_refused(
    waiting_room: Peopled, name: str, data: dict[str, Any], code: str
) -> None:
    assert_refused(await waiting_room.recruiter.call(name, **data), code)
    await assert_alive(waiting_room.recruiter)
