"""Posting and reading jobs."""

from domain.jobs.models import Job
from domain.jobs.queries import visible_jobs
from domain.jobs.schemas import JobView, PostJob
from domain.kit.actor import Actor, Role
from domain.kit.errors import NotFound
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work


async def post_job(work: Work, actor: Actor, command: PostJob) -> JobView:
    """Create a job owned by ``actor``, who must be a recruiter or above."""
    actor.require(Role.RECRUITER)
    fields = command.model_dump()
    job = Job(**fields, created_by=actor.user_id, created_at=work.now, updated_at=work.now)
    work.session.add(job)
    await work.session.flush()
    return JobView.model_validate(job)


async def list_jobs(work: Work, actor: Actor, query: PageQuery) -> Page[JobView]:
    """Return one page of the jobs that ``actor`` may see, newest first."""
    rows, cursor, total = await fetch_page(work.session, visible_jobs(actor), Job.id, query)
    return Page(items=[JobView.model_validate(r) for r in rows], next_cursor=cursor, total=total)


async def read_job(work: Work, actor: Actor, job_id: int) -> JobView:
    """Return one job; NotFound when ``actor`` may not see it."""
    return JobView.model_validate(await find_job(work, actor, job_id))


async def find_job(work: Work, actor: Actor, job_id: int) -> Job:
    """Return the row of a job that ``actor`` may see; NotFound otherwise."""
    job = await work.session.scalar(visible_jobs(actor).where(Job.id == job_id))
    if job is None:
        raise NotFound("There is no such job, or it is not open to you.")
    return job
