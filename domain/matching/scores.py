"""Scores: written by runs, read in lists."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select, update

from domain.candidates.models import JobApplication
from domain.candidates.schemas import MatchGlance
from domain.jobs.models import Job
from domain.kit.paging import Order
from domain.kit.upserts import as_stored, upsert
from domain.kit.work import Work
from domain.matching.engine import Scored
from domain.matching.events import MatchProgressed
from domain.matching.models import MatchFeatures, MatchRun, MatchScore
from domain.matching.ranking import NO_SCORE

_STORED = as_stored(MatchScore)
_WRITTEN = ("run_id", "score", "known_share", "missing_musts", "factors", "made_at")


def score_value(held: Any) -> float:
    """Read a score from a cursor."""
    if type(held) not in {int, float} or not NO_SCORE <= held <= 1:
        raise ValueError("not a score")
    return float(held)


BEST_FIRST = Order(MatchScore.score, MatchScore.application_id, score_value, descending=True)
BY_MATCH = Order(
    func.coalesce(MatchScore.score, NO_SCORE), JobApplication.id, score_value, descending=True
)
"""For applications ``with_match``; those without a score come last."""


async def store_batch(
    work: Work, run_id: int, scored: Sequence[Scored], *, before: int, after: int
) -> bool:
    """Keep a run's next scores, of applications after ``before`` up to ``after``.

    Returns False where there is nothing left to do: another has done this step, or a newer run
    has taken the job over.
    """
    run = await work.session.get_one(MatchRun, run_id, with_for_update=True)
    if run.cursor != before or run.state != "running" or await is_overtaken(work, run):
        return False
    await store_scores(work, run, scored)
    run.cursor, run.done = after, run.done + len(scored)
    work.announce(MatchProgressed(run.job_id, run.id, run.done, max(run.total, run.done)))
    return True


async def finish_run(work: Work, run_id: int) -> None:
    """Close a run that came to its end."""
    run = await work.session.get_one(MatchRun, run_id, with_for_update=True)
    if run.state != "done":
        run.state, run.finished_at, run.total = "done", work.now, run.done
        work.announce(MatchProgressed(run.job_id, run.id, run.done, run.total))


async def store_scores(work: Work, run: MatchRun, scored: Sequence[Scored]) -> None:
    """Keep scores that were made by ``run``'s snapshot."""
    if not scored:
        return
    statement = upsert(work.session, _STORED, ["application_id", "job_id"], _WRITTEN)
    rows = [
        {
            "job_id": run.job_id,
            "run_id": run.id,
            "application_id": one.application_id,
            "score": one.score,
            "known_share": one.known_share,
            "missing_musts": one.missing_musts,
            "factors": one.factors,
            "made_at": work.now,
        }
        for one in scored
    ]
    await work.session.execute(statement, rows)
    ids = (one.application_id for one in scored)
    work.note("match", JobApplication.__tablename__, *ids)


async def wanted_now(work: Work, ids: Collection[int]) -> list[int]:
    """Return the applications that have to be known before the next run, in order.

    They belong to an account, to which jobs are suggested, or a run has begun to score their job.
    """
    scored = select(MatchRun.job_id).where(MatchRun.state != "queued")
    wanted = (
        select(JobApplication.id)
        .where(JobApplication.id.in_(ids))
        .where(or_(JobApplication.user_id.is_not(None), JobApplication.job_id.in_(scored)))
    )
    return list(await work.session.scalars(wanted.order_by(JobApplication.id)))


async def runs_for(work: Work, ids: Collection[int]) -> list[tuple[MatchRun, list[int]]]:
    """Return the runs whose snapshots applications are to be scored by, each with those.

    That is their own job's, and, for who stands for an account, those of all open jobs.
    """
    of_ids = (
        select(JobApplication.id, JobApplication.job_id, MatchFeatures.account_id)
        .join(MatchFeatures, MatchFeatures.application_id == JobApplication.id)
        .where(JobApplication.id.in_(ids))
        .order_by(JobApplication.id)
    )
    people = (await work.session.execute(of_ids)).all()
    open_jobs = select(Job.id).where(Job.status == "Open")
    own = MatchRun.job_id.in_({person.job_id for person in people})
    is_suggested = any(person.account_id is not None for person in people)
    wanted = or_(own, MatchRun.job_id.in_(open_jobs)) if is_suggested else own
    runs = await work.session.scalars(newest_runs().where(wanted).order_by(MatchRun.id))
    is_open = set(await work.session.scalars(open_jobs)) if is_suggested else set()
    found = []
    for run in runs:
        anybody = run.job_id in is_open
        keys = [
            person.id
            for person in people
            if person.job_id == run.job_id or (anybody and person.account_id is not None)
        ]
        found.append((run, keys))
    return found


async def next_targets(work: Work, targets: Select[int], after: int, count: int) -> list[int]:
    """Return the next applications of a run, in order."""
    later = targets.where(JobApplication.id > after).order_by(JobApplication.id).limit(count)
    return list(await work.session.scalars(later))


async def is_overtaken(work: Work, run: MatchRun) -> bool:
    """Tell whether a newer run has begun to score the job."""
    newer = newest_runs().where(MatchRun.job_id == run.job_id, MatchRun.id > run.id)
    return await work.session.scalar(newer) is not None


def newest_runs() -> Select[MatchRun]:
    """Return the newest run of each job that has begun."""
    begun = select(func.max(MatchRun.id)).where(MatchRun.state != "queued")
    return select(MatchRun).where(MatchRun.id.in_(begun.group_by(MatchRun.job_id)))


def with_match(applications: Select[JobApplication]) -> Select[JobApplication]:
    """Return the applications joined to the scores for their own jobs, if they have any."""
    return applications.outerjoin(
        MatchScore,
        (MatchScore.application_id == JobApplication.id)
        & (MatchScore.job_id == JobApplication.job_id),
    )


async def matches_of(work: Work, ids: Collection[int]) -> dict[int, MatchGlance]:
    """Return how well applications match their own jobs; who was not scored is left out."""
    columns = select(MatchScore.application_id, MatchScore.score, MatchScore.known_share)
    own = columns.join(JobApplication, JobApplication.id == MatchScore.application_id)
    own = own.where(JobApplication.job_id == MatchScore.job_id, JobApplication.id.in_(ids))
    return {
        row.application_id: MatchGlance(
            score=None if row.score < 0 else row.score, known_share=row.known_share
        )
        for row in await work.session.execute(own)
    }


async def mark_running(work: Work, run_id: int, snapshot: dict[str, object]) -> None:
    """Let a run begin, with its snapshot complete."""
    begun = update(MatchRun).where(MatchRun.id == run_id, MatchRun.state == "queued")
    await work.session.execute(begun.values(state="running", snapshot=snapshot))
