"""Runs: a job's applications scored by one snapshot of what it asks for."""

from sqlalchemy import Select, func, or_, select

from domain.candidates.models import JobApplication
from domain.jobs.models import Job
from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.matching.errors import ProfileUnconfirmed
from domain.matching.models import MatchFeatures, MatchProfile, MatchRun
from domain.matching.ports import SkillSpace
from domain.matching.schemas import Criteria, MatchStatus, RunState, SkillAsked
from domain.matching.wanted import Wanted, WantedSkill, skill_key, yearly_pay

RUN_MATCHING = "matching.run"
LEAST_RELATED = 0.3
"""Skills that are less related bring nothing."""


async def ask_for_run(work: Work, actor: Actor, job_id: int, skills: SkillSpace) -> MatchStatus:
    """Score a job's applications anew, in the background; for recruiters and above.

    A run that is under way with the same profile goes on. Raises NotFound or ProfileUnconfirmed.
    """
    actor.require(Role.RECRUITER)
    job = await find_job(work, actor, job_id, changing=True)
    profile = await _confirmed(work, job_id)
    if profile is None:
        raise ProfileUnconfirmed
    newest = await newest_run(work, job_id)
    is_under_way = newest is not None and newest.state != "done"
    if newest is None or not is_under_way or newest.profile_version != profile.version:
        newest = await start_run(work, actor, job, profile, skills)
    return _status(newest, profile)


async def read_status(work: Work, actor: Actor, job_id: int) -> MatchStatus:
    """Return where the matching of a job stands; for recruiters and above. Raises NotFound."""
    actor.require(Role.RECRUITER)
    await find_job(work, actor, job_id)
    profile = await _confirmed(work, job_id)
    newest = await newest_run(work, job_id)
    if newest is None:
        state: RunState = "unconfirmed" if profile is None else "never_run"
        return MatchStatus(job_id=job_id, state=state)
    return _status(newest, profile)


async def start_run(
    work: Work, actor: Actor, job: Job, profile: MatchProfile, skills: SkillSpace
) -> MatchRun:
    """Plan a run by ``profile``; it takes the place of the job's earlier ones."""
    criteria = Criteria.model_validate(profile.criteria)
    wanted = snapshot(job, criteria, skills)
    run = MatchRun(
        job_id=job.id,
        profile_version=profile.version,
        snapshot=wanted.model_dump(mode="json"),
        state="queued",
        total=await work.session.scalar(_counted(job)) or 0,
        started_by=actor.key,
        started_at=work.now,
    )
    work.session.add(run)
    await work.session.flush()
    await enqueue(work, RUN_MATCHING, run_id=run.id)
    return run


async def newest_run(work: Work, job_id: int) -> MatchRun | None:
    """Return the run whose scores hold for a job."""
    runs = select(MatchRun).where(MatchRun.job_id == job_id).order_by(MatchRun.id.desc())
    found: MatchRun | None = await work.session.scalar(runs.limit(1))
    return found


def targets(job: Job) -> Select[int]:
    """Return whom a run scores: the job's applicants, and people it may be suggested to.

    Those are people with an account; an open job is suggested to them.
    """
    ids = select(JobApplication.id)
    own = JobApplication.job_id == job.id
    if job.status != "Open":
        return ids.where(own)
    known = select(MatchFeatures.application_id).where(MatchFeatures.account_id.is_not(None))
    return ids.where(or_(own, JobApplication.id.in_(known)))


def snapshot(job: Job, criteria: Criteria, skills: SkillSpace) -> Wanted:
    """Return what is asked for, with all that a score depends on but the words' weights."""
    known = set(skills.names())
    return Wanted(
        job_id=job.id,
        title=job.title,
        must_haves=[_wanted(asked, skills, known) for asked in criteria.must_haves],
        nice_to_haves=[_wanted(asked, skills, known) for asked in criteria.nice_to_haves],
        experience_years=criteria.experience_years,
        location=criteria.location,
        work_mode=criteria.work_mode,
        pay=yearly_pay(job.salary_low, job.salary_high, job.salary_currency, job.salary_period),
        start_within_days=criteria.start_within_days,
        team_size=criteria.team_size,
        travel=criteria.travel,
        weights=criteria.weights.model_dump(),
        text=text_of(job),
    )


def text_of(job: Job) -> str:
    """Return the words of a job that résumés are compared with."""
    return f"{job.title}\n{job.description}\n{', '.join(job.skills_required)}"


def _wanted(asked: SkillAsked, skills: SkillSpace, known: set[str]) -> WantedSkill:
    name = skills.normalise(asked.name) or asked.name
    near = {other: skills.relatedness(name, other) for other in known}
    related = {skill_key(o): share for o, share in sorted(near.items()) if share >= LEAST_RELATED}
    related |= {skill_key(name): 1.0, skill_key(asked.name): 1.0}
    return WantedSkill(name=asked.name, years=asked.years, related=related)


def _counted(job: Job) -> Select[int]:
    return select(func.count()).select_from(targets(job).subquery())


async def _confirmed(work: Work, job_id: int) -> MatchProfile | None:
    held = select(MatchProfile).where(
        MatchProfile.job_id == job_id, MatchProfile.confirmed_at.is_not(None)
    )
    found: MatchProfile | None = await work.session.scalar(held)
    return found


def _status(run: MatchRun, profile: MatchProfile | None) -> MatchStatus:
    state: RunState = next(s for s in ("queued", "running", "done") if s == run.state)
    return MatchStatus(
        job_id=run.job_id,
        state=state,
        run_id=run.id,
        done=run.done,
        total=run.total,
        is_current=profile is not None and profile.version == run.profile_version,
        started_at=run.started_at,
        finished_at=run.finished_at,
    )
