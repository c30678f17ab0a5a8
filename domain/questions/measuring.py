"""Measures questions from real answers: each night, and when somebody asks."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import select

from domain.interviews.service import (
    Asking,
    askings_of,
    count_asked,
    ever_asked,
    scores_within,
    texts_for_machines,
)
from domain.jobs.service import find_job
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.jobs import enqueue
from domain.kit.paging import Page, fetch_page
from domain.kit.upserts import as_stored, upsert
from domain.kit.work import Work, WorkShop
from domain.questions.figures import Figures, StatisticsQuery, StatisticsView, Verdict
from domain.questions.judging import judge
from domain.questions.leaks import MOST, RECENT
from domain.questions.models import InterviewQuestion, QuestionStatistics
from domain.questions.service import find_questions
from domain.questions.statistics import LEAST_OTHERS, Observation

MEASURE_QUESTION = "questions.measure"
MOST_ASKINGS = 500
NIGHT_HOUR = 2
"""UTC; what was computed before is due again."""
_CHUNK = 500
Conclusion = Callable[[Work], Awaitable[None]]
Measured = tuple[Verdict, Figures]


async def read_statistics(work: Work, actor: Actor, question_id: int) -> StatisticsView:
    """Return a question's statistics as last computed; for recruiters and above. NotFound."""
    actor.require(Role.RECRUITER)
    await find_questions(work, [question_id])
    row = await work.session.get(QuestionStatistics, question_id)
    if row is None:
        return StatisticsView(
            question_id=question_id, verdict="insufficient", figures=None, computed_at=None
        )
    return StatisticsView.model_validate(row)


async def ask_for_statistics(work: Work, actor: Actor, question_id: int) -> StatisticsView:
    """Have a question measured in the background; return what is known until then. NotFound."""
    view = await read_statistics(work, actor, question_id)
    await enqueue(work, MEASURE_QUESTION, question_id=question_id)
    return view


async def list_statistics(work: Work, actor: Actor, query: StatisticsQuery) -> Page[StatisticsView]:
    """Return one page of measured questions, newest first; for recruiters and above. NotFound."""
    actor.require(Role.RECRUITER)
    statement = select(QuestionStatistics)
    if query.job_id is not None:
        await find_job(work, actor, query.job_id)
        of_job = select(InterviewQuestion.id).where(InterviewQuestion.job_id == query.job_id)
        statement = statement.where(QuestionStatistics.question_id.in_(of_job))
    if query.suggest is not None:
        statement = statement.where(QuestionStatistics.verdict == query.suggest)
    rows, cursor, total = await fetch_page(
        work.session, statement, QuestionStatistics.question_id, query
    )
    views = [StatisticsView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)


def last_night(now: datetime) -> datetime:
    """Return the newest moment at which it was two o'clock in the night, UTC."""
    tonight = now.astimezone(UTC).replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight <= now else tonight - timedelta(days=1)


class QuestionMeter:
    """Reads answers on the system's behalf, computes in a thread and keeps numbers only."""

    def __init__(self, workshop: WorkShop, must_stop: Callable[[], bool] = lambda: False) -> None:
        """Work on ``workshop``; a night's round ends early when it ``must_stop``."""
        self._workshop = workshop
        self._must_stop = must_stop

    async def measure(self, question_id: int) -> Conclusion | None:
        """Return how to store the figures of a question; None if there is no such question."""
        async with self._workshop.look(SYSTEM) as work:
            question = await work.session.get(InterviewQuestion, question_id)
            if question is None:
                return None
            askings = await askings_of(work, SYSTEM, question_id, MOST_ASKINGS)
            current = [one for one in askings if one.wording == question.question_text]
            seen = await _observe(work, current)
            asked, lately = await count_asked(work, question_id, work.now - RECENT)
        measured = await asyncio.to_thread(
            judge, seen, asked=asked, asked_lately=lately, now=work.now
        )
        return partial(_store, question_id=question_id, measured=measured)

    async def measure_due(self) -> None:
        """Measure what was asked and not measured since last night."""
        for question_id in await self._due():
            if self._must_stop():
                return
            conclude = await self.measure(question_id)
            if conclude is not None:
                async with self._workshop.begin(SYSTEM) as work:
                    await conclude(work)

    async def _due(self) -> list[int]:
        due: list[int] = []
        async with self._workshop.look(SYSTEM) as work:
            night = last_night(work.now)
            fresh = select(QuestionStatistics.question_id).where(
                QuestionStatistics.computed_at >= night
            )
            stale = select(InterviewQuestion.id).where(InterviewQuestion.id.not_in(fresh))
            ids = list(await work.session.scalars(stale.order_by(InterviewQuestion.id)))
            for start in range(0, len(ids), _CHUNK):
                due += sorted(await ever_asked(work, ids[start : start + _CHUNK]))
        return due


async def _observe(work: Work, askings: list[Asking]) -> list[Observation]:
    scores = await scores_within(work, SYSTEM, {one.session_id for one in askings})
    older = [one.answer_id for one in askings if one.asked_at <= work.now - RECENT]
    recent = [one.answer_id for one in askings if one.asked_at > work.now - RECENT]
    # Twice as many as are compared, since not everybody lets a machine read.
    texts = await texts_for_machines(work, SYSTEM, recent[: 2 * MOST] + older[: 2 * MOST])
    return [
        Observation(
            asked_at=one.asked_at,
            used_s=one.used_s,
            limit_s=one.limit_s,
            reason=one.reason,
            score=scores.get(one.session_id, {}).get(one.answer_id),
            others=_others(scores.get(one.session_id, {}), one.answer_id),
            text=texts.get(one.answer_id),
        )
        for one in askings
    ]


def _others(scores: dict[int, float], answer_id: int) -> float | None:
    rest = [score for key, score in scores.items() if key != answer_id]
    return sum(rest) / len(rest) if len(rest) >= LEAST_OTHERS else None


async def _store(work: Work, question_id: int, measured: Measured) -> None:
    if await work.session.get(InterviewQuestion, question_id) is None:
        return
    verdict, figures = measured
    row = {
        "question_id": question_id,
        "verdict": verdict,
        "figures": figures.model_dump(mode="json"),
        "computed_at": work.now,
    }
    into = as_stored(QuestionStatistics)
    written = ("verdict", "figures", "computed_at")
    await work.session.execute(upsert(work.session, into, ["question_id"], written), [row])
