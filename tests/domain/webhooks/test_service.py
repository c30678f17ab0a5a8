"""Which changes are told, what is told of them, and that nothing is lost or told in vain."""

import asyncio
import json

import pytest
from sqlalchemy import select

from domain.candidates.moving import move_status, undo_move
from domain.candidates.own import withdraw
from domain.candidates.schemas import MoveStatus, UndoMove
from domain.interviews import answering, conduct
from domain.interviews.schemas import PushQuestion, SetConsent
from domain.interviews.scores import store_score
from domain.kit.actor import SYSTEM
from domain.kit.jobs import BackgroundJob
from domain.kit.work import WorkShop
from domain.webhooks.attempts import forget_old_deliveries
from domain.webhooks.endpoints import delete_endpoint
from domain.webhooks.models import WebhookDelivery
from domain.webhooks.service import tell
from tests.factories.clock import SettableClock
from tests.factories.hiring import open_hiring
from tests.factories.hooks import deliveries, subscribe
from tests.factories.people import apply, open_job
from tests.factories.play import open_play, writing
from tests.factories.values import make_score
from tests.fakes.receiver import Receiver

NOWHERE = Receiver(9)
"""Nothing is sent here: these tests look at rows."""


async def test_each_move_and_its_undoing_are_told_without_the_reason(workshop: WorkShop) -> None:
    await subscribe(workshop, NOWHERE, events=["stage.moved"])
    hiring = await open_hiring(workshop)
    amina = await hiring.account("amina")
    application_id = await hiring.apply(await hiring.job(), amina)
    person_id = await hiring.person(application_id)

    reject = MoveStatus(status="Rejected", reason="Too few years.")
    await hiring.do(move_status, person_id, reject)
    await hiring.do(undo_move, person_id, UndoMove())
    await hiring.do(withdraw, application_id, by=amina)

    told = [delivery.payload["data"] for delivery in await deliveries(workshop)]
    assert [(data["before"], data["now"]) for data in told] == [
        ("Applied", "Rejected"),
        ("Rejected", "Applied"),
        ("Applied", "Withdrawn"),
    ]
    assert {data["application_id"] for data in told} == {application_id}
    assert set(told[0]) == {"application_id", "job_id", "before", "now"}


async def test_an_interview_from_application_to_score_is_told(workshop: WorkShop) -> None:
    await subscribe(workshop, NOWHERE)

    async with writing(workshop) as journal:
        play = await open_play(workshop, journal)
        consent = SetConsent(purpose="ai_score", granted=True, text_version="1")
        await play.guest(answering.set_consent, consent)
        await play.staff(conduct.start_room)
        await play.staff(conduct.push_question, PushQuestion())
        question = play.planned.questions[0]
        await play.write(question, "My secret words")
        await play.submit(question, 1, "My secret words")
        async with workshop.begin(SYSTEM) as work:
            await store_score(work, play.session_id, question, make_score())
        await play.staff(conduct.end_room)

    told = await deliveries(workshop)
    assert [delivery.type for delivery in told] == [
        "application.created",
        "stage.moved",
        "interview.started",
        "score.final",
        "interview.ended",
    ]
    ids = {
        "session_id": play.session_id,
        "application_id": play.planned.application_id,
        "job_id": told[0].payload["data"]["job_id"],
    }
    assert told[1].payload["data"]["before"] == "Applied"
    assert told[1].payload["data"]["now"] == "Interview Scheduled"
    assert told[2].payload["data"] == ids | {"status": "In Progress"}
    assert told[3].payload["data"]["state"] == "enough"
    assert told[4].payload["data"] == ids | {"status": "Completed"}


async def test_what_is_told_holds_nothing_personal(workshop: WorkShop) -> None:
    await subscribe(workshop, NOWHERE)

    async with workshop.begin(SYSTEM) as work:
        application = await apply(
            work, await open_job(work), applicant_name="Zaynab Quill", applicant_email="z@q.org"
        )

    [told] = await deliveries(workshop)
    text = json.dumps(told.payload)
    assert "Zaynab" not in text
    assert "z@q" not in text
    assert told.payload == {
        "id": told.event_id,
        "type": "application.created",
        "created_at": "2026-06-01T09:00:00.000Z",
        "data": {"application_id": application, "job_id": 1, "status": "Applied"},
    }


