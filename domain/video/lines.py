"""Lines of what was said: stored once however often they come, and read by time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, select

from domain.interviews.service import LineSource, PersonRole, times_asked
from domain.kit.work import Work
from domain.video.aligning import Said, question_at
from domain.video.recording_models import VideoLine


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as a transcript brings it; ``key`` is the same whenever it comes again."""

    key: str
    started_at: datetime
    ended_at: datetime
    speaker: PersonRole
    text: str


async def store_lines(
    work: Work, session_id: int, source: LineSource, lines: Sequence[NewLine]
) -> list[VideoLine]:
    """Store lines that are not there yet, each with the question that was open, and return them.

    Whoever stores must hold the interview's row. Live lines that come after the cloud's are
    dropped, for the cloud's are the truth.
    """
    if source == "live" and await has_lines(work, session_id, "cloud"):
        return []
    keys = select(VideoLine.line_key).where(
        VideoLine.session_id == session_id, VideoLine.source == source
    )
    known = set(await work.session.scalars(keys))
    times, pauses = await times_asked(work, session_id)
    added: dict[str, VideoLine] = {}
    for line in lines:
        if line.key in known or line.key in added:
            continue
        added[line.key] = VideoLine(
            session_id=session_id,
            source=source,
            line_key=line.key,
            started_at=line.started_at,
            ended_at=line.ended_at,
            speaker=line.speaker,
            text=line.text,
            question_id=question_at(line.started_at, line.ended_at, times, pauses),
        )
    work.session.add_all(added.values())
    await work.session.flush()
    return list(added.values())


async def forget_lines(
    work: Work, session_id: int, sources: Collection[LineSource] = ("live", "cloud")
) -> None:
    """Delete an interview's lines, all or those of some sources."""
    of_session = VideoLine.session_id == session_id
    await work.session.execute(
        delete(VideoLine).where(of_session, VideoLine.source.in_(sorted(sources)))
    )


async def has_lines(work: Work, session_id: int, source: LineSource) -> bool:
    """Tell whether there are lines of one source."""
    there = exists().where(VideoLine.session_id == session_id, VideoLine.source == source)
    return bool(await work.session.scalar(select(there)))


async def lines_of(work: Work, session_id: int) -> tuple[LineSource, list[VideoLine]]:
    """Return an interview's lines by time: the cloud's if there are any, else the live ones."""
    source: LineSource = "cloud" if await has_lines(work, session_id, "cloud") else "live"
    found = select(VideoLine).where(VideoLine.session_id == session_id, VideoLine.source == source)
    ordered = found.order_by(VideoLine.started_at, VideoLine.id)
    return source, list(await work.session.scalars(ordered))


async def count_lines(work: Work, session_id: int) -> int:
    """Return how many lines are stored of an interview, from all sources."""
    counted = select(func.count()).select_from(VideoLine).where(VideoLine.session_id == session_id)
    return await work.session.scalar(counted) or 0


def said(row: VideoLine) -> Said:
    """Return a line as a value."""
    return Said(row.id, row.started_at, row.ended_at, row.speaker, row.text, row.question_id)
