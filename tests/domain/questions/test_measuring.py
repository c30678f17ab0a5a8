"""Questions are measured from interviews that were held, by the job and each night."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.interviews.asked import time_used
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.jobs import BackgroundJob
from domain.kit.work import WorkShop
from domain.questions.figures import Figures, StatisticsQuery, StatisticsView
from domain.questions.measuring import (
    QuestionMeter,
    ask_for_statistics,
    list_statistics,
    read_statistics,
)
from domain.questions.models import InterviewQuestion, QuestionStatistics
from tests.factories.clock import SettableClock
from tests.factories.people import open_job
from tests.factories.questions import add_question
from tests.factories.stored_interviews import hold_interview

RECRUITER = Actor(key="user:1", role=Role.RECRUITER, user_id=1)
TEXT = " ".join(f"word{n}" for n in range(30))


async def bank(workshop: WorkShop, count: int = 3) -> tuple[int, list[int]]:
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work)
        texts = [f"Question {n}?" for n in range(count)]
        return job_id, [await add_question(work, job_id, question_text=text) for text in texts]


async def held(workshop: WorkShop, job_id: int, questions: list[int], times: int = 24) -> None:
    """Hold interviews in which the first question follows the others' scores."""
    async with workshop.begin(SYSTEM) as work:
        for number in range(times):
            scores = [float(number % 8), float(number % 8), float((number * 3) % 8)]
            await hold_interview(work, job_id, questions, scores=scores, used_s=30 + number)


async def measured(workshop: WorkShop, question_id: int) -> StatisticsView:
    await QuestionMeter(workshop).measure_due()
    return await read(workshop, question_id)


async def read(workshop: WorkShop, question_id: int) -> StatisticsView:
    async with workshop.look(RECRUITER) as work:
        return await read_statistics(work, RECRUITER, question_id)


def figures_of(view: StatisticsView) -> Figures:
    assert view.figures is not None
    return view.figures


async def test_a_night_measures_what_was_asked_and_nothing_else(workshop: WorkShop) -> None:
    job_id, ids = await bank(workshop, 4)
    await held(workshop, job_id, ids[:3])

    first = await measured(workshop, ids[0])
    never = await read(workshop, ids[3])

    figures = figures_of(first)
    # The scores 0 to 7, three times each, have a mean of 3.5.
    assert (figures.difficulty.value, figures.difficulty.answers) == (0.65, 24)
    assert figures.discrimination.state == "known"
    assert (figures.discrimination.value or 0) > 0.5
    assert figures.time_used_mean_s.value == 41.5
    assert (figures.asked, figures.asked_last_90_days) == (24, 24)
    assert (never.verdict, never.figures, never.computed_at) == ("insufficient", None, None)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_few_interviews_give_no_number(workshop: WorkShop) -> None:
    job_id, ids = await bank(workshop)
    await held(workshop, job_id, ids, times=4)

    view = await measured(workshop, ids[0])

    figures = figures_of(view)
    assert view.verdict == "insufficient"
    assert (figures.difficulty.value, figures.difficulty.answers) == (None, 4)
    assert (figures.discrimination.state, figures.asked) == ("insufficient", 4)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_answers_to_an_earlier_wording_do_not_count_but_it_was_asked(
    workshop: WorkShop,
) -> None:
    job_id, ids = await bank(workshop)
    await held(workshop, job_id, ids)
    async with workshop.begin(SYSTEM) as work:
        (await work.session.get_one(InterviewQuestion, ids[0])).question_text = "Quite another?"

    figures = figures_of(await measured(workshop, ids[0]))

    assert (figures.difficulty.answers, figures.asked) == (0, 24)


async def test_what_a_person_corrected_goes_before_the_machine(workshop: WorkShop) -> None:
    job_id, ids = await bank(workshop)
    async with workshop.begin(SYSTEM) as work:
        for _ in range(12):
            await hold_interview(work, job_id, ids, scores=[2.0, 5.0, 5.0], corrected=9.0)

    figures = figures_of(await measured(workshop, ids[0]))

    assert figures.difficulty.value == 0.1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("granted", "read_answers"), [(True, 12), (False, 0)])
async def test_only_answers_that_a_machine_may_read_are_compared(
    workshop: WorkShop, *, granted: bool, read_answers: int
) -> None:
    job_id, ids = await bank(workshop)
    async with workshop.begin(SYSTEM) as work:
        for _ in range(12):
            await hold_interview(work, job_id, ids, scores=[5.0] * 3, text=TEXT, consent=granted)

    figures = figures_of(await measured(workshop, ids[0]))

    assert figures.leak.recent_answers == read_answers


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_word_of_an_answer_is_kept(workshop: WorkShop) -> None:
    job_id, ids = await bank(workshop)
    async with workshop.begin(SYSTEM) as work:
        for _ in range(12):
            await hold_interview(work, job_id, ids, scores=[5.0] * 3, text=f"canary {TEXT}")

    await QuestionMeter(workshop).measure_due()

    async with workshop.look(SYSTEM) as work:
        rows = list(await work.session.scalars(select(QuestionStatistics)))
    assert len(rows) == 3
    assert "canary" not in repr([row.figures for row in rows])
    assert "word1" not in repr([row.figures for row in rows])


