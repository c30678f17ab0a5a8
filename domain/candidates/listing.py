"""Lists of people and of a job's applications, filtered, ordered and paged.

Only the rows of the page are decrypted: filters and searches work on fingerprints and open columns.
"""

from collections import defaultdict
from collections.abc import Collection
from functools import partial

from sqlalchemy import ColumnElement, Select, func, intersect, select

from domain.candidates.models import Candidate, CandidateTag, JobApplication
from domain.candidates.queries import people_with, visible_applications
from domain.candidates.schemas import (
    ApplicationGlance,
    ApplicationQuery,
    ApplicationView,
    CandidateGlance,
    CandidateQuery,
)
from domain.candidates.search import people_found
from domain.candidates.tags import tags_of
from domain.jobs.models import Job
from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.paging import Order, Page, fetch_sorted, moment_value, whole_value
from domain.kit.work import Work
from domain.matching.service import BY_MATCH, matches_of, with_match

_PEOPLE = {
    "newest": Order(Candidate.id, Candidate.id, whole_value, descending=True),
    "oldest": Order(Candidate.id, Candidate.id, whole_value, descending=False),
    "last_activity": Order(Candidate.last_active_at, Candidate.id, moment_value, descending=True),
}
_APPLICATIONS = {
    "newest": Order(JobApplication.id, JobApplication.id, whole_value, descending=True),
    "oldest": Order(JobApplication.id, JobApplication.id, whole_value, descending=False),
    "experience": Order(
        func.coalesce(JobApplication.experience_years, -1),
        JobApplication.id,
        partial(whole_value, least=-1),
        descending=True,
    ),
    "match": BY_MATCH,
}


async def list_candidates(work: Work, actor: Actor, query: CandidateQuery) -> Page[CandidateGlance]:
    """Return one page of the people who match; for recruiters and above."""
    actor.require(Role.RECRUITER)
    found = _people_matching(query)
    people = select(Candidate)
    for ids in found:
        people = people.where(Candidate.id.in_(ids))
    if not found:
        people = people.where(Candidate.merged_into_id.is_(None))
    rows, cursor, total = await fetch_sorted(
        work.session, people, _PEOPLE[query.sort], query, _count(found)
    )
    return Page(items=await _glances(work, rows), next_cursor=cursor, total=total)


async def list_applications(
    work: Work, actor: Actor, job_id: int, query: ApplicationQuery
) -> Page[ApplicationView]:
    """Return one page of a job's applications; for recruiters and above."""
    actor.require(Role.RECRUITER)
    await find_job(work, actor, job_id)
    of_job = visible_applications(actor).where(JobApplication.job_id == job_id)
    if query.status is not None:
        of_job = of_job.where(JobApplication.status == query.status)
    if query.source is not None:
        of_job = of_job.where(JobApplication.source == query.source)
    if query.q is not None:
        of_job = of_job.where(JobApplication.person_id.in_(people_found(query.q)))
    if query.sort == "match":
        of_job = with_match(of_job)
    order = _APPLICATIONS[query.sort]
    rows, cursor, total = await fetch_sorted(work.session, of_job, order, query)
    matches = await matches_of(work, [row.id for row in rows])
    views = [
        ApplicationView.model_validate(row).model_copy(update={"match": matches.get(row.id)})
        for row in rows
    ]
    return Page(items=views, next_cursor=cursor, total=total)


async def glance_at_applications(
    work: Work, person_ids: Collection[int]
) -> dict[int, list[ApplicationGlance]]:
    """Return people's applications in a line each, newest first; nothing sealed is opened."""
    columns = select(
        JobApplication.person_id,
        JobApplication.id,
        JobApplication.job_id,
        Job.title.label("job_title"),
        JobApplication.status,
        JobApplication.source,
        JobApplication.experience_years,
        JobApplication.applied_at,
    ).join(Job, Job.id == JobApplication.job_id)
    of_people = columns.where(JobApplication.person_id.in_(person_ids))
    found: dict[int, list[ApplicationGlance]] = defaultdict(list)
    for row in await work.session.execute(of_people.order_by(JobApplication.id.desc())):
        found[row.person_id].append(ApplicationGlance.model_validate(row))
    return found


def _people_matching(query: CandidateQuery) -> list[Select[int]]:
    """Return sets of ids that must all contain a person.

    Nobody who was merged has terms, tags or applications left, so none of the sets holds them.
    """
    found = []
    if query.q is not None:
        found.append(people_found(query.q))
    if query.tag is not None:
        found.append(select(CandidateTag.person_id).where(CandidateTag.tag == query.tag))
    if conditions := _conditions(query):
        found.append(people_with(*conditions))
    return found


def _conditions(query: CandidateQuery) -> list[ColumnElement[bool]]:
    asked = [
        (query.job_id, JobApplication.job_id == query.job_id),
        (query.status, JobApplication.status == query.status),
        (query.source, JobApplication.source == query.source),
    ]
    conditions = [condition for value, condition in asked if value is not None]
    if query.applied_after is not None:
        conditions.append(JobApplication.applied_at >= query.applied_after)
    if query.applied_before is not None:
        conditions.append(JobApplication.applied_at < query.applied_before)
    if query.min_experience is not None:
        conditions.append(JobApplication.experience_years >= query.min_experience)
    return conditions


def _count(found: list[Select[int]]) -> Select[int]:
    """Count without touching the people themselves where sets of ids are enough."""
    if not found:
        return select(func.count()).where(Candidate.merged_into_id.is_(None))
    if len(found) == 1:
        [column] = found[0].selected_columns
        return found[0].with_only_columns(func.count(column.distinct()))
    return select(func.count()).select_from(intersect(*found).subquery())


async def _glances(work: Work, people: list[Candidate]) -> list[CandidateGlance]:
    ids = [person.id for person in people]
    applications = await glance_at_applications(work, ids)
    tags = await tags_of(work, ids)
    return [
        CandidateGlance(
            id=person.id,
            name=person.name,
            email=person.email,
            phone=person.phone,
            location=person.location,
            tags=tags.get(person.id, []),
            applications=applications.get(person.id, []),
            created_at=person.created_at,
            last_active_at=person.last_active_at,
        )
        for person in people
    ]
