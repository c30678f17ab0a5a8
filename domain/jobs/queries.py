"""Which jobs an actor may see, and which of them a filter leaves."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, select

from domain.jobs.models import Job, JobFacet
from domain.jobs.schemas import JobQuery
from domain.kit.actor import Actor, Role
from domain.skills.service import Taxonomy

FACETS = ("department", "job_type", "work_mode", "experience_level")
LONGEST_FACET = 200


def visible_jobs(actor: Actor) -> Select[Job]:
    """Return open jobs for everybody, all jobs from recruiter up."""
    jobs = select(Job)
    return jobs if actor.reaches(Role.RECRUITER) else jobs.where(Job.status == "Open")


def facet_word(written: str) -> str:
    """Return ``written`` as facets are stored and compared: case and outer space do not matter."""
    return " ".join(written.casefold().split())[:LONGEST_FACET]


def conditions(query: JobQuery, taxonomy: Taxonomy) -> Iterator[ColumnElement[bool]]:
    """Yield what every job of the filtered list fulfils, the words of ``q`` apart."""
    for kind in FACETS:
        wanted = getattr(query, kind)
        if wanted is not None:
            yield _has(JobFacet.kind == kind, JobFacet.word == facet_word(wanted))
    for skill in query.skill:
        yield _has(JobFacet.kind == "skill", JobFacet.word.in_(_skill_words(taxonomy, skill)))
    if query.location is not None:
        begins = JobFacet.word.startswith(facet_word(query.location), autoescape=True)
        yield _has(JobFacet.kind == "location", begins)
    if query.status is not None:
        yield Job.status == query.status
    if query.salary_min is not None:
        yield Job.salary_yearly >= query.salary_min
    if query.currency is not None:
        yield Job.salary_currency == query.currency
    if query.created_by is not None:
        yield Job.created_by == query.created_by


def _skill_words(taxonomy: Taxonomy, asked: str) -> list[str]:
    """Return all ways to write a skill, so that jobs are found that are older than its entry."""
    name = taxonomy.normalise(asked)
    ways = () if name is None else (name, *taxonomy.skills[name].aliases)
    return sorted({facet_word(way) for way in (asked, *ways)})


def _has(*facets: ColumnElement[bool]) -> ColumnElement[bool]:
    return Job.id.in_(select(JobFacet.job_id).where(*facets))
