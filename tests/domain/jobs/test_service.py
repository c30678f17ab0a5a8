"""Jobs: who posts them, who sees them."""

import pytest
from pydantic import ValidationError

from domain.jobs.schemas import JobQuery, PostJob
from domain.jobs.service import list_jobs, read_job
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.work import WorkShop
from tests.factories.people import open_job

CANDIDATE = Actor(key="user:1", role=Role.CANDIDATE)
RECRUITER = Actor(key="user:2", role=Role.RECRUITER)
STATUSES = ["Draft", "Open", "Closed", "Archived"]
FIELDS = {
    "title": "Backend engineer",
    "description": "Build the booking services.",
    "company": "Larkspur",
    "location": "Bristol",
    "job_type": "Full-time",
    "work_mode": "Hybrid",
    "experience_level": "Mid-level",
    "department": "Engineering",
}


@pytest.mark.parametrize("actor", [NOBODY, CANDIDATE])
async def test_only_recruiters_and_above_post_jobs(workshop: WorkShop, actor: Actor) -> None:
    async with workshop.begin(actor) as work:
        with pytest.raises(NotAllowed):
            await open_job(work, actor)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("actor", [NOBODY, CANDIDATE, RECRUITER], ids=lambda a: a.key)
async def test_jobs_that_are_not_open_are_for_recruiters_only(
    workshop: WorkShop, actor: Actor, status: str
) -> None:
    async with workshop.begin(SYSTEM) as work:
        job_id = await open_job(work, status=status)

    async with workshop.look(actor) as work:
        listed = [job.id for job in (await list_jobs(work, actor, JobQuery())).items]
        if status == "Open" or actor is RECRUITER:
            assert (await read_job(work, actor, job_id)).status == status
            assert listed == [job_id]
        else:
            assert listed == []
            with pytest.raises(NotFound):
                await read_job(work, actor, job_id)


@pytest.mark.parametrize(
    ("skills", "expected"),
    [("Python, SQL,", ["Python", "SQL"]), (["Go"], ["Go"]), ("", []), ([], [])],
)
def test_skills_come_as_a_list_or_as_words_with_commas(skills: object, expected: list[str]) -> None:
    job = PostJob.model_validate(FIELDS | {"skills_required": skills})

    assert job.skills_required == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "   "},
        {"title": "x" * 201},
        {"company": "x" * 101},
        {"salary_range": "x" * 51},
        {"status": "Secret"},
        {"skills_required": ["x"] * 51},
        {"description": "a\x00b"},
        {"owner": 1},
    ],
)
def test_what_no_column_could_hold_is_refused(wrong: dict[str, object]) -> None:
    PostJob.model_validate(FIELDS)

    with pytest.raises(ValidationError):
        PostJob.model_validate(FIELDS | wrong)
