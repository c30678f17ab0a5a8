"""Administrators add skills: known everywhere at once, never in the way of others."""

from typing import Any

import pytest
from pydantic import ValidationError

from domain.jobs.schemas import JobQuery
from domain.jobs.service import list_jobs, read_job
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import FieldsInvalid, NotAllowed, NotFound
from domain.kit.work import WorkShop
from domain.skills.editing import add_skill, change_skill, delete_skill, list_entries
from domain.skills.errors import SkillTaken
from domain.skills.schemas import AddSkill, ChangeSkill, EntryQuery, SkillQuery
from domain.skills.service import (
    find_with,
    known_skills,
    list_skills,
    read_skill,
    relatedness,
)
from server.app import open_workshop
from server.config import Settings
from tests.factories.people import open_job

CANDIDATE = Actor(key="user:1", role=Role.CANDIDATE)
EXPERT = Actor(key="user:2", role=Role.DOMAIN_EXPERT)
PILOTAGE: dict[str, Any] = {
    "name": "Harbour pilotage",
    "aliases": ["Lotsenwesen"],
    "category": "Logistics and manufacturing",
    "parents": ["Logistics"],
}


async def add(workshop: WorkShop, **fields: Any) -> int:
    async with workshop.begin(SYSTEM) as work:
        return (await add_skill(work, SYSTEM, AddSkill(**PILOTAGE | fields))).id


async def found(workshop: WorkShop, text: str) -> list[str]:
    async with workshop.look(SYSTEM) as work:
        return [hit.name for hit in find_with(await known_skills(work), text)]


async def test_an_added_skill_is_found_at_once_by_every_node(
    workshop: WorkShop, settings: Settings
) -> None:
    other_node = open_workshop(settings)
    assert await found(other_node, "Lotsenwesen") == []

    await add(workshop)

    assert await found(other_node, "Python, Lotsenwesen") == ["Python", "Harbour pilotage"]
    async with other_node.look(CANDIDATE) as work:
        detail = await read_skill(work, CANDIDATE, "lotsenwesen")
        assert relatedness("Logistics", "lotsenwesen", await known_skills(work)) == 0.75
    assert (detail.name, detail.above) == ("Harbour pilotage", ["Logistics"])
    await other_node.database.close()


async def test_switching_off_and_deleting_make_it_unknown(workshop: WorkShop) -> None:
    entry_id = await add(workshop)

    async with workshop.begin(SYSTEM) as work:
        await change_skill(work, SYSTEM, entry_id, ChangeSkill(active=False))
    assert await found(workshop, "Lotsenwesen") == []
    async with workshop.begin(SYSTEM) as work:
        await change_skill(work, SYSTEM, entry_id, ChangeSkill(active=True, aliases=["Lotsen"]))
    assert await found(workshop, "Lotsen und Lotsenwesen") == ["Harbour pilotage"]
    async with workshop.begin(SYSTEM) as work:
        await delete_skill(work, SYSTEM, entry_id)

    assert await found(workshop, "Lotsen") == []


async def test_a_change_that_is_rolled_back_leaves_nothing_behind(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        await add_skill(work, SYSTEM, AddSkill(**PILOTAGE))
        assert (await known_skills(work)).normalise("Lotsenwesen") == "Harbour pilotage"
        await work.session.rollback()

    assert await found(workshop, "Lotsenwesen") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "python"},
        {"name": "Postgres"},
        {"name": "Harbour  Pilotage"},
        {"name": "lotsenwesen"},
        {"name": "Front-end frameworks"},
        {"name": "New", "aliases": ["K8s"]},
        {"name": "New", "aliases": ["Harbour pilotage"]},
    ],
)
async def test_names_that_are_taken_are_refused(workshop: WorkShop, fields: dict[str, Any]) -> None:
    await add(workshop)

    with pytest.raises(SkillTaken) as refusal:
        await add(workshop, **{"aliases": []} | fields)

    assert refusal.value.details["skill"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"parents": ["Logistix"]}, "parents"),
        ({"parents": ["Harbour pilotage"]}, "parents"),
        ({"aliases": ["Lotsen", "lotsen"]}, "aliases"),
        ({"aliases": ["harbour-pilotage"]}, "aliases"),
    ],
)
async def test_what_cannot_be_is_refused(
    workshop: WorkShop, fields: dict[str, Any], wrong: str
) -> None:
    with pytest.raises(FieldsInvalid) as refusal:
        await add(workshop, **fields)

    assert list(refusal.value.fields) == [wrong]


