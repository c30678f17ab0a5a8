"""Jobs."""

from quart import Blueprint

from domain.jobs import editing, stats
from domain.jobs import service as jobs
from domain.jobs.schemas import (
    EditJob,
    JobGone,
    JobQuery,
    JobStats,
    JobView,
    PostJob,
    ReplaceJob,
)
from domain.kit.paging import Page
from server.api.route import PUBLIC, RECRUITER, ROOMY, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("jobs", __name__, url_prefix="/api")


def needs_approval() -> bool:
    """Tell whether jobs wait for somebody else's approval here."""
    return house().settings.job_approval


@route(
    blueprint,
    "GET",
    "/jobs",
    guard=PUBLIC,
    query=JobQuery,
    answer=Page[JobView],
    errors=(403,),
    conditional_read=True,
)
async def list_jobs(query: JobQuery) -> Page[JobView]:
    """List open jobs, newest first unless sorted otherwise; recruiters see all."""
    async with begin_look() as work:
        return await jobs.list_jobs(work, current_actor(), query)


@route(
    blueprint,
    "GET",
    "/jobs/search",
    guard=PUBLIC,
    query=JobQuery,
    answer=Page[JobView],
    errors=(403,),
)
async def search_jobs(query: JobQuery) -> Page[JobView]:
    """Find jobs by words, the best matches first; all jobs without words.

    Every word must occur, the last one at least as a beginning. `"two words"` finds them in a
    row, `-word` excludes, `OR` separates alternatives.
    """
    async with begin_look() as work:
        return await jobs.search_jobs(work, current_actor(), query)


@route(blueprint, "GET", "/jobs/stats", guard=RECRUITER, answer=JobStats)
async def read_stats() -> JobStats:
    """Read the figures of all jobs."""
    async with begin_look() as work:
        return await stats.read_stats(work, current_actor())


@route(
    blueprint,
    "GET",
    "/jobs/<id:job_id>",
    guard=PUBLIC,
    answer=JobView,
    errors=(404,),
    conditional_read=True,
)
async def read_job(job_id: int) -> JobView:
    """Get one job."""
    async with begin_look() as work:
        return await jobs.read_job(work, current_actor(), job_id)


@route(
    blueprint,
    "POST",
    "/createJob",
    guard=RECRUITER,
    body=PostJob,
    answer=JobView,
    status=201,
    largest=ROOMY,
)
async def create_job(data: PostJob) -> JobView:
    """Create a job."""
    async with begin_work() as work:
        return await jobs.post_job(work, current_actor(), data, approval=needs_approval())


@route(
    blueprint,
    "POST",
    "/jobs",
    guard=RECRUITER,
    body=PostJob,
    answer=JobView,
    status=201,
    largest=ROOMY,
)
async def post_job(data: PostJob) -> JobView:
    """Create a job, at the address that matches the list."""
    async with begin_work() as work:
        return await jobs.post_job(work, current_actor(), data, approval=needs_approval())


@route(
    blueprint,
    "PUT",
    "/jobs/<id:job_id>",
    guard=RECRUITER,
    body=ReplaceJob,
    largest=ROOMY,
    answer=JobView,
    errors=(404, 409),
)
async def replace_job(job_id: int, data: ReplaceJob) -> JobView:
    """Replace all that a job says; for its owner and administrators."""
    async with begin_work() as work:
        return await editing.change_job(
            work, current_actor(), job_id, data, approval=needs_approval()
        )


@route(
    blueprint,
    "PATCH",
    "/jobs/<id:job_id>",
    guard=RECRUITER,
    body=EditJob,
    largest=ROOMY,
    answer=JobView,
    errors=(404, 409),
)
async def edit_job(job_id: int, data: EditJob) -> JobView:
    """Change the fields that are sent; for the job's owner and administrators."""
    async with begin_work() as work:
        return await editing.change_job(
            work, current_actor(), job_id, data, approval=needs_approval()
        )


@route(blueprint, "DELETE", "/jobs/<id:job_id>", guard=RECRUITER, answer=JobGone, errors=(404,))
async def delete_job(job_id: int) -> JobGone:
    """Delete a job, or archive it where applications depend on it."""
    async with begin_work() as work:
        return await editing.delete_job(work, current_actor(), job_id)
