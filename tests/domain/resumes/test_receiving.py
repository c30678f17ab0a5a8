"""Résumés come in, are claimed once, stored once a person, and go when nobody wants them."""

from typing import Any

import pytest
from sqlalchemy import func, select

from domain.audit.models import AuditRecord
from domain.candidates.merging import merge_candidates, undo_merge
from domain.candidates.schemas import MergeCandidates
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.crypto import new_token
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.files import new_file_name
from domain.kit.jobs import BackgroundJob
from domain.kit.paging import PageQuery
from domain.kit.work import WorkShop
from domain.resumes.errors import NoSuchResume, ReadingTooLong, ResumeNotYours
from domain.resumes.events import ResumeRead
from domain.resumes.models import CandidateResume
from domain.resumes.receiving import (
    FORGET_UPLOAD,
    KEPT_UNCLAIMED,
    PARSE_RESUME,
    add_resume,
    apply_with_resume,
    forget_unclaimed,
    store_reading,
)
from domain.resumes.schemas import ApplyWithResume, UploadedResume, UploadResume
from domain.resumes.service import delete_resume, fetch_file, list_resumes, read_resume
from tests.factories.clock import SettableClock
from tests.factories.hiring import Hiring, open_hiring
from tests.factories.resumes import docx_of, file_of, pdf_of, rich_reading

ALL = PageQuery()


@pytest.fixture
async def hiring(workshop: WorkShop) -> Hiring:
    return await open_hiring(workshop)


async def upload(hiring: Hiring, by: Actor = NOBODY, **options: Any) -> UploadedResume:
    command = UploadResume(
        job_id=options.get("job_id"), application_id=options.get("application_id")
    )
    file = options.get("file") or file_of()
    parsed = options.get("parsed", rich_reading())
    return await hiring.do(add_resume, command, file, new_file_name(), parsed, by=by)


async def apply_with(hiring: Hiring, by: Actor = NOBODY, **fields: Any) -> int:
    job_id = fields.pop("job_id", None) or await hiring.job()
    defaults = {"applicant_name": "Amina Rahimi", "applicant_email": "amina@example.org"}
    command = ApplyWithResume(job_id=job_id, **defaults | fields)
    return (await hiring.do(apply_with_resume, command, by=by)).id


async def stored(hiring: Hiring, resume_id: int | None) -> CandidateResume:
    async with hiring.workshop.database.reading() as session:
        return await session.get_one(CandidateResume, resume_id)


async def queued(hiring: Hiring, name: str) -> list[dict[str, Any]]:
    wanted = select(BackgroundJob.payload).where(BackgroundJob.name == name)
    async with hiring.workshop.database.reading() as session:
        return list(await session.scalars(wanted))


async def test_who_uploads_without_an_account_sees_and_uses_it_by_the_token(
    hiring: Hiring,
) -> None:
    view = await upload(hiring)

    assert view.upload_token is not None
    assert view.contact.email == "amina@example.org"
    detail = await hiring.look(read_resume, view.id, view.upload_token, by=NOBODY)
    assert detail.facts is not None
    assert detail.text is not None
    name = detail.facts.name
    assert name is not None
    assert detail.text[name.span.start : name.span.end] == "Amina Rahimi"
    for token in (None, "", new_token()):
        with pytest.raises(NoSuchResume):
            await hiring.look(read_resume, view.id, token, by=NOBODY)

    application_id = await apply_with(hiring, resume_id=view.id, resume_token=view.upload_token)

    row = await stored(hiring, view.id)
    assert row.candidate_id == application_id
    assert row.person_id == await hiring.person(application_id)
    assert ResumeRead(row.id, application_id, row.person_id) in hiring.announced


@pytest.mark.parametrize("token", [None, "wrong", "x" * 200])
async def test_a_resume_is_claimed_by_nobody_else(hiring: Hiring, token: str | None) -> None:
    view = await upload(hiring)
    before = await hiring.rows("job_applications", "candidates")

    with pytest.raises(ResumeNotYours):
        await apply_with(hiring, resume_id=view.id, resume_token=token)

    assert await hiring.rows("job_applications", "candidates") == before


