"""One person by address, many applications, and consents kept as they were given."""

import asyncio

import pytest
from sqlalchemy import select

from domain.accounts.models import User
from domain.candidates.applying import apply_for_job
from domain.candidates.errors import AlreadyApplied
from domain.candidates.merging import merge_candidates
from domain.candidates.models import ApplicationConsent, Candidate
from domain.candidates.profile import read_candidate
from domain.candidates.schemas import Apply, GiveConsent, MergeCandidates
from domain.candidates.service import link_applications
from domain.kit.actor import NOBODY, SYSTEM
from tests.factories.hiring import Hiring


async def test_one_person_applies_for_many_jobs(hiring: Hiring) -> None:
    first = await hiring.apply(await hiring.job())
    second = await hiring.apply(await hiring.job(), applicant_email=" AMINA@example.org")

    assert await hiring.person(first) == await hiring.person(second)
    person = await hiring.look(read_candidate, await hiring.person(first))
    assert [row.id for row in person.applications] == [second, first]


@pytest.mark.parametrize("jobs", [1, 3])
async def test_applications_at_once_make_one_person_and_one_application_per_job(
    hiring: Hiring, jobs: int
) -> None:
    job_ids = [await hiring.job() for _ in range(jobs)]

    outcomes = await asyncio.gather(
        *(hiring.apply(job_id) for job_id in job_ids for _ in range(4)), return_exceptions=True
    )

    taken = [outcome for outcome in outcomes if isinstance(outcome, int)]
    assert len(taken) == jobs
    assert sum(isinstance(outcome, AlreadyApplied) for outcome in outcomes) == 3 * jobs
    assert len((await hiring.rows("candidates"))["candidates"]) == 1


async def test_a_known_address_adds_what_is_missing_and_changes_nothing(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()

    await hiring.newcomer(
        applicant_name="Somebody Else", applicant_phone="+44 117 496 0142", location="Bristol"
    )
    await hiring.newcomer(applicant_phone="+44 117 496 9999", location="Nowhere")

    person = await hiring.look(read_candidate, person_id)
    assert (person.name, person.phone, person.location) == (
        "Amina Rahimi",
        "+44 117 496 0142",
        "Bristol",
    )
    assert person.applications[1].applicant_name == "Somebody Else"


async def test_consents_are_kept_with_their_texts_version(hiring: Hiring) -> None:
    command = Apply(
        job_id=await hiring.job(),
        applicant_name="Amina",
        applicant_email="amina@example.org",
        consents=[
            GiveConsent(purpose="apply", text_version="2026-05"),
            GiveConsent(purpose="keep", granted=False, text_version="2026-05"),
        ],
    )

    receipt = await hiring.do(apply_for_job, command, by=NOBODY)

    async with hiring.workshop.database.reading() as session:
        rows = list(await session.scalars(select(ApplicationConsent)))
    assert [(row.purpose, row.granted, row.by) for row in rows] == [
        ("apply", True, "nobody"),
        ("keep", False, "nobody"),
    ]
    assert {row.application_id for row in rows} == {receipt.id}


async def test_a_merged_persons_address_leads_to_whom_they_are_now(hiring: Hiring) -> None:
    job_id = await hiring.job()
    keep = await hiring.newcomer(job_id=job_id)
    other = await hiring.newcomer(applicant_email="a.rahimi@example.com")
    await hiring.do(merge_candidates, MergeCandidates(keep_id=keep, merge_id=other))

    assert await hiring.newcomer(applicant_email="a.rahimi@example.com") == keep
    with pytest.raises(AlreadyApplied):
        await hiring.apply(job_id, applicant_email="a.rahimi@example.com")


async def test_a_proven_address_brings_its_earlier_applications(hiring: Hiring) -> None:
    own = await hiring.apply(await hiring.job(), applicant_email="amina@example.org")
    brice = await hiring.account("brice")
    await hiring.apply(await hiring.job(), brice, applicant_email="amina@example.org")
    await hiring.apply(await hiring.job(), applicant_email="other@example.org")
    amina = await hiring.account("amina")

    async with hiring.workshop.begin(SYSTEM) as work:
        linked = await link_applications(work, await work.session.get_one(User, amina.user_id))

    assert linked == 1
    person = await hiring.look(read_candidate, await hiring.person(own))
    assert person.user_id == amina.user_id
    async with hiring.workshop.database.reading() as session:
        assert len(list(await session.scalars(select(Candidate)))) == 2
