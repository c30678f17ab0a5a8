"""Interview kits: only approved questions enter, and interviews keep what they were given."""

from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import select, update

from domain.interviews.models import SessionQuestion
from domain.interviews.schemas import ScheduleSession
from domain.interviews.sessions import schedule_session
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.paging import PageQuery
from domain.kit.work import WorkShop
from domain.kits.errors import KitChanged
from domain.kits.schemas import EditKit, KitItem, KitQuery, KitView, MakeKit, RenewKit
from domain.kits.service import (
    delete_kit,
    edit_kit,
    list_job_kits,
    list_kits,
    make_kit,
    read_kit,
    renew_kit,
)
from domain.questions.models import InterviewQuestion
from domain.questions.service import QuestionNotApproved, retire_question
from tests.factories.people import apply, open_job
from tests.factories.questions import add_question, edit_and_approve
from tests.factories.server import new_name

CANDIDATE = Actor(key="user:1", role=Role.CANDIDATE)


async def make(workshop: WorkShop, **fields: Any) -> KitView:
    """Make a kit of a new job; its questions are asked from the last to the first."""
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work)
        ids = [
            await add_question(work, job_id, question_text=f"Question {n}?", time_limit_s=100 + n)
            for n in range(3)
        ]
        items: list[dict[str, Any]] = [{"question_id": key} for key in reversed(ids)]
        items[0] |= {"time_limit_s": 60, "competency": "Care"}
        command = {"job_id": job_id, "name": "First round", "questions": items}
        return await make_kit(work, SYSTEM, MakeKit.model_validate(command | fields))


async def plan(workshop: WorkShop, job_id: int, **fields: Any) -> list[tuple[str, int | None]]:
    """Plan an interview; return its questions with their limits."""
    async with workshop.begin(SYSTEM) as work:
        address = f"{new_name('amina')}@example.org"
        application_id = await apply(work, job_id, applicant_email=address)
        command = ScheduleSession(
            application_id=application_id, scheduled_at=work.now, time_limit_s=999, **fields
        )
        session = await schedule_session(work, SYSTEM, command)
        frozen = select(SessionQuestion).where(SessionQuestion.session_id == session.id)
        rows = await work.session.scalars(frozen.order_by(SessionQuestion.position))
        return [(row.question_text, row.time_limit_s) for row in rows]


async def test_a_kit_keeps_order_limits_and_competencies(workshop: WorkShop) -> None:
    kit = await make(workshop)

    async with workshop.look(SYSTEM) as work:
        assert await read_kit(work, SYSTEM, kit.id) == kit
        listed = await list_job_kits(work, SYSTEM, kit.job_id, PageQuery())
        assert listed.items == [kit]
        assert (await list_kits(work, SYSTEM, KitQuery(job_id=kit.job_id + 1))).total == 0
        with pytest.raises(NotFound):
            await list_job_kits(work, SYSTEM, kit.job_id + 1, PageQuery())

    first = kit.questions[0]
    assert (first.question_text, first.time_limit_s, first.competency) == (
        "Question 2?",
        60,
        "Care",
    )
    assert [item.position for item in kit.questions] == [1, 2, 3]
    assert kit.version == 1


async def test_an_interview_takes_the_kits_questions_and_keeps_them(workshop: WorkShop) -> None:
    kit = await make(workshop)

    planned = await plan(workshop, kit.job_id, kit_id=kit.id)
    async with workshop.begin(SYSTEM) as work:
        items = [{"question_id": kit.questions[2].question_id}]
        command = EditKit.model_validate({"questions": items, "expected_version": 1})
        changed = await edit_kit(work, SYSTEM, kit.id, command)
        await delete_kit(work, SYSTEM, kit.id)

    assert planned == [("Question 2?", 60), ("Question 1?", 101), ("Question 0?", 100)]
    assert (changed.version, len(changed.questions)) == (2, 1)
    async with workshop.look(SYSTEM) as work:
        assert len(list(await work.session.scalars(select(SessionQuestion.id)))) == 3
        with pytest.raises(NotFound):
            await read_kit(work, SYSTEM, kit.id)


