"""How much a model may be asked in a day, and what a call is taken to have cost."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from domain.language.budget import MOST_TOKENS, Budget, Spent, Tally, day_of
from domain.language.errors import OverBudget
from domain.language.ports import Ask, Data, Usage

NOW = datetime(2026, 6, 1, 18, 47, 30, tzinfo=UTC)
DOLLAR = 10**9


@pytest.mark.parametrize(
    ("budget", "spent"),
    [
        (Budget(), Spent(9, 10**12, 10**12, 10**6 * DOLLAR)),
        (Budget(tokens=100), Spent(1, 60, 39, 10**6 * DOLLAR)),
        (Budget(dollars=Decimal("0.5")), Spent(1, 10**12, 0, DOLLAR // 2 - 1)),
    ],
)
def test_a_budget_lasts_until_it_is_reached(budget: Budget, spent: Spent) -> None:
    budget.check(spent, NOW)


@pytest.mark.parametrize(
    ("budget", "spent"),
    [
        (Budget(tokens=100), Spent(1, 60, 40, 0)),
        (Budget(dollars=Decimal("0.5")), Spent(1, 0, 0, DOLLAR // 2)),
        (Budget(tokens=10**9, dollars=Decimal("0.5")), Spent(1, 1, 1, DOLLAR)),
    ],
)
def test_a_budget_that_is_used_up_says_when_it_starts_anew(budget: Budget, spent: Spent) -> None:
    with pytest.raises(OverBudget) as refusal:
        budget.check(spent, NOW)

    assert "00:00 UTC, in 5 h 13 min" in refusal.value.message
    assert refusal.value.retry_after_s == 5 * 3_600 + 12 * 60 + 30


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14))])))
def test_a_moment_lies_in_its_day(moment: datetime) -> None:
    if not datetime(2, 1, 1, tzinfo=UTC) < moment < datetime(9_998, 1, 1, tzinfo=UTC):
        return

    begins, ends = day_of(moment)

    assert begins <= moment < ends
    assert ends - begins == timedelta(days=1)
    assert (begins.hour, begins.utcoffset()) == (0, timedelta(0))


def test_repetitions_add_up_and_absurd_figures_are_cut() -> None:
    tally = Tally()

    tally.add(Usage(11, 7))
    tally.add(Usage(-5, 10**30))

    assert tally.said == Usage(6, MOST_TOKENS)


class Word(BaseModel):
    word: str


def test_what_nobody_counted_is_estimated_from_its_letters() -> None:
    tally = Tally()
    ask = Ask("say_word", "say_word@1", "x" * 10, Word, data=(Data("résumé", "y" * 31),))

    tally.hear("x" * 5)

    assert tally.estimate(ask) == Usage(11, 2)
