"""What other features ask of applications: finding one, whose it is, and what happened to it."""

from sqlalchemy import select, update

from domain.accounts.models import User
from domain.candidates.applying import apply_for_job
from domain.candidates.errors import NoSuchApplication
from domain.candidates.models import Candidate, JobApplication
from domain.candidates.moving import mark_interview_planned
from domain.candidates.people import find_person, hold_person
from domain.candidates.queries import visible_applications
from domain.candidates.standing import MAIL_STANDING, mail_standing
from domain.kit.actor import Actor
from domain.kit.work import Work

__all__ = [
    "MAIL_STANDING",
    "apply_for_job",
    "find_application",
    "find_person",
    "hold_person",
    "is_own_application",
    "link_applications",
    "mail_standing",
    "mark_interview_planned",
]


async def find_application(work: Work, actor: Actor, application_id: int) -> JobApplication:
    """Return an application that ``actor`` may see; NotFound otherwise."""
    found = visible_applications(actor).where(JobApplication.id == application_id)
    application = await work.session.scalar(found)
    if application is None:
        raise NoSuchApplication
    return application


async def is_own_application(work: Work, actor: Actor, application_id: int) -> bool:
    """Tell whether ``actor`` is the person who applied."""
    if actor.application_id is not None:
        return actor.application_id == application_id
    if actor.user_id is None:
        return False
    own = select(JobApplication.id).where(
        JobApplication.id == application_id, JobApplication.user_id == actor.user_id
    )
    return await work.session.scalar(own) is not None


async def link_applications(work: Work, user: User) -> int:
    """Give an account whose address is proven the applications made under it without an account.

    Returns how many there were.
    """
    same_address = JobApplication.email_index == user.email_index
    unclaimed = list(
        await work.session.scalars(
            select(JobApplication.id).where(same_address, JobApplication.user_id.is_(None))
        )
    )
    linked = JobApplication.id.in_(unclaimed)
    await work.session.execute(update(JobApplication).where(linked).values(user_id=user.id))
    work.note("change", JobApplication.__tablename__, *unclaimed)
    person = Candidate.email_index == user.email_index
    nobodys = person & Candidate.user_id.is_(None)
    await work.session.execute(update(Candidate).where(nobodys).values(user_id=user.id))
    return len(unclaimed)
