"""Applying for jobs and reading applications."""

from sqlalchemy import Select, false, select
from sqlalchemy.exc import IntegrityError

from domain.candidates.models import JobApplication
from domain.candidates.schemas import (
    ApplicationQuery,
    ApplicationReceipt,
    ApplicationView,
    Apply,
)
from domain.jobs.service import find_job, take_in
from domain.kit.actor import Actor, Role
from domain.kit.crypto import keyring, new_token, token_hash
from domain.kit.errors import DomainError, Kind, NotFound
from domain.kit.paging import Order, Page, fetch_sorted, whole_value
from domain.kit.work import Work
from domain.matching.service import BY_MATCH, expect_application, matches_of, with_match
from domain.webhooks.service import tell

_NEWEST = Order(JobApplication.id, JobApplication.id, whole_value, descending=True)


class AlreadyApplied(DomainError):
    """This person has applied for this job before."""

    kind = Kind.CONFLICT
    message = "You have already applied for this job. Your receipt shows where it stands."


class JobNotOpen(DomainError):
    """The job does not take applications."""

    kind = Kind.CONFLICT
    message = "This job does not take applications at the moment."


async def apply_for_job(work: Work, actor: Actor, command: Apply) -> ApplicationReceipt:
    """Store an application. Raises NotFound, JobNotOpen, FieldsInvalid or AlreadyApplied."""
    job = await find_job(work, actor, command.job_id)
    if job.status != "Open":
        raise JobNotOpen
    intake = await take_in(work, job, command.answers, command.source)
    receipt = new_token()
    candidate_id = actor.user_id if actor.role == Role.CANDIDATE else None
    application = JobApplication(
        **command.model_dump(exclude={"answers", "source"}),
        answers=intake.answers,
        form_version=intake.form_version,
        source=intake.source,
        user_id=candidate_id,
        email_index=keyring().blind_index(command.applicant_email),
        status="Applied",
        receipt_hash=token_hash(receipt),
        applied_at=work.now,
        updated_at=work.now,
    )
    work.session.add(application)
    try:
        await work.session.flush()
    except IntegrityError as error:
        raise AlreadyApplied from error
    ids = {"application_id": application.id, "job_id": job.id}
    await tell(work, "application.created", **ids, status=application.status)
    await expect_application(work, application.id)
    return ApplicationReceipt(id=application.id, status="Applied", receipt=receipt)


def visible_applications(actor: Actor) -> Select[JobApplication]:
    """Return all applications for recruiters and above, a candidate's own otherwise."""
    applications = select(JobApplication)
    if actor.reaches(Role.RECRUITER):
        return applications
    # Comparing with None would mean IS NULL and show every application without an account.
    if actor.application_id is not None:
        return applications.where(JobApplication.id == actor.application_id)
    if actor.user_id is not None:
        return applications.where(JobApplication.user_id == actor.user_id)
    return applications.where(false())


async def list_applications(
    work: Work, actor: Actor, job_id: int, query: ApplicationQuery
) -> Page[ApplicationView]:
    """Return one page of a job's applications with their matches; for recruiters and above."""
    actor.require(Role.RECRUITER)
    await find_job(work, actor, job_id)
    of_job = visible_applications(actor).where(JobApplication.job_id == job_id)
    order = _NEWEST
    if query.sort == "match":
        of_job, order = with_match(of_job), BY_MATCH
    rows, cursor, total = await fetch_sorted(work.session, of_job, order, query)
    matches = await matches_of(work, [row.id for row in rows])
    views = [
        ApplicationView.model_validate(row).model_copy(update={"match": matches.get(row.id)})
        for row in rows
    ]
    return Page(items=views, next_cursor=cursor, total=total)


async def find_application(work: Work, actor: Actor, application_id: int) -> JobApplication:
    """Return an application that ``actor`` may see; NotFound otherwise."""
    found = visible_applications(actor).where(JobApplication.id == application_id)
    application = await work.session.scalar(found)
    if application is None:
        raise NotFound("There is no such application.")
    return application


async def is_own_application(work: Work, actor: Actor, application_id: int) -> bool:
    """Tell whether ``actor`` is the person who applied."""
    if actor.application_id is not None:
        return actor.application_id == application_id
    if actor.user_id is None:
        return False
    own = select(JobApplication.id).where(
        JobApplication.id == application_id, JobApplication.user_id == actor.user_id
    )
    return await work.session.scalar(own) is not None
