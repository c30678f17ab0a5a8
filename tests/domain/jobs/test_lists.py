"""Lists of jobs: every filter, every order, page by page."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from domain.jobs.schemas import JobQuery
from domain.jobs.service import list_jobs, search_jobs
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.errors import FieldsInvalid, NotAllowed
from domain.kit.work import WorkShop
from tests.factories.clock import SettableClock
from tests.factories.people import add_user, open_job

JOBS: list[dict[str, Any]] = [
    {
        "title": "Backend engineer",
        "salary_range": "£60k–70k",
        "skills_required": ["Python", "SQL"],
        "location": "Bristol, United Kingdom",
    },
    {
        "title": "ängström lab lead",
        "salary_range": "€ 3.000/month",
        "skills_required": ["Python"],
        "department": "Research",
        "location": "Köln, Germany",
        "work_mode": "On-site",
    },
    {
        "title": "Zoo keeper",
        "salary_range": "competitive",
        "skills_required": "Lions, Python",
        "job_type": "Part-time",
        "location": "100% remote",
        "experience_level": "Junior",
    },
    {"title": "backend Engineer", "salary_range": "£90k", "skills_required": [], "status": "Draft"},
]


async def post(workshop: WorkShop, clock: SettableClock) -> list[int]:
    ids = []
    for fields in JOBS:
        async with workshop.begin(SYSTEM) as work:
            ids.append(await open_job(work, **fields))
        clock.now += timedelta(days=1)
    return ids


async def listed(workshop: WorkShop, actor: Actor = SYSTEM, **query: Any) -> list[int]:
    """Return the places in JOBS of what is found, from pages of two."""
    async with workshop.look(actor) as work:
        found: list[int] = []
        cursor = None
        while True:
            page = await list_jobs(work, actor, JobQuery(limit=2, cursor=cursor, **query))
            found += [job.id for job in page.items]
            cursor = page.next_cursor
            if cursor is None:
                assert len(found) == page.total
                return found


async def test_filters_leave_what_fits(workshop: WorkShop, clock: SettableClock) -> None:
    a, b, c, d = await post(workshop, clock)
    cases: list[tuple[dict[str, Any], list[int]]] = [
        ({}, [d, c, b, a]),
        ({"q": '"engineer"'}, [d, a]),
        ({"q": "python -lions"}, [b, a]),
        ({"q": "  "}, [d, c, b, a]),
        ({"q": "😀"}, []),
        ({"location": "bristol"}, [d, a]),
        ({"location": "köl"}, [b]),
        ({"location": "united kingdom"}, [a]),
        ({"location": "100%"}, [c]),
        ({"location": "%"}, []),
        ({"job_type": "PART-TIME"}, [c]),
        ({"work_mode": "on-site"}, [b]),
        ({"experience_level": "junior"}, [c]),
        ({"department": "research"}, [b]),
        ({"skill": "python"}, [c, b, a]),
        ({"skill": ["python", "sql"]}, [a]),
        ({"skill": "Python,Lions"}, [c]),
        ({"skill": "Pyth"}, []),
        ({"status": "Draft"}, [d]),
        ({"salary_min": 36_000}, [d, b, a]),
        ({"salary_min": 36_001}, [d, a]),
        ({"salary_min": 36_000, "currency": "eur"}, [b]),
        ({"created_by": 1}, []),
        ({"department": "research", "skill": "sql"}, []),
    ]

    for query, expected in cases:
        assert await listed(workshop, **query) == expected, query


async def test_every_order_is_whole_over_pages(workshop: WorkShop, clock: SettableClock) -> None:
    a, b, c, d = await post(workshop, clock)

    assert await listed(workshop, sort="newest") == [d, c, b, a]
    assert await listed(workshop, sort="oldest") == [a, b, c, d]
    assert await listed(workshop, sort="title") == [b, a, d, c]
    assert await listed(workshop, sort="salary") == [d, a, b, c]
    assert sorted(await listed(workshop, sort="relevance", q="python")) == [a, b, c]


async def test_equals_stand_on_one_page_only(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        ids = [await open_job(work, salary_range="£50k") for _ in range(7)]

    for sort in ("oldest", "title"):
        assert await listed(workshop, sort=sort) == ids
    for sort in ("newest", "salary", "relevance"):
        assert await listed(workshop, sort=sort, q="engineer") == ids[::-1]


async def test_what_joins_meanwhile_moves_nothing(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        ids = [await open_job(work, title=f"Job {letter}") for letter in "bdfh"]
    async with workshop.look(SYSTEM) as work:
        first = await list_jobs(work, SYSTEM, JobQuery(limit=2, sort="title"))

    async with workshop.begin(SYSTEM) as work:
        await open_job(work, title="Job a")
        late = await open_job(work, title="Job e")
    async with workshop.look(SYSTEM) as work:
        query = JobQuery(limit=5, sort="title", cursor=first.next_cursor)
        rest = await list_jobs(work, SYSTEM, query)

    assert [job.id for job in first.items] == ids[:2]
    assert [job.id for job in rest.items] == [late, *ids[2:]]


async def test_a_cursor_serves_its_own_list_only(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        for _ in range(3):
            await open_job(work)

    async with workshop.look(SYSTEM) as work:
        cursor = (await list_jobs(work, SYSTEM, JobQuery(limit=1))).next_cursor
        for other in ({"sort": "oldest"}, {"q": "engineer"}, {"skill": ["sql"]}):
            with pytest.raises(FieldsInvalid) as refusal:
                await list_jobs(work, SYSTEM, JobQuery(cursor=cursor, **other))
            assert list(refusal.value.fields) == ["cursor"]
        assert (await list_jobs(work, SYSTEM, JobQuery(limit=2, cursor=cursor))).items


async def test_search_ranks_and_falls_back_to_the_newest(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        titled = await open_job(work, title="Python person", skills_required=["Go"])
        skilled = await open_job(work, skills_required=["Python"])
        textual = await open_job(work, skills_required=["Go"], description="We write Python.")

    async with workshop.look(NOBODY) as work:
        ranked = await search_jobs(work, NOBODY, JobQuery(q="pyth"))
        oldest = await search_jobs(work, NOBODY, JobQuery(q="python", sort="oldest"))
        everything = await search_jobs(work, NOBODY, JobQuery(q=""))

    assert [job.id for job in ranked.items] == [titled, skilled, textual]
    assert [job.id for job in oldest.items] == [titled, skilled, textual]
    assert [job.id for job in everything.items] == [textual, skilled, titled]


async def test_candidates_find_open_jobs_only(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await open_job(work, status="Draft", title="Secret unicorn")

    assert await listed(workshop, NOBODY, q="unicorn") == []
    assert await listed(workshop, NOBODY, status="Draft") == []
    with pytest.raises(NotAllowed):
        await listed(workshop, NOBODY, created_by=1)


async def test_a_recruiter_lists_their_own(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        actor = Actor.user(await add_user(work, "rita", Role.RECRUITER), Role.RECRUITER)
        own = await open_job(work, actor)
        await open_job(work)

    assert await listed(workshop, actor, created_by=actor.user_id) == [own]


async def test_relevance_needs_words(workshop: WorkShop) -> None:
    with pytest.raises(FieldsInvalid):
        await listed(workshop, sort="relevance")


@pytest.mark.parametrize(
    "wrong",
    [
        {"sort": "random"},
        {"status": "Gone"},
        {"salary_min": -1},
        {"salary_min": 2**31},
        {"currency": "euro"},
        {"skill": ["x"] * 11},
        {"q": "x" * 201},
        {"created_by": 0},
    ],
)
def test_a_filter_has_its_limits(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        JobQuery.model_validate(wrong)
