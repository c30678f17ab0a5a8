"""Jobs."""

from quart import Blueprint

from domain.jobs import service as jobs
from domain.jobs.schemas import JobView, PostJob
from domain.kit.paging import Page, PageQuery
from server.api.route import PUBLIC, RECRUITER, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("jobs", __name__, url_prefix="/api")


@route(blueprint, "GET", "/jobs", guard=PUBLIC, query=PageQuery, answer=Page[JobView])
async def list_jobs(query: PageQuery) -> Page[JobView]:
    """List open jobs, newest first; recruiters see all."""
    async with begin_look() as work:
        return await jobs.list_jobs(work, current_actor(), query)


@route(blueprint, "GET", "/jobs/<id:job_id>", guard=PUBLIC, answer=JobView, errors=(404,))
async def read_job(job_id: int) -> JobView:
    """Get one job."""
    async with begin_look() as work:
        return await jobs.read_job(work, current_actor(), job_id)


@route(blueprint, "POST", "/createJob", guard=RECRUITER, body=PostJob, answer=JobView, status=201)
async def create_job(data: PostJob) -> JobView:
    """Create a job."""
    async with begin_work() as work:
        return await jobs.post_job(work, current_actor(), data)


@route(blueprint, "POST", "/jobs", guard=RECRUITER, body=PostJob, answer=JobView, status=201)
async def post_job(data: PostJob) -> JobView:
    """Create a job, at the address that matches the list."""
    async with begin_work() as work:
        return await jobs.post_job(work, current_actor(), data)
