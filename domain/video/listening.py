"""Who receives live transcripts: one process each, and another one when that dies."""

import asyncio
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy import Select, or_, select, update

from domain.interviews.models import InterviewSession
from domain.kit.actor import SYSTEM
from domain.kit.loops import Loop, to_the_end
from domain.kit.work import Announcement, Work, WorkShop
from domain.video.capturing import REVOKED
from domain.video.events import StreamsMoved
from domain.video.hooks import Stream
from domain.video.live_lines import end_stream, take_lines
from domain.video.live_ports import LiveLine, LiveTranscripts, StreamLost, StreamRefused
from domain.video.recording_rules import Policies
from domain.video.stream_models import VideoStream

LEASE = timedelta(seconds=30)
ROUND_S = 2.0
MOST_AT_ONCE = 200
"""How many streams one process receives; the others are another one's."""
MOST_WAITING = 1_000
"""How many lines of one stream wait for the database before some are lost."""
MOST_TOGETHER = 50
STORES_AGAIN_S = (0.2, 1.0, 5.0)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Held:
    """A stream that this process receives."""

    row_id: int
    stream: Stream
    lines: asyncio.Queue[LiveLine | None] = field(
        default_factory=lambda: asyncio.Queue(MOST_WAITING)
    )
    task: asyncio.Task[None] | None = None

    @property
    def is_alive(self) -> bool:
        """Whether it is being received."""
        return self.task is not None and not self.task.done()

    def take(self, line: LiveLine) -> None:
        """Keep a line until it is stored; with too many, the newest is lost."""
        if self.lines.full():
            log.warning("live_line_lost", stream=self.row_id)
        else:
            self.lines.put_nowait(line)

    async def next_lines(self) -> tuple[list[LiveLine], bool]:
        """Return the lines that wait, as soon as there are any, and whether they are the last."""
        found = [await self.lines.get()]
        while not self.lines.empty() and len(found) < MOST_TOGETHER:
            found.append(self.lines.get_nowait())
        lines = [line for line in found if line is not None]
        return lines, len(lines) < len(found)


