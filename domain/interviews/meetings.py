"""What others tell a room of its video meeting."""

from collections.abc import Sequence

from sqlalchemy import select

from domain.interviews.events import RoomChange, TranscriptLine
from domain.interviews.models import RoomEventRow
from domain.interviews.room import Room
from domain.interviews.store import LoadedRoom, commit_changes, load_room
from domain.kit.actor import SYSTEM
from domain.kit.work import Work


async def lock_room(work: Work, session_id: int) -> LoadedRoom:
    """Read the room and keep others from changing it; rows that hang on it are locked after."""
    return await load_room(work, SYSTEM, session_id, changing=True)


async def tell_of_meeting(work: Work, session_id: int, changes: Sequence[RoomChange]) -> Room:
    """Let the room's people know of ``changes``, in order; NotFound without such an interview."""
    return await commit_changes(work, SYSTEM, await lock_room(work, session_id), list(changes))


async def forget_told_lines(work: Work, session_id: int) -> None:
    """Empty the lines that the room was told of; the events stay, for their numbers have no gaps.

    Whoever calls holds the interview's row.
    """
    told = select(RoomEventRow).where(
        RoomEventRow.session_id == session_id,
        RoomEventRow.type == TranscriptLine.model_fields["type"].default,
    )
    for row in await work.session.scalars(told):
        row.data = {**row.data, "text": ""}
    await work.session.flush()
