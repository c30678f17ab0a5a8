"""A crowd of invented people: varied, sealed, consistent, and loadable more than once."""

import asyncio
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text

from domain.audit.models import AuditRecord
from domain.candidates.indexing import index_people
from domain.candidates.listing import list_candidates
from domain.candidates.models import Candidate, JobApplication, SearchTerm
from domain.candidates.profile import read_candidate
from domain.candidates.schemas import ApplicationView, CandidateQuery
from domain.candidates.timeline import read_timeline
from domain.jobs.models import Job
from domain.jobs.schemas import PostJob
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.crypto import Keyring, install_keyring, keyring
from domain.kit.paging import SortedQuery
from domain.kit.work import WorkShop
from server.cli.data import closing_workshop, demo
from server.config import load_settings
from server.demo.crowd import Crowd, Opening
from server.demo.scale import BATCH, Scale, load_scale
from tests.conftest import PII_KEY, SECRET
from tests.factories.people import add_user

SMALL = Scale(jobs=30, candidates=BATCH + 200)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


async def load(workshop: WorkShop, scale: Scale) -> list[int]:
    return [stored async for stored in load_scale(workshop, scale)]


async def test_a_crowd_is_loaded_sealed_and_can_be_read(workshop: WorkShop) -> None:
    reported = await load(workshop, SMALL)

    assert sum(reported) == SMALL.steps
    async with workshop.database.reading() as session:
        jobs = list(await session.scalars(select(Job)))
        applications = list(await session.scalars(select(JobApplication)))
        raw = await session.scalar(text("SELECT applicant_email FROM job_applications"))
        noted = await session.scalars(
            select(AuditRecord).where(AuditRecord.entity == "job_applications")
        )
        audited = sum(len(record.ids) for record in noted if record.action == "create")
    assert len(jobs) == SMALL.jobs
    assert 1.1 < len(applications) / SMALL.candidates < 1.5
    assert audited == len(applications)
    assert str(raw).startswith("g1:")
    drafts = {job.id for job in jobs if job.status == "Draft"}
    for application in applications:
        ApplicationView.model_validate(application)
        assert application.status != "Rejected"
        assert application.email_index == keyring().blind_index(application.applicant_email)
        assert application.job_id not in drafts


async def test_the_people_of_a_crowd_are_as_if_they_had_applied(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        recruiter = Actor.user(await add_user(work, "beatriz", Role.RECRUITER), Role.RECRUITER)

    await load(workshop, Scale(jobs=5, candidates=60))

    async with workshop.look(recruiter) as work:
        page = await list_candidates(work, recruiter, CandidateQuery(limit=200))
        one = page.items[0]
        found = await list_candidates(work, recruiter, CandidateQuery(q=one.email))
        seen = [await read_candidate(work, recruiter, person.id) for person in page.items]
        timeline = await read_timeline(work, recruiter, one.id, SortedQuery())
    assert page.total == 60
    assert [person.id for person in found.items] == [one.id]
    assert timeline.items[-1].type == "applied"
    assert timeline.items[0].at == one.last_active_at
    rejected = [a for person in seen for a in person.applications if a.status == "Rejected"]
    assert rejected
    assert all(application.rejection_reason for application in rejected)
    before = await derived(workshop)
    async with workshop.begin(SYSTEM) as work:
        await index_people(work, 0)
    assert await derived(workshop) == before


async def derived(workshop: WorkShop) -> Any:
    """Return what is worked out from names, addresses and numbers."""
    indexes = Candidate.phone_index, Candidate.name_index, Candidate.mailbox_index
    async with workshop.database.reading() as session:
        people = await session.execute(select(*indexes).order_by(Candidate.id))
        terms = await session.execute(select(SearchTerm.term, SearchTerm.person_id))
        return people.all(), sorted(terms.all())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_second_crowd_consists_of_other_people(workshop: WorkShop) -> None:
    few = Scale(jobs=5, candidates=50)

    await load(workshop, few)
    await load(workshop, few)

    async with workshop.database.reading() as session:
        people = func.count(JobApplication.email_index.distinct())
        assert await session.scalar(select(people)) == 100


def test_jobs_are_such_as_people_post_and_vary() -> None:
    crowd = Crowd(1, NOW)

    rows = [crowd.job(share / 200)[0] for share in range(200)]

    for row in rows:
        PostJob(**{name: value for name, value in row.items() if name in PostJob.model_fields})
        assert "{" not in row["description"]
    assert len({row["title"] for row in rows}) > 60
    assert len({row["description"] for row in rows}) > 190
    moments = [row["created_at"] for row in rows]
    assert moments == sorted(moments)
    assert moments[-1] < NOW


def test_a_few_jobs_draw_most_of_the_people_and_letters_vary() -> None:
    install_keyring(Keyring([PII_KEY]))
    crowd = Crowd(1, NOW)
    crowd.open([Opening(number, "Accountant", number % 12) for number in range(100)])

    people = [crowd.person(number) for number in range(1_000)]
    rows = [row for person in people for row in crowd.applications(person, 0.5)]

    drawn = Counter(row["job_id"] for row in rows)
    assert drawn.most_common(1)[0][1] > 10 * len(rows) / 100
    assert len(drawn) > 80
    assert len({row["cover_letter"] for row in rows}) > 0.9 * len(rows)
    assert len({(row["job_id"], row["email_index"]) for row in rows}) == len(rows)
    assert not any("{" in row["cover_letter"] for row in rows)


def test_the_same_seed_makes_the_same_people() -> None:
    assert [Crowd(7, NOW).person(n) for n in range(3)] == [
        Crowd(7, NOW).person(n) for n in range(3)
    ]
    assert Crowd(7, NOW).person(1) != Crowd(8, NOW).person(1)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, migrated_sqlite: Path) -> Path:
    """The variables of an installation in which somebody has an account already."""
    path = tmp_path / "greenroom.db"
    shutil.copy(migrated_sqlite, path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    asyncio.run(_open_account())
    return path


async def _open_account() -> None:
    async with closing_workshop(load_settings()) as workshop, workshop.begin(SYSTEM) as work:
        await add_user(work, "first", Role.ADMIN)


def test_the_command_adds_a_crowd_to_what_is_there(environment: Path) -> None:
    done = CliRunner().invoke(demo, ["--scale", "--jobs", "3", "--candidates", "20"])

    assert done.exit_code == 0, done.output
    assert "left as it is" in done.output
    with closing(sqlite3.connect(environment)) as connection:
        [jobs] = connection.execute("SELECT count(*) FROM jobs").fetchone()
        [people] = connection.execute(
            "SELECT count(DISTINCT email_index) FROM job_applications"
        ).fetchone()
        [counted] = connection.execute("SELECT count(*) FROM sqlite_stat1").fetchone()
    assert (jobs, people) == (3, 20)
    assert counted > 0


def test_the_command_keeps_invented_people_out_of_production(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("BASE_URL", "https://interviews.company.org")
    monkeypatch.setenv("SECRET_KEY", SECRET)
    monkeypatch.setenv("PII_ENCRYPTION_KEY", PII_KEY)

    done = CliRunner().invoke(demo, ["--scale"])

    assert done.exit_code == 1
    assert "no place in production" in done.output
