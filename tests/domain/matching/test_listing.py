"""Scores in lists: ranked applicants, filtered and page by page, and jobs that fit."""

from typing import Any

import pytest

from domain.candidates.listing import list_applications
from domain.candidates.schemas import ApplicationQuery
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import FieldsInvalid
from domain.kit.work import WorkShop
from domain.matching.maker import MatchMaker
from domain.matching.schemas import JobMatchQuery
from domain.matching.service import (
    fitting_jobs,
)
from tests.domain.matching.making import (
    ON_SQLITE_ALONE,
    applicant,
    confirm,
    do_jobs,
    job,
    order_of,
    ranked,
)
from tests.factories.people import add_user


async def test_pages_follow_one_another_without_gaps_or_doubles(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    keys = [await applicant(workshop, job_id, f"p{n}", n % 3 + 1) for n in range(7)]
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)

    seen: list[int] = []
    cursor = None
    while True:
        page = await ranked(workshop, recruiter, job_id, limit=2, cursor=cursor)
        seen += order_of(page)
        cursor = page.next_cursor
        if cursor is None:
            break

    assert sorted(seen) == keys
    assert seen == order_of(await ranked(workshop, recruiter, job_id))
    first = await ranked(workshop, recruiter, job_id, limit=2)
    with pytest.raises(FieldsInvalid):
        await ranked(workshop, recruiter, job_id, min_score=0.1, cursor=first.next_cursor)


@ON_SQLITE_ALONE
async def test_filters_leave_who_fulfils_them(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    weak = await applicant(workshop, job_id, "weak", 1)
    strong = await applicant(workshop, job_id, "strong", 6)
    silent = await applicant(workshop, job_id, "silent", None)
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)

    async def found(**asked: Any) -> list[int]:
        return order_of(await ranked(workshop, recruiter, job_id, **asked))

    assert await found(min_score=0.9) == [strong]
    assert await found(min_known=0.5) == [strong, weak]
    assert await found(all_musts=True) == [strong, weak, silent]
    assert await found(status="Rejected") == []


async def test_the_list_of_applications_shows_and_sorts_matches(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    strong = await applicant(workshop, job_id, "strong", 6)
    weak = await applicant(workshop, job_id, "weak", 1)
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)
    new = await applicant(workshop, job_id, "new", 6)

    async with workshop.look(recruiter) as work:
        best = ApplicationQuery(sort="match", limit=2)
        page = await list_applications(work, recruiter, job_id, best)
        cursor = best.model_copy(update={"cursor": page.next_cursor})
        rest = await list_applications(work, recruiter, job_id, cursor)

    assert [(view.id, view.match is not None) for view in page.items] == [
        (strong, True),
        (weak, True),
    ]
    assert [(view.id, view.match) for view in rest.items] == [(new, None)]


async def test_a_candidate_sees_which_open_jobs_fit(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    async with workshop.begin(SYSTEM) as work:
        amina = Actor.user(await add_user(work, "amina", Role.CANDIDATE), Role.CANDIDATE)
        bo = Actor.user(await add_user(work, "bo", Role.CANDIDATE), Role.CANDIDATE)
    applied, fits, differs, unconfirmed = [
        await job(workshop, title=title) for title in ("Own", "Fits", "Differs", "Unconfirmed")
    ]
    await confirm(workshop, recruiter, applied)
    await confirm(workshop, recruiter, fits)
    await do_jobs(workshop, maker)
    await applicant(workshop, applied, "amina", 5, actor=amina)
    await applicant(workshop, applied, "cy", 5)
    await do_jobs(workshop, maker)
    await confirm(workshop, recruiter, differs, must_haves=[{"name": "Redis"}])
    await do_jobs(workshop, maker)

    async with workshop.look(amina) as work:
        own = await fitting_jobs(work, amina, JobMatchQuery())
        good = await fitting_jobs(work, amina, JobMatchQuery(min_score=0.5))
    async with workshop.look(bo) as work:
        others = await fitting_jobs(work, bo, JobMatchQuery())

    assert {match.job.id for match in own.items} == {applied, fits, differs}
    assert own.items[-1].job.id == differs
    assert {match.job.id for match in good.items} == {applied, fits}
    assert others.items == []
    assert unconfirmed not in {match.job.id for match in own.items}
    recruiters = await ranked(workshop, recruiter, fits)
    assert recruiters.items == []
