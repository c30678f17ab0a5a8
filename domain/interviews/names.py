"""Names of those who act in a room, for people to read; rows keep only the actors' keys."""

from collections.abc import Iterable

from sqlalchemy import select

from domain.accounts.service import usernames
from domain.candidates.models import JobApplication
from domain.interviews.models import InterviewInvite, InterviewSession, RoomEventRow
from domain.kit.actor import SYSTEM, Actor
from domain.kit.work import Work

SERVER = "Greenroom"
SOMEBODY = "Somebody"


async def names_of(work: Work, keys: Iterable[str]) -> dict[str, str]:
    """Return the name behind each actor's key: a username, a candidate's name or the product's."""
    wanted = set(keys)
    names = dict.fromkeys(wanted, SOMEBODY) | {SYSTEM.key: SERVER}
    users = await usernames(work, _ids(wanted, "user"))
    names |= {f"user:{key}": name for key, name in users.items()}
    if invites := _ids(wanted, "invite"):
        work.note("read", InterviewInvite.__tablename__, *invites)
        found = (
            select(InterviewInvite.id, JobApplication.applicant_name)
            .join(InterviewSession, InterviewSession.id == InterviewInvite.session_id)
            .join(JobApplication, JobApplication.id == InterviewSession.candidate_id)
            .where(InterviewInvite.id.in_(invites))
        )
        names |= {f"invite:{key}": name for key, name in await work.session.execute(found)}
    return names


async def interviewers_of(work: Work, session: InterviewSession) -> frozenset[int]:
    """Return the accounts that planned an interview or acted in its room, but the candidate's."""
    acted = select(RoomEventRow.by).where(RoomEventRow.session_id == session.id).distinct()
    own = select(JobApplication.user_id).where(JobApplication.id == session.candidate_id)
    candidate = await work.session.scalar(own)
    users = [*_ids(await work.session.scalars(acted), "user"), session.created_by]
    return frozenset(user for user in users if user is not None and user != candidate)


async def own_name(work: Work, actor: Actor) -> str:
    """Return the name of whoever acts."""
    return (await names_of(work, [actor.key]))[actor.key]


def _ids(keys: Iterable[str], family: str) -> list[int]:
    parts = (key.partition(":") for key in keys)
    return [int(number) for kind, _, number in parts if kind == family and number.isdigit()]
