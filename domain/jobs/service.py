"""Posting, finding and reading jobs, and taking in what applicants send."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Select, false, select

from domain.jobs.finding import find_job
from domain.jobs.forms import checked_answers, newest_form
from domain.jobs.models import Job
from domain.jobs.queries import conditions, visible_jobs
from domain.jobs.rules import first_status
from domain.jobs.salary import PER_YEAR, parse_salary
from domain.jobs.schemas import JobQuery, JobView, PostJob, Sort
from domain.jobs.sources import name_of_source
from domain.jobs.upkeep import SEARCHED, keep_up
from domain.kit.actor import Actor, Role
from domain.kit.errors import FieldsInvalid
from domain.kit.paging import Order, Page, fetch_sorted, moment_value, text_value, whole_value
from domain.kit.search import matches, rank_value
from domain.kit.work import Work
from domain.skills.service import known_skills, taxonomy_with

__all__ = [
    "PER_YEAR",
    "Intake",
    "find_job",
    "list_jobs",
    "parse_salary",
    "post_job",
    "read_job",
    "search_jobs",
    "take_in",
]


async def post_job(
    work: Work, actor: Actor, command: PostJob, *, approval: bool = False
) -> JobView:
    """Create a job owned by ``actor``, who must be a recruiter or above.

    With ``approval``, one that is to be open waits for it.
    """
    actor.require(Role.RECRUITER)
    fields = command.model_dump(exclude={"status"})
    status = first_status(command.status, approval=approval)
    times = {"created_at": work.now, "updated_at": work.now}
    job = Job(**fields, **times, status=status, created_by=actor.user_id)
    if status in {"Open", "Closed"}:
        job.published_at = work.now
    if status == "Closed":
        job.closed_at = work.now
    work.session.add(job)
    await keep_up(work, job)
    return JobView.model_validate(job)


async def list_jobs(work: Work, actor: Actor, query: JobQuery) -> Page[JobView]:
    """Return one page of the jobs that ``actor`` may see, newest first unless asked otherwise.

    Raises FieldsInvalid for relevance without words, NotAllowed for candidates who ask for the
    jobs of somebody.
    """
    if query.created_by is not None:
        actor.require(Role.RECRUITER)
    # Most lists ask for no skill, and need not read the taxonomy's mark.
    taxonomy = await known_skills(work) if query.skill else taxonomy_with()
    statement = visible_jobs(actor).where(*conditions(query, taxonomy))
    found = None
    if query.q is not None and query.q.strip():
        found = matches(work.session, SEARCHED, query.q)
        if found is None:
            statement = statement.where(false())
        elif query.sort == "relevance":
            statement = statement.join(found, found.c.entity_id == Job.id)
        else:
            statement = statement.where(Job.id.in_(select(found.c.entity_id)))
    elif query.sort == "relevance":
        raise FieldsInvalid(fields={"sort": "Sorting by relevance needs words in q."})
    return await _page(work, statement, _order(query.sort or "newest", found), query)


async def search_jobs(work: Work, actor: Actor, query: JobQuery) -> Page[JobView]:
    """Return what ``list_jobs`` does, the best matches first unless asked otherwise."""
    if query.sort is None and query.q is not None and query.q.strip():
        query = query.model_copy(update={"sort": "relevance"})
    return await list_jobs(work, actor, query)


async def _page(work: Work, statement: Select[Job], order: Order, query: JobQuery) -> Page[JobView]:
    rows, cursor, total = await fetch_sorted(work.session, statement, order, query)
    return Page(items=[JobView.model_validate(r) for r in rows], next_cursor=cursor, total=total)


def _order(sort: Sort, found: CTE | None) -> Order:
    if sort == "relevance" and found is not None:
        return Order(found.c.rank, Job.id, rank_value, descending=True)
    if sort == "title":
        return Order(Job.title_key, Job.id, text_value, descending=False)
    if sort == "salary":
        return Order(Job.salary_yearly, Job.id, whole_value, descending=True)
    return Order(Job.created_at, Job.id, moment_value, descending=sort != "oldest")


async def read_job(work: Work, actor: Actor, job_id: int) -> JobView:
    """Return one job; NotFound when ``actor`` may not see it."""
    return JobView.model_validate(await find_job(work, actor, job_id))


@dataclass(frozen=True, slots=True)
class Intake:
    """What an application keeps of the job's form and of the link it came by."""

    form_version: int | None
    answers: dict[str, Any] | None
    source: str | None


async def take_in(
    work: Work, job: Job, answers: dict[str, Any] | None, source: str | None
) -> Intake:
    """Check what an applicant sent against the job's newest form; a link's code gets its name.

    Raises FieldsInvalid that names ``answers.<id>``.
    """
    form = await newest_form(work, job.id)
    name = None if source is None else await name_of_source(work, job.id, source)
    checked = checked_answers(form.questions, answers or {})
    if form.version == 0:
        return Intake(None, None, name)
    return Intake(form.version, checked, name)
