"""Receivers that misbehave: what an attempt costs, and when an endpoint is given up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kit.actor import SYSTEM
from domain.kit.addresses import AddressRules
from domain.kit.work import WorkShop
from domain.webhooks.endpoints import change_endpoint
from domain.webhooks.schemas import ChangeEndpoint, EndpointSecret
from server.adapters.webhooks import MOST_AT_ONCE, retry_after
from server.jobs import JobRunner
from tests.factories.clock import SettableClock
from tests.factories.hooks import deliveries, read_row
from tests.factories.postman import DAY, go_on, happen, new_runner, only
from tests.fakes.receiver import Behaviour, Receiver, answer, drip, flood, hang

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@ON_SQLITE
@pytest.mark.parametrize(
    ("behaviour", "status", "error"),
    [
        (hang, None, "No complete answer"),
        (drip, None, "No complete answer"),
        (flood, 500, None),
        (answer(302, Location="http://127.0.0.1/"), 302, "Redirects are not followed"),
        (answer(404), 404, None),
    ],
)
async def test_a_misbehaving_receiver_costs_an_attempt_and_no_more(  # noqa: PLR0913  # fixtures
    workshop: WorkShop,
    runner: JobRunner,
    receiver: Receiver,
    endpoint: EndpointSecret,
    behaviour: Behaviour,
    status: int | None,
    error: str | None,
) -> None:
    receiver.script = [behaviour]

    await happen(workshop, runner)

    delivery = await only(workshop)
    assert (delivery.state, delivery.status_code, receiver.connections) == ("queued", status, 1)
    assert (delivery.error or "").startswith(error or "")
    assert len(delivery.response or "") <= 1_024


@ON_SQLITE
async def test_a_forbidden_address_is_never_reached(
    workshop: WorkShop, receiver: Receiver, endpoint: EndpointSecret
) -> None:
    strict = new_runner(workshop, AddressRules())

    await happen(workshop, strict)

    assert receiver.connections == 0
    delivery = await only(workshop)
    assert (delivery.state, delivery.status_code) == ("queued", None)
    assert "not on the public internet" in (delivery.error or "")


@ON_SQLITE
async def test_retry_after_is_honoured(
    workshop: WorkShop,
    runner: JobRunner,
    receiver: Receiver,
    endpoint: EndpointSecret,
    clock: SettableClock,
) -> None:
    receiver.script = [answer(429, Retry_After="900")]

    await happen(workshop, runner)

    delivery = await only(workshop)
    assert delivery.next_try_at == clock() + timedelta(seconds=900)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120),
        ("0", 0),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("9" * 400, 999_999_999),
        ("Mon, 01 Jun 2026 09:00:30 GMT", 30),
        ("Mon, 01 Jun 2026 09:00:30", 30),
        ("Mon, 01 Jun 2026 08:00:00 GMT", 0),
        ("Mon, 99 Jun 2026 08:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: int | None) -> None:
    assert retry_after(value, datetime(2026, 6, 1, 9, tzinfo=UTC)) == seconds


@given(
    st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,6} \d+:\d+ [+-]\d{1,9}")
)
def test_any_retry_after_is_read_or_ignored(value: str) -> None:
    seconds = retry_after(value, datetime(2026, 6, 1, 9, tzinfo=UTC))

    assert seconds is None or seconds >= 0


async def test_gone_switches_the_endpoint_off(
    workshop: WorkShop, runner: JobRunner, receiver: Receiver, endpoint: EndpointSecret
) -> None:
    receiver.script = [answer(410)]

    await happen(workshop, runner)

    row = await read_row(workshop, endpoint.endpoint.id)
    assert not row.active
    assert "410" in (row.paused_reason or "")
    assert (await only(workshop)).state == "failed"


async def test_an_endpoint_that_fails_for_days_is_paused_until_somebody_switches_it_on(
    workshop: WorkShop,
    runner: JobRunner,
    receiver: Receiver,
    endpoint: EndpointSecret,
    clock: SettableClock,
) -> None:
    receiver.script = [answer(500)] * 9
    for _ in range(3):
        await happen(workshop, runner)
        clock.pass_by(1.5 * DAY)
    row = await read_row(workshop, endpoint.endpoint.id)
    assert not row.active
    assert "Nothing was accepted since 2026-06-01 09:00 UTC" in (row.paused_reason or "")

    await go_on(clock, runner, DAY)
    assert {each.state for each in await deliveries(workshop)} == {"cancelled"}
    async with workshop.begin(SYSTEM) as work:
        view = await change_endpoint(
            work, SYSTEM, row.id, ChangeEndpoint(active=True), AddressRules()
        )

    assert (view.active, view.paused_reason, view.failing_since) == (True, None, None)


@ON_SQLITE
async def test_an_event_is_given_up_after_the_last_pause(
    workshop: WorkShop,
    runner: JobRunner,
    receiver: Receiver,
    endpoint: EndpointSecret,
    clock: SettableClock,
) -> None:
    receiver.script = [answer(503)] * 20
    await happen(workshop, runner)

    for _ in range(9):
        await go_on(clock, runner, 1.2 * DAY)
        async with workshop.begin(SYSTEM) as work:
            await change_endpoint(
                work, SYSTEM, endpoint.endpoint.id, ChangeEndpoint(active=True), AddressRules()
            )

    delivery = await only(workshop)
    assert (delivery.state, delivery.attempts, receiver.connections) == ("failed", 8, 8)


async def test_a_slow_receiver_takes_few_places_and_loses_nothing(
    workshop: WorkShop,
    runner: JobRunner,
    receiver: Receiver,
    endpoint: EndpointSecret,
    clock: SettableClock,
) -> None:
    receiver.script = [hang] * MOST_AT_ONCE
    await happen(workshop, runner, MOST_AT_ONCE + 3)
    attempts = [each.attempts for each in await deliveries(workshop)]
    assert sorted(attempts) == [0, 0, 0] + [1] * MOST_AT_ONCE

    for _ in range(4):
        await go_on(clock, runner, 20)

    assert {each.state for each in await deliveries(workshop)} == {"delivered"}
