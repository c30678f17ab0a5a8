"""A job's way from draft to archive, and its approval."""

from datetime import timedelta

from domain.jobs import rules
from domain.jobs.errors import OwnJob
from domain.jobs.finding import find_job, find_own_job
from domain.jobs.models import Job
from domain.jobs.rules import JobStatus
from domain.jobs.schemas import JobView, RejectJob
from domain.kit.actor import Actor, Role
from domain.kit.work import Work

_TICK = timedelta(milliseconds=1)


async def publish_job(work: Work, actor: Actor, job_id: int, *, approval: bool) -> JobView:
    """Open a draft, or hand it in for approval. Raises NotFound, NotYourJob, ImpossibleMove."""
    return await _move_own(work, actor, job_id, "publish", approval=approval)


async def close_job(work: Work, actor: Actor, job_id: int) -> JobView:
    """Stop taking applications. Raises as ``publish_job``."""
    return await _move_own(work, actor, job_id, "close")


async def reopen_job(work: Work, actor: Actor, job_id: int) -> JobView:
    """Open a closed job again, or make an archived one a draft. Raises as ``publish_job``."""
    return await _move_own(work, actor, job_id, "reopen")


async def archive_job(work: Work, actor: Actor, job_id: int) -> JobView:
    """Put a job away. Raises as ``publish_job``."""
    return await _move_own(work, actor, job_id, "archive")


async def approve_job(work: Work, actor: Actor, job_id: int) -> JobView:
    """Open a job that waits for it; for experts and above who did not post it.

    Raises NotFound, OwnJob or ImpossibleMove.
    """
    job = await _find_for_decision(work, actor, job_id)
    move(work, job, rules.after(rules.status_of(job.status), "approve", approval=True))
    job.approved_by = actor.user_id
    await work.session.flush()
    return JobView.model_validate(job)


async def reject_job(work: Work, actor: Actor, job_id: int, command: RejectJob) -> JobView:
    """Send a job that waits for approval back as a draft, with the reason. Raises as approving."""
    job = await _find_for_decision(work, actor, job_id)
    move(work, job, rules.after(rules.status_of(job.status), "reject", approval=True))
    job.review_note = command.reason
    await work.session.flush()
    return JobView.model_validate(job)


def move(work: Work, job: Job, status: JobStatus) -> None:
    """Set a job's state, which the rules allow, and what follows from it."""
    job.status = status
    touch(work, job)
    if status == "Open":
        job.published_at, job.closed_at = job.published_at or work.now, None
        job.review_note = None
    elif status == "Pending Approval":
        job.review_note, job.approved_by = None, None
    elif status == "Draft":
        job.published_at, job.closed_at = None, None
    elif job.closed_at is None and job.published_at is not None:
        job.closed_at = work.now


def touch(work: Work, job: Job) -> None:
    """Note a change in ``updated_at``; never the same twice, so that a change shows in it."""
    job.updated_at = max(work.now, job.updated_at + _TICK)


async def _move_own(
    work: Work, actor: Actor, job_id: int, verb: rules.Verb, *, approval: bool = False
) -> JobView:
    job = await find_own_job(work, actor, job_id)
    move(work, job, rules.after(rules.status_of(job.status), verb, approval=approval))
    await work.session.flush()
    return JobView.model_validate(job)


async def _find_for_decision(work: Work, actor: Actor, job_id: int) -> Job:
    actor.require(Role.DOMAIN_EXPERT)
    job = await find_job(work, actor, job_id, changing=True)
    if actor.user_id is not None and job.created_by == actor.user_id:
        raise OwnJob
    return job
