"""Changing, moving and deleting jobs: by whom, when, and with what effect."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from domain.jobs import lifecycle
from domain.jobs.editing import change_job, delete_job
from domain.jobs.errors import ImpossibleMove, JobChanged, NotYourJob, OwnJob
from domain.jobs.forms import write_form
from domain.jobs.models import JobFacet
from domain.jobs.schemas import (
    AddSource,
    EditJob,
    JobQuery,
    JobView,
    PostJob,
    RejectJob,
    ReplaceJob,
    WriteForm,
)
from domain.jobs.service import list_jobs, post_job, read_job
from domain.jobs.sources import add_source
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.search import SearchDocument
from domain.kit.work import WorkShop
from tests.factories.clock import SettableClock
from tests.factories.people import add_user, apply, open_job

FIELDS: dict[str, Any] = {
    "title": "Gardener",
    "description": "Roses.",
    "company": "Larkspur",
    "location": "Leeds",
    "job_type": "Part-time",
    "work_mode": "On-site",
    "experience_level": "Junior",
    "department": "Grounds",
}


async def person(workshop: WorkShop, name: str, role: Role = Role.RECRUITER) -> Actor:
    async with workshop.begin(SYSTEM) as work:
        return Actor.user(await add_user(work, name, role), role)


async def job_of(workshop: WorkShop, owner: Actor, **fields: Any) -> int:
    async with workshop.begin(owner) as work:
        return await open_job(work, owner, **fields)


async def edit(workshop: WorkShop, actor: Actor, job_id: int, **fields: Any) -> JobView:
    async with workshop.begin(actor) as work:
        return await change_job(work, actor, job_id, EditJob(**fields))


async def test_one_field_changes_and_what_follows_from_it(workshop: WorkShop) -> None:
    rita = await person(workshop, "rita")
    job_id = await job_of(workshop, rita, salary_range="£50k")

    before = await edit(workshop, rita, job_id)
    after = await edit(
        workshop, rita, job_id, title="Gardener", skills_required="Roses", salary_range=None
    )

    assert (after.title, after.skills_required, after.salary_high) == ("Gardener", ["Roses"], None)
    assert (after.description, before.salary_high) == (before.description, 50_000)
    assert after.updated_at > before.updated_at
    async with workshop.look(NOBODY) as work:
        for query, total in [({"q": "backend"}, 0), ({"q": "garden"}, 1), ({"skill": "roses"}, 1)]:
            page = await list_jobs(work, NOBODY, JobQuery.model_validate(query))
            assert page.total == total, query


async def test_a_replacement_says_everything(workshop: WorkShop) -> None:
    rita = await person(workshop, "rita")
    job_id = await job_of(workshop, rita, salary_range="£50k")

    async with workshop.begin(rita) as work:
        view = await change_job(work, rita, job_id, ReplaceJob(**FIELDS, status="Closed"))

    assert view.model_dump().items() >= FIELDS.items()
    assert (view.salary_range, view.skills_required, view.status) == (None, [], "Closed")
    assert view.closed_at is not None


async def test_only_the_owner_and_administrators_change_a_job(workshop: WorkShop) -> None:
    rita, expert = await person(workshop, "rita"), await person(workshop, "e", Role.DOMAIN_EXPERT)
    other, admin = await person(workshop, "other"), await person(workshop, "a", Role.ADMIN)
    job_id = await job_of(workshop, rita)

    for stranger in (other, expert):
        with pytest.raises(NotYourJob):
            await edit(workshop, stranger, job_id, title="Mine")
        with pytest.raises(NotYourJob):
            async with workshop.begin(stranger) as work:
                await delete_job(work, stranger, job_id)
        with pytest.raises(NotYourJob):
            async with workshop.begin(stranger) as work:
                await lifecycle.close_job(work, stranger, job_id)
    with pytest.raises(NotAllowed):
        await edit(workshop, NOBODY, job_id, title="Mine")
    with pytest.raises(NotFound):
        await edit(workshop, admin, job_id + 1, title="Mine")
    assert (await edit(workshop, admin, job_id, title="Ours")).title == "Ours"


async def test_a_change_of_something_that_was_changed_is_refused(workshop: WorkShop) -> None:
    rita = await person(workshop, "rita")
    job_id = await job_of(workshop, rita)
    read = await edit(workshop, rita, job_id)
    shown = JobView.model_validate_json(read.model_dump_json()).updated_at

    await edit(workshop, rita, job_id, title="First", expected_updated_at=shown)
    with pytest.raises(JobChanged):
        await edit(workshop, rita, job_id, title="Second", expected_updated_at=shown)

    async with workshop.look(rita) as work:
        assert (await read_job(work, rita, job_id)).title == "First"


async def test_of_two_changes_at_once_one_is_refused(workshop: WorkShop) -> None:
    rita = await person(workshop, "rita")
    job_id = await job_of(workshop, rita)
    shown = (await edit(workshop, rita, job_id)).updated_at

    outcomes = await asyncio.gather(
        *(
            edit(workshop, rita, job_id, title=title, expected_updated_at=shown)
            for title in ("One", "Two", "Three")
        ),
        return_exceptions=True,
    )

    assert sum(isinstance(outcome, JobChanged) for outcome in outcomes) == 2


@pytest.mark.parametrize(
    "wrong", [{"title": None}, {"title": ""}, {"owner": 1}, {"status": "Gone"}]
)
def test_a_malformed_change_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        EditJob.model_validate(wrong)


async def test_a_job_goes_its_way(workshop: WorkShop, clock: SettableClock) -> None:
    rita = await person(workshop, "rita")
    job_id = await job_of(workshop, rita, status="Draft")
    opened = clock.now + timedelta(days=1)
    seen = []

    for step in ("publish", "close", "reopen", "close", "archive", "reopen"):
        clock.now += timedelta(days=1)
        async with workshop.begin(rita) as work:
            move = getattr(lifecycle, f"{step}_job")
            options = {"approval": False} if step == "publish" else {}
            view = await move(work, rita, job_id, **options)
            seen.append((view.status, view.published_at == opened, view.closed_at == clock.now))

    assert seen == [
        ("Open", True, False),
        ("Closed", True, True),
        ("Open", True, False),
        ("Closed", True, True),
        ("Archived", True, False),
        ("Draft", False, False),
    ]


async def test_an_impossible_move_says_what_is_possible(workshop: WorkShop) -> None:
    rita = await person(workshop, "rita")
    job_id = await job_of(workshop, rita, status="Draft")

    with pytest.raises(ImpossibleMove, match="Possible now: publish, archive"):
        async with workshop.begin(rita) as work:
            await lifecycle.close_job(work, rita, job_id)
    with pytest.raises(ImpossibleMove, match="Possible now: publish, archive"):
        await edit(workshop, rita, job_id, status="Closed")


async def test_a_job_opens_once_somebody_else_approved_it(workshop: WorkShop) -> None:
    author = await person(workshop, "author", Role.ADMIN)
    expert = await person(workshop, "expert", Role.DOMAIN_EXPERT)
    async with workshop.begin(author) as work:
        job_id = (await post_job(work, author, PostJob(**FIELDS), approval=True)).id

    with pytest.raises(OwnJob):
        async with workshop.begin(author) as work:
            await lifecycle.approve_job(work, author, job_id)
    async with workshop.begin(expert) as work:
        refused = await lifecycle.reject_job(work, expert, job_id, RejectJob(reason="Too vague."))
    async with workshop.begin(author) as work:
        again = await lifecycle.publish_job(work, author, job_id, approval=True)
    with pytest.raises(NotFound):
        async with workshop.look(NOBODY) as work:
            await read_job(work, NOBODY, job_id)
    async with workshop.begin(expert) as work:
        approved = await lifecycle.approve_job(work, expert, job_id)

    assert (refused.status, refused.review_note) == ("Draft", "Too vague.")
    assert (again.status, again.review_note) == ("Pending Approval", None)
    assert approved.status == "Open"


async def test_a_recruiter_cannot_approve(workshop: WorkShop) -> None:
    rita, other = await person(workshop, "rita"), await person(workshop, "other")
    async with workshop.begin(rita) as work:
        job_id = (await post_job(work, rita, PostJob(**FIELDS), approval=True)).id

    with pytest.raises(NotAllowed):
        async with workshop.begin(other) as work:
            await lifecycle.approve_job(work, other, job_id)


async def test_a_job_that_nothing_depends_on_is_deleted_with_all_it_owns(
    workshop: WorkShop,
) -> None:
    rita = await person(workshop, "rita")
    job_id = await job_of(workshop, rita)
    async with workshop.begin(rita) as work:
        await write_form(work, rita, job_id, WriteForm(questions=[]))
        await add_source(work, rita, job_id, AddSource(name="Fair"), "")

    async with workshop.begin(rita) as work:
        assert (await delete_job(work, rita, job_id)).outcome == "deleted"

    async with workshop.look(rita) as work:
        with pytest.raises(NotFound):
            await read_job(work, rita, job_id)
        for left in (SearchDocument.id, JobFacet.job_id):
            assert await work.session.scalar(select(func.count(left))) == 0


async def test_a_job_with_applications_is_archived_and_stays_whole(workshop: WorkShop) -> None:
    rita = await person(workshop, "rita")
    job_id = await job_of(workshop, rita)
    async with workshop.begin(NOBODY) as work:
        await apply(work, job_id)

    for _ in range(2):
        async with workshop.begin(rita) as work:
            assert (await delete_job(work, rita, job_id)).outcome == "archived"

    async with workshop.look(rita) as work:
        query = JobQuery(q="engineer", skill=["python"], status="Archived")
        assert (await list_jobs(work, rita, query)).total == 1
