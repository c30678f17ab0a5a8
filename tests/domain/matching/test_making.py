"""From a confirmed profile to scores, by the jobs that the runner would do."""

from typing import Any

import pytest
from sqlalchemy import select, text

from domain.candidates.schemas import GiveConsent
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.work import Announcement, Work, WorkShop
from domain.matching.errors import PersonNeeded, ProfileChanged, ProfileUnconfirmed
from domain.matching.events import MatchProgressed
from domain.matching.maker import MatchMaker
from domain.matching.models import MatchRun, MatchScore
from domain.matching.schemas import WriteProfile
from domain.matching.service import (
    ask_for_run,
    read_profile,
    read_status,
    take_facts,
    write_profile,
)
from tests.domain.matching.making import (
    ON_SQLITE_ALONE,
    PYTHON,
    RESUME,
    SKILLS,
    applicant,
    carry_out,
    confirm,
    do_jobs,
    job,
    order_of,
    ranked,
    resume,
)
from tests.factories.matching import EngineHere


async def test_nothing_is_scored_before_somebody_confirmed_the_profile(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    await applicant(workshop, job_id, "amina", 4)
    await do_jobs(workshop, maker)

    async with workshop.look(recruiter) as work:
        profile = await read_profile(work, recruiter, job_id, SKILLS)
        status = await read_status(work, recruiter, job_id)
    page = await ranked(workshop, recruiter, job_id)

    assert (profile.state, profile.version) == ("proposed", 0)
    assert [s.name for s in profile.criteria.must_haves] == ["Python", "SQL"]
    assert (status.state, page.match.state, page.items) == ("unconfirmed", "unconfirmed", [])
    async with workshop.begin(recruiter) as work:
        with pytest.raises(ProfileUnconfirmed):
            await ask_for_run(work, recruiter, job_id, SKILLS)


async def test_a_confirmed_profile_ranks_whoever_applied(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    weak = await applicant(workshop, job_id, "weak", 1)
    strong = await applicant(workshop, job_id, "strong", 6)
    silent = await applicant(workshop, job_id, "silent", None)

    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)

    page = await ranked(workshop, recruiter, job_id)
    assert order_of(page) == [strong, weak, silent]
    assert (page.total, page.match.state, page.match.is_current) == (3, "done", True)
    assert page.items[2].score is None
    best = page.items[0]
    assert best.name == "Amina Rahimi"
    [must] = [factor for factor in best.factors if factor.key == "must_haves"]
    assert (must.status, must.evidence[0].found) == ("met", "Python, 6 years")
    span = must.evidence[0].span
    assert span is not None
    assert RESUME[span.start : span.end] == "Python"


async def test_who_applies_later_is_scored_by_the_same_snapshot(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)

    late = await applicant(workshop, job_id, "late", 6)
    await do_jobs(workshop, maker)

    page = await ranked(workshop, recruiter, job_id)
    assert order_of(page) == [late]
    assert page.items[0].run_id == page.match.run_id


@ON_SQLITE_ALONE
async def test_a_new_resume_is_scored_anew(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    key = await applicant(workshop, job_id, "amina", 1)
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)
    before = (await ranked(workshop, recruiter, job_id)).items[0].score

    async with workshop.begin(SYSTEM) as work:
        await take_facts(work, key, resume(8), RESUME, SKILLS)
    await do_jobs(workshop, maker)

    after = (await ranked(workshop, recruiter, job_id)).items[0].score
    assert before is not None
    assert after is not None
    assert after > before


async def test_each_score_can_be_explained_by_the_snapshot_of_its_run(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    key = await applicant(workshop, job_id, "amina", 3)
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)

    await confirm(workshop, recruiter, job_id, must_haves=[{"name": "Python", "years": 2}])
    halfway = await ranked(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)
    at_last = await ranked(workshop, recruiter, job_id)

    async with workshop.look(SYSTEM) as work:
        runs = (await work.session.scalars(select(MatchRun).order_by(MatchRun.id))).all()
        scores = (await work.session.scalars(select(MatchScore))).all()
    assert [run.snapshot["must_haves"][0]["years"] for run in runs] == [4, 2]
    assert halfway.items[0].run_id == runs[0].id
    assert halfway.match.state == "queued"
    assert [(row.application_id, row.run_id) for row in scores] == [(key, runs[1].id)]
    first, second = halfway.items[0].score, at_last.items[0].score
    assert first is not None
    assert second is not None
    assert second > first


@ON_SQLITE_ALONE
async def test_an_unconfirmed_change_leaves_the_scores_and_says_so(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    await applicant(workshop, job_id, "amina", 3)
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)

    async with workshop.begin(recruiter) as work:
        change = WriteProfile(**PYTHON | {"experience_years": 3})
        profile = await write_profile(work, recruiter, job_id, change, SKILLS)

    page = await ranked(workshop, recruiter, job_id)
    assert (profile.state, profile.version, profile.confirmed_by) == ("proposed", 2, None)
    assert (len(page.items), page.match.is_current) == (1, False)


@ON_SQLITE_ALONE
async def test_a_run_goes_on_where_it_was_interrupted(
    workshop: WorkShop, recruiter: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.matching.maker.BATCH", 2)
    heard: list[Announcement] = []
    workshop.listen(heard.append)
    told = iter([False, True, True, *[False] * 20])
    maker = MatchMaker(workshop, EngineHere(), SKILLS, lambda: next(told))
    job_id = await job(workshop)
    keys = [await applicant(workshop, job_id, f"p{n}", n + 1) for n in range(5)]
    await do_jobs(workshop, MatchMaker(workshop, EngineHere(), SKILLS))

    await confirm(workshop, recruiter, job_id)
    jobs = await do_jobs(workshop, maker)

    page = await ranked(workshop, recruiter, job_id)
    assert sorted(order_of(page)) == keys
    assert jobs == 2
    progress = [(n.done, n.total) for n in heard if isinstance(n, MatchProgressed)]
    assert progress == [(2, 5), (4, 5), (5, 5), (5, 5)]


@ON_SQLITE_ALONE
async def test_a_step_done_twice_counts_once(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    await applicant(workshop, job_id, "amina", 3)
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)
    page = await ranked(workshop, recruiter, job_id)

    await carry_out(workshop, maker.run, run_id=page.match.run_id)

    again = await ranked(workshop, recruiter, job_id)
    assert (again.match.done, again.items) == (1, page.items)


@ON_SQLITE_ALONE
async def test_asking_twice_starts_one_run(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    await confirm(workshop, recruiter, job_id)

    async with workshop.begin(recruiter) as work:
        first = await ask_for_run(work, recruiter, job_id, SKILLS)
    await do_jobs(workshop, maker)
    async with workshop.begin(recruiter) as work:
        second = await ask_for_run(work, recruiter, job_id, SKILLS)

    assert first.run_id is not None
    assert second.run_id == first.run_id + 1


@ON_SQLITE_ALONE
async def test_who_refuses_machine_scores_gets_none(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    no = GiveConsent(purpose="ai_score", granted=False, text_version="1")
    await applicant(workshop, job_id, "amina", 6, consents=[no])
    yes = await applicant(workshop, job_id, "bo", 2)

    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)

    assert order_of(await ranked(workshop, recruiter, job_id)) == [yes]


@ON_SQLITE_ALONE
async def test_only_persons_confirm_and_nobody_overwrites_unread(
    workshop: WorkShop, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    program = Actor.api_key(1, ["jobs:write"])
    candidate = Actor(key="user:5", role=Role.CANDIDATE, user_id=5)

    async def write(work: Work, actor: Actor, job_id: int, **fields: Any) -> None:
        await write_profile(work, actor, job_id, WriteProfile(**PYTHON | fields), SKILLS)

    async with workshop.begin(SYSTEM) as work:
        with pytest.raises(PersonNeeded):
            await write(work, program, job_id, confirm=True)
        with pytest.raises(NotAllowed):
            await write(work, candidate, job_id)
        with pytest.raises(NotFound):
            await write(work, recruiter, job_id + 1)
        await write(work, program, job_id, expected_version=0)
        with pytest.raises(ProfileChanged):
            await write(work, recruiter, job_id, expected_version=0)


@ON_SQLITE_ALONE
async def test_what_matching_keeps_is_sealed(
    workshop: WorkShop, maker: MatchMaker, recruiter: Actor
) -> None:
    job_id = await job(workshop)
    await applicant(workshop, job_id, "amina", 3)
    await confirm(workshop, recruiter, job_id)
    await do_jobs(workshop, maker)

    async with workshop.look(SYSTEM) as work:
        features = (
            await work.session.execute(text("SELECT stated, packed FROM match_features"))
        ).one()
        factors = await work.session.scalar(text("SELECT factors FROM match_scores"))

    assert all(sealed.startswith("g1:") for sealed in (*features, factors))