async def test_skills_stand_in_no_circle_and_leave_no_orphans(workshop: WorkShop) -> None:
    upper = await add(workshop)
    lower = await add(workshop, name="Docking", aliases=[], parents=["Harbour pilotage"])

    async with workshop.begin(SYSTEM) as work:
        with pytest.raises(FieldsInvalid):
            await change_skill(work, SYSTEM, upper, ChangeSkill(parents=["Docking"]))
    async with workshop.begin(SYSTEM) as work:
        with pytest.raises(FieldsInvalid):
            await change_skill(work, SYSTEM, upper, ChangeSkill(name="Piloting"))
    async with workshop.begin(SYSTEM) as work:
        with pytest.raises(FieldsInvalid):
            await delete_skill(work, SYSTEM, upper)
    async with workshop.begin(SYSTEM) as work:
        await delete_skill(work, SYSTEM, lower)
        await delete_skill(work, SYSTEM, upper)


def test_a_name_needs_a_letter_or_a_digit() -> None:
    for name in ("+", "!!", "•", " "):
        with pytest.raises(ValidationError):
            AddSkill(name=name, category="Sales")


async def test_only_administrators_change_skills(workshop: WorkShop) -> None:
    entry_id = await add(workshop)

    async with workshop.begin(EXPERT) as work:
        for attempt in (
            add_skill(work, EXPERT, AddSkill(**PILOTAGE)),
            change_skill(work, EXPERT, entry_id, ChangeSkill()),
            delete_skill(work, EXPERT, entry_id),
            list_entries(work, EXPERT, EntryQuery()),
        ):
            with pytest.raises(NotAllowed):
                await attempt


async def test_the_list_is_paged_and_filtered(workshop: WorkShop) -> None:
    await add(workshop)
    async with workshop.look(CANDIDATE) as work:

        async def listed(**query: Any) -> list[str]:
            names: list[str] = []
            cursor = None
            while True:
                asked = SkillQuery(limit=2, cursor=cursor, **query)
                page = await list_skills(work, CANDIDATE, asked)
                names += [item.name for item in page.items]
                cursor = page.next_cursor
                if cursor is None:
                    assert len(names) == page.total
                    return names

        assert await listed(q="postg") == ["PostGIS", "PostgreSQL"]
        assert await listed(q="lotsenw") == ["Harbour pilotage"]
        assert await listed(q="machine lea") == [
            "Azure Machine Learning",
            "Machine learning",
            "MLOps",
        ]
        assert await listed(q="C++", category="software") == ["C++"]
        assert await listed(q="?") == []
        assert len(await listed(category="hospitality")) > 30
        first = await list_skills(work, CANDIDATE, SkillQuery(limit=1))
        with pytest.raises(FieldsInvalid):
            await list_skills(work, CANDIDATE, SkillQuery(cursor=first.next_cursor, q="a"))


async def test_an_unknown_skill_names_similar_ones(workshop: WorkShop) -> None:
    async with workshop.look(CANDIDATE) as work:
        with pytest.raises(NotFound) as refusal:
            await read_skill(work, CANDIDATE, "Kubernets")

    assert refusal.value.details["closest"] == ["Kubernetes"]


async def test_jobs_are_found_however_they_write_their_skills(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work, skills_required=["postgres", "k8s", "Ship smelling", "PgSQL"])
        old_id = await open_job(work, skills_required=["Lotsenwesen"])
    await add(workshop)

    async with workshop.look(SYSTEM) as work:

        async def listed(*skills: str) -> list[int]:
            page = await list_jobs(work, SYSTEM, JobQuery(skill=list(skills)))
            return [job.id for job in page.items]

        job = await read_job(work, SYSTEM, job_id)
        assert job.skills_required == ["postgres", "k8s", "Ship smelling", "PgSQL"]
        assert job.skill_names == ["PostgreSQL", "Kubernetes"]
        assert await listed("PostgreSQL", "Kubernetes") == [job_id]
        assert await listed("pgsql") == await listed("ship smelling") == [job_id]
        assert await listed("MySQL") == []
        # Older than the skill's entry, and found by it all the same.
        assert await listed("Harbour pilotage") == [old_id]
        assert (await list_jobs(work, SYSTEM, JobQuery(q="kubernetes"))).total == 1
