"""What is derived from a job's fields and kept beside them: salary, sort key, facets, words."""

from collections.abc import Iterator

from sqlalchemy import delete

from domain.jobs.models import Job, JobFacet
from domain.jobs.queries import FACETS, facet_word
from domain.jobs.salary import Salary, parse_salary
from domain.kit.search import drop_words, folded, put_words
from domain.kit.work import Work
from domain.skills.service import known_skills, skill_names

SEARCHED = "jobs"
_UNKNOWN = Salary(None, None, None, None)
_LONGEST_KEY = 100


async def keep_up(work: Work, job: Job) -> None:
    """Derive anew what follows from the job's fields; to be called after every change of them."""
    job.skill_names = skill_names(await known_skills(work), job.skills_required)
    derive(job)
    await work.session.flush()
    await work.session.execute(delete(JobFacet).where(JobFacet.job_id == job.id))
    work.session.add_all(JobFacet(kind=k, word=w, job_id=job.id) for k, w in facets_of(job))
    await put_words(work.session, SEARCHED, job.id, **words_of_job(job))


async def let_go(work: Work, job: Job) -> None:
    """Remove what ``keep_up`` keeps."""
    await work.session.execute(delete(JobFacet).where(JobFacet.job_id == job.id))
    await drop_words(work.session, SEARCHED, job.id)


def derive(job: Job) -> None:
    """Set the columns that follow from others."""
    salary = parse_salary(job.salary_range) or _UNKNOWN
    job.salary_low, job.salary_high = salary.low, salary.high
    job.salary_currency, job.salary_period = salary.currency, salary.period
    job.salary_yearly = salary.yearly
    job.title_key = folded(job.title)[:_LONGEST_KEY]


def words_of_job(job: Job) -> dict[str, str]:
    """Return what a job is found by, as ``put_words`` takes it."""
    return {
        "title": job.title,
        "tags": " ".join(_skill_words(job).values()),
        "body": f"{job.company} {job.location} {job.department} {job.description}",
    }


def facets_of(job: Job) -> list[tuple[str, str]]:
    """Return the kinds and words by which a job can be filtered."""
    return sorted({(kind, word) for kind, word in _facets(job) if word})


def _facets(job: Job) -> Iterator[tuple[str, str]]:
    for kind in FACETS:
        yield kind, facet_word(getattr(job, kind))
    for word in _skill_words(job):
        yield "skill", word
    yield "location", facet_word(job.location)
    for part in job.location.split(","):
        yield "location", facet_word(part)


def _skill_words(job: Job) -> dict[str, str]:
    """Return the job's skills as it writes them and as the taxonomy does, by their facets."""
    # A job that a migration fills anew may not have the names yet.
    return {facet_word(skill): skill for skill in (*(job.skill_names or ()), *job.skills_required)}
