"""Looking at résumés, fetching their files, deleting them; and the feature's doors."""

from dataclasses import dataclass

from domain.candidates.service import find_person
from domain.kit.actor import Actor, Role
from domain.kit.jobs import enqueue
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work
from domain.resumes.errors import NoSuchResume
from domain.resumes.facts import ResumeFacts
from domain.resumes.models import CandidateResume
from domain.resumes.names import download_name
from domain.resumes.queries import resumes_of_person, visible_resumes
from domain.resumes.receiving import (
    FORGET_UPLOAD,
    RESUME_READ,
    apply_with_resume,
    follow_applications,
)
from domain.resumes.schemas import MEDIA_TYPES, ResumeDetail, ResumeGlance, ResumeGone
from domain.resumes.views import detail_of, glance_of

__all__ = [
    "RESUME_READ",
    "FileTicket",
    "apply_with_resume",
    "delete_resume",
    "facts_of",
    "fetch_file",
    "find_resume",
    "follow_applications",
    "list_resumes",
    "newest_facts",
    "read_resume",
]
_KINDS = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}


@dataclass(frozen=True, slots=True)
class FileTicket:
    """Where a résumé's file is kept, and how it is handed out."""

    path: str
    name: str
    media_type: str


async def read_resume(work: Work, actor: Actor, resume_id: int, token: str | None) -> ResumeDetail:
    """Return a résumé to its uploader, its owner and recruiters. Raises NoSuchResume."""
    return detail_of(await find_resume(work, actor, resume_id, token))


async def facts_of(work: Work, resume_id: int) -> tuple[int, ResumeFacts, str] | None:
    """Return the application that a résumé came with, what was read from it, and its text.

    None where it is gone, has not been read, or came with no application.
    """
    row = await work.session.get(CandidateResume, resume_id)
    if row is None or row.candidate_id is None or row.facts is None:
        return None
    return row.candidate_id, ResumeFacts.model_validate(row.facts), row.parsed_text or ""


async def newest_facts(work: Work, actor: Actor, person_id: int) -> tuple[ResumeFacts, str] | None:
    """Return what was read from a person's newest résumé that was read, and its text.

    For recruiters and above. Raises NoSuchCandidate.
    """
    person = await find_person(work, actor, person_id)
    read = resumes_of_person(person.id).where(CandidateResume.facts.is_not(None))
    row = await work.session.scalar(read.order_by(CandidateResume.id.desc()).limit(1))
    if row is None or row.facts is None:
        return None
    return ResumeFacts.model_validate(row.facts), row.parsed_text or ""


async def find_resume(
    work: Work, actor: Actor, resume_id: int, token: str | None = None
) -> CandidateResume:
    """Return a résumé that ``actor`` may see. Raises NoSuchResume."""
    seen = visible_resumes(actor, token).where(CandidateResume.id == resume_id)
    row = await work.session.scalar(seen)
    if row is None:
        raise NoSuchResume
    return row


async def list_resumes(
    work: Work, actor: Actor, person_id: int, query: PageQuery
) -> Page[ResumeGlance]:
    """Return one page of a person's résumés, newest first; for recruiters and above."""
    person = await find_person(work, actor, person_id)
    statement = resumes_of_person(person.id)
    rows, cursor, total = await fetch_page(work.session, statement, CandidateResume.id, query)
    return Page(items=[glance_of(row) for row in rows], next_cursor=cursor, total=total)


async def fetch_file(work: Work, actor: Actor, filename: str) -> FileTicket:
    """Return how to hand out a file; for recruiters and above, and noted for the audit."""
    actor.require(Role.RECRUITER)
    named = visible_resumes(actor, None).where(CandidateResume.resume_path == filename)
    row = await work.session.scalar(named.order_by(CandidateResume.id.desc()).limit(1))
    if row is None:
        raise NoSuchResume
    work.note("download", CandidateResume.__tablename__, row.id)
    name = download_name(row.original_filename, _KINDS[row.media_type])
    return FileTicket(row.resume_path, name, row.media_type)


async def delete_resume(work: Work, actor: Actor, resume_id: int) -> ResumeGone:
    """Delete a résumé and, if no other needs it, its file; for recruiters and above."""
    actor.require(Role.RECRUITER)
    row = await find_resume(work, actor, resume_id)
    await work.session.delete(row)
    await enqueue(work, FORGET_UPLOAD, file=row.resume_path)
    return ResumeGone(id=resume_id)
