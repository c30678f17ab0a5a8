"""Which candidates and applications an actor may see."""

from sqlalchemy import ColumnElement, Select, false, select

from domain.candidates.models import Candidate, JobApplication, StatusMove
from domain.kit.actor import Actor, Role


def visible_applications(actor: Actor) -> Select[JobApplication]:
    """Return all applications for recruiters and above, a candidate's own otherwise."""
    applications = select(JobApplication)
    if actor.reaches(Role.RECRUITER):
        return applications
    # Comparing with None would mean IS NULL and show every application without an account.
    if actor.application_id is not None:
        return applications.where(JobApplication.id == actor.application_id)
    return own_applications(actor)


def own_applications(actor: Actor) -> Select[JobApplication]:
    """Return the applications of the account that acts; none without an account."""
    applications = select(JobApplication)
    if actor.user_id is None:
        return applications.where(false())
    return applications.where(JobApplication.user_id == actor.user_id)


def applications_of(person_id: int) -> Select[JobApplication]:
    """Return a person's applications, newest first."""
    own = select(JobApplication).where(JobApplication.person_id == person_id)
    return own.order_by(JobApplication.id.desc())


def people_with(*conditions: ColumnElement[bool]) -> Select[int]:
    """Return the ids, perhaps repeated, of people of whom one application meets all conditions."""
    return select(JobApplication.person_id).where(*conditions)


def last_move(application_id: int) -> Select[StatusMove]:
    """Return the newest move of an application that still holds."""
    held = select(StatusMove).where(
        StatusMove.application_id == application_id, StatusMove.undone_at.is_(None)
    )
    return held.order_by(StatusMove.id.desc()).limit(1)


def merged_into(person_id: int) -> Select[Candidate]:
    """Return those who were merged into a person, directly."""
    return select(Candidate).where(Candidate.merged_into_id == person_id).order_by(Candidate.id)
