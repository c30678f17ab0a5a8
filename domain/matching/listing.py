"""Reading matches: a job's applicants in order, and the jobs that fit somebody."""

from sqlalchemy import Select, false, select

from domain.candidates.models import JobApplication
from domain.jobs.models import Job
from domain.jobs.schemas import JobView
from domain.kit.actor import Actor, Role
from domain.kit.paging import Order, Page, fetch_sorted
from domain.kit.work import Work
from domain.matching.models import MatchScore
from domain.matching.runs import read_status
from domain.matching.schemas import (
    CandidateMatch,
    CandidateMatches,
    JobMatch,
    JobMatchQuery,
    MatchQuery,
)
from domain.matching.scores import BEST_FIRST, score_value

_BEST_JOBS = Order(MatchScore.score, MatchScore.job_id, score_value, descending=True)


async def rank_candidates(work: Work, actor: Actor, query: MatchQuery) -> CandidateMatches:
    """Return one page of a job's applicants, the best matches first; for recruiters and above.

    Nothing is computed here: who has not been scored yet is not in the list. Raises NotFound.
    """
    actor.require(Role.RECRUITER)
    status = await read_status(work, actor, query.job_id)
    found = _applicants(query)
    rows, cursor, total = await fetch_sorted(work.session, found, BEST_FIRST, query)
    applicants = select(JobApplication).where(
        JobApplication.id.in_([row.application_id for row in rows])
    )
    people = {person.id: person for person in await work.session.scalars(applicants)}
    items = [_candidate(row, people[row.application_id]) for row in rows]
    return CandidateMatches(items=items, next_cursor=cursor, total=total, match=status)


async def fitting_jobs(work: Work, actor: Actor, query: JobMatchQuery) -> Page[JobMatch]:
    """Return one page of the open jobs that fit the actor's own newest application, best first.

    Empty for who has never applied from an account. No job without a confirmed profile is there.
    """
    found = _jobs(actor)
    if query.min_score is not None:
        found = found.where(MatchScore.score >= query.min_score)
    rows, cursor, total = await fetch_sorted(work.session, found, _BEST_JOBS, query)
    of_rows = select(Job).where(Job.id.in_([row.job_id for row in rows]))
    jobs = {job.id: job for job in await work.session.scalars(of_rows)}
    items = [_job(row, jobs[row.job_id]) for row in rows]
    return Page(items=items, next_cursor=cursor, total=total)


def _applicants(query: MatchQuery) -> Select[MatchScore]:
    found = (
        select(MatchScore)
        .join(JobApplication, JobApplication.id == MatchScore.application_id)
        .where(MatchScore.job_id == query.job_id, JobApplication.job_id == query.job_id)
    )
    if query.status is not None:
        found = found.where(JobApplication.status == query.status)
    if query.min_score is not None:
        found = found.where(MatchScore.score >= query.min_score)
    if query.min_known is not None:
        found = found.where(MatchScore.known_share >= query.min_known)
    if query.all_musts:
        found = found.where(MatchScore.missing_musts == 0)
    return found


def _jobs(actor: Actor) -> Select[MatchScore]:
    found = select(MatchScore).join(Job, Job.id == MatchScore.job_id)
    found = found.where(Job.status == "Open", MatchScore.score >= 0)
    # Comparing with None would mean IS NULL, and find whoever has no account.
    if actor.user_id is None:
        return found.where(false())
    newest = (
        select(JobApplication.id)
        .where(JobApplication.user_id == actor.user_id)
        .order_by(JobApplication.id.desc())
        .limit(1)
    )
    return found.where(MatchScore.application_id == newest.scalar_subquery())


def _candidate(row: MatchScore, person: JobApplication) -> CandidateMatch:
    return CandidateMatch.model_validate(
        {
            "application_id": row.application_id,
            "person_id": person.person_id,
            "job_id": row.job_id,
            "name": person.applicant_name,
            "current_position": person.current_position,
            "status": person.status,
            "score": row.score,
            "known_share": row.known_share,
            "missing_musts": row.missing_musts,
            "factors": row.factors,
            "run_id": row.run_id,
            "made_at": row.made_at,
        }
    )


def _job(row: MatchScore, job: Job) -> JobMatch:
    return JobMatch.model_validate(
        {
            "job": JobView.model_validate(job),
            "score": row.score,
            "known_share": row.known_share,
            "factors": row.factors,
            "made_at": row.made_at,
        }
    )
