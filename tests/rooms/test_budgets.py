"""Budgets: bursts are let through, floods are not, and waiting helps."""

import pytest

from domain.kit.errors import TooManyRequests
from rooms.budgets import Budget, Purse, per_minute, per_second


class Hands:
    """The hands of a clock, moved by the test."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    hands = Hands()
    monkeypatch.setattr("rooms.budgets.time.monotonic", hands.monotonic)
    return hands


@pytest.mark.parametrize(
    ("budget", "burst", "rate"),
    [
        (per_second(5), 10, 5),
        (per_second(0.5), 1, 0.5),
        (per_second(0.1), 1, 0.1),
        (per_second(5, burst=40), 40, 5),
        (per_minute(60), 15, 1),
        (per_minute(30), 7, 0.5),
        (per_minute(1), 1, 1 / 60),
    ],
)
def test_what_a_budget_means(budget: Budget, burst: int, rate: float) -> None:
    assert budget.burst == burst
    assert budget.per_second == pytest.approx(rate)


def spend(purse: Purse, budget: Budget, times: int, name: str = "answer.edit") -> int:
    """Return how many of ``times`` commands were let through."""
    done = 0
    for _ in range(times):
        try:
            purse.spend(name, budget)
        except TooManyRequests:
            break
        done += 1
    return done


def test_a_burst_is_let_through_and_no_more(hands: Hands) -> None:
    assert spend(Purse(), Budget(burst=3, per_second=1), 10) == 3


@pytest.mark.parametrize(("waited", "more"), [(0.0, 0), (0.9, 0), (1.0, 1), (2.5, 2), (600, 3)])
def test_waiting_refills_up_to_the_burst(hands: Hands, waited: float, more: int) -> None:
    purse, budget = Purse(), Budget(burst=3, per_second=1)
    spend(purse, budget, 3)

    hands.now += waited

    assert spend(purse, budget, 10) == more


def test_trying_in_vain_costs_nothing(hands: Hands) -> None:
    purse, budget = Purse(), Budget(burst=1, per_second=1)
    spend(purse, budget, 1)
    for _ in range(5):
        hands.now += 0.2
        if spend(purse, budget, 1):
            break

    assert hands.now == pytest.approx(1_001.0)


@pytest.mark.parametrize(("rate", "wait_s"), [(1.0, 1), (0.5, 2), (1 / 60, 60), (20.0, 1)])
def test_a_refusal_says_when_to_try_again(hands: Hands, rate: float, wait_s: int) -> None:
    purse, budget = Purse(), Budget(burst=1, per_second=rate)
    purse.spend("answer.edit", budget)

    with pytest.raises(TooManyRequests) as refusal:
        purse.spend("answer.edit", budget)

    assert (refusal.value.code, refusal.value.retry_after_s) == ("RATE", wait_s)
    hands.now += wait_s
    purse.spend("answer.edit", budget)


def test_each_command_and_each_seat_has_its_own_budget(hands: Hands) -> None:
    purse, budget = Purse(), Budget(burst=1, per_second=1)
    spend(purse, budget, 1)

    assert spend(purse, budget, 1, name="answer.submit") == 1
    assert spend(Purse(), budget, 1) == 1
