"""A failing model is left alone for a while, then tried once."""

from domain.language.breaker import Breaker


def opened() -> Breaker:
    breaker = Breaker(most_failures=2, rest_s=30)
    breaker.failed(0)
    breaker.failed(10)
    return breaker


def test_opens_after_the_last_failure_that_is_borne() -> None:
    breaker = Breaker(most_failures=2, rest_s=30)

    breaker.failed(0)
    assert breaker.try_pass(1)
    breaker.failed(1)

    assert not breaker.try_pass(2)
    assert breaker.state(2) == "open"
    assert breaker.wait_s(2) == 29


def test_opens_when_the_clock_began_at_zero() -> None:
    breaker = Breaker(most_failures=1, rest_s=30)

    breaker.failed(0)

    assert breaker.wait_s(1) == 29


def test_a_success_in_between_starts_the_count_again() -> None:
    breaker = Breaker(most_failures=2)

    breaker.failed(0)
    breaker.succeeded()
    breaker.failed(1)

    assert breaker.state(1) == "closed"


def test_lets_one_probe_through_at_a_time() -> None:
    breaker = opened()

    assert breaker.state(40) == "half_open"
    assert breaker.try_pass(40)
    assert not breaker.try_pass(40)


def test_a_good_probe_closes_and_a_bad_one_opens_again() -> None:
    good, bad = opened(), opened()

    assert good.try_pass(40)
    assert bad.try_pass(40)
    good.succeeded()
    bad.failed(41)

    assert good.state(41) == "closed"
    assert bad.state(42) == "open"
    assert bad.wait_s(42) == 29


def test_an_abandoned_probe_leaves_the_next_one_its_chance() -> None:
    breaker = opened()

    assert breaker.try_pass(40)
    breaker.abandoned()

    assert breaker.try_pass(40)
