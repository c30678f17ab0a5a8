"""Deliveries over real sockets: signed, tried again, replayed, never lost in a crash."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

from domain.kit.actor import SYSTEM
from domain.kit.jobs import LEASE, claim, due_jobs
from domain.kit.work import WorkShop
from domain.webhooks.deliveries import replay_delivery, send_ping
from domain.webhooks.endpoints import delete_endpoint, rotate_secret
from domain.webhooks.schemas import EndpointSecret
from domain.webhooks.service import tell
from server.jobs import JobRunner
from tests.factories.clock import SettableClock
from tests.factories.hooks import deliveries, reaching, read_row, subscribe
from tests.factories.postman import DAY, go_on, happen, new_runner, only
from tests.fakes.receiver import Receiver, answer


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
