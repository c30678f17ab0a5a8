"""Work: committed with its audit or not at all, announced only afterwards."""

import asyncio
from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import event, select

from domain.audit.models import AuditRecord
from domain.candidates.listing import list_applications
from domain.candidates.models import JobApplication
from domain.candidates.schemas import ApplicationQuery
from domain.candidates.service import find_application
from domain.jobs.models import Job
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import DomainError
from domain.kit.work import Work, WorkShop
from tests.factories.people import apply, open_job

RECRUITER = Actor(key="user:7", role=Role.RECRUITER)


class Refused(DomainError):
    """A refusal that undoes what was done."""


class KeptRefusal(DomainError):
    """A refusal that keeps what was done."""

    keeps_work: ClassVar[bool] = True


@dataclass(frozen=True)
class Happened:
    what: str


async def audited(workshop: WorkShop) -> list[tuple[str, str, str, list[int]]]:
    async with workshop.database.reading() as session:
        rows = await session.scalars(select(AuditRecord).order_by(AuditRecord.id))
        return [(row.actor, row.action, row.entity, row.ids) for row in rows]


async def titles(workshop: WorkShop) -> list[str]:
    async with workshop.database.reading() as session:
        return list(await session.scalars(select(Job.title)))


@pytest.fixture
async def application_id(workshop: WorkShop) -> int:
    async with workshop.begin(SYSTEM) as work:
        return await apply(work, await open_job(work))


async def test_creating_personal_data_is_noted_by_itself(
    workshop: WorkShop, application_id: int
) -> None:
    assert ("system", "create", "job_applications", [application_id]) in await audited(workshop)


async def test_reading_personal_data_is_noted_by_itself(
    workshop: WorkShop, application_id: int
) -> None:
    async with workshop.look(RECRUITER) as work:
        await find_application(work, RECRUITER, application_id)

    assert (await audited(workshop))[-1] == (
        "user:7",
        "read",
        "job_applications",
        [application_id],
    )


async def test_a_list_is_noted_as_one_entry(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work)
        ids = [await apply(work, job_id, applicant_email=f"a{n}@example.org") for n in range(3)]

    async with workshop.look(RECRUITER) as work:
        await list_applications(work, RECRUITER, job_id, ApplicationQuery())

    assert (await audited(workshop))[-1] == ("user:7", "read", "job_applications", ids)


async def test_changing_and_deleting_are_noted(workshop: WorkShop, application_id: int) -> None:
    async with workshop.begin(RECRUITER) as work:
        application = await find_application(work, RECRUITER, application_id)
        application.status = "Under Review"
    async with workshop.begin(RECRUITER) as work:
        await work.session.delete(await find_application(work, RECRUITER, application_id))

    of_table = [entry for entry in await audited(workshop) if entry[2] == "job_applications"]
    actions = [action for _, action, _, ids in of_table if ids == [application_id]]
    assert actions == ["create", "change", "read", "delete", "read"]


async def test_a_row_that_stays_as_it_was_is_not_noted_as_changed(
    workshop: WorkShop, application_id: int
) -> None:
    async with workshop.begin(RECRUITER) as work:
        application = await find_application(work, RECRUITER, application_id)
        application.status = str(application.status)

    assert "change" not in {action for _, action, _, _ in await audited(workshop)}


async def test_rows_without_personal_data_are_not_noted(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await open_job(work)

    assert await audited(workshop) == []


async def test_the_audit_is_rolled_back_with_the_work(
    workshop: WorkShop, application_id: int
) -> None:
    before = await audited(workshop)

    with pytest.raises(Refused):
        await _change_and(workshop, application_id, Refused())

    assert await audited(workshop) == before
    async with workshop.database.reading() as session:
        row = await session.get_one(JobApplication, application_id)
        assert row.status == "Applied"


async def test_a_refusal_that_keeps_work_is_committed_with_its_audit_and_still_raised(
    workshop: WorkShop, application_id: int
) -> None:
    with pytest.raises(KeptRefusal):
        await _change_and(workshop, application_id, KeptRefusal())

    assert ("user:7", "change", "job_applications", [application_id]) in await audited(workshop)
    async with workshop.database.reading() as session:
        row = await session.get_one(JobApplication, application_id)
        assert row.status == "Under Review"


async def _change_and(workshop: WorkShop, application_id: int, refusal: DomainError) -> None:
    async with workshop.begin(RECRUITER) as work:
        (await find_application(work, RECRUITER, application_id)).status = "Under Review"
        raise refusal


async def test_listeners_hear_only_what_was_committed(workshop: WorkShop) -> None:
    heard: list[tuple[object, list[str]]] = []
    workshop.listen(lambda announcement: heard.append((announcement, [])))

    async with workshop.begin(SYSTEM) as work:
        await _post(work, "first")
        work.announce(Happened("second"))
        assert heard == []
    with pytest.raises(Refused):
        await _announce_and_refuse(workshop)

    assert [announcement for announcement, _ in heard] == [Happened("first"), Happened("second")]
    assert await titles(workshop) == ["first"]


async def _post(work: Work, title: str) -> None:
    await open_job(work, title=title)
    work.announce(Happened(title))


async def _announce_and_refuse(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await _post(work, "never")
        raise Refused


async def test_every_listener_hears_everything_in_order(workshop: WorkShop) -> None:
    one: list[object] = []
    two: list[object] = []
    workshop.listen(one.append)
    workshop.listen(two.append)

    async with workshop.begin(SYSTEM) as work:
        work.announce(Happened("a"))
        work.announce(Happened("b"))

    assert one == two == [Happened("a"), Happened("b")]


async def test_all_that_is_done_in_a_work_bears_its_one_moment(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await apply(work, await open_job(work))

    async with workshop.database.reading() as session:
        moments = set(await session.scalars(select(AuditRecord.at)))
        moments |= set(await session.scalars(select(Job.created_at)))
    assert moments == {workshop.clock()}


async def test_who_hangs_up_during_the_commit_silences_nobody(workshop: WorkShop) -> None:
    heard: list[object] = []
    workshop.listen(heard.append)

    async def post() -> None:
        async with workshop.begin(SYSTEM) as work:
            await open_job(work, title="Cut off")
            work.announce(Happened("posted"))

    posting = asyncio.create_task(post())
    hang_up = event.listens_for(workshop.database.engine.sync_engine, "commit", once=True)
    hang_up(lambda _connection: posting.cancel())
    with pytest.raises(asyncio.CancelledError):
        await posting

    assert await titles(workshop) == ["Cut off"]
    assert heard == [Happened("posted")]
