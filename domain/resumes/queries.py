"""Which résumés an actor may see."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, false, or_, select

from domain.candidates.models import JobApplication
from domain.kit.actor import Actor, Role
from domain.kit.crypto import token_hash
from domain.resumes.models import CandidateResume


def visible_resumes(actor: Actor, token: str | None) -> Select[CandidateResume]:
    """Return all for recruiters and above; else one's own, and the one a token was given for."""
    resumes = select(CandidateResume)
    if actor.reaches(Role.RECRUITER):
        return resumes
    ways: list[ColumnElement[bool]] = [false()]
    if token is not None:
        ways.append(CandidateResume.upload_token_hash == token_hash(token))
    # Comparing with None would mean IS NULL and show what nobody has claimed.
    if actor.application_id is not None:
        ways.append(CandidateResume.candidate_id == actor.application_id)
    if actor.user_id is not None:
        own = select(JobApplication.id).where(JobApplication.user_id == actor.user_id)
        ways.append(CandidateResume.user_id == actor.user_id)
        ways.append(CandidateResume.candidate_id.in_(own))
    return resumes.where(or_(*ways))


def resumes_of_person(person_id: int) -> Select[CandidateResume]:
    """Return what came with a person's applications."""
    return select(CandidateResume).where(CandidateResume.person_id == person_id)


def unclaimed(name: str, before: datetime) -> Select[CandidateResume]:
    """Return the rows of a stored file that came ``before`` and with no application since."""
    return select(CandidateResume).where(
        CandidateResume.resume_path == name,
        CandidateResume.candidate_id.is_(None),
        CandidateResume.created_at <= before,
    )


def is_wanted(name: str) -> Select[bool]:
    """Return whether any row still names a stored file."""
    return select(exists().where(CandidateResume.resume_path == name))
