"""A language model reads a transcript: asked by a job, what the words prove is kept beside them.

Only with the candidate's consent to machines; no score changes, and a model that is down is asked
again hours later.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import cast

import structlog

from domain.interviews.service import spec_for_machines
from domain.kit.actor import SYSTEM
from domain.kit.jobs import enqueue
from domain.kit.work import Work, WorkShop
from domain.language.errors import ModelDown, ModelGarbled
from domain.language.ports import LanguageModel
from domain.language.service import Pseudonyms
from domain.video.analysing import (
    AnswerAnalysis,
    AskedQuestion,
    Speaker,
    SpokenLine,
    accept_analysis,
    ask_about_interview,
    flags_of,
)
from domain.video.guests import expected_in, participants_of
from domain.video.lines import lines_of
from domain.video.recording_models import SpokenAnswer, VideoLine
from domain.video.speaking import ANALYSE_TRANSCRIPT, spoken_of

Conclusion = Callable[[Work], Awaitable[None]]
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360, 1_440))
"""How long a model that cannot be asked is left alone, after each refusal; then it is given up."""
AT_ONCE_CHARS = 20_000
"""About how much of a transcript is told in one question; the rest is told in the next."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """Questions whose spoken answers no model has read, with the marks of what was said."""

    questions: tuple[AskedQuestion, ...]
    people: tuple[str, ...]
    marks: dict[int, str]


class TranscriptAnalyser:
    """Asks about an interview's spoken answers, some at a time."""

    def __init__(self, workshop: WorkShop, model: LanguageModel | None) -> None:
        """``model`` is None where transcripts are not to be read by one."""
        self._workshop = workshop
        self._model = model

    async def analyse(self, session_id: int, attempt: int = 0) -> Conclusion | None:
        """Return the storing of what was found or the plan to ask again; None if nothing is due."""
        if self._model is None:
            return None
        async with self._workshop.look(SYSTEM) as work:
            unread = await read_unread(work, session_id)
        if not unread.questions:
            return None
        pseudonyms = Pseudonyms(people=unread.people)
        try:
            reply = await self._model.ask(ask_about_interview(unread.questions, pseudonyms))
        except (ModelDown, ModelGarbled) as refusal:
            log.info("transcript_not_analysed", reason=refusal.code, session_id=session_id)
            return partial(_ask_later, session_id=session_id, attempt=attempt)
        found = accept_analysis(reply.value, unread.questions, pseudonyms)
        found += _passed_over(unread.questions, found)
        return partial(store_analyses, session_id=session_id, marks=unread.marks, found=found)


async def read_unread(work: Work, session_id: int) -> Unread:
    """Return what a model may be asked about next; nothing without the candidate's consent."""
    _, lines = await lines_of(work, session_id)
    rows = await work.session.scalars(spoken_of(session_id).order_by(SpokenAnswer.question_id))
    questions: list[AskedQuestion] = []
    marks: dict[int, str] = {}
    told = 0
    for row in rows:
        spec = await spec_for_machines(work, session_id, row.question_id)
        if spec is None or row.analysis is not None or told > AT_ONCE_CHARS:
            continue
        said = _lines(lines, row.question_id)
        told += sum(len(line.text) for line in said)
        asked = AskedQuestion(row.question_id, spec.question, spec.key_points, said)
        questions.append(asked)
        marks[row.question_id] = _mark(row)
    names = [one.name for one in await expected_in(work, session_id)]
    names += [row.name or "" for row in await participants_of(work, session_id)]
    return Unread(tuple(questions), tuple(name for name in names if name.strip()), marks)


async def store_analyses(
    work: Work, session_id: int, marks: dict[int, str], found: Sequence[AnswerAnalysis]
) -> None:
    """Keep analyses of what still stands as it was read, and may still be; then go on."""
    told = {analysis.question_id: analysis for analysis in found}
    rows = list(await work.session.scalars(spoken_of(session_id).with_for_update()))
    for row in rows:
        if row.analysis is not None or marks.get(row.question_id) != _mark(row):
            continue
        if await spec_for_machines(work, session_id, row.question_id) is None:
            return
        row.analysis = told[row.question_id].model_dump(mode="json")
    if any(row.analysis is None for row in rows):
        await enqueue(work, ANALYSE_TRANSCRIPT, session_id=session_id)


def _passed_over(
    questions: Sequence[AskedQuestion], found: Sequence[AnswerAnalysis]
) -> list[AnswerAnalysis]:
    """Return empty analyses of what a model left out, so that it is not asked for ever."""
    told = {analysis.question_id for analysis in found}
    return [
        AnswerAnalysis(question_id=one.question_id, summary="", points=(), flags=flags_of(one))
        for one in questions
        if one.question_id not in told
    ]


async def _ask_later(work: Work, session_id: int, attempt: int) -> None:
    if attempt < len(PAUSES):
        later = {"session_id": session_id, "attempt": attempt + 1}
        await enqueue(work, ANALYSE_TRANSCRIPT, after=PAUSES[attempt], **later)


def _lines(lines: Sequence[VideoLine], question_id: int) -> tuple[SpokenLine, ...]:
    """Return the lines of people who are known: a stranger's line begins with their name."""
    return tuple(
        SpokenLine(line.id, cast("Speaker", line.speaker), line.text)
        for line in lines
        if line.question_id == question_id and line.speaker != "unknown"
    )


def _mark(row: SpokenAnswer) -> str:
    """Return what tells a spoken answer from another in its place."""
    return f"{row.text_sha256} {[part['line_id'] for part in row.lines]}"