async def test_a_resume_is_claimed_once(hiring: Hiring) -> None:
    view = await upload(hiring)
    await apply_with(hiring, resume_id=view.id, resume_token=view.upload_token)

    with pytest.raises(ResumeNotYours):
        await apply_with(hiring, resume_id=view.id, resume_token=view.upload_token)


async def test_an_account_needs_no_token(hiring: Hiring) -> None:
    amina = await hiring.account("amina")
    stranger = await hiring.account("stranger")
    view = await upload(hiring, by=amina)

    assert view.upload_token is None
    assert (await hiring.look(read_resume, view.id, None, by=amina)).id == view.id
    with pytest.raises(NoSuchResume):
        await hiring.look(read_resume, view.id, None, by=stranger)
    with pytest.raises(ResumeNotYours):
        await apply_with(hiring, by=stranger, resume_id=view.id)
    assert await apply_with(hiring, by=amina, resume_id=view.id)


async def test_nobody_hands_in_a_resume_for_somebody_elses_application(hiring: Hiring) -> None:
    amina, stranger = await hiring.account("amina"), await hiring.account("stranger")
    application_id = await hiring.apply(await hiring.job(), amina)

    for actor in (NOBODY, stranger):
        with pytest.raises(NotFound):
            await upload(hiring, by=actor, application_id=application_id)
    for actor in (amina, hiring.recruiter):
        view = await upload(hiring, by=actor, application_id=application_id)
        assert (await stored(hiring, view.id)).candidate_id == application_id


async def test_the_same_file_of_the_same_person_is_stored_once(hiring: Hiring) -> None:
    first = await apply_with(hiring)
    second = await apply_with(hiring)
    other = await apply_with(hiring, applicant_email="zaynab@example.org")

    views = [
        await upload(hiring, by=hiring.recruiter, application_id=application_id, **options)
        for application_id, options in (
            (first, {}),
            (second, {}),
            (second, {"file": file_of(content=docx_of())}),
            (other, {}),
        )
    ]

    rows = [await stored(hiring, view.id) for view in views]
    assert rows[0].resume_path == rows[1].resume_path
    assert len({row.resume_path for row in rows}) == 3
    assert len({row.content_index for row in rows}) == 2
    assert len(await queued(hiring, FORGET_UPLOAD)) == 1


async def test_what_takes_longer_is_read_by_a_job(hiring: Hiring) -> None:
    application_id = await apply_with(hiring)
    view = await upload(hiring, by=hiring.recruiter, application_id=application_id, parsed=None)

    assert view.parsing_status == "pending"
    assert view.message is not None
    assert await queued(hiring, PARSE_RESUME) == [{"resume_id": view.id}]

    async with hiring.workshop.begin(SYSTEM) as work:
        await store_reading(work, view.id or 0, rich_reading())

    row = await stored(hiring, view.id)
    assert (row.parsing_status, row.skills, row.experience_years) == (
        "parsed",
        ["Python", "SQL"],
        8,
    )
    assert [type(news) for news in hiring.announced].count(ResumeRead) == 1


async def test_what_cannot_be_read_says_why_and_keeps_what_was_known(hiring: Hiring) -> None:
    pending, known = await upload(hiring, parsed=None), await upload(hiring)

    for view in (pending, known):
        async with hiring.workshop.begin(SYSTEM) as work:
            await store_reading(work, view.id or 0, ReadingTooLong())

    failed = await hiring.look(read_resume, pending.id, pending.upload_token, by=NOBODY)
    assert (failed.parsing_status, failed.message) == ("failed", ReadingTooLong.message)
    assert (await stored(hiring, known.id)).parsing_status == "parsed"


