"""Rooms in every state, made by the rules themselves, and the steps that lead there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from domain.interviews import rules
from domain.interviews.events import RoomChange
from domain.interviews.fold import fold_all
from domain.interviews.room import Room
from tests.factories.values import make_room

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
EMPTY = rules.text_hash("")
Rule = Callable[[Room], list[RoomChange]]


def after(room: Room, *steps: Rule) -> Room:
    for step in steps:
        room = fold_all(room, step(room))
    return room


def start(room: Room) -> list[RoomChange]:
    return rules.start(room, NOW)


def pause(room: Room) -> list[RoomChange]:
    return rules.pause(room, NOW)


def resume(room: Room) -> list[RoomChange]:
    return rules.resume(room, NOW)


def end(room: Room) -> list[RoomChange]:
    return rules.end(room, NOW)


def close(room: Room) -> list[RoomChange]:
    return rules.close_question(room, "closed", NOW)


def push(question_id: int | None = None, limit_s: int | None = None) -> Rule:
    return lambda room: rules.push(room, question_id, limit_s, NOW)


def submit(question_id: int = 1, rev: int = 0, sha256: str = EMPTY) -> Rule:
    return lambda room: rules.submit(room, question_id, rev, sha256, NOW)


def auto(*, on: bool) -> Rule:
    return lambda room: rules.set_auto(room, NOW, on=on)


def written(text: str, rev: int) -> Callable[[Room], Room]:
    def write(room: Room) -> Room:
        questions = tuple(
            q.model_copy(update={"answer": q.answer.model_copy(update={"text": text, "rev": rev})})
            if q.status == "open" and q.answer
            else q
            for q in room.questions
        )
        return room.model_copy(update={"questions": questions})

    return write


def types(changes: list[RoomChange]) -> list[str]:
    return [change.type for change in changes]


SCHEDULED = make_room(time_limit_s=60)
RUNNING = after(SCHEDULED, start)
OPEN = after(RUNNING, push())
PAUSED = after(OPEN, pause)
CLOSED = after(OPEN, close)
ENDED = after(RUNNING, end)
CANCELLED = make_room(status="Cancelled")
UNLIMITED = after(make_room(), start, push())
ASKED_OUT = after(make_room(questions=1), start, push(), close)
