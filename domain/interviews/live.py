"""Live scores: follow the newest text of every answer, fairly over rooms, off the event loop.

Work that a newer text has made stale is dropped, never queued. One room is scored at most four
times a second; when there is more to do than one worker can, every room is scored less often.

Where a live transcript runs, what was typed and what was said are scored as one answer: whoever
types half and says half has given both.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from domain.interviews.events import AnswerHeard
from domain.interviews.journal import AnswerEdited
from domain.interviews.scores import may_score, spec_of
from domain.interviews.store import RoomHappened, RoomMoved, load_room
from domain.kit.actor import SYSTEM
from domain.kit.work import Announcement, WorkShop
from domain.scoring.ports import Scoring
from domain.scoring.schemas import QuestionSpec, Score

ROOM_PAUSE_S = 0.25
AT_ONCE = 3
"""How many texts are on their way to the scorer, so that it never waits for the event loop."""
MOST_ROOMS = 1_000
"""Of how many rooms it is remembered what their answers are measured against."""
FORGET_AFTER = frozenset({"consent.changed", "room.ended"})
STOP_AFTER = frozenset({"answer.submitted", "room.ended"})
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ScorePartial:
    """Announced while an answer is written: the machine's score of the text at ``rev``."""

    session_id: int
    question_id: int
    answer_id: int
    rev: int
    score: Score
    took_ms: float
    at: datetime


Change = AnswerEdited | AnswerHeard
Spoken = Callable[[int, int], Awaitable[str]]
"""Returns what was said in an interview to a question, '' for nothing."""


class LiveScores:
    """Scores answers as they grow. ``start`` before use, ``stop`` after."""

    def __init__(self, workshop: WorkShop, scoring: Scoring, spoken: Spoken | None = None) -> None:
        """Listen to edits of ``workshop``, score them by ``scoring`` and announce that there.

        What ``spoken`` returns is scored together with what was typed.
        """
        self._workshop = workshop
        self._scoring = scoring
        self._spoken = spoken
        self._newest: OrderedDict[int, Change] = OrderedDict()
        self._last: dict[int, float] = {}
        self._specs: OrderedDict[int, dict[int, QuestionSpec | None]] = OrderedDict()
        self._wake = asyncio.Event()
        self._workers: list[asyncio.Task[None]] = []
        self._stopping = False
        workshop.listen(self._hear)

    def start(self) -> None:
        """Begin to follow."""
        self._workers = [asyncio.create_task(self._follow()) for _ in range(AT_ONCE)]

    async def stop(self) -> None:
        """Stop following; partial scores are not owed to anybody."""
        self._stopping = True
        self._wake.set()
        await asyncio.gather(*self._workers)

    @property
    def waiting(self) -> int:
        """How many rooms wait for a score."""
        return len(self._newest)

    def _hear(self, announcement: Announcement) -> None:
        if isinstance(announcement, AnswerEdited | AnswerHeard):
            self._note(announcement)
        elif isinstance(announcement, RoomMoved):
            self._specs.pop(announcement.session_id, None)
        elif isinstance(announcement, RoomHappened):
            if announcement.change.type in FORGET_AFTER:
                self._specs.pop(announcement.session_id, None)
            if announcement.change.type in STOP_AFTER:
                self._newest.pop(announcement.session_id, None)

    def _note(self, change: Change) -> None:
        """Keep the newest text; a line that was stored meanwhile brings none older than that."""
        waiting = self._newest.get(change.session_id)
        is_older = waiting is not None and waiting.answer_id == change.answer_id
        if waiting is None or not (is_older and waiting.rev > change.rev):
            self._newest[change.session_id] = change
        self._wake.set()

    async def _follow(self) -> None:
        while (edit := await self._next()) is not None:
            try:
                await self._score(edit)
            except Exception:
                log.exception("live_score_failed", answer_id=edit.answer_id)

    async def _next(self) -> Change | None:
        """Return the newest text of the room that has waited longest and may be scored again.

        None when there will be no more.
        """
        while not self._stopping:
            now = time.monotonic()
            pause = ROOM_PAUSE_S
            for session_id in self._newest:
                rest = self._last.get(session_id, 0.0) + ROOM_PAUSE_S - now
                if rest <= 0:
                    self._last[session_id] = now
                    return self._newest.pop(session_id)
                pause = min(pause, rest)
            if self._newest:
                await asyncio.sleep(pause)
            else:
                self._last = {k: at for k, at in self._last.items() if now - at < ROOM_PAUSE_S}
                self._wake.clear()
                await self._wake.wait()
        return None

    async def _score(self, edit: Change) -> None:
        spec = await self._spec(edit)
        if spec is None:
            return
        began = time.perf_counter()
        score = await self._scoring.score(spec, await self._whole(edit))
        if await self._spec(edit) is None:
            return
        took_ms = (time.perf_counter() - began) * 1_000
        self._workshop.publish(
            [
                ScorePartial(
                    edit.session_id,
                    edit.question_id,
                    edit.answer_id,
                    edit.rev,
                    score,
                    round(took_ms, 2),
                    self._workshop.clock(),
                )
            ]
        )

    async def _whole(self, edit: Change) -> str:
        """Return what was typed and, below it, what was said."""
        said = "" if self._spoken is None else await self._spoken(edit.session_id, edit.question_id)
        return "\n".join(text for text in (edit.text, said) if text)

    async def _spec(self, edit: Change) -> QuestionSpec | None:
        """Return what the answer is measured against.

        None if the candidate allows no scoring, or if the interview is over.
        """
        while edit.answer_id not in (known := self._known(edit.session_id)):
            async with self._workshop.look(SYSTEM) as work:
                room = (await load_room(work, SYSTEM, edit.session_id)).room
            if room.status != "In Progress":
                self._specs.pop(edit.session_id, None)
                return None
            question = room.question(edit.question_id)
            if known is self._specs.get(edit.session_id):
                known[edit.answer_id] = spec_of(question) if question and may_score(room) else None
        return known[edit.answer_id]

    def _known(self, session_id: int) -> dict[int, QuestionSpec | None]:
        """Return what is remembered of a room; the one not asked for longest makes room for it."""
        known = self._specs.setdefault(session_id, {})
        self._specs.move_to_end(session_id)
        while len(self._specs) > MOST_ROOMS:
            self._specs.popitem(last=False)
        return known