async def test_an_upload_that_nobody_claims_goes_after_a_day(
    hiring: Hiring, clock: SettableClock
) -> None:
    lost, used = await upload(hiring), await upload(hiring)
    await apply_with(hiring, resume_id=used.id, resume_token=used.upload_token)
    rows = [await stored(hiring, view.id) for view in (lost, used)]

    clock.pass_by(KEPT_UNCLAIMED.total_seconds() - 60)
    assert await forgotten(hiring, rows) == [False, False]
    clock.pass_by(60)
    assert await forgotten(hiring, rows) == [True, False]

    async with hiring.workshop.database.reading() as session:
        assert list(await session.scalars(select(CandidateResume.id))) == [used.id]
    assert await forgotten(hiring, rows) == [True, False]


async def forgotten(hiring: Hiring, rows: list[CandidateResume]) -> list[bool]:
    async with hiring.workshop.begin(SYSTEM) as work:
        return [await forget_unclaimed(work, row.resume_path) for row in rows]


async def test_recruiters_list_fetch_and_delete_and_the_audit_knows(hiring: Hiring) -> None:
    application_id = await apply_with(hiring)
    person_id = await hiring.person(application_id)
    view = await upload(hiring, by=hiring.recruiter, application_id=application_id)
    row = await stored(hiring, view.id)

    page = await hiring.look(list_resumes, person_id, ALL)
    ticket = await hiring.look(fetch_file, row.resume_path)
    await hiring.do(delete_resume, view.id)

    assert [item.filename for item in page.items] == [row.resume_path]
    assert (ticket.path, ticket.name) == (row.resume_path, "amina-rahimi.pdf")
    assert (await hiring.look(list_resumes, person_id, ALL)).total == 0
    assert {"file": row.resume_path} in await queued(hiring, FORGET_UPLOAD)
    of_resumes = select(AuditRecord.action, func.count()).where(
        AuditRecord.entity == "candidate_resumes"
    )
    async with hiring.workshop.database.reading() as session:
        actions = dict((await session.execute(of_resumes.group_by(AuditRecord.action))).all())
    assert set(actions) >= {"create", "read", "download", "delete"}


@pytest.mark.parametrize("role", [None, Role.CANDIDATE])
async def test_others_neither_list_nor_fetch_nor_delete(hiring: Hiring, role: Role | None) -> None:
    actor = NOBODY if role is None else await hiring.account("amina", role)
    application_id = await apply_with(hiring, by=actor)
    view = await upload(hiring, by=hiring.recruiter, application_id=application_id)
    row = await stored(hiring, view.id)

    for service, key in (
        (list_resumes, row.person_id),
        (fetch_file, row.resume_path),
        (delete_resume, view.id),
    ):
        with pytest.raises(NotAllowed):
            await hiring.do(service, *([key, ALL] if service is list_resumes else [key]), by=actor)


async def test_resumes_go_with_a_merge_and_come_back(hiring: Hiring) -> None:
    kept = await apply_with(hiring)
    gone = await apply_with(hiring, applicant_email="a.rahimi@example.org")
    keep_id, merge_id = await hiring.person(kept), await hiring.person(gone)
    view = await upload(hiring, by=hiring.recruiter, application_id=gone)

    merge = await hiring.do(merge_candidates, MergeCandidates(keep_id=keep_id, merge_id=merge_id))
    page = await hiring.look(list_resumes, keep_id, ALL)
    await hiring.do(undo_merge, merge.id)

    assert [item.id for item in page.items] == [view.id]
    assert (await hiring.look(list_resumes, keep_id, ALL)).total == 0
    assert (await hiring.look(list_resumes, merge_id, ALL)).total == 1


@pytest.mark.parametrize("content", [pdf_of(), docx_of()], ids=["pdf", "docx"])
async def test_the_media_type_comes_from_the_file_and_not_from_its_name(
    hiring: Hiring, content: bytes
) -> None:
    view = await upload(hiring, file=file_of("cv.html", content), parsed=None)

    kind = "pdf" if content.startswith(b"%PDF") else "openxmlformats"
    assert kind in (await stored(hiring, view.id)).media_type
