"""Applications: once per person and job, for open jobs, and seen by few."""

import asyncio
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from domain.candidates.errors import AlreadyApplied, JobNotOpen
from domain.candidates.listing import list_applications
from domain.candidates.models import JobApplication
from domain.candidates.schemas import ApplicationQuery, Apply
from domain.candidates.service import apply_for_job, find_application, is_own_application
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.crypto import token_hash
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.work import WorkShop
from tests.factories.people import add_user, apply, open_job

RECRUITER = Actor(key="user:99", role=Role.RECRUITER)


async def job(workshop: WorkShop, **fields: Any) -> int:
    async with workshop.begin(SYSTEM) as work:
        return await open_job(work, **fields)


async def candidate(workshop: WorkShop, name: str) -> Actor:
    async with workshop.begin(SYSTEM) as work:
        return Actor.user(await add_user(work, name, Role.CANDIDATE), Role.CANDIDATE)


async def applied(workshop: WorkShop, job_id: int, actor: Actor = NOBODY, **fields: Any) -> int:
    async with workshop.begin(actor) as work:
        return await apply(work, job_id, actor, **fields)


async def test_an_application_is_receipted_with_a_token_kept_as_hash(workshop: WorkShop) -> None:
    command = Apply(
        job_id=await job(workshop), applicant_name="Amina", applicant_email="a@example.org"
    )

    async with workshop.begin(NOBODY) as work:
        receipt = await apply_for_job(work, NOBODY, command)

    async with workshop.database.reading() as session:
        row = await session.get_one(JobApplication, receipt.id)
    assert (receipt.status, row.receipt_hash) == ("Applied", token_hash(receipt.receipt))


@pytest.mark.parametrize("email", ["amina@example.org", "AMINA@Example.org", " amina@example.org"])
async def test_nobody_applies_twice_for_a_job(workshop: WorkShop, email: str) -> None:
    job_id = await job(workshop)
    await applied(workshop, job_id)

    with pytest.raises(AlreadyApplied):
        await applied(workshop, job_id, applicant_email=email)

    assert await applied(workshop, await job(workshop), applicant_email=email)


async def test_one_of_two_applications_at_once_is_taken(workshop: WorkShop) -> None:
    job_id = await job(workshop)

    outcomes = await asyncio.gather(
        *(applied(workshop, job_id) for _ in range(3)), return_exceptions=True
    )

    assert sum(isinstance(outcome, AlreadyApplied) for outcome in outcomes) == 2


@pytest.mark.parametrize("status", ["Draft", "Closed", "Archived"])
async def test_a_job_that_is_not_open_takes_no_applications(
    workshop: WorkShop, status: str
) -> None:
    job_id = await job(workshop, status=status)

    with pytest.raises(NotFound):
        await applied(workshop, job_id)
    with pytest.raises(JobNotOpen):
        await applied(workshop, job_id, RECRUITER)


async def test_people_see_their_own_applications_and_recruiters_all(workshop: WorkShop) -> None:
    amina, brice = await candidate(workshop, "amina"), await candidate(workshop, "brice")
    job_id = await job(workshop)
    own = await applied(workshop, job_id, amina)
    guest = Actor.guest(1, 1, own)

    for actor, sees in [
        (amina, True),
        (guest, True),
        (RECRUITER, True),
        (brice, False),
        (NOBODY, False),
        (Actor.guest(2, 2, own + 1), False),
    ]:
        async with workshop.look(actor) as work:
            assert await is_own_application(work, actor, own) == (actor in {amina, guest})
            if sees:
                assert (await find_application(work, actor, own)).id == own
            else:
                with pytest.raises(NotFound):
                    await find_application(work, actor, own)


@pytest.mark.parametrize("stranger", [NOBODY, Actor.guest(2, 2, 12_345)], ids=["nobody", "guest"])
async def test_an_application_without_account_is_nobody_elses(
    workshop: WorkShop, stranger: Actor
) -> None:
    application_id = await applied(workshop, await job(workshop))

    async with workshop.look(stranger) as work:
        assert not await is_own_application(work, stranger, application_id)
        with pytest.raises(NotFound):
            await find_application(work, stranger, application_id)


async def test_only_recruiters_list_a_jobs_applications(workshop: WorkShop) -> None:
    job_id = await job(workshop)
    await applied(workshop, await job(workshop))
    own = await applied(workshop, job_id)

    async with workshop.look(RECRUITER) as work:
        page = await list_applications(work, RECRUITER, job_id, ApplicationQuery())
        assert [view.id for view in page.items] == [own]
    amina = await candidate(workshop, "amina")
    async with workshop.look(amina) as work:
        with pytest.raises(NotAllowed):
            await list_applications(work, amina, job_id, ApplicationQuery())


async def test_what_somebody_wrote_comes_back_as_it_was_written(workshop: WorkShop) -> None:
    letter = "Ich möchte – 你好 😀\nzweite Zeile"

    await applied(workshop, await job(workshop), cover_letter=letter)

    async with workshop.database.reading() as session:
        assert await session.scalar(select(JobApplication.cover_letter)) == letter


@pytest.mark.parametrize(
    "wrong",
    [
        {"applicant_email": "amina"},
        {"applicant_email": "a@b"},
        {"applicant_email": "a b@example.org"},
        {"applicant_email": "@example.org"},
        {"applicant_phone": "call me"},
        {"resume_url": "javascript:alert(1)"},
        {"resume_url": "file:///etc/passwd"},
        {"experience_years": -1},
        {"applicant_name": " "},
        {"status": "Selected"},
        {"job_id": 0},
    ],
)
def test_a_malformed_application_is_refused(wrong: dict[str, object]) -> None:
    fields: dict[str, object] = {
        "job_id": 1,
        "applicant_name": "Amina",
        "applicant_email": "amina@example.org",
    }
    Apply.model_validate(fields)

    with pytest.raises(ValidationError):
        Apply.model_validate(fields | wrong)
