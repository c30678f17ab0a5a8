"""The log of calls; only administrators see it."""

from datetime import datetime

from sqlalchemy import Select, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.kit.actor import Actor, Role
from domain.language.budget import Spent, day_of
from domain.language.models import InferenceRecord


def visible_calls(actor: Actor) -> Select[InferenceRecord]:
    """Return all calls for administrators, none for others."""
    calls = select(InferenceRecord)
    return calls if actor.reaches(Role.ADMIN) else calls.where(false())


async def spent_today(session: AsyncSession, now: datetime) -> Spent:
    """Return what the calls took that began on the UTC day of ``now``, on all nodes."""
    begins, ends = day_of(now)
    sums = select(
        func.count(),
        func.coalesce(func.sum(InferenceRecord.input_tokens), 0),
        func.coalesce(func.sum(InferenceRecord.output_tokens), 0),
        func.coalesce(func.sum(InferenceRecord.cost_nanos), 0),
    ).where(InferenceRecord.at >= begins, InferenceRecord.at < ends)
    # PostgreSQL sums BIGINT as NUMERIC.
    return Spent(*(int(each) for each in (await session.execute(sums)).one()))
