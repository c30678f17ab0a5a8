"""Tracking links: where applicants come from."""

import secrets

from sqlalchemy import func, select

from domain.candidates.models import JobApplication
from domain.jobs.errors import SourceExists
from domain.jobs.finding import find_job
from domain.jobs.models import JobSource
from domain.jobs.schemas import AddSource, SourceView
from domain.kit.actor import Actor, Role
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work

_CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LENGTH = 10


async def add_source(
    work: Work, actor: Actor, job_id: int, command: AddSource, base_url: str
) -> SourceView:
    """Make a named tracking link; for recruiters and above. Raises NotFound or SourceExists."""
    actor.require(Role.RECRUITER)
    await find_job(work, actor, job_id, changing=True)
    named = select(JobSource.id).where(JobSource.job_id == job_id, JobSource.name == command.name)
    if await work.session.scalar(named) is not None:
        raise SourceExists(fields={"name": SourceExists.message})
    source = JobSource(
        job_id=job_id,
        name=command.name,
        code="".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH)),
        created_by=actor.user_id,
        created_at=work.now,
    )
    work.session.add(source)
    await work.session.flush()
    counts = await _counts(work, job_id)
    return _view(source, counts.get(source.name, 0), base_url)


async def list_sources(
    work: Work, actor: Actor, job_id: int, query: PageQuery, base_url: str
) -> Page[SourceView]:
    """Return one page of a job's tracking links with their counts, newest first."""
    actor.require(Role.RECRUITER)
    await find_job(work, actor, job_id)
    of_job = select(JobSource).where(JobSource.job_id == job_id)
    rows, cursor, total = await fetch_page(work.session, of_job, JobSource.id, query)
    counts = await _counts(work, job_id)
    items = [_view(row, counts.get(row.name, 0), base_url) for row in rows]
    return Page(items=items, next_cursor=cursor, total=total)


async def name_of_source(work: Work, job_id: int, word: str) -> str:
    """Return the name of the job's link with the code ``word``, or ``word`` itself."""
    coded = select(JobSource.name).where(JobSource.job_id == job_id, JobSource.code == word)
    return await work.session.scalar(coded) or word


async def _counts(work: Work, job_id: int) -> dict[str | None, int]:
    counted = (
        select(JobApplication.source, func.count())
        .where(JobApplication.job_id == job_id)
        .group_by(JobApplication.source)
    )
    return dict((await work.session.execute(counted)).all())


def _view(source: JobSource, applications: int, base_url: str) -> SourceView:
    return SourceView(
        id=source.id,
        job_id=source.job_id,
        name=source.name,
        code=source.code,
        url=f"{base_url}/jobs/{source.job_id}?source={source.code}",
        applications=applications,
        created_at=source.created_at,
    )
