"""Changing and deleting jobs."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from domain.jobs import rules
from domain.jobs.errors import JobChanged
from domain.jobs.finding import find_own_job
from domain.jobs.lifecycle import move, touch
from domain.jobs.models import Job, JobForm, JobSource
from domain.jobs.schemas import EditJob, JobGone, JobView, ReplaceJob
from domain.jobs.upkeep import keep_up, let_go
from domain.kit.actor import Actor
from domain.kit.fields import iso_z
from domain.kit.work import Work

_NOT_COLUMNS = {"status", "expected_updated_at"}


async def change_job(
    work: Work, actor: Actor, job_id: int, command: ReplaceJob | EditJob, *, approval: bool = False
) -> JobView:
    """Change a job's fields, and its state where ``status`` asks for another one.

    Of an EditJob only the fields that were sent count. Raises NotFound, NotYourJob, JobChanged or
    ImpossibleMove.
    """
    job = await find_own_job(work, actor, job_id)
    _require_unchanged(job, command.expected_updated_at)
    only_sent = isinstance(command, EditJob)
    fields = command.model_dump(exclude=_NOT_COLUMNS, exclude_unset=only_sent)
    for name, value in fields.items():
        setattr(job, name, value)
    touch(work, job)
    if command.status is not None and command.status != job.status:
        _move_to(work, job, command.status, approval=approval)
    await keep_up(work, job)
    return JobView.model_validate(job)


async def delete_job(work: Work, actor: Actor, job_id: int) -> JobGone:
    """Delete a job; where applications or anything else depends on it, archive it instead.

    Raises NotFound or NotYourJob.
    """
    job = await find_own_job(work, actor, job_id)
    try:
        async with work.session.begin_nested():
            await _destroy(work, job)
    except IntegrityError:
        if job.status != "Archived":
            move(work, job, "Archived")
        await work.session.flush()
        return JobGone(id=job_id, outcome="archived")
    return JobGone(id=job_id, outcome="deleted")


async def _destroy(work: Work, job: Job) -> None:
    await let_go(work, job)
    for owned in (JobForm, JobSource):
        await work.session.execute(delete(owned).where(owned.job_id == job.id))
    # By statement: what depends on the job shows in the database's refusal, whoever owns it.
    await work.session.execute(delete(Job).where(Job.id == job.id))


def _require_unchanged(job: Job, expected: datetime | None) -> None:
    # Compared as it was shown, in milliseconds.
    if expected is not None and iso_z(expected) != iso_z(job.updated_at):
        raise JobChanged(details={"updated_at": iso_z(job.updated_at)})


def _move_to(work: Work, job: Job, wanted: rules.JobStatus, *, approval: bool) -> None:
    verb = rules.verb_between(rules.status_of(job.status), wanted)
    move(work, job, rules.after(rules.status_of(job.status), verb, approval=approval))
