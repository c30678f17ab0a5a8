"""A generation's life without a model at hand: planned, cancelled, filled up."""

import pytest

from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.questions.generating import service as generating
from domain.questions.generating.errors import GenerationOver
from domain.questions.generating.schemas import GenerateQuestions
from domain.questions.service import delete_question
from server.adapters.offline import OfflineModel
from server.generating import Generator
from tests.factories.people import open_job


async def planned(workshop: WorkShop, count: int = 3) -> int:
    """Plan a generation that a model is to do; no job runs here."""
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work)
        command = GenerateQuestions(job_id=job_id, skills=["Python"], count=count)
        return (await generating.plan_generation(work, SYSTEM, command, "gemini")).id


async def test_a_cancelled_generation_is_drafted_no_more(workshop: WorkShop) -> None:
    generation_id = await planned(workshop)

    async with workshop.begin(SYSTEM) as work:
        cancelled = await generating.cancel_generation(work, SYSTEM, generation_id)
    await Generator(workshop, OfflineModel(), 1).draft(generation_id)

    assert (cancelled.state, cancelled.done) == ("cancelled", 0)
    async with workshop.begin(SYSTEM) as work:
        assert (await generating.read_generation(work, SYSTEM, generation_id)).questions == []
        with pytest.raises(GenerationOver):
            await generating.cancel_generation(work, SYSTEM, generation_id)


async def test_a_generation_that_was_cut_off_goes_on_from_where_it_stood(
    workshop: WorkShop,
) -> None:
    generation_id = await planned(workshop)
    async with workshop.begin(SYSTEM) as work:
        row = await generating.find_generation(work, SYSTEM, generation_id, changing=True)
        generating.begin(row)

    await Generator(workshop, OfflineModel(), 1).draft(generation_id)

    async with workshop.look(SYSTEM) as work:
        view = await generating.read_generation(work, SYSTEM, generation_id)
    assert (view.state, view.provider, view.done) == ("done", "offline", 3)
    assert view.reason is not None
    assert len({question.question_text for question in view.questions}) == 3


async def test_a_draft_that_was_deleted_is_left_out(workshop: WorkShop) -> None:
    generation_id = await planned(workshop)
    await Generator(workshop, OfflineModel(), 1).draft(generation_id)
    async with workshop.begin(SYSTEM) as work:
        view = await generating.read_generation(work, SYSTEM, generation_id)
        await delete_question(work, SYSTEM, view.questions[0].id)

    async with workshop.look(SYSTEM) as work:
        view = await generating.read_generation(work, SYSTEM, generation_id)
    assert len(view.questions) == 2
