"""What a job asks for: proposed from its text, written and confirmed by people."""

from sqlalchemy import select

from domain.jobs.models import Job
from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.work import Work
from domain.matching.errors import PersonNeeded, ProfileChanged
from domain.matching.models import MatchProfile
from domain.matching.ports import SkillSpace
from domain.matching.proposing import propose
from domain.matching.runs import start_run
from domain.matching.schemas import Criteria, ProfileView, WriteProfile


async def read_profile(work: Work, actor: Actor, job_id: int, skills: SkillSpace) -> ProfileView:
    """Return a job's profile, or a proposal where none was written; for recruiters and above."""
    actor.require(Role.RECRUITER)
    job = await find_job(work, actor, job_id)
    profile = await _profile(work, job_id)
    return _proposed(job, skills) if profile is None else _view(profile)


async def write_profile(
    work: Work, actor: Actor, job_id: int, command: WriteProfile, skills: SkillSpace
) -> ProfileView:
    """Store a job's profile; a confirmed one begins to score applications at once.

    Raises NotFound, ProfileChanged, or PersonNeeded where a program confirms.
    """
    actor.require(Role.RECRUITER)
    if command.confirm and actor.user_id is None:
        raise PersonNeeded
    job = await find_job(work, actor, job_id, changing=True)
    profile = await _profile(work, job_id)
    version = 0 if profile is None else profile.version
    if command.expected_version not in {None, version}:
        raise ProfileChanged(details={"version": version})
    if profile is None:
        profile = MatchProfile(job_id=job_id)
        work.session.add(profile)
    asked = command.model_dump(mode="json", exclude={"confirm", "expected_version"})
    profile.criteria = asked
    profile.version = version + 1
    profile.confirmed_by = actor.user_id if command.confirm else None
    profile.confirmed_at = work.now if command.confirm else None
    profile.updated_at = work.now
    await work.session.flush()
    if command.confirm:
        await start_run(work, actor, job, profile, skills)
    return _view(profile)


async def _profile(work: Work, job_id: int) -> MatchProfile | None:
    held = select(MatchProfile).where(MatchProfile.job_id == job_id)
    found: MatchProfile | None = await work.session.scalar(held)
    return found


def _proposed(job: Job, skills: SkillSpace) -> ProfileView:
    proposal = propose(job, skills)
    return ProfileView(
        job_id=job.id,
        state="proposed",
        version=0,
        criteria=proposal.criteria,
        reasons=proposal.reasons,
        confirmed_by=None,
        confirmed_at=None,
    )


def _view(profile: MatchProfile) -> ProfileView:
    return ProfileView(
        job_id=profile.job_id,
        state="proposed" if profile.confirmed_at is None else "confirmed",
        version=profile.version,
        criteria=Criteria.model_validate(profile.criteria),
        reasons=[],
        confirmed_by=profile.confirmed_by,
        confirmed_at=profile.confirmed_at,
    )
