"""Jobs and applications."""

from quart import Blueprint

from domain.candidates import service as candidates
from domain.candidates.schemas import (
    ApplicationQuery,
    ApplicationReceipt,
    ApplicationView,
    Apply,
)
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
from server.api.limits import per_hour
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
    conditional_read=True,
)
async def list_jobs(query: JobQuery) -> Page[JobView]:
    """List open jobs, newest first unless sorted otherwise; recruiters see all."""
    async with begin_look() as work:
        return await jobs.list_jobs(work, current_actor(), query)


@route(blueprint, "GET", "/jobs/search", guard=PUBLIC, query=JobQuery, answer=Page[JobView])
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


@route(
    blueprint,
    "POST",
    "/job/apply",
    guard=PUBLIC,
    body=Apply,
    answer=ApplicationReceipt,
    status=201,
    errors=(404, 409),
    limit=per_hour(30),
    largest=ROOMY,
    scope="candidates:write",
)
async def apply_for_job(data: Apply) -> ApplicationReceipt:
    """Apply for a job; one application per person and job."""
    async with begin_work() as work:
        return await candidates.apply_for_job(work, current_actor(), data)


@route(
    blueprint,
    "GET",
    "/job/<id:job_id>/applications",
    guard=RECRUITER,
    query=ApplicationQuery,
    answer=Page[ApplicationView],
    errors=(404,),
    scope="candidates:read",
)
async def list_applications(job_id: int, query: ApplicationQuery) -> Page[ApplicationView]:
    """List the applications for a job: the newest first, or the best matches."""
    async with begin_look() as work:
        return await candidates.list_applications(work, current_actor(), job_id, query)
