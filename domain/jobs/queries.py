"""Which jobs an actor may see."""

from sqlalchemy import Select, select

from domain.jobs.models import Job
from domain.kit.actor import Actor, Role


def visible_jobs(actor: Actor) -> Select[Job]:
    """Return open jobs for everybody, all jobs from recruiter up."""
    jobs = select(Job)
    return jobs if actor.reaches(Role.RECRUITER) else jobs.where(Job.status == "Open")
