"""Finding one job, to read it or to change it."""

from domain.jobs.errors import NotYourJob
from domain.jobs.models import Job
from domain.jobs.queries import visible_jobs
from domain.kit.actor import Actor, Role
from domain.kit.errors import NotFound
from domain.kit.work import Work


async def find_job(work: Work, actor: Actor, job_id: int, *, changing: bool = False) -> Job:
    """Return the row of a job that ``actor`` may see; NotFound otherwise.

    With ``changing``, others who are about to change the job wait until this work is done.
    """
    statement = visible_jobs(actor).where(Job.id == job_id)
    if changing:
        statement = statement.with_for_update()
    job = await work.session.scalar(statement)
    if job is None:
        raise NotFound("There is no such job, or it is not open to you.")
    return job


async def find_own_job(work: Work, actor: Actor, job_id: int) -> Job:
    """Return a job to be changed by its owner or an administrator.

    Raises NotAllowed below recruiter, NotFound, or NotYourJob.
    """
    actor.require(Role.RECRUITER)
    job = await find_job(work, actor, job_id, changing=True)
    is_owner = actor.user_id is not None and job.created_by == actor.user_id
    if not is_owner and not actor.reaches(Role.ADMIN):
        raise NotYourJob
    return job
