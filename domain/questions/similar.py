"""Which questions of the bank are near a text, by the vectors of their meaning or their words."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, delete, event, func, insert, inspect, select

from domain.kit.actor import SYSTEM
from domain.kit.work import Work, WorkShop
from domain.questions.models import InterviewQuestion, QuestionVector
from domain.questions.ports import Meanings
from domain.scoring.ports import DIMENSIONS, Vectors

SIMILAR_FROM = 0.65
"""Chosen on twenty pairs: of ten that ask the same, seven lie above it; of ten others, none."""
SIMILAR_FROM_WORDS = 0.75
"""Chosen on the same pairs: three lie above it, and none of the others."""
MOST_SHOWN = 5
AT_ONCE = 32
_PAGE = 2_000
_ALL = select(func.count()).select_from(InterviewQuestion)
_STEPS = 127


@dataclass(frozen=True, slots=True)
class Near:
    """A question near a text; ``similarity`` is a cosine, 1 for the same."""

    question_id: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest questions, nearest first, and how many were compared and still wait to be."""

    near: list[Near]
    compared: int
    waiting: int


@dataclass(frozen=True, slots=True)
class _Held:
    """The bank in memory: a row of ``matrix`` for each of ``ids``, as of ``mark``."""

    mark: tuple[int, int]
    ids: NDArray[np.int64]
    matrix: Vectors


