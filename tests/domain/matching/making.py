"""Jobs that are confirmed, people who apply, and the matching that the runner would do."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from domain.kit.actor import NOBODY, SYSTEM, Actor
from domain.kit.jobs import BackgroundJob
from domain.kit.work import WorkShop
from domain.matching.maker import MatchMaker
from domain.matching.schemas import CandidateMatches, MatchQuery, WriteProfile
from domain.matching.service import (
    rank_candidates,
    take_facts,
    write_profile,
)
from domain.resumes.facts import ResumeFacts
from tests.factories.matching import TinySkills, facts_of
from tests.factories.people import apply, open_job

SKILLS = TinySkills()
ON_SQLITE_ALONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
RESUME = "Duties\n- Built booking services in Python.\n"
PYTHON = {"must_haves": [{"name": "Python", "years": 4}], "location": None}


async def job(workshop: WorkShop, **fields: Any) -> int:
    async with workshop.begin(SYSTEM) as work:
        return await open_job(work, **fields)


async def applicant(
    workshop: WorkShop, job_id: int, name: str, years: float | None, **options: Any
) -> int:
    """Let somebody apply; with ``years`` a résumé names Python for so long."""
    actor = options.pop("actor", NOBODY)
    async with workshop.begin(actor) as work:
        key = await apply(work, job_id, actor, applicant_email=f"{name}@example.org", **options)
        if years is not None:
            await take_facts(work, key, resume(years), RESUME, SKILLS)
    return key


def resume(years: float) -> ResumeFacts:
    return facts_of(RESUME, {"Python": years}, experience_years=years)


async def confirm(workshop: WorkShop, actor: Actor, job_id: int, **asked: Any) -> None:
    command = WriteProfile(**PYTHON | asked, confirm=True)
    async with workshop.begin(actor) as work:
        await write_profile(work, actor, job_id, command, SKILLS)


async def do_jobs(workshop: WorkShop, maker: MatchMaker) -> int:
    """Do what is queued for matching until nothing is; return how many jobs that were."""

    async def prepare(**payload: Any) -> Any:
        return await maker.prepare([payload])

    tasks: dict[str, Callable[..., Awaitable[Any]]]
    tasks = {"matching.prepare": prepare, "matching.run": maker.run}
    done = 0
    while True:
        async with workshop.begin(SYSTEM) as work:
            due = select(BackgroundJob).where(
                BackgroundJob.state == "queued", BackgroundJob.name.in_(tasks)
            )
            queued = await work.session.scalar(due.order_by(BackgroundJob.id))
            if queued is None:
                return done
            queued.state = "done"
        await carry_out(workshop, tasks[queued.name], **queued.payload)
        done += 1


async def carry_out(
    workshop: WorkShop, task: Callable[..., Awaitable[Any]], **payload: Any
) -> None:
    conclude = await task(**payload)
    if conclude is not None:
        async with workshop.begin(SYSTEM) as work:
            await conclude(work)


async def ranked(workshop: WorkShop, actor: Actor, job_id: int, **asked: Any) -> CandidateMatches:
    async with workshop.look(actor) as work:
        return await rank_candidates(work, actor, MatchQuery(job_id=job_id, **asked))


def order_of(page: CandidateMatches) -> list[int]:
    return [match.application_id for match in page.items]