async def test_an_event_goes_to_each_active_endpoint_that_wants_it(workshop: WorkShop) -> None:
    everything = await subscribe(workshop, NOWHERE)
    scores = await subscribe(workshop, NOWHERE, events=["score.final", "stage.moved"])
    await subscribe(workshop, NOWHERE, events=["application.created"])
    await subscribe(workshop, NOWHERE, active=False)

    async with workshop.begin(SYSTEM) as work:
        await tell(work, "score.final", session_id=1)

    told = await deliveries(workshop)
    assert {delivery.endpoint_id for delivery in told} == {
        everything.endpoint.id,
        scores.endpoint.id,
    }
    assert len({delivery.event_id for delivery in told}) == 1


async def test_without_endpoints_nothing_is_kept(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await tell(work, "score.final", session_id=1)

    assert await deliveries(workshop) == []


async def _tell_and_fail(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await tell(work, "score.final", session_id=1)
        raise RuntimeError


async def test_a_change_that_did_not_happen_is_not_told(workshop: WorkShop) -> None:
    await subscribe(workshop, NOWHERE)

    with pytest.raises(RuntimeError):
        await _tell_and_fail(workshop)

    assert await deliveries(workshop) == []


async def test_a_delivery_and_its_job_are_written_with_the_change(workshop: WorkShop) -> None:
    await subscribe(workshop, NOWHERE)

    async with workshop.begin(SYSTEM) as work:
        await tell(work, "score.final", session_id=1)
        [delivery] = await work.session.scalars(select(WebhookDelivery))
        [job] = await work.session.scalars(select(BackgroundJob))

    assert (job.name, job.payload) == ("deliver_webhook", {"delivery_id": delivery.id})
    assert (delivery.state, delivery.attempts) == ("queued", 0)


async def test_what_was_finished_long_ago_is_forgotten(
    workshop: WorkShop, clock: SettableClock
) -> None:
    await subscribe(workshop, NOWHERE)
    async with workshop.begin(SYSTEM) as work:
        await tell(work, "score.final", session_id=1)
        await tell(work, "score.final", session_id=2)
        first = await work.session.scalar(select(WebhookDelivery).order_by(WebhookDelivery.id))
        assert first is not None
        first.finished_at = work.now

    clock.pass_by(31 * 86_400)
    async with workshop.begin(SYSTEM) as work:
        await forget_old_deliveries(work)

    assert [each.payload["data"] for each in await deliveries(workshop)] == [{"session_id": 2}]


async def delete(workshop: WorkShop, endpoint_id: int) -> None:
    async with workshop.begin(SYSTEM) as work:
        await delete_endpoint(work, SYSTEM, endpoint_id)


async def tell_of_one(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await tell(work, "score.final", session_id=1)


async def test_an_endpoint_is_deleted_after_the_change_that_is_being_told(
    workshop: WorkShop,
) -> None:
    endpoint = (await subscribe(workshop, NOWHERE)).endpoint

    async with workshop.begin(SYSTEM) as work:
        await tell(work, "score.final", session_id=1)
        deletion = asyncio.create_task(delete(workshop, endpoint.id))
        await asyncio.sleep(0.05)
    await deletion

    assert await deliveries(workshop) == []


async def test_a_change_is_made_although_an_endpoint_is_deleted_meanwhile(
    workshop: WorkShop,
) -> None:
    endpoint = (await subscribe(workshop, NOWHERE)).endpoint
    other = (await subscribe(workshop, NOWHERE)).endpoint

    async with workshop.begin(SYSTEM) as work:
        await delete_endpoint(work, SYSTEM, endpoint.id)
        telling = asyncio.create_task(tell_of_one(workshop))
        await asyncio.sleep(0.05)
    await telling

    assert [each.endpoint_id for each in await deliveries(workshop)] == [other.id]
