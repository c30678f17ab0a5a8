"""Background jobs as rows: written with the work that needs them, done at least once.

The queue only wakes whoever works; a job lost in a crash is found again by its row.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Select, String, Text, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime
from domain.kit.work import Work

MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=2)
AT_ONCE = timedelta(0)


class BackgroundJob(Base):
    """One piece of work to be done later; ``payload`` holds ids only, nothing personal."""

    __tablename__ = "background_jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(String(10), default="queued", info=NOT_PERSONAL, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    run_after: Mapped[datetime] = mapped_column(UtcTime, index=True)
    error: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)


@dataclass(frozen=True, slots=True)
class JobQueued:
    """Announced after commit: there is something to do."""

    job_id: int


async def enqueue(
    work: Work, name: str, *, after: timedelta = AT_ONCE, **payload: int | str
) -> None:
    """Plan job ``name``; it becomes due with the commit of ``work``, or ``after`` a pause.

    A job with pauses of its own plans its next try this way and is done itself.
    """
    job = BackgroundJob(
        name=name,
        payload=payload,
        state="queued",
        run_after=work.now + after,
        created_at=work.now,
    )
    work.session.add(job)
    await work.session.flush()
    if after <= AT_ONCE:
        work.announce(JobQueued(job.id))


async def enqueue_to_wait(work: Work, name: str, **payload: int | str) -> None:
    """Plan job ``name`` to be done together with others of that name; nobody is woken for it."""
    planned = {
        "name": name,
        "payload": payload,
        "state": "queued",
        "attempts": 0,
        "run_after": work.now,
        "created_at": work.now,
    }
    # By the connection: no row has to be kept for it.
    connection = await work.session.connection()
    await connection.execute(insert(BackgroundJob), planned)


async def claim(work: Work, job_id: int) -> BackgroundJob | None:
    """Take a due job for a lease of two minutes; None if somebody else has it or it is done.

    One that was never finished although it was taken often enough is given up: whoever takes it
    dies of it.
    """
    return next(iter(await claim_together(work, [job_id])), None)


async def claim_together(work: Work, ids: Collection[int]) -> list[BackgroundJob]:
    """Take those of the jobs ``ids`` that ``claim`` would take, in order."""
    due = (
        select(BackgroundJob)
        .where(BackgroundJob.id.in_(ids), BackgroundJob.state.in_(("queued", "running")))
        .where(BackgroundJob.run_after <= work.now)
        .order_by(BackgroundJob.id)
        .with_for_update(skip_locked=True)
    )
    return [job for job in await work.session.scalars(due) if _take(work, job)]


async def release_jobs(work: Work) -> None:
    """Make jobs due at once that were running when the only process was killed."""
    running = BackgroundJob.state == "running"
    await work.session.execute(update(BackgroundJob).where(running).values(run_after=work.now))


async def due_jobs(work: Work, limit: int = 100, *, apart_from: Collection[str] = ()) -> list[int]:
    """Return the ids of jobs nobody works on although their time has come.

    ``apart_from`` are names of jobs that somebody else looks for.
    """
    overdue = _overdue(work)
    if apart_from:
        overdue = overdue.where(BackgroundJob.name.not_in(apart_from))
    return list(await work.session.scalars(overdue.order_by(BackgroundJob.id).limit(limit)))


async def due_together(work: Work, name: str, limit: int) -> list[int]:
    """Return the ids of due jobs called ``name``, the oldest first."""
    overdue = _overdue(work).where(BackgroundJob.name == name)
    return list(await work.session.scalars(overdue.order_by(BackgroundJob.id).limit(limit)))


async def finish_together(work: Work, ids: Collection[int]) -> None:
    """Close claimed jobs that are done."""
    done = update(BackgroundJob).where(BackgroundJob.id.in_(ids))
    await work.session.execute(done.values(state="done", finished_at=work.now, error=None))


def _overdue(work: Work) -> Select[int]:
    return (
        select(BackgroundJob.id)
        .where(BackgroundJob.state.in_(("queued", "running")))
        .where(BackgroundJob.run_after <= work.now)
    )


async def finish(work: Work, job_id: int, error: str | None = None) -> None:
    """Close a claimed job: done, or tried again later with growing pauses, or given up."""
    job = await work.session.get_one(BackgroundJob, job_id)
    if error is None:
        outcome: dict[str, Any] = {
            "state": "done",
            "finished_at": work.now,
            "error": None,
        }
    elif job.attempts >= MOST_ATTEMPTS:
        outcome = {"state": "failed", "finished_at": work.now, "error": error}
    else:
        pause = timedelta(seconds=2**job.attempts)
        outcome = {"state": "queued", "run_after": work.now + pause, "error": error}
    await work.session.execute(
        update(BackgroundJob).where(BackgroundJob.id == job_id).values(**outcome)
    )


def _take(work: Work, job: BackgroundJob) -> bool:
    if job.attempts >= MOST_ATTEMPTS:
        job.state, job.error, job.finished_at = "failed", "Interrupted", work.now
        return False
    job.state, job.run_after, job.attempts = "running", work.now + LEASE, job.attempts + 1
    return True
