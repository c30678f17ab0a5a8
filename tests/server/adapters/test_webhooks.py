"""Deliveries over real sockets: signed, tried again, given up, never lost."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kit.actor import SYSTEM
from domain.kit.addresses import AddressRules
from domain.kit.jobs import LEASE, claim, due_jobs
from domain.kit.work import WorkShop
from domain.scoring.schemas import QuestionSpec, Score
from domain.webhooks.deliveries import replay_delivery, send_ping
from domain.webhooks.endpoints import change_endpoint, delete_endpoint, rotate_secret
from domain.webhooks.models import WebhookDelivery
from domain.webhooks.schemas import ChangeEndpoint, EndpointSecret
from domain.webhooks.service import DELIVER_WEBHOOK, tell
from server.adapters.outbound import Outbound
from server.adapters.webhooks import MOST_AT_ONCE, Postman, retry_after
from server.jobs import JobRunner
from tests.factories.clock import SettableClock
from tests.factories.hooks import deliveries, reaching, read_row, subscribe
from tests.factories.values import make_score
from tests.fakes.receiver import Behaviour, Receiver, answer, drip, flood, hang, receiving

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DAY = 86_400


class Scorer:
    """The runner wants one; no answer is scored here."""

    async def score(self, spec: QuestionSpec, answer: str) -> Score:
        return make_score()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


def new_runner(workshop: WorkShop, rules: AddressRules) -> JobRunner:
    """Return a runner without its loops, whose deliveries may take a third of a second."""
    runner = JobRunner(workshop, Scorer(), "")
    runner.learn(DELIVER_WEBHOOK, Postman(workshop, Outbound(rules, within_s=0.3)).deliver)
    return runner


@pytest.fixture
async def runner(workshop: WorkShop, receiver: Receiver) -> AsyncIterator[JobRunner]:
    runner = new_runner(workshop, reaching(receiver))
    yield runner
    await runner.stop()


@pytest.fixture
async def endpoint(workshop: WorkShop, receiver: Receiver) -> EndpointSecret:
    return await subscribe(workshop, receiver)


async def happen(workshop: WorkShop, runner: JobRunner, times: int = 1) -> None:
    """Let something happen and its delivery be tried."""
    async with workshop.begin(SYSTEM) as work:
        for number in range(times):
            await tell(work, "interview.ended", session_id=number, status="Completed")
    await runner.stop()


async def go_on(clock: SettableClock, runner: JobRunner, seconds: float) -> None:
    clock.pass_by(seconds)
    await runner.sweep()


async def only(workshop: WorkShop) -> WebhookDelivery:
    [delivery] = await deliveries(workshop)
    return delivery


async def test_an_event_arrives_signed(
    workshop: WorkShop, runner: JobRunner, receiver: Receiver, endpoint: EndpointSecret
) -> None:
    await happen(workshop, runner)

    [got] = receiver.received
    delivery = await only(workshop)
    assert json.loads(got.body) == delivery.payload
    assert got.headers["content-type"] == "application/json"
    assert got.headers["greenroom-webhook-id"] == delivery.event_id
    timestamp = got.headers["greenroom-webhook-timestamp"]
    assert timestamp == str(int(datetime(2026, 6, 1, 9, tzinfo=UTC).timestamp()))
    signed = f"{delivery.event_id}.{timestamp}.".encode() + got.body
    mac = hmac.new(endpoint.secret.encode(), signed, hashlib.sha256).hexdigest()
    assert got.headers["greenroom-webhook-signature"] == f"v1={mac}"
    assert (delivery.state, delivery.attempts, delivery.status_code) == ("delivered", 1, 200)
    assert (delivery.error, delivery.response, delivery.next_try_at) == (None, None, None)
    assert delivery.duration_ms is not None


async def test_both_secrets_sign_for_a_day_after_a_rotation(
    workshop: WorkShop,
    runner: JobRunner,
    receiver: Receiver,
    endpoint: EndpointSecret,
    clock: SettableClock,
) -> None:
    async with workshop.begin(SYSTEM) as work:
        new = await rotate_secret(work, SYSTEM, endpoint.endpoint.id)
    await happen(workshop, runner)
    clock.pass_by(DAY)
    await happen(workshop, runner)

    during, after = (each.headers["greenroom-webhook-signature"] for each in receiver.received)
    for got, secrets in ((during, [new.secret, endpoint.secret]), (after, [new.secret])):
        assert len(got.split(",")) == len(secrets)
    [first, _] = receiver.received
    signed = (
        f"{first.headers['greenroom-webhook-id']}.{first.headers['greenroom-webhook-timestamp']}."
    ).encode() + first.body
    for mark, secret in zip(during.split(","), [new.secret, endpoint.secret], strict=True):
        assert mark == "v1=" + hmac.new(secret.encode(), signed, "sha256").hexdigest()


async def test_a_refused_event_is_sent_again_under_the_same_id(
    workshop: WorkShop,
    runner: JobRunner,
    receiver: Receiver,
    endpoint: EndpointSecret,
    clock: SettableClock,
) -> None:
    receiver.script = [answer(500, b"sorry\x00\xff")]
    await happen(workshop, runner)
    refused = await only(workshop)
    assert (refused.state, refused.attempts, refused.status_code) == ("queued", 1, 500)
    assert refused.response == "sorry\ufffd\ufffd"
    assert refused.next_try_at is not None
    assert timedelta(seconds=8) <= refused.next_try_at - clock() <= timedelta(seconds=12)

    await go_on(clock, runner, 7)
    assert len(receiver.received) == 1
    await go_on(clock, runner, 5)

    delivered = await only(workshop)
    assert (delivered.state, delivered.attempts) == ("delivered", 2)
    ids = {each.headers["greenroom-webhook-id"] for each in receiver.received}
    assert ids == {delivered.event_id}


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


async def test_a_ping_is_tried_once_even_at_a_paused_endpoint(
    workshop: WorkShop, runner: JobRunner, receiver: Receiver
) -> None:
    paused = await subscribe(workshop, receiver, active=False)
    receiver.script = [answer(500)]

    async with workshop.begin(SYSTEM) as work:
        await send_ping(work, SYSTEM, paused.endpoint.id)
    await runner.stop()

    delivery = await only(workshop)
    assert (delivery.type, delivery.state, delivery.attempts) == ("ping", "failed", 1)
    assert (await read_row(workshop, paused.endpoint.id)).failing_since is None


async def test_a_replay_is_a_delivery_of_its_own_under_the_same_event_id(
    workshop: WorkShop, runner: JobRunner, receiver: Receiver, endpoint: EndpointSecret
) -> None:
    await happen(workshop, runner)
    first = await only(workshop)

    async with workshop.begin(SYSTEM) as work:
        await replay_delivery(work, SYSTEM, first.id)
    await runner.stop()

    again = (await deliveries(workshop))[1]
    assert (again.event_id, again.replay_of, again.state) == (
        first.event_id,
        first.id,
        "delivered",
    )
    assert receiver.received[0].body == receiver.received[1].body


async def test_a_queued_delivery_survives_a_crash(
    workshop: WorkShop, receiver: Receiver, endpoint: EndpointSecret, clock: SettableClock
) -> None:
    async with workshop.begin(SYSTEM) as work:
        await tell(work, "interview.ended", session_id=1, status="Completed")
    async with workshop.look(SYSTEM) as work:
        [job_id] = await due_jobs(work)
    async with workshop.begin(SYSTEM) as work:
        assert await claim(work, job_id)
    restarted = new_runner(workshop, reaching(receiver))

    await go_on(clock, restarted, LEASE.total_seconds())

    assert (await only(workshop)).state == "delivered"
    assert receiver.connections == 1
    await restarted.stop()


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


async def test_what_was_queued_for_a_deleted_endpoint_is_not_sent(
    workshop: WorkShop, receiver: Receiver, endpoint: EndpointSecret
) -> None:
    async with workshop.begin(SYSTEM) as work:
        await tell(work, "interview.ended", session_id=1, status="Completed")
    async with workshop.begin(SYSTEM) as work:
        await delete_endpoint(work, SYSTEM, endpoint.endpoint.id)
    late = new_runner(workshop, reaching(receiver))

    await late.sweep()

    assert (receiver.connections, await deliveries(workshop)) == (0, [])
    await late.stop()
