"""Where applications may go, whose move may be undone, who may be the same person."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from domain.candidates.rules import (
    ALLOWED_MOVES,
    Move,
    Standing,
    Traits,
    is_allowed,
    may_return,
    may_undo,
    meant_application,
    suspicion,
)
from domain.candidates.schemas import ApplicationStatus

STATUSES = get_args(ApplicationStatus)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
REFUSED = [
    ("Applied", "Applied"),
    ("Under Review", "Applied"),
    ("Interview Scheduled", "Applied"),
    ("Selected", "Interview Scheduled"),
    ("Rejected", "Selected"),
    ("Rejected", "Applied"),
    ("Withdrawn", "Selected"),
    ("Withdrawn", "Rejected"),
]


def test_the_table_knows_every_status_and_only_those() -> None:
    assert set(ALLOWED_MOVES) == set(STATUSES)
    assert set().union(*ALLOWED_MOVES.values()) <= set(STATUSES)


@pytest.mark.parametrize(("before", "after"), REFUSED)
def test_some_moves_are_refused(before: str, after: str) -> None:
    assert not is_allowed(before, after)


@pytest.mark.parametrize("status", STATUSES)
def test_nothing_stays_put_by_moving_and_nothing_is_final(status: str) -> None:
    assert not is_allowed(status, status)
    assert ALLOWED_MOVES[status]


@pytest.mark.parametrize(
    ("standings", "meant"),
    [
        ([], None),
        ([Standing(1, "Rejected")], 1),
        ([Standing(1, "Applied"), Standing(2, "Rejected")], 1),
        ([Standing(1, "Applied"), Standing(2, "Under Review")], None),
        ([Standing(1, "Rejected"), Standing(2, "Withdrawn")], None),
    ],
)
def test_an_application_need_not_be_named_when_it_can_be_only_one(
    standings: list[Standing], meant: int | None
) -> None:
    assert meant_application(standings) == meant


@pytest.mark.parametrize(("by", "minutes"), [("a", 0), ("a", 5)])
def test_ones_own_move_can_be_undone_for_five_minutes(by: str, minutes: int) -> None:
    assert may_undo(Move("a", NOW, "Rejected"), by, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(("by", "minutes"), [("a", 6), ("b", 0)])
def test_an_old_or_foreign_move_cannot_be_undone(by: str, minutes: int) -> None:
    assert not may_undo(Move("a", NOW, "Rejected"), by, NOW + timedelta(minutes=minutes))
    assert not may_undo(None, by, NOW)


def test_only_ones_own_withdrawal_can_be_taken_back() -> None:
    assert may_return(Move("a", NOW, "Withdrawn"), "a")
    assert not may_return(Move("b", NOW, "Withdrawn"), "a")
    assert not may_return(Move("a", NOW, "Selected"), "a")
    assert not may_return(None, "a")


@pytest.mark.parametrize(
    ("one", "other", "reasons", "confidence"),
    [
        (("p", "n", "m"), ("p", "n", "m"), ("same_phone", "same_name_and_mailbox"), 0.95),
        (("p", "n", "m"), ("p", "n", "x"), ("same_phone",), 0.95),
        (("p", "n", "m"), ("p", "x", "x"), ("same_phone",), 0.6),
        (("p", "n", "m"), ("q", "n", "m"), ("same_name_and_mailbox",), 0.8),
        (("p", "n", "m"), ("q", "n", "x"), (), 0),
        ((None, "n", None), (None, "n", None), (), 0),
        ((None, None, "m"), (None, None, "m"), (), 0),
    ],
)
def test_who_may_be_the_same_person(
    one: tuple[str | None, ...],
    other: tuple[str | None, ...],
    reasons: tuple[str, ...],
    confidence: float,
) -> None:
    found = suspicion(Traits(*one), Traits(*other))

    assert found == suspicion(Traits(*other), Traits(*one))
    if not reasons:
        assert found is None
        return
    assert found is not None
    assert (found.reasons, found.confidence) == (reasons, confidence)
