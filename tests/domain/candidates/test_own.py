"""An applicant's own side."""

import pytest
from sqlalchemy import select

from domain.candidates.applying import apply_for_job
from domain.candidates.errors import MoveNotAllowed, NothingToUndo
from domain.candidates.moving import move_status
from domain.candidates.own import (
    check_application,
    list_own_applications,
    undo_withdrawal,
    withdraw,
)
from domain.candidates.schemas import Apply, CheckQuery, MoveStatus
from domain.candidates.standing import MAIL_STANDING, mail_standing
from domain.kit.actor import NOBODY, SYSTEM
from domain.kit.errors import FieldsInvalid, NotFound
from domain.kit.jobs import BackgroundJob
from domain.kit.paging import PageQuery
from tests.factories.hiring import Hiring
from tests.factories.mail import mails_to


async def test_a_receipt_tells_where_the_application_stands(hiring: Hiring) -> None:
    job_id, other_job = await hiring.job(), await hiring.job()
    command = Apply(job_id=job_id, applicant_name="Amina", applicant_email="a@example.org")
    receipt = await hiring.do(apply_for_job, command, by=NOBODY)
    query = CheckQuery(receipt=receipt.receipt)

    here = await hiring.do(check_application, job_id, query, by=NOBODY)
    there = await hiring.do(check_application, other_job, query, by=NOBODY)
    forged = await hiring.do(check_application, job_id, CheckQuery(receipt="x"), by=NOBODY)

    assert (here.applied, here.status) == (True, "Applied")
    assert (there.applied, there.status) == (forged.applied, forged.status) == (False, None)


async def test_an_address_alone_learns_nothing_and_is_told_by_mail(hiring: Hiring) -> None:
    job_id = await hiring.job()
    await hiring.apply(job_id, applicant_email="amina@example.org")

    answers = [
        await hiring.do(check_application, job_id, CheckQuery(email=email), by=NOBODY)
        for email in ("amina@example.org", "nobody@example.org")
    ]

    assert [(one.applied, one.status) for one in answers] == [(None, None)] * 2
    async with hiring.workshop.begin(SYSTEM) as work:
        planned = select(BackgroundJob).where(BackgroundJob.name == MAIL_STANDING)
        jobs = list(await work.session.scalars(planned))
        for job in jobs * 2:
            await mail_standing(work, **job.payload)
    [mail] = await mails_to(hiring.workshop, "amina@example.org")
    assert len(jobs) == 2
    assert "stands at: Applied" in str(mail.body)
    with pytest.raises(FieldsInvalid):
        await hiring.do(check_application, job_id, CheckQuery(), by=NOBODY)


async def test_people_see_withdraw_and_take_back_their_own(hiring: Hiring) -> None:
    amina, brice = await hiring.account("amina"), await hiring.account("brice")
    job_id = await hiring.job(title="Data analyst")
    own = await hiring.apply(job_id, amina)
    await hiring.apply(job_id, brice, applicant_email="brice@example.org")

    withdrawn = await hiring.do(withdraw, own, by=amina)
    back = await hiring.do(undo_withdrawal, own, by=amina)

    assert (withdrawn.status, back.status) == ("Withdrawn", "Applied")
    page = await hiring.look(list_own_applications, PageQuery(), by=amina)
    assert [(row.id, row.job_title) for row in page.items] == [(own, "Data analyst")]
    assert (await hiring.do(check_application, job_id, CheckQuery(), by=amina)).applied
    for service in (withdraw, undo_withdrawal):
        with pytest.raises(NotFound):
            await hiring.do(service, own, by=brice)


async def test_a_withdrawal_stands_once_somebody_has_moved_the_application(
    hiring: Hiring,
) -> None:
    amina = await hiring.account("amina")
    own = await hiring.apply(await hiring.job(), amina)
    await hiring.do(withdraw, own, by=amina)

    with pytest.raises(MoveNotAllowed):
        await hiring.do(withdraw, own, by=amina)
    review = MoveStatus(status="Under Review")
    await hiring.do(move_status, await hiring.person(own), review)

    with pytest.raises(NothingToUndo):
        await hiring.do(undo_withdrawal, own, by=amina)


async def test_without_an_account_nothing_is_ones_own(hiring: Hiring) -> None:
    own = await hiring.apply(await hiring.job())

    page = await hiring.look(list_own_applications, PageQuery(), by=NOBODY)

    assert page.total == 0
    with pytest.raises(NotFound):
        await hiring.do(withdraw, own, by=NOBODY)
