"""Every command passes the same checks, in the same order, before it is run."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import BaseModel

from domain.interviews.journal import AnswerJournal
from domain.interviews.schemas import Empty
from domain.kit.actor import Actor, SeatRole
from domain.kit.errors import DomainError, NotAllowed, TooManyRequests
from domain.kit.work import WorkShop
from rooms import asyncapi
from rooms.budgets import Budget
from rooms.registry import (
    ANYBODY,
    CANDIDATE,
    DASHBOARD,
    ROOM,
    STAFF,
    CommandInvalid,
    CommandTooLarge,
    UnknownCommand,
    commands,
    dispatch,
    on,
)
from rooms.seats import Seat
from tests.factories.play import Play, open_play, writing

PROMISED = {
    ROOM: {
        CANDIDATE: """consent.set room.ready answer.edit answer.submit question.skip
            question.repeat help.request signal.report""",
        STAFF: """room.start room.pause room.resume room.end question.push question.close
            time.extend note.add score.override auto.set""",
    },
    DASHBOARD: {STAFF: "dashboard.subscribe"},
}


class Hall:
    """As much of the house as these commands touch."""

    def __init__(self, play: Play) -> None:
        self.workshop: WorkShop = play.workshop
        self.journal: AnswerJournal = play.journal

    async def renew_seat(self, seat: Seat, token: str) -> None:
        """Nothing here holds seats."""

    async def snapshot(self, seat: Seat) -> BaseModel:
        return Empty()

    async def follow(self, seat: Seat, job_id: int | None) -> BaseModel:
        return Empty()


@pytest.fixture
async def play(workshop: WorkShop) -> AsyncIterator[Play]:
    async with writing(workshop) as journal:
        yield await open_play(workshop, journal)


@pytest.fixture
def hall(play: Play) -> Hall:
    return Hall(play)


def seat_of(play: Play, role: SeatRole, *, namespace: str = ROOM) -> Seat:
    actor: Actor = play.candidate if role is SeatRole.CANDIDATE else play.recruiter
    return Seat("sid", "eio", namespace, actor, role, "Amina", play.session_id)


def names(listed: str) -> set[str]:
    return set(listed.split())


@pytest.mark.parametrize(
    ("namespace", "seats"), [(ROOM, CANDIDATE), (ROOM, STAFF), (DASHBOARD, STAFF)]
)
def test_every_promised_command_is_declared_for_its_seat(
    namespace: str, seats: frozenset[SeatRole]
) -> None:
    assert asyncapi.DECLARED_IN
    declared = {c.name for c in commands() if c.namespace == namespace and seats <= c.seats}

    assert names(PROMISED[namespace][seats]) <= declared


def test_what_is_for_one_side_is_not_for_the_other() -> None:
    by_name = {c.name: c for c in commands() if c.namespace == ROOM}

    for name in names(PROMISED[ROOM][CANDIDATE]):
        assert SeatRole.INTERVIEWER not in by_name[name].seats, name
    for name in names(PROMISED[ROOM][STAFF]):
        assert SeatRole.CANDIDATE not in by_name[name].seats, name
        assert SeatRole.OBSERVER not in by_name[name].seats, name


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_every_command_has_a_budget_and_says_what_it_does(command: Any) -> None:
    assert command.summary.endswith(".")
    assert command.budget.burst >= 1
    assert command.budget.per_second > 0
    assert command.payload.model_config["extra"] == "forbid"
    assert command.seats <= ANYBODY


async def test_a_command_is_run_and_answers_with_plain_json(play: Play, hall: Hall) -> None:
    seat = seat_of(play, SeatRole.INTERVIEWER)

    answer = await dispatch(hall, seat, "note.add", {"text": "calm"})

    assert answer["text"] == "calm"
    assert answer["at"].endswith("Z")


@pytest.mark.parametrize("data", [None, {}])
async def test_a_command_without_data_may_leave_it_out(
    play: Play, hall: Hall, data: object
) -> None:
    await dispatch(hall, seat_of(play, SeatRole.INTERVIEWER), "room.start", data)

    assert (await play.room()).status == "In Progress"


EDIT = {"question_id": 1, "client_id": "tab", "base_rev": 0, "rev": 1}


@pytest.mark.parametrize(
    ("role", "name", "data", "refusal"),
    [
        ("candidate", "room.dance", {}, UnknownCommand),
        ("candidate", "", {}, UnknownCommand),
        ("interviewer", "dashboard.subscribe", {}, UnknownCommand),
        ("candidate", "room.start", {}, NotAllowed),
        ("candidate", "score.override", {"nonsense": 1}, NotAllowed),
        ("observer", "room.end", {}, NotAllowed),
        ("observer", "note.add", {"text": "x"}, NotAllowed),
        ("interviewer", "answer.submit", {}, NotAllowed),
        ("interviewer", "note.add", {}, CommandInvalid),
        ("interviewer", "note.add", {"text": " "}, CommandInvalid),
        ("interviewer", "note.add", {"text": "a\x00b"}, CommandInvalid),
        ("interviewer", "note.add", {"text": "x", "extra": 1}, CommandInvalid),
        ("interviewer", "note.add", [], CommandInvalid),
        ("interviewer", "note.add", "text", CommandInvalid),
        ("interviewer", "note.add", 7, CommandInvalid),
        ("interviewer", "note.add", {"text": "x" * 2_001}, CommandTooLarge),
        ("candidate", "answer.edit", EDIT | {"text": "x" * 20_001}, CommandTooLarge),
        ("candidate", "answer.edit", EDIT | {"splices": [{"at": 0}] * 501}, CommandTooLarge),
        ("candidate", "answer.edit", EDIT, CommandInvalid),
        ("candidate", "answer.edit", EDIT | {"text": "x", "rev": 0}, CommandInvalid),
        ("candidate", "answer.edit", EDIT | {"text": "\ud83d"}, CommandInvalid),
    ],
)
async def test_what_is_refused_before_anything_is_run(
    play: Play, hall: Hall, role: str, name: str, data: object, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        await dispatch(hall, seat_of(play, SeatRole(role)), name, data)

    assert (await play.room()).seq == 0


async def test_a_refusal_names_the_fields_that_are_wrong(play: Play, hall: Hall) -> None:
    seat = seat_of(play, SeatRole.CANDIDATE)

    with pytest.raises(CommandInvalid) as refusal:
        await dispatch(hall, seat, "answer.edit", EDIT | {"splices": [{"at": -1}]})

    assert list(refusal.value.fields) == ["splices.0.at"]


async def test_a_flood_is_stopped_and_other_commands_go_on(play: Play, hall: Hall) -> None:
    seat = seat_of(play, SeatRole.INTERVIEWER)

    async def flood() -> None:
        for _ in range(1_000):
            await dispatch(hall, seat, "note.add", {"text": "x"})

    with pytest.raises(TooManyRequests):
        await flood()

    await dispatch(hall, seat, "room.start", {})
    assert len((await play.room()).notes) < 1_000


def test_a_command_is_declared_once() -> None:
    declare = on(
        "note.add", payload=Empty, ack=Empty, seats=STAFF, budget=Budget(burst=1, per_second=1)
    )

    async def again(hall: object, seat: object, command: object) -> None:
        """Do it twice."""

    with pytest.raises(ValueError, match="twice"):
        declare(again)
