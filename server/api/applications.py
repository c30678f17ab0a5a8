"""Applications: applying, an applicant's own side, and a job's list for recruiters."""

from quart import Blueprint

from domain.candidates import listing, own
from domain.candidates import schemas as s
from domain.kit.paging import Page, PageQuery
from domain.resumes.schemas import ApplyWithResume
from domain.resumes.service import apply_with_resume
from server.api.limits import per_hour
from server.api.route import PUBLIC, RECRUITER, ROOMY, SIGNED_IN, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("applications", __name__, url_prefix="/api/job")


@route(
    blueprint,
    "POST",
    "/apply",
    guard=PUBLIC,
    body=ApplyWithResume,
    answer=s.ApplicationReceipt,
    status=201,
    errors=(404, 409),
    limit=per_hour(30),
    largest=ROOMY,
)
async def apply_for_job(data: ApplyWithResume) -> s.ApplicationReceipt:
    """Apply for a job; one application per person and job."""
    async with begin_work() as work:
        return await apply_with_resume(work, current_actor(), data)


@route(
    blueprint,
    "GET",
    "/<id:job_id>/applications",
    guard=RECRUITER,
    query=s.ApplicationQuery,
    answer=Page[s.ApplicationView],
    errors=(404,),
)
async def list_applications(job_id: int, query: s.ApplicationQuery) -> Page[s.ApplicationView]:
    """List the applications for a job: newest, oldest or most experienced first."""
    async with begin_look() as work:
        return await listing.list_applications(work, current_actor(), job_id, query)


@route(
    blueprint,
    "GET",
    "/<id:job_id>/check-application",
    guard=PUBLIC,
    query=s.CheckQuery,
    answer=s.ApplicationCheck,
    errors=(404,),
    limit=per_hour(60),
)
async def check_application(job_id: int, query: s.CheckQuery) -> s.ApplicationCheck:
    """Tell whether a receipt's or one's own application exists and where it stands.

    For an address alone the answer is always ``null``; what there is to say goes to that address.
    """
    async with begin_work() as work:
        return await own.check_application(work, current_actor(), job_id, query)


@route(
    blueprint,
    "GET",
    "/applications",
    guard=SIGNED_IN,
    query=PageQuery,
    answer=Page[s.OwnApplication],
)
async def list_own_applications(query: PageQuery) -> Page[s.OwnApplication]:
    """List what one has applied for, newest first."""
    async with begin_look() as work:
        return await own.list_own_applications(work, current_actor(), query)


@route(
    blueprint,
    "POST",
    "/applications/<id:application_id>/withdraw",
    guard=SIGNED_IN,
    answer=s.OwnApplication,
    errors=(404, 409),
)
async def withdraw_application(application_id: int) -> s.OwnApplication:
    """Withdraw one's own application."""
    async with begin_work() as work:
        return await own.withdraw(work, current_actor(), application_id)


@route(
    blueprint,
    "POST",
    "/applications/<id:application_id>/withdraw/undo",
    guard=SIGNED_IN,
    answer=s.OwnApplication,
    errors=(404, 409),
)
async def undo_withdrawal(application_id: int) -> s.OwnApplication:
    """Take one's withdrawal back, as long as nobody has moved the application since."""
    async with begin_work() as work:
        return await own.undo_withdrawal(work, current_actor(), application_id)
