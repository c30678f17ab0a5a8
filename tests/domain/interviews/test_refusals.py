"""What the rules of the room refuse, and how."""

import pytest

from domain.interviews import errors, rules
from domain.interviews.room import Room
from domain.kit.errors import DomainError, NotFound
from tests.domain.interviews.states import (
    ASKED_OUT,
    CANCELLED,
    CLOSED,
    ENDED,
    NOW,
    OPEN,
    PAUSED,
    RUNNING,
    SCHEDULED,
    UNLIMITED,
    Rule,
    auto,
    close,
    end,
    pause,
    push,
    resume,
    start,
    submit,
)

REFUSALS: list[tuple[str, Rule, Room, type[DomainError]]] = [
    ("start", start, RUNNING, errors.InterviewRunning),
    ("start", start, ENDED, errors.InterviewEnded),
    ("start", start, CANCELLED, errors.InterviewEnded),
    ("pause", pause, SCHEDULED, errors.InterviewNotStarted),
    ("pause", pause, PAUSED, errors.InterviewPaused),
    ("pause", pause, ENDED, errors.InterviewEnded),
    ("resume", resume, SCHEDULED, errors.InterviewNotStarted),
    ("resume", resume, RUNNING, errors.NotPaused),
    ("resume", resume, ENDED, errors.InterviewEnded),
    ("end", end, SCHEDULED, errors.InterviewNotStarted),
    ("end", end, ENDED, errors.InterviewEnded),
    ("auto", auto(on=True), ENDED, errors.InterviewEnded),
    ("auto", auto(on=True), CANCELLED, errors.InterviewEnded),
    ("push", push(), SCHEDULED, errors.InterviewNotStarted),
    ("push", push(), PAUSED, errors.InterviewPaused),
    ("push", push(), ENDED, errors.InterviewEnded),
    ("push", push(), ASKED_OUT, errors.NothingLeftToAsk),
    ("push", push(1), OPEN, errors.QuestionAlreadyAsked),
    ("push", push(1), CLOSED, errors.QuestionAlreadyAsked),
    ("push", push(99), RUNNING, NotFound),
    ("close", close, SCHEDULED, errors.InterviewNotStarted),
    ("close", close, RUNNING, errors.QuestionNotOpen),
    ("close", close, ENDED, errors.InterviewEnded),
    ("submit", submit(), SCHEDULED, errors.InterviewNotStarted),
    ("submit", submit(), RUNNING, errors.QuestionNotOpen),
    ("submit", submit(), PAUSED, errors.InterviewPaused),
    ("submit", submit(), CLOSED, errors.QuestionNotOpen),
    ("submit", submit(2), OPEN, errors.QuestionNotOpen),
    ("submit", submit(99), OPEN, errors.QuestionNotOpen),
    ("submit", submit(), ENDED, errors.InterviewEnded),
    ("submit", submit(rev=1), OPEN, errors.StaleEdit),
    ("submit", submit(sha256="0" * 64), OPEN, errors.StaleEdit),
    ("skip", lambda r: rules.skip(r, 1, NOW), PAUSED, errors.InterviewPaused),
    ("skip", lambda r: rules.skip(r, 1, NOW), CLOSED, errors.QuestionNotOpen),
    ("skip", lambda r: rules.skip(r, 2, NOW), OPEN, errors.QuestionNotOpen),
    ("repeat", lambda r: rules.repeat(r, 1), CLOSED, errors.QuestionNotOpen),
    ("repeat", lambda r: rules.repeat(r, 2), OPEN, errors.QuestionNotOpen),
    ("extend", lambda r: rules.extend(r, 30), RUNNING, errors.QuestionNotOpen),
    ("extend", lambda r: rules.extend(r, 30), UNLIMITED, errors.NoTimeLimit),
    ("extend", lambda r: rules.extend(r, 30), SCHEDULED, errors.InterviewNotStarted),
    ("extend", lambda r: rules.extend(r, 30), ENDED, errors.InterviewEnded),
]


@pytest.mark.parametrize(
    ("rule", "room", "refusal"),
    [
        pytest.param(rule, room, refusal, id=f"{name}-{number}-{refusal.__name__}")
        for number, (name, rule, room, refusal) in enumerate(REFUSALS)
    ],
)
def test_what_the_rules_refuse(rule: Rule, room: Room, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        rule(room)
