"""The installation's epoch: a restored backup changes it, so that clients start afresh."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.interviews.models import Installation


async def read_epoch(session: AsyncSession) -> str:
    """Return the installation's epoch."""
    epoch = await session.scalar(select(Installation.value).where(Installation.key == "epoch"))
    if epoch is None:
        raise LookupError("the installation has no epoch: run `greenroom migrate`")
    return epoch