async def test_only_approved_questions_of_the_job_enter(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        job_id, other = await open_job(work), await open_job(work)
        draft = await add_question(work, job_id, is_approved=False)
        foreign = await add_question(work, other)

    for key, refusal in ((draft, QuestionNotApproved), (foreign, NotFound), (9_999, NotFound)):
        with pytest.raises(refusal):
            await make(workshop, job_id=job_id, questions=[{"question_id": key}])


async def test_a_question_whose_approval_was_taken_back_is_not_asked(workshop: WorkShop) -> None:
    kit = await make(workshop)
    async with workshop.begin(SYSTEM) as work:
        await work.session.execute(update(InterviewQuestion).values(is_approved=False))

    with pytest.raises(QuestionNotApproved):
        await plan(workshop, kit.job_id, kit_id=kit.id)
    async with workshop.look(SYSTEM) as work:
        shown = await read_kit(work, SYSTEM, kit.id)
    assert not any(item.is_approved for item in shown.questions)


async def test_a_kit_serves_its_own_job_only(workshop: WorkShop) -> None:
    kit, other = await make(workshop), await make(workshop)

    with pytest.raises(NotFound):
        await plan(workshop, other.job_id, kit_id=kit.id)
    with pytest.raises(ValidationError):
        await plan(workshop, kit.job_id, kit_id=kit.id, question_ids=[1])


async def test_a_change_of_a_kit_that_was_changed_is_refused(workshop: WorkShop) -> None:
    kit = await make(workshop)
    async with workshop.begin(SYSTEM) as work:
        renamed = await edit_kit(work, SYSTEM, kit.id, EditKit(name="Second", expected_version=1))

    assert (renamed.name, renamed.questions) == ("Second", kit.questions)
    with pytest.raises(KitChanged):
        async with workshop.begin(SYSTEM) as work:
            await edit_kit(work, SYSTEM, kit.id, EditKit(name="Third", expected_version=1))


async def test_a_kit_keeps_a_questions_version_until_it_is_renewed(workshop: WorkShop) -> None:
    kit = await make(workshop)
    first, second, _ = (item.question_id for item in kit.questions)
    async with workshop.begin(SYSTEM) as work:
        for key in (first, second):
            edits = {"question_text": f"Newer {key}?", "time_limit_s": 500}
            await edit_and_approve(work, key, **edits)

    async with workshop.begin(SYSTEM) as work:
        held = await read_kit(work, SYSTEM, kit.id)
        reordered = await edit_kit(
            work,
            SYSTEM,
            kit.id,
            EditKit(questions=[KitItem(question_id=second), KitItem(question_id=first)]),
        )
    asked = await plan(workshop, kit.job_id, kit_id=kit.id)
    async with workshop.begin(SYSTEM) as work:
        command = RenewKit(question_ids=[second], expected_version=2)
        renewed = await renew_kit(work, SYSTEM, kit.id, command)
        with pytest.raises(KitChanged):
            await renew_kit(work, SYSTEM, kit.id, command)
    asked_then = await plan(workshop, kit.job_id, kit_id=kit.id)

    versions = [(item.question_version, item.newer_version) for item in held.questions]
    assert versions == [(1, 2), (1, 2), (1, None)]
    assert held.questions[0].question_text == "Question 2?"
    assert [item.newer_version for item in reordered.questions] == [2, 2]
    assert asked == [("Question 1?", 101), ("Question 2?", 102)]
    assert [item.newer_version for item in renewed.questions] == [None, 2]
    assert (renewed.version, renewed.questions[0].question_text) == (3, f"Newer {second}?")
    assert asked_then == [(f"Newer {second}?", 500), ("Question 2?", 102)]


async def test_renewing_changes_only_what_is_older_and_only_what_is_there(
    workshop: WorkShop,
) -> None:
    kit = await make(workshop)
    async with workshop.begin(SYSTEM) as work:
        unchanged = await renew_kit(work, SYSTEM, kit.id, RenewKit())
        with pytest.raises(NotFound):
            await renew_kit(work, SYSTEM, kit.id, RenewKit(question_ids=[9_999]))
        await retire_question(work, SYSTEM, kit.questions[0].question_id)
        with pytest.raises(QuestionNotApproved):
            await renew_kit(work, SYSTEM, kit.id, RenewKit())

    assert unchanged == kit


async def test_candidates_never_see_kits(workshop: WorkShop) -> None:
    kit = await make(workshop)

    async with workshop.look(CANDIDATE) as work:
        for look in (
            read_kit(work, CANDIDATE, kit.id),
            list_kits(work, CANDIDATE, KitQuery()),
            list_job_kits(work, CANDIDATE, kit.job_id, PageQuery()),
            delete_kit(work, CANDIDATE, kit.id),
            renew_kit(work, CANDIDATE, kit.id, RenewKit()),
        ):
            with pytest.raises(NotAllowed):
                await look


@pytest.mark.parametrize(
    "items",
    [
        [],
        [{"question_id": 1}] * 2,
        [{"question_id": 1, "time_limit_s": 5}],
        [{"question_id": n} for n in range(1, 52)],
    ],
)
def test_a_malformed_kit_is_refused(items: list[dict[str, int]]) -> None:
    with pytest.raises(ValidationError):
        MakeKit.model_validate({"job_id": 1, "name": "Kit", "questions": items})