async def test_each_question_is_measured_once_a_night(
    workshop: WorkShop, clock: SettableClock
) -> None:
    job_id, ids = await bank(workshop)
    await held(workshop, job_id, ids, times=1)
    first = await measured(workshop, ids[0])

    clock.pass_by(60)
    again = await measured(workshop, ids[0])
    clock.pass_by(24 * 3_600)
    next_day = await measured(workshop, ids[0])

    assert again.computed_at == first.computed_at
    assert next_day.computed_at != first.computed_at


async def test_asking_plans_a_job_that_measures_at_once(workshop: WorkShop) -> None:
    job_id, ids = await bank(workshop)
    await held(workshop, job_id, ids, times=1)

    async with workshop.begin(RECRUITER) as work:
        before = await ask_for_statistics(work, RECRUITER, ids[0])
    async with workshop.look(SYSTEM) as work:
        payload = await work.session.scalar(
            select(BackgroundJob.payload).where(BackgroundJob.name == "questions.measure")
        )
    conclude = await QuestionMeter(workshop).measure(**payload or {})
    assert conclude is not None
    async with workshop.begin(SYSTEM) as work:
        await conclude(work)

    assert before.computed_at is None
    assert figures_of(await read(workshop, ids[0])).asked == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_question_that_is_gone_meanwhile_is_not_measured(workshop: WorkShop) -> None:
    _, ids = await bank(workshop, 1)
    conclude = await QuestionMeter(workshop).measure(ids[0])
    assert conclude is not None
    async with workshop.begin(SYSTEM) as work:
        await work.session.delete(await work.session.get_one(InterviewQuestion, ids[0]))

    async with workshop.begin(SYSTEM) as work:
        await conclude(work)

    assert await QuestionMeter(workshop).measure(ids[0]) is None


async def test_lists_are_by_job_and_verdict(workshop: WorkShop) -> None:
    job_id, ids = await bank(workshop)
    other_job, others = await bank(workshop)
    for job, questions in ((job_id, ids), (other_job, others)):
        await held(workshop, job, questions, times=1)
    await QuestionMeter(workshop).measure_due()
    async with workshop.begin(SYSTEM) as work:
        tired = update(QuestionStatistics).where(QuestionStatistics.question_id == ids[1])
        await work.session.execute(tired.values(verdict="retire"))

    async def listed(**asked: Any) -> list[int]:
        async with workshop.look(RECRUITER) as work:
            page = await list_statistics(work, RECRUITER, StatisticsQuery(**asked))
        return [view.question_id for view in page.items]

    assert await listed() == sorted([*ids, *others], reverse=True)
    assert await listed(job_id=job_id) == sorted(ids, reverse=True)
    assert await listed(job_id=job_id, suggest="retire") == [ids[1]]
    assert await listed(job_id=other_job, suggest="retire") == []
    with pytest.raises(NotFound):
        await listed(job_id=job_id + 1_000)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_statistics_are_for_recruiters_of_questions_that_exist(workshop: WorkShop) -> None:
    _, [question_id] = await bank(workshop, 1)
    candidate = Actor(key="user:9", role=Role.CANDIDATE)

    async with workshop.look(candidate) as work:
        with pytest.raises(NotAllowed):
            await read_statistics(work, candidate, question_id)
        with pytest.raises(NotAllowed):
            await list_statistics(work, candidate, StatisticsQuery())
    with pytest.raises(NotFound):
        await read(workshop, question_id + 1_000)


async def test_a_pause_is_not_time_used(workshop: WorkShop) -> None:
    job_id, ids = await bank(workshop)
    async with workshop.begin(SYSTEM) as work:
        for _ in range(10):
            await hold_interview(work, job_id, ids, scores=[5.0] * 3, used_s=100, paused_s=40)

    figures = figures_of(await measured(workshop, ids[0]))

    assert figures.time_used_mean_s.value == 60.0


def test_pauses_are_cut_to_the_time_the_question_was_open(clock: SettableClock) -> None:
    at = [clock() + timedelta(seconds=second) for second in range(101)]
    pauses = [(at[0], at[20]), (at[40], at[50]), (at[90], None)]

    # Open from 10 to 100: paused 10 to 20, 40 to 50 and 90 to 100.
    assert time_used(at[10], at[100], pauses) == 60.0
