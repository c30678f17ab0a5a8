"""Applying for a job: one person by e-mail address, one application per person and job."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.candidates.errors import AlreadyApplied, JobNotOpen
from domain.candidates.models import ApplicationConsent, Candidate, JobApplication
from domain.candidates.people import add_person, fingerprint, follow_merges, person_by_email, touch
from domain.candidates.schemas import ApplicationReceipt, Apply
from domain.candidates.search import index_new_person, index_person
from domain.jobs.service import find_job, take_in
from domain.kit.actor import Actor, Role
from domain.kit.crypto import keyring, new_token, token_hash
from domain.kit.work import Work
from domain.matching.service import expect_application
from domain.webhooks.service import tell


async def apply_for_job(work: Work, actor: Actor, command: Apply) -> ApplicationReceipt:
    """Store an application with its consents, and its person if they are new.

    Raises NotFound, JobNotOpen, FieldsInvalid or AlreadyApplied.
    """
    job = await find_job(work, actor, command.job_id)
    if job.status != "Open":
        raise JobNotOpen
    intake = await take_in(work, job, command.answers, command.source)
    account = actor.user_id if actor.role == Role.CANDIDATE else None
    person, is_new = await _person_of(work, account, command)
    receipt = new_token()
    application = JobApplication(
        **command.model_dump(exclude={"answers", "consents", "location", "source"}),
        answers=intake.answers,
        form_version=intake.form_version,
        source=intake.source,
        person_id=person.id,
        user_id=account,
        email_index=keyring().blind_index(command.applicant_email),
        status="Applied",
        receipt_hash=token_hash(receipt),
        applied_at=work.now,
        updated_at=work.now,
    )
    await _store(work, application, is_new=is_new)
    _store_consents(work, actor, application, command)
    await (index_new_person if is_new else index_person)(work, person)
    await work.session.flush()
    ids = {"application_id": application.id, "job_id": job.id}
    await tell(work, "application.created", **ids, status=application.status)
    await expect_application(work, application.id)
    return ApplicationReceipt(id=application.id, status="Applied", receipt=receipt)


async def _person_of(work: Work, account: int | None, command: Apply) -> tuple[Candidate, bool]:
    """Return who applies, and whether nobody knew them before.

    An address proves nothing: whoever applies under a known one adds what is missing, and never
    changes what is known about the person.
    """
    known = await person_by_email(work, command.applicant_email)
    if known is None:
        new = _new_person(work, account, command)
        known = await add_person(work, new)
        if known is new:
            return new, True
    person = await follow_merges(work, known, lock=True)
    if person.phone is None or person.location is None:
        person.phone = person.phone or command.applicant_phone
        person.location = person.location or command.location
        fingerprint(person)
        person.updated_at = work.now
    touch(person, work.now)
    return person, False


def _new_person(work: Work, account: int | None, command: Apply) -> Candidate:
    person = Candidate(
        user_id=account,
        name=command.applicant_name,
        email=command.applicant_email,
        phone=command.applicant_phone,
        location=command.location,
        created_at=work.now,
        updated_at=work.now,
        last_active_at=work.now,
    )
    fingerprint(person)
    return person


async def _store(work: Work, application: JobApplication, *, is_new: bool) -> None:
    # Under another address the same person may have applied; the database guards one address.
    if not is_new and await _applied_before(work, application):
        raise AlreadyApplied
    work.session.add(application)
    try:
        await work.session.flush()
    except IntegrityError as error:
        raise AlreadyApplied from error


async def _applied_before(work: Work, application: JobApplication) -> bool:
    earlier = select(JobApplication.id).where(
        JobApplication.job_id == application.job_id,
        JobApplication.person_id == application.person_id,
    )
    return await work.session.scalar(earlier.limit(1)) is not None


def _store_consents(work: Work, actor: Actor, application: JobApplication, command: Apply) -> None:
    work.session.add_all(
        ApplicationConsent(
            application_id=application.id, by=actor.key, at=work.now, **consent.model_dump()
        )
        for consent in command.consents
    )
