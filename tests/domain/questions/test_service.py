"""The question bank: four eyes for approval, and no answers for candidates."""

import pytest
from pydantic import ValidationError

from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.paging import PageQuery
from domain.kit.work import WorkShop
from domain.questions.schemas import ApproveQuestions, PointText, QuestionView, WriteQuestion
from domain.questions.service import (
    OwnQuestion,
    QuestionNotApproved,
    approve_questions,
    find_for_interview,
    list_approved,
    write_question,
)
from tests.factories.people import add_user, open_job
from tests.factories.questions import GOLD, add_question

CANDIDATE = Actor(key="user:99", role=Role.CANDIDATE)


async def person(workshop: WorkShop, role: Role, name: str) -> Actor:
    async with workshop.begin(SYSTEM) as work:
        return Actor.user(await add_user(work, name, role), role)


@pytest.fixture
async def job_id(workshop: WorkShop) -> int:
    async with workshop.begin(SYSTEM) as work:
        return await open_job(work)


@pytest.fixture
async def author(workshop: WorkShop) -> Actor:
    return await person(workshop, Role.DOMAIN_EXPERT, "author")


@pytest.fixture
async def expert(workshop: WorkShop) -> Actor:
    return await person(workshop, Role.DOMAIN_EXPERT, "expert")


def question(job_id: int, **fields: object) -> WriteQuestion:
    return WriteQuestion.model_validate(
        {"job_id": job_id, "question_text": "Why REST?", "gold_standard_answer": GOLD} | fields
    )


async def written(workshop: WorkShop, author: Actor, job_id: int) -> QuestionView:
    async with workshop.begin(author) as work:
        return await write_question(work, author, question(job_id))


async def reviewed(
    workshop: WorkShop, actor: Actor, ids: list[int], decision: str = "approve"
) -> list[QuestionView]:
    command = ApproveQuestions.model_validate({"question_ids": ids, "decision": decision})
    async with workshop.begin(actor) as work:
        return (await approve_questions(work, actor, command)).questions


async def test_a_new_question_waits_for_approval(
    workshop: WorkShop, author: Actor, job_id: int
) -> None:
    view = await written(workshop, author, job_id)

    assert (view.is_approved, view.created_by) == (False, author.user_id)
    async with workshop.look(author) as work:
        assert (await list_approved(work, author, job_id, PageQuery())).items == []


async def test_another_expert_approves_and_may_take_it_back(
    workshop: WorkShop, author: Actor, expert: Actor, job_id: int
) -> None:
    key = (await written(workshop, author, job_id)).id

    [approved] = await reviewed(workshop, expert, [key])
    [rejected] = await reviewed(workshop, expert, [key], "reject")

    assert (approved.is_approved, approved.approved_by) == (True, expert.user_id)
    assert (rejected.is_approved, rejected.approved_by) == (False, None)


async def test_nobody_approves_their_own_question_not_even_among_others(
    workshop: WorkShop, author: Actor, expert: Actor, job_id: int
) -> None:
    own = (await written(workshop, author, job_id)).id
    other = (await written(workshop, expert, job_id)).id

    with pytest.raises(OwnQuestion):
        await reviewed(workshop, author, [own])
    approved = await reviewed(workshop, author, [other, own])

    assert [view.id for view in approved] == [other]
    async with workshop.look(author) as work:
        assert (await list_approved(work, author, job_id, PageQuery())).total == 1


async def test_an_unknown_question_is_named(workshop: WorkShop, expert: Actor) -> None:
    with pytest.raises(NotFound, match="404, 405"):
        await reviewed(workshop, expert, [404, 405])


async def test_recruiters_write_but_do_not_approve(workshop: WorkShop, job_id: int) -> None:
    recruiter = await person(workshop, Role.RECRUITER, "rita")
    key = (await written(workshop, recruiter, job_id)).id

    with pytest.raises(NotAllowed):
        await reviewed(workshop, recruiter, [key])
    with pytest.raises(NotAllowed):
        await written(workshop, CANDIDATE, job_id)


async def test_candidates_see_no_answers(workshop: WorkShop, author: Actor, job_id: int) -> None:
    async with workshop.begin(SYSTEM) as work:
        await add_question(work, job_id, why_asked="to see depth")

    for actor, told in [(CANDIDATE, False), (author, True)]:
        async with workshop.look(actor) as work:
            [view] = (await list_approved(work, actor, job_id, PageQuery())).items
        assert bool(view.gold_standard_answer) == told
        assert bool(view.key_points) == told
        assert bool(view.why_asked) == told


async def test_an_interview_takes_the_named_questions_in_their_order(
    workshop: WorkShop, job_id: int
) -> None:
    async with workshop.begin(SYSTEM) as work:
        ids = [await add_question(work, job_id) for _ in range(3)]
        waiting = await add_question(work, job_id, is_approved=False)
        foreign = await add_question(work, await open_job(work))

        named = await find_for_interview(work, job_id, [ids[2], ids[0], ids[2]])
        every = await find_for_interview(work, job_id, None)

        assert [q.id for q in named] == [ids[2], ids[0]]
        assert [q.id for q in every] == ids
        with pytest.raises(QuestionNotApproved):
            await find_for_interview(work, job_id, [ids[0], waiting])
        with pytest.raises(NotFound):
            await find_for_interview(work, job_id, [foreign])


@pytest.mark.parametrize(
    "wrong",
    [
        {"question_text": " "},
        {"gold_standard_answer": ""},
        {"difficulty_level": "impossible"},
        {"time_limit_s": 9},
        {"time_limit_s": 7_201},
        {"is_approved": True},
        {"key_points": [{"id": "k1", "text": "a"}, {"id": "k1", "text": "b"}]},
        {"key_points": [{"id": f"k{n}", "text": "a"} for n in range(13)]},
        {"key_points": [{"id": "k1", "text": "a", "weight": 0}]},
        {"key_points": [{"id": "k1", "text": "a", "weight": float("inf")}]},
    ],
)
def test_a_malformed_question_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        question(1, **wrong)


def test_points_weigh_the_same_unless_said() -> None:
    assert PointText(id="k1", text="a").weight == 1.0
