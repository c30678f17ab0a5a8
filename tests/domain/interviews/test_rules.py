"""The rules of the room: what each operation changes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.interviews import errors, rules
from domain.interviews.events import RoomChange
from domain.interviews.fold import fold_all
from domain.interviews.room import Room
from tests.domain.interviews.states import (
    ASKED_OUT,
    CLOSED,
    EMPTY,
    ENDED,
    LATER,
    NOW,
    OPEN,
    PAUSED,
    RUNNING,
    SCHEDULED,
    UNLIMITED,
    Rule,
    after,
    auto,
    close,
    end,
    pause,
    push,
    resume,
    start,
    submit,
    types,
    written,
)
from tests.factories.values import make_room


def test_starting_notes_the_moment_and_asks_nothing_yet() -> None:
    assert types(start(SCHEDULED)) == ["room.started"]
    assert (RUNNING.status, RUNNING.started_at) == ("In Progress", NOW)
    assert RUNNING.open_question is None


def test_starting_in_auto_mode_opens_the_first_question() -> None:
    room = make_room(auto=True)

    changes = start(room)

    assert types(changes) == ["room.started", "question.pushed"]
    opened = fold_all(room, changes).open_question
    assert opened is not None
    assert opened.question_id == 1


def test_pausing_keeps_the_time_that_is_left() -> None:
    room = fold_all(OPEN, rules.pause(OPEN, NOW + timedelta(seconds=20)))

    question = room.open_question
    assert question is not None
    assert (question.deadline_at, question.remaining_s) == (None, 40.0)


def test_pausing_after_the_deadline_leaves_nothing_but_no_debt() -> None:
    room = fold_all(OPEN, rules.pause(OPEN, NOW + timedelta(seconds=61)))

    question = room.open_question
    assert question is not None
    assert question.remaining_s == 0.0


def test_resuming_gives_back_exactly_the_time_that_was_left() -> None:
    room = fold_all(OPEN, rules.pause(OPEN, NOW + timedelta(seconds=20)))

    room = fold_all(room, rules.resume(room, NOW + timedelta(hours=1)))

    question = room.open_question
    assert question is not None
    assert question.deadline_at == NOW + timedelta(hours=1, seconds=40)
    assert (question.remaining_s, room.paused_at) == (None, None)


def test_resuming_without_a_limit_sets_no_deadline() -> None:
    room = after(UNLIMITED, pause, resume)

    question = room.open_question
    assert question is not None
    assert question.deadline_at is None


def test_ending_hands_in_the_open_answer_as_it_stands() -> None:
    room = written("half a thought", 3)(OPEN)

    changes = end(room)

    assert types(changes) == ["answer.submitted", "question.closed", "room.ended"]
    answer = fold_all(room, changes).questions[0].answer
    assert answer is not None
    assert (answer.text, answer.rev, answer.status) == ("half a thought", 3, "submitted")


def test_ending_while_paused_leaves_no_pause_behind() -> None:
    room = after(PAUSED, end)

    assert (room.status, room.paused_at, room.open_question) == ("Completed", None, None)


@pytest.mark.parametrize(
    ("room", "on", "expected"),
    [
        pytest.param(SCHEDULED, True, ["auto.changed"], id="not started"),
        pytest.param(RUNNING, True, ["auto.changed", "question.pushed"], id="idle"),
        pytest.param(OPEN, True, ["auto.changed"], id="a question is open"),
        pytest.param(after(CLOSED, pause), True, ["auto.changed"], id="paused"),
        pytest.param(ASKED_OUT, True, ["auto.changed"], id="nothing left"),
        pytest.param(RUNNING, False, [], id="is off already"),
        pytest.param(after(RUNNING, auto(on=True)), False, ["auto.changed"], id="off"),
    ],
)
def test_switching_auto_mode(room: Room, *, on: bool, expected: list[str]) -> None:
    assert types(rules.set_auto(room, NOW, on=on)) == expected


@pytest.mark.parametrize(
    ("own_limit", "given_limit", "expected_s"),
    [(None, None, None), (60, None, 60), (60, 30, 30), (None, 30, 30)],
)
def test_a_pushed_question_runs_for_its_limit(
    own_limit: int | None, given_limit: int | None, expected_s: int | None
) -> None:
    room = after(make_room(time_limit_s=own_limit), start, push(2, given_limit))

    question = room.open_question
    assert question is not None
    assert question.question_id == 2
    deadline = None if expected_s is None else NOW + timedelta(seconds=expected_s)
    assert (question.deadline_at, question.opened_at) == (deadline, NOW)


def test_pushing_closes_the_question_that_is_open() -> None:
    changes = rules.push(OPEN, None, None, NOW)

    assert types(changes) == ["answer.submitted", "question.closed", "question.pushed"]
    room = fold_all(OPEN, changes)
    assert [q.status for q in room.questions] == ["closed", "open"]
    assert room.questions[0].close_reason == "closed"


def test_closing_ends_the_clock_and_submits() -> None:
    question = CLOSED.questions[0]

    assert (question.status, question.close_reason) == ("closed", "closed")
    assert (question.deadline_at, question.remaining_s, question.closed_at) == (None, None, NOW)
    assert question.answer is not None
    assert question.answer.text_sha256 == EMPTY


@pytest.mark.parametrize(("questions", "expected"), [(2, "question.pushed"), (1, "room.ended")])
def test_auto_mode_goes_on_after_a_submit(questions: int, expected: str) -> None:
    room = after(make_room(questions=questions, auto=True), start)

    assert types(submit()(room)) == ["answer.submitted", "question.closed", expected]


def test_auto_mode_waits_while_the_room_is_paused() -> None:
    room = after(make_room(time_limit_s=60, auto=True), start, pause)

    changes = close(room)

    assert types(changes) == ["answer.submitted", "question.closed"]
    room = fold_all(room, changes)
    assert types(resume(room)) == ["room.resumed", "question.pushed"]
    question = after(room, resume).open_question
    assert question is not None
    assert question.deadline_at == NOW + timedelta(seconds=60)


def test_auto_mode_ends_the_interview_only_after_the_pause() -> None:
    room = after(make_room(questions=1, auto=True), start, pause, close)

    assert room.status == "In Progress"
    assert types(resume(room)) == ["room.resumed", "room.ended"]


def test_a_submit_must_name_the_text_that_the_server_holds() -> None:
    room = written("the saved text", 4)(OPEN)

    with pytest.raises(errors.StaleEdit) as refusal:
        rules.submit(room, 1, 3, rules.text_hash("the saved"), NOW)

    assert refusal.value.details == {"rev": 4, "text": "the saved text"}


def test_a_submit_proves_the_text_and_says_so() -> None:
    room = written("naïve 😀", 4)(OPEN)

    room = fold_all(room, rules.submit(room, 1, 4, rules.text_hash("naïve 😀"), LATER))

    question = room.questions[0]
    assert question.answer is not None
    assert question.close_reason == "submitted"
    assert (question.answer.submitted_at, question.answer.rev) == (LATER, 4)


def test_skipping_keeps_what_was_written() -> None:
    room = written("no idea", 1)(OPEN)

    question = fold_all(room, rules.skip(room, 1, NOW)).questions[0]

    assert question.close_reason == "skipped"
    assert question.answer is not None
    assert question.answer.text == "no idea"


def test_repeats_are_counted() -> None:
    def repeat(room: Room) -> list[RoomChange]:
        return rules.repeat(room, 1)

    assert after(OPEN, repeat, repeat).questions[0].repeats == 2


@pytest.mark.parametrize(
    ("room", "deadline", "remaining"),
    [
        pytest.param(OPEN, NOW + timedelta(seconds=90), None, id="running"),
        pytest.param(PAUSED, None, 90.0, id="paused"),
    ],
)
def test_more_time_is_added_to_what_is_left(
    room: Room, deadline: datetime | None, remaining: float | None
) -> None:
    question = fold_all(room, rules.extend(room, 30)).questions[0]

    assert (question.deadline_at, question.remaining_s) == (deadline, remaining)


@pytest.mark.parametrize(
    ("seconds", "closes"), [(0, False), (60, False), (61.999, False), (62, True), (600, True)]
)
def test_a_question_expires_when_its_time_and_the_grace_are_over(
    seconds: float, *, closes: bool
) -> None:
    changes = rules.expire(OPEN, NOW + timedelta(seconds=seconds))

    assert types(changes) == (["answer.submitted", "question.closed"] if closes else [])


@pytest.mark.parametrize("room", [SCHEDULED, RUNNING, PAUSED, UNLIMITED, CLOSED, ENDED])
def test_nothing_expires_without_a_running_clock(room: Room) -> None:
    assert rules.expire(room, NOW + timedelta(days=1)) == []


def leave(room: Room) -> list[RoomChange]:
    return rules.leave(room, NOW)


def back(seconds: float) -> Rule:
    return lambda room: rules.come_back(room, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("room", "seconds", "expected"),
    [
        pytest.param(OPEN, 20, ["candidate.returned", "time.extended"], id="on the clock"),
        pytest.param(OPEN, 0.4, ["candidate.returned"], id="hardly gone"),
        pytest.param(UNLIMITED, 20, ["candidate.returned"], id="no limit"),
        pytest.param(PAUSED, 20, ["candidate.returned"], id="the clock stands"),
        pytest.param(RUNNING, 20, ["candidate.returned"], id="between questions"),
    ],
)
def test_time_lost_on_the_clock_is_given_back(
    room: Room, seconds: float, expected: list[str]
) -> None:
    assert types(back(seconds)(after(room, leave))) == expected


@pytest.mark.parametrize(("away_s", "given_s"), [(20, 20), (179, 179), (180, 180), (900, 180)])
def test_at_most_three_minutes_are_given_back(away_s: int, given_s: int) -> None:
    question = after(OPEN, leave, back(away_s)).open_question

    assert question is not None
    assert question.deadline_at == NOW + timedelta(seconds=60 + given_s)


def test_a_question_does_not_expire_while_the_candidate_is_waited_for() -> None:
    gone = after(OPEN, leave)

    assert rules.expire(gone, NOW + timedelta(seconds=200)) == []
    assert types(rules.expire(gone, NOW + timedelta(seconds=242))) == [
        "answer.submitted",
        "question.closed",
    ]


@pytest.mark.parametrize("room", [SCHEDULED, ENDED, after(OPEN, leave)])
def test_only_the_first_break_of_a_running_interview_is_noted(room: Room) -> None:
    assert leave(room) == []


def at(seconds: float, rule: Callable[[Room, datetime], list[RoomChange]]) -> Rule:
    return lambda room: rule(room, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("paused_after_s", [20, 90])
def test_a_pause_while_the_candidate_is_away_gives_back_what_was_lost_before_it(
    paused_after_s: float,
) -> None:
    gone = after(OPEN, at(10, rules.leave), at(paused_after_s, rules.pause))

    room = after(gone, at(300, rules.come_back), at(400, rules.resume))

    assert room.open_question is not None
    assert room.open_question.deadline_at == NOW + timedelta(seconds=400 + 50)


def test_of_a_pause_while_the_candidate_is_away_only_the_clocks_time_is_given_back() -> None:
    gone = after(OPEN, at(10, rules.leave), at(20, rules.pause), at(100, rules.resume))

    room = after(gone, at(130, rules.come_back))

    assert rules.expire(gone, NOW + timedelta(seconds=300)) == []
    assert room.open_question is not None
    assert room.open_question.deadline_at == NOW + timedelta(seconds=130 + 50)


def test_who_never_left_does_not_come_back() -> None:
    assert back(5)(OPEN) == []


@pytest.mark.parametrize("hidden", ["gold_standard_answer", "key_points", "rubric"])
def test_the_candidate_never_hears_what_is_expected(hidden: str) -> None:
    [change] = push(1)(RUNNING)

    heard: Any = change.for_candidate()

    assert not getattr(heard.question, hidden)
    assert getattr(OPEN.questions[0], hidden)


def test_the_candidate_does_not_see_questions_that_wait() -> None:
    seen = OPEN.for_candidate(seq=5)

    assert [q.question_id for q in seen.questions] == [1]
    assert (seen.seq, seen.notes) == (5, ())
