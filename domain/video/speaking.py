"""Spoken answers: what the candidate said while a question was open, scored as typed ones are.

The text comes from speech and is scored beside the typed answer, never instead of it, and only
with the candidate's consent to machine scores.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import partial

from sqlalchemy import Select, delete, select

from domain.interviews.service import spec_for_machines
from domain.kit.actor import SYSTEM
from domain.kit.jobs import enqueue
from domain.kit.work import Work, WorkShop
from domain.scoring.ports import Scoring
from domain.scoring.schemas import Score
from domain.video.aligning import spoken_answers
from domain.video.lines import lines_of, said
from domain.video.recording_models import SpokenAnswer

SCORE_SPOKEN = "video.score_spoken"
ANALYSE_TRANSCRIPT = "video.analyse"
Conclusion = Callable[[Work], Awaitable[None]]


async def gather_spoken(work: Work, session_id: int) -> None:
    """Make spoken answers of an interview's lines; what changed is scored anew.

    Whoever calls holds the interview's row.
    """
    source, lines = await lines_of(work, session_id)
    known = {row.question_id: row for row in await work.session.scalars(spoken_of(session_id))}
    for spoken in spoken_answers(said(line) for line in lines):
        row = known.pop(spoken.question_id, None)
        digest = hashlib.sha256(spoken.text.encode()).hexdigest()
        if row is None:
            row = SpokenAnswer(
                session_id=session_id, question_id=spoken.question_id, created_at=work.now
            )
            work.session.add(row)
        is_new = row.text_sha256 != digest
        row.source, row.text, row.text_sha256 = source, spoken.text, digest
        parts = [asdict(part) for part in spoken.parts]
        if row.lines != parts:
            # A model's quotes name lines, and these are others.
            row.analysis = None
        row.lines = parts
        if is_new:
            row.score = row.analysis = row.overall_score = row.scored_at = None
            await work.session.flush()
            await enqueue(work, SCORE_SPOKEN, session_id=session_id, question_id=spoken.question_id)
    for row in known.values():
        await work.session.delete(row)
    await work.session.flush()


async def forget_spoken(work: Work, session_id: int) -> None:
    """Delete an interview's spoken answers."""
    await work.session.execute(delete(SpokenAnswer).where(SpokenAnswer.session_id == session_id))


def spoken_of(session_id: int) -> Select[SpokenAnswer]:
    """Return an interview's spoken answers."""
    return select(SpokenAnswer).where(SpokenAnswer.session_id == session_id)


class SpeechScorer:
    """Scores spoken answers by the same scorer as typed ones."""

    def __init__(self, workshop: WorkShop, scoring: Scoring) -> None:
        self._workshop = workshop
        self._scoring = scoring

    async def score(self, session_id: int, question_id: int) -> Conclusion | None:
        """Return the storing of a score; None where there is nothing to score or no consent."""
        async with self._workshop.look(SYSTEM) as work:
            row = await _find(work, session_id, question_id)
            spec = await spec_for_machines(work, session_id, question_id)
        if row is None or spec is None or row.score is not None:
            return None
        score = await self._scoring.score(spec, row.text)
        return partial(
            store_score,
            session_id=session_id,
            question_id=question_id,
            text_sha256=row.text_sha256,
            score=score,
        )


async def store_score(
    work: Work, session_id: int, question_id: int, text_sha256: str, score: Score
) -> None:
    """Keep the score of a text that is still the answer and may still be scored."""
    row = await _find(work, session_id, question_id, changing=True)
    if row is None or row.text_sha256 != text_sha256 or row.score is not None:
        return
    if await spec_for_machines(work, session_id, question_id) is None:
        return
    row.score = score.model_dump(mode="json")
    row.overall_score, row.scored_at = score.overall, work.now


async def _find(
    work: Work, session_id: int, question_id: int, *, changing: bool = False
) -> SpokenAnswer | None:
    found = spoken_of(session_id).where(SpokenAnswer.question_id == question_id)
    row: SpokenAnswer | None = await work.session.scalar(
        found.with_for_update() if changing else found
    )
    return row
