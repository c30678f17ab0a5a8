"""Live scores: follow the newest text of every answer, fairly over rooms, off the event loop.

Work that a newer text has made stale is dropped, never queued. One room is scored at most four
times a second; when there is more to do than one worker can, every room is scored less often.
"""

import asyncio
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import structlog

from domain.interviews.events import ConsentChanged
from domain.interviews.journal import AnswerEdited
from domain.interviews.scores import may_score, spec_of
from domain.interviews.store import RoomHappened, load_room
from domain.kit.actor import SYSTEM
from domain.kit.work import Announcement, WorkShop
from domain.scoring.schemas import QuestionSpec, Score
from domain.scoring.scorer import AnswerScorer

ROOM_PAUSE_S = 0.25
MOST_SPECS = 2_000
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


class LiveScores:
    """Scores answers as they grow. ``start`` before use, ``stop`` after."""

    def __init__(self, workshop: WorkShop, scorer: AnswerScorer, pool: ThreadPoolExecutor) -> None:
        """Listen to edits of ``workshop`` and announce scores there; compute in ``pool``."""
        self._workshop = workshop
        self._scorer = scorer
        self._pool = pool
        self._newest: OrderedDict[int, AnswerEdited] = OrderedDict()
        self._last: dict[int, float] = {}
        self._specs: OrderedDict[int, QuestionSpec | None] = OrderedDict()
        self._consents = 0
        self._wake = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self._stopping = False
        workshop.listen(self._hear)

    def start(self) -> None:
        """Begin to follow."""
        self._worker = asyncio.create_task(self._follow(), name="live scores")

    async def stop(self) -> None:
        """Stop following; partial scores are not owed to anybody."""
        self._stopping = True
        self._wake.set()
        if self._worker is not None:
            await self._worker

    @property
    def waiting(self) -> int:
        """How many rooms wait for a score."""
        return len(self._newest)

    def _hear(self, announcement: Announcement) -> None:
        if isinstance(announcement, AnswerEdited):
            self._newest[announcement.session_id] = announcement
            self._wake.set()
        elif isinstance(announcement, RoomHappened):
            if isinstance(announcement.change, ConsentChanged):
                self._specs.clear()
                self._consents += 1
            if announcement.change.type in {"answer.submitted", "room.ended"}:
                self._newest.pop(announcement.session_id, None)

    async def _follow(self) -> None:
        while (edit := await self._next()) is not None:
            try:
                await self._score(edit)
            except Exception:
                log.exception("live_score_failed", answer_id=edit.answer_id)

    async def _next(self) -> AnswerEdited | None:
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

    async def _score(self, edit: AnswerEdited) -> None:
        spec = await self._spec(edit)
        if spec is None:
            return
        began = time.perf_counter()
        loop = asyncio.get_running_loop()
        score = await loop.run_in_executor(self._pool, self._scorer.score, spec, edit.text)
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

    async def _spec(self, edit: AnswerEdited) -> QuestionSpec | None:
        """Return what the answer is measured against; None if the candidate allows no scoring."""
        while edit.answer_id not in self._specs:
            consents = self._consents
            async with self._workshop.look(SYSTEM) as work:
                room = (await load_room(work, SYSTEM, edit.session_id)).room
            question = room.question(edit.question_id)
            allowed = question is not None and may_score(room)
            if consents == self._consents:
                self._specs[edit.answer_id] = spec_of(question) if allowed and question else None
            while len(self._specs) > MOST_SPECS:
                self._specs.popitem(last=False)
        return self._specs[edit.answer_id]