class StreamKeeper:
    """Receives live transcripts in this process. ``start`` before use, ``stop`` after."""

    def __init__(
        self, workshop: WorkShop, transcripts: LiveTranscripts, policies: Policies
    ) -> None:
        """Look for streams every two seconds, and at once when this process hears of one."""
        self._workshop = workshop
        self._transcripts = transcripts
        self._policies = policies
        self._owner = secrets.token_hex(16)
        self._held: dict[int, _Held] = {}
        self._wake = asyncio.Event()
        self._rounds = Loop(self.round, ROUND_S)
        self._waker: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        workshop.listen(self._hear)

    def start(self) -> None:
        """Begin to look for streams."""
        self._rounds.start()
        self._waker = asyncio.create_task(self._follow(), name="live transcripts")

    async def stop(self) -> None:
        """Let go of all streams, so that others take them at once."""
        await self._rounds.stop()
        if self._waker is not None:
            self._waker.cancel()
            await asyncio.gather(self._waker, return_exceptions=True)
        await self._drop(set(self._held))
        await self._release()
        await self._transcripts.close()

    async def round(self) -> None:
        """Keep what is ours, drop what is ours no more, and take what nobody has."""
        async with self._turn:
            await self._end_unwanted()
            await self._drop(set(self._held) - await self._renew())
            for row_id, stream in await self._claim():
                held = self._held[row_id] = _Held(row_id, stream)
                held.task = asyncio.create_task(self._receive(held))

    def _hear(self, announcement: Announcement) -> None:
        if isinstance(announcement, StreamsMoved):
            self._wake.set()

    async def _follow(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await to_the_end(self.round())
            except Exception:
                log.exception("live_transcripts_not_looked_for")

    async def _end_unwanted(self) -> None:
        """End those streams of ours whose interview is over."""
        if not self._held:
            return
        over = InterviewSession.status.in_(("Completed", "Cancelled"))
        found = select(VideoStream.id).join(
            InterviewSession, InterviewSession.id == VideoStream.session_id
        )
        async with self._workshop.look(SYSTEM) as work:
            ids = await work.session.scalars(found.where(VideoStream.id.in_(self._held), over))
            unwanted = list(ids)
        for row_id in unwanted:
            await self._end(row_id, None, None)

    async def _renew(self) -> set[int]:
        """Return which streams are still ours, now for another lease.

        One whose receiving failed gets none, and is taken anew when its lease is over.
        """
        alive = [key for key, held in self._held.items() if held.is_alive]
        if not alive:
            return set()
        async with self._workshop.begin(SYSTEM) as work:
            ours = VideoStream.id.in_(alive), VideoStream.owner == self._owner
            open_now = VideoStream.state == "open"
            until = work.now + LEASE
            kept = update(VideoStream).where(*ours, open_now).values(leased_until=until)
            rows = await work.session.execute(kept.returning(VideoStream.id))
            return set(rows.scalars())

    async def _claim(self) -> list[tuple[int, Stream]]:
        room_for = MOST_AT_ONCE - len(self._held)
        async with self._workshop.look(SYSTEM) as work:
            free = await work.session.scalars(_free(work, self._held).limit(room_for))
            ids = list(free)
        if not ids:
            return []
        async with self._workshop.begin(SYSTEM) as work:
            found = select(VideoStream).where(VideoStream.id.in_(_free(work, self._held)))
            mine = found.where(VideoStream.id.in_(ids)).with_for_update(skip_locked=True)
            rows = list(await work.session.scalars(mine))
            for row in rows:
                row.owner, row.leased_until = self._owner, work.now + LEASE
            return [
                (row.id, Stream(row.meeting_uuid, row.stream_id, row.server_urls)) for row in rows
            ]

    async def _drop(self, row_ids: Collection[int]) -> None:
        tasks = [held.task for key in row_ids if (held := self._held.pop(key)).task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _release(self) -> None:
        async with self._workshop.begin(SYSTEM) as work:
            ours = update(VideoStream).where(VideoStream.owner == self._owner)
            await work.session.execute(ours.values(owner=None, leased_until=None))

    async def _receive(self, held: _Held) -> None:
        """Receive one stream until it is over, unwanted or not ours any more."""
        listening = asyncio.create_task(self._listen(held))
        storing = asyncio.create_task(self._store(held))
        try:
            await asyncio.wait({listening, storing}, return_when=asyncio.FIRST_COMPLETED)
            ending = listening.result() if listening.done() else (None, None)
            if ending[0] != REVOKED and not storing.done():
                await held.lines.put(None)
                await storing
            await to_the_end(self._end(held.row_id, *ending))
        except Exception:
            log.exception("live_transcript_failed", stream=held.row_id)
        finally:
            for task in (listening, storing):
                task.cancel()
            await asyncio.gather(listening, storing, return_exceptions=True)

    async def _listen(self, held: _Held) -> tuple[int | None, str | None]:
        """Return the host's reason for the end, and a sentence if it is a problem."""

        async def is_ours() -> bool:
            return await self._owns(held.row_id)

        try:
            return await self._transcripts.listen(held.stream, held.take, is_ours), None
        except StreamRefused as refusal:
            return None, str(refusal)
        except StreamLost:
            return None, "The live transcript broke off."

    async def _owns(self, row_id: int) -> bool:
        async with self._workshop.look(SYSTEM) as work:
            row = await work.session.get(VideoStream, row_id)
            return row is not None and row.state == "open" and row.owner == self._owner

    async def _store(self, held: _Held) -> None:
        """Store lines until the last one, or until no more are wanted."""
        while True:
            lines, are_last = await held.next_lines()
            if (lines and not await self._store_some(held, lines)) or are_last:
                return

    async def _store_some(self, held: _Held, lines: list[LiveLine]) -> bool:
        """Store lines; False once no more are wanted. A database that is away loses some."""
        for pause_s in STORES_AGAIN_S:
            try:
                return await to_the_end(self._take(held, lines))
            except Exception:
                log.exception("live_lines_not_stored", stream=held.row_id, lines=len(lines))
                await asyncio.sleep(pause_s)
        return True

    async def _take(self, held: _Held, lines: list[LiveLine]) -> bool:
        async with self._workshop.begin(SYSTEM) as work:
            return await take_lines(work, held.row_id, lines, self._policies)

    async def _end(self, row_id: int, reason: int | None, problem: str | None) -> None:
        async with self._workshop.begin(SYSTEM) as work:
            row = await work.session.get(VideoStream, row_id)
            if row is not None and row.owner == self._owner:
                await end_stream(work, row, reason, problem)


def _free(work: Work, held: Collection[int]) -> Select[int]:
    """Select ids of open streams that nobody receives, or whose receiver has died."""
    lease = VideoStream.leased_until
    unowned = or_(lease.is_(None), lease < work.now)
    free = select(VideoStream.id).where(VideoStream.state == "open", unowned)
    return free.where(VideoStream.id.not_in(held)).order_by(VideoStream.id)
