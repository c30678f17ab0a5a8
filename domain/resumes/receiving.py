"""A résumé comes in, is read now or in a moment, and is claimed by an application."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select, update

from domain.candidates.models import JobApplication
from domain.candidates.schemas import ApplicationReceipt, Apply
from domain.candidates.service import apply_for_job, find_application, hold_person
from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.crypto import keyring, new_token, token_hash
from domain.kit.files import IncomingFile
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.resumes.errors import ResumeNotYours, ResumeRefused
from domain.resumes.events import ResumeRead
from domain.resumes.models import CandidateResume
from domain.resumes.names import display_name
from domain.resumes.parsing import PARSER_VERSION, ParsedResume
from domain.resumes.queries import is_wanted, unclaimed
from domain.resumes.schemas import MEDIA_TYPES, ApplyWithResume, UploadedResume, UploadResume
from domain.resumes.views import status_of, view_of

PARSE_RESUME = "parse_resume"
RESUME_READ = "resume_read"
"""Somebody who keeps what résumés say takes in what was read."""
FORGET_UPLOAD = "forget_upload"
KEPT_UNCLAIMED = timedelta(hours=24)
_PDF = b"%PDF-"
_MOST_YEARS = 80


async def expect_file(work: Work, name: str) -> None:
    """Plan before it is stored that ``name`` goes in a day, unless an application wants it."""
    await enqueue(work, FORGET_UPLOAD, after=KEPT_UNCLAIMED, file=name)


async def check_purpose(work: Work, actor: Actor, command: UploadResume) -> None:
    """Raise NotFound unless ``actor`` may hand in a résumé for this job and application."""
    if command.job_id is not None:
        await find_job(work, actor, command.job_id)
    if command.application_id is not None:
        await find_application(work, actor, command.application_id)


async def add_resume(  # who, what for, which file, stored where, read or not yet
    work: Work,
    actor: Actor,
    command: UploadResume,
    file: IncomingFile,
    name: str,
    parsed: ParsedResume | None,
) -> UploadedResume:
    """Keep the file that was stored as ``name``; without ``parsed`` a job reads it.

    One that the person has handed in before is not stored twice. Raises NotFound.
    """
    row = CandidateResume(
        job_id=command.job_id,
        user_id=actor.user_id if actor.role == Role.CANDIDATE else None,
        resume_path=name,
        original_filename=display_name(file.filename),
        content_index=keyring().content_index(file.content),
        media_type=MEDIA_TYPES["pdf" if file.content.startswith(_PDF) else "docx"],
        size=len(file.content),
        parsing_status="pending",
        created_at=work.now,
    )
    token = None if actor.user_id is not None else new_token()
    row.upload_token_hash = token and token_hash(token)
    if command.application_id is not None:
        await _attach(work, row, await find_application(work, actor, command.application_id))
    if parsed is not None:
        _note_read(row, parsed, work)
    work.session.add(row)
    await work.session.flush()
    if parsed is None:
        await enqueue(work, PARSE_RESUME, resume_id=row.id)
    await _tell(work, row)
    return UploadedResume(**dict(view_of(row)), upload_token=token)


async def apply_with_resume(
    work: Work, actor: Actor, command: ApplyWithResume
) -> ApplicationReceipt:
    """Apply for a job, with the résumé that was uploaded before if one is named.

    Raises what applying raises, and ResumeNotYours.
    """
    proof = {"resume_id", "resume_token"}
    receipt = await apply_for_job(work, actor, Apply(**command.model_dump(exclude=proof)))
    if command.resume_id is not None:
        application = await work.session.get_one(JobApplication, receipt.id)
        row = await _own_upload(work, actor, command.resume_id, command.resume_token)
        await _attach(work, row, application)
        await work.session.flush()
        await _tell(work, row)
    return receipt


async def store_reading(
    work: Work, resume_id: int, outcome: ParsedResume | ResumeRefused
) -> CandidateResume | None:
    """Note what was read from a résumé, or why nothing could be; None if it is gone by now."""
    row = await work.session.get(CandidateResume, resume_id, with_for_update=True)
    if row is None:
        return None
    if isinstance(outcome, ParsedResume):
        _note_read(row, outcome, work)
        await _tell(work, row)
    elif row.facts is None:
        row.parsing_status, row.failure, row.parsed_at = "failed", outcome.message, work.now
    await work.session.flush()
    return row


async def forget_unclaimed(work: Work, name: str) -> bool:
    """Delete the rows of a stored file that nobody has claimed in a day.

    Returns whether the file itself can go.
    """
    for row in await work.session.scalars(unclaimed(name, work.now - KEPT_UNCLAIMED)):
        await work.session.delete(row)
    await work.session.flush()
    return not await work.session.scalar(is_wanted(name))


async def follow_applications(work: Work, application_ids: Collection[int], person_id: int) -> None:
    """Let résumés go with their applications to another person."""
    moved = CandidateResume.candidate_id.in_(application_ids)
    ids = list(await work.session.scalars(select(CandidateResume.id).where(moved)))
    if ids:
        of_these = CandidateResume.id.in_(ids)
        await work.session.execute(
            update(CandidateResume).where(of_these).values(person_id=person_id)
        )
        work.note("change", CandidateResume.__tablename__, *ids)


async def _own_upload(
    work: Work, actor: Actor, resume_id: int, token: str | None
) -> CandidateResume:
    """Return an upload that no application has claimed; the token or the account proves it."""
    found = select(CandidateResume).where(
        CandidateResume.id == resume_id, CandidateResume.candidate_id.is_(None)
    )
    if token is not None:
        found = found.where(CandidateResume.upload_token_hash == token_hash(token))
    elif actor.user_id is not None:
        found = found.where(CandidateResume.user_id == actor.user_id)
    else:
        raise ResumeNotYours(fields={"resume_token": "Send the token that the upload gave you."})
    row = await work.session.scalar(found.with_for_update())
    if row is None:
        raise ResumeNotYours(fields={"resume_id": ResumeNotYours.message})
    return row


async def _attach(work: Work, row: CandidateResume, application: JobApplication) -> None:
    """Bind ``row`` to an application; the same file of the same person is kept once."""
    row.candidate_id, row.job_id = application.id, application.job_id
    row.person_id = application.person_id
    # Two of the same file at once: the second waits here and sees the first.
    await hold_person(work, application.person_id)
    known = select(CandidateResume.resume_path).where(
        CandidateResume.person_id == row.person_id,
        CandidateResume.content_index == row.content_index,
        CandidateResume.resume_path != row.resume_path,
    )
    with work.session.no_autoflush:
        path = await work.session.scalar(known.order_by(CandidateResume.id).limit(1))
    if path is not None:
        await enqueue(work, FORGET_UPLOAD, file=row.resume_path)
        row.resume_path = path


def _note_read(row: CandidateResume, parsed: ParsedResume, work: Work) -> None:
    facts = parsed.facts
    years = facts.experience_years
    row.media_type = MEDIA_TYPES[parsed.kind]
    row.parsed_text = parsed.text
    row.facts = facts.model_dump(mode="json")
    row.skills = [skill.name for skill in facts.skills]
    row.warnings = [warning.model_dump(mode="json") for warning in facts.warnings]
    row.experience_years = None if years is None else min(int(years), _MOST_YEARS)
    row.experience_level = facts.experience_level
    row.parsing_status, row.failure = status_of(facts), None
    row.parser_version, row.parsed_at = PARSER_VERSION, work.now


async def _tell(work: Work, row: CandidateResume) -> None:
    if row.candidate_id is not None and row.person_id is not None and row.facts is not None:
        await enqueue(work, RESUME_READ, resume_id=row.id)
        work.announce(ResumeRead(row.id, row.candidate_id, row.person_id))
