"""A job's way from draft to archive."""

from quart import Blueprint

from domain.jobs import lifecycle
from domain.jobs.schemas import JobView, RejectJob
from server.api.jobs import needs_approval
from server.api.route import EXPERT, RECRUITER, route
from server.context import begin_work, current_actor

blueprint = Blueprint("job_states", __name__, url_prefix="/api/jobs/<id:job_id>")
_MAY_FAIL = (404, 409)


@route(blueprint, "POST", "/publish", guard=RECRUITER, answer=JobView, errors=_MAY_FAIL)
async def publish_job(job_id: int) -> JobView:
    """Publish a draft, or hand it in for approval where jobs need it."""
    async with begin_work() as work:
        return await lifecycle.publish_job(work, current_actor(), job_id, approval=needs_approval())


@route(blueprint, "POST", "/close", guard=RECRUITER, answer=JobView, errors=_MAY_FAIL)
async def close_job(job_id: int) -> JobView:
    """Stop taking applications."""
    async with begin_work() as work:
        return await lifecycle.close_job(work, current_actor(), job_id)


@route(blueprint, "POST", "/reopen", guard=RECRUITER, answer=JobView, errors=_MAY_FAIL)
async def reopen_job(job_id: int) -> JobView:
    """Open a closed job again, or make an archived one a draft."""
    async with begin_work() as work:
        return await lifecycle.reopen_job(work, current_actor(), job_id)


@route(blueprint, "POST", "/archive", guard=RECRUITER, answer=JobView, errors=_MAY_FAIL)
async def archive_job(job_id: int) -> JobView:
    """Put a job away."""
    async with begin_work() as work:
        return await lifecycle.archive_job(work, current_actor(), job_id)


@route(blueprint, "POST", "/approve", guard=EXPERT, answer=JobView, errors=_MAY_FAIL)
async def approve_job(job_id: int) -> JobView:
    """Approve a job that waits for it; not for the one who posted it."""
    async with begin_work() as work:
        return await lifecycle.approve_job(work, current_actor(), job_id)


@route(blueprint, "POST", "/reject", guard=EXPERT, body=RejectJob, answer=JobView, errors=_MAY_FAIL)
async def reject_job(job_id: int, data: RejectJob) -> JobView:
    """Send a job that waits for approval back to its author, with the reason."""
    async with begin_work() as work:
        return await lifecycle.reject_job(work, current_actor(), job_id, data)
