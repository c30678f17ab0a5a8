"""A person's page: who they are, what they applied for, and what happened since."""

from sqlalchemy import select

from domain.candidates.duplicates import duplicates_of
from domain.candidates.models import Candidate, JobApplication
from domain.candidates.notes import count_notes
from domain.candidates.people import find_person
from domain.candidates.queries import applications_of, merged_into
from domain.candidates.schemas import (
    ApplicationView,
    CandidateLabel,
    CandidateView,
    JobApplicationView,
)
from domain.candidates.tags import tags_of
from domain.interviews.service import interviews_of
from domain.jobs.models import Job
from domain.kit.actor import Actor
from domain.kit.work import Work


async def read_candidate(work: Work, actor: Actor, person_id: int) -> CandidateView:
    """Return a person, or whom they were merged into; NotFound for an unknown one."""
    person = await find_person(work, actor, person_id)
    applications = list(await work.session.scalars(applications_of(person.id)))
    merged = await work.session.scalars(merged_into(person.id))
    return CandidateView(
        id=person.id,
        merged_into=None if person.id == person_id else person.id,
        name=person.name,
        email=person.email,
        phone=person.phone,
        location=person.location,
        user_id=person.user_id,
        tags=(await tags_of(work, [person.id])).get(person.id, []),
        note_count=await count_notes(work, person.id),
        also=[CandidateLabel.model_validate(row) for row in merged],
        applications=await _with_jobs(work, applications),
        interviews=await interviews_of(work, actor, [row.id for row in applications]),
        duplicates=await duplicates_of(work, person),
        created_at=person.created_at,
        last_active_at=person.last_active_at,
    )


async def job_titles(work: Work, job_ids: set[int]) -> dict[int, str]:
    """Return jobs' titles by id."""
    found = await work.session.execute(select(Job.id, Job.title).where(Job.id.in_(job_ids)))
    return {row.id: row.title for row in found}


async def person_ids_of(work: Work, person: Candidate) -> list[int]:
    """Return the ids a person has had: their own and those of everybody merged into them."""
    known = [person.id]
    for person_id in known:
        ids = select(Candidate.id).where(Candidate.merged_into_id == person_id)
        known.extend(await work.session.scalars(ids.order_by(Candidate.id)))
    return known


async def _with_jobs(work: Work, rows: list[JobApplication]) -> list[JobApplicationView]:
    titles = await job_titles(work, {row.job_id for row in rows})
    return [
        JobApplicationView(
            **ApplicationView.model_validate(row).model_dump(), job_title=titles[row.job_id]
        )
        for row in rows
    ]