class QuestionBank:
    """Keeps vectors of all questions, in the database and in memory, and compares with them."""

    def __init__(
        self,
        workshop: WorkShop,
        meanings: Meanings,
        must_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Nothing is read yet. Remembering ends early when it ``must_stop``."""
        self._workshop = workshop
        self._meanings = meanings
        self._must_stop = must_stop
        self._held = _Held((0, 0), np.zeros(0, np.int64), np.zeros((0, DIMENSIONS), np.float32))

    @property
    def threshold(self) -> float:
        """The similarity from which on questions are told; words alone must agree more."""
        by_words = self._meanings.encoder.startswith("lexical")
        return SIMILAR_FROM_WORDS if by_words else SIMILAR_FROM

    async def nearest(
        self, work: Work, text: str, *, job_id: int | None = None, without: int | None = None
    ) -> Found:
        """Return the questions near ``text``: of one job if given, and ``without`` one of them.

        Questions too new to have a stored vector are encoded with the text, up to 32 of them.
        """
        held = await self._load(work)
        all_held = await work.session.scalar(_ALL) == held.mark[0]
        fresh = {} if all_held else await self._missing(work)
        vectors = await self._meanings.encode([text, *fresh.values()])
        ids = np.concatenate([held.ids, np.array(list(fresh), np.int64)])
        allowed = await self._allowed(work, ids, job_id, without)
        near = await asyncio.to_thread(_nearest, held.matrix, vectors, ids, allowed, self.threshold)
        return Found(near, int(allowed.sum()), await self._count_waiting(work, len(fresh)))

    async def remember(self) -> None:
        """Store the vectors of all questions that have none of the present encoder."""
        while not self._must_stop():
            async with self._workshop.look(SYSTEM) as work:
                texts = await self._missing(work)
            if not texts:
                return
            packed = _pack(await self._meanings.encode(list(texts.values())))
            async with self._workshop.begin(SYSTEM) as work:
                await self._store(work, texts, packed)

    async def _store(self, work: Work, texts: dict[int, str], packed: Sequence[bytes]) -> None:
        now = select(InterviewQuestion.id, InterviewQuestion.question_text)
        rows = await work.session.execute(
            now.where(InterviewQuestion.id.in_(texts)).with_for_update()
        )
        # One that was edited meanwhile comes next time.
        unchanged = {key for key, text in rows if texts[key] == text}
        made: list[dict[str, Any]] = [
            {
                "question_id": key,
                "text_hash": hashlib.sha256(text.encode()).hexdigest(),
                "model": self._meanings.encoder,
                "vector": vector,
            }
            for (key, text), vector in zip(texts.items(), packed, strict=True)
            if key in unchanged
        ]
        old = delete(QuestionVector).where(QuestionVector.question_id.in_(unchanged))
        await work.session.execute(old)
        if made:
            await work.session.execute(insert(QuestionVector), made)

    def _unknown(self) -> Select[int, str]:
        known = select(QuestionVector.question_id).where(
            QuestionVector.model == self._meanings.encoder
        )
        return select(InterviewQuestion.id, InterviewQuestion.question_text).where(
            InterviewQuestion.id.not_in(known)
        )

    async def _missing(self, work: Work) -> dict[int, str]:
        newest = self._unknown().order_by(InterviewQuestion.id.desc()).limit(AT_ONCE)
        return dict((await work.session.execute(newest)).all())

    async def _count_waiting(self, work: Work, fresh: int) -> int:
        if fresh < AT_ONCE:
            return 0
        unknown = select(func.count()).select_from(self._unknown().subquery())
        return (await work.session.scalar(unknown) or fresh) - fresh

    async def _load(self, work: Work) -> _Held:
        """Return the bank's vectors, read again only when some joined or left."""
        ours = QuestionVector.model == self._meanings.encoder
        counted = select(func.count(), func.max(QuestionVector.id)).where(ours)
        count, newest = (await work.session.execute(counted)).one()
        mark = (count, newest or 0)
        if mark == self._held.mark:
            return self._held
        ids: list[int] = []
        packed: list[bytes] = []
        after = 0
        columns = select(QuestionVector.id, QuestionVector.question_id, QuestionVector.vector)
        # In pages, so that others get their turn between them.
        while True:
            page = columns.where(ours, QuestionVector.id > after).order_by(QuestionVector.id)
            rows = (await work.session.execute(page.limit(_PAGE))).all()
            ids += [row.question_id for row in rows]
            packed += [row.vector for row in rows]
            if len(rows) < _PAGE:
                break
            after = rows[-1].id
        matrix = await asyncio.to_thread(_unpack, packed)
        self._held = _Held(mark, np.array(ids, np.int64), matrix)
        return self._held

    async def _allowed(
        self, work: Work, ids: NDArray[np.int64], job_id: int | None, without: int | None
    ) -> NDArray[np.bool_]:
        allowed = np.ones(len(ids), np.bool_)
        if job_id is not None:
            of_job = select(InterviewQuestion.id).where(InterviewQuestion.job_id == job_id)
            allowed &= np.isin(ids, list(await work.session.scalars(of_job)))
        if without is not None:
            allowed &= ids != without
        return allowed


def _nearest(
    matrix: Vectors,
    vectors: Vectors,
    ids: NDArray[np.int64],
    allowed: NDArray[np.bool_],
    threshold: float,
) -> list[Near]:
    """Compare the first of ``vectors`` with the rows of ``matrix`` and with the other vectors."""
    cosines = np.concatenate([matrix @ vectors[0], vectors[1:] @ vectors[0]])
    cosines = np.where(allowed, cosines, -1.0)
    near = np.flatnonzero(cosines >= threshold)
    # Equal ones in the order of their ids, so that the answer is always the same.
    best = near[np.lexsort((ids[near], -cosines[near]))][:MOST_SHOWN]
    return [Near(int(ids[row]), round(min(1.0, float(cosines[row])), 3)) for row in best]


def _pack(vectors: Vectors) -> list[bytes]:
    whole = np.clip(np.rint(vectors * _STEPS), -_STEPS, _STEPS).astype(np.int8)
    return [row.tobytes() for row in whole]


def _unpack(packed: Sequence[bytes]) -> Vectors:
    whole = np.frombuffer(b"".join(packed), np.int8).reshape(len(packed), DIMENSIONS)
    matrix = whole.astype(np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: Vectors = matrix / np.maximum(lengths, 1e-9)
    return scaled


@event.listens_for(InterviewQuestion, "after_update")
def _forget_vector(_mapper: object, connection: Connection, question: InterviewQuestion) -> None:
    """Drop the vector of a text that was changed, whichever use case changed it."""
    if inspect(question).attrs.question_text.history.has_changes():
        stale = delete(QuestionVector).where(QuestionVector.question_id == question.id)
        connection.execute(stale)
