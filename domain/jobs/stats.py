"""The figures of all jobs, in three queries whatever their number."""

from collections import Counter, defaultdict
from statistics import fmean, median

from sqlalchemy import func, select

from domain.candidates.models import JobApplication
from domain.jobs.models import Job
from domain.jobs.schemas import BusyJob, Conversion, JobStats, SourceCount, TimeToFill
from domain.kit.actor import Actor, Role
from domain.kit.work import Work

_MOST_BUSY = 20
_MOST_SOURCES = 50
_SECONDS_A_DAY = 86_400


async def read_stats(work: Work, actor: Actor) -> JobStats:
    """Return counts, conversion, sources and time to fill; for recruiters and above."""
    actor.require(Role.RECRUITER)
    columns = (Job.id, Job.title, Job.status, Job.department, Job.published_at, Job.closed_at)
    jobs = (await work.session.execute(select(*columns))).all()
    by_job, by_status = await _applications(work)
    total = by_status.total()
    per_job = [by_job.get(job.id, Counter()).total() for job in jobs]
    filled = [
        (job.closed_at - job.published_at).total_seconds() / _SECONDS_A_DAY
        for job in jobs
        if job.closed_at and job.published_at and by_job.get(job.id, Counter())["Selected"]
    ]
    busiest = sorted(zip(per_job, jobs, strict=True), key=lambda pair: (-pair[0], pair[1].id))
    return JobStats(
        jobs=len(jobs),
        by_status=dict(Counter(job.status for job in jobs)),
        by_department=dict(Counter(job.department for job in jobs)),
        applications=total,
        applications_per_job_mean=round(fmean(per_job), 2) if per_job else None,
        applications_per_job_median=median(per_job) if per_job else None,
        busiest=[
            BusyJob(job_id=job.id, title=job.title, applications=number)
            for number, job in busiest[:_MOST_BUSY]
            if number
        ],
        conversion=[
            Conversion(status=status, applications=number, share=round(number / total, 4))
            for status, number in by_status.most_common()
        ],
        by_source=await _sources(work),
        time_to_fill=TimeToFill(
            jobs=len(filled),
            mean_days=round(fmean(filled), 1) if filled else None,
            median_days=round(median(filled), 1) if filled else None,
        ),
    )


async def _applications(work: Work) -> tuple[dict[int, Counter[str]], Counter[str]]:
    grouped = select(JobApplication.job_id, JobApplication.status, func.count()).group_by(
        JobApplication.job_id, JobApplication.status
    )
    by_job: defaultdict[int, Counter[str]] = defaultdict(Counter)
    by_status: Counter[str] = Counter()
    for job_id, status, number in await work.session.execute(grouped):
        by_job[job_id][status] += number
        by_status[status] += number
    return by_job, by_status


async def _sources(work: Work) -> list[SourceCount]:
    grouped = select(JobApplication.source, JobApplication.status, func.count()).group_by(
        JobApplication.source, JobApplication.status
    )
    totals: Counter[str | None] = Counter()
    selected: Counter[str | None] = Counter()
    for source, status, number in await work.session.execute(grouped):
        totals[source] += number
        if status == "Selected":
            selected[source] += number
    return [
        SourceCount(source=source, applications=number, selected=selected[source])
        for source, number in totals.most_common(_MOST_SOURCES)
    ]
