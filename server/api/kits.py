"""Interview kits."""

from quart import Blueprint

from domain.kit.paging import Page, PageQuery
from domain.kits import service as kits
from domain.kits.schemas import EditKit, KitGone, KitQuery, KitView, MakeKit, RenewKit
from server.api.route import RECRUITER, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("kits", __name__, url_prefix="/api")


@route(blueprint, "GET", "/kits", guard=RECRUITER, query=KitQuery, answer=Page[KitView])
async def list_kits(query: KitQuery) -> Page[KitView]:
    """List interview kits, newest first."""
    async with begin_look() as work:
        return await kits.list_kits(work, current_actor(), query)


@route(
    blueprint,
    "GET",
    "/jobs/<id:job_id>/kits",
    guard=RECRUITER,
    query=PageQuery,
    answer=Page[KitView],
    errors=(404,),
)
async def list_job_kits(job_id: int, query: PageQuery) -> Page[KitView]:
    """List a job's interview kits, newest first."""
    async with begin_look() as work:
        return await kits.list_job_kits(work, current_actor(), job_id, query)


@route(
    blueprint,
    "POST",
    "/kits",
    guard=RECRUITER,
    body=MakeKit,
    answer=KitView,
    status=201,
    errors=(404, 409),
)
async def make_kit(data: MakeKit) -> KitView:
    """Make a kit of a job's approved questions."""
    async with begin_work() as work:
        return await kits.make_kit(work, current_actor(), data)


@route(blueprint, "GET", "/kits/<id:kit_id>", guard=RECRUITER, answer=KitView, errors=(404,))
async def read_kit(kit_id: int) -> KitView:
    """Get one kit."""
    async with begin_look() as work:
        return await kits.read_kit(work, current_actor(), kit_id)


@route(
    blueprint,
    "PATCH",
    "/kits/<id:kit_id>",
    guard=RECRUITER,
    body=EditKit,
    answer=KitView,
    errors=(404, 409),
)
async def edit_kit(kit_id: int, data: EditKit) -> KitView:
    """Change a kit; interviews that were planned with it stay as they are."""
    async with begin_work() as work:
        return await kits.edit_kit(work, current_actor(), kit_id, data)


@route(blueprint, "DELETE", "/kits/<id:kit_id>", guard=RECRUITER, answer=KitGone, errors=(404,))
async def delete_kit(kit_id: int) -> KitGone:
    """Delete a kit; interviews that were planned with it stay as they are."""
    async with begin_work() as work:
        return await kits.delete_kit(work, current_actor(), kit_id)


@route(
    blueprint,
    "POST",
    "/kits/<id:kit_id>/renew",
    guard=RECRUITER,
    body=RenewKit,
    answer=KitView,
    errors=(404, 409),
)
async def renew_kit(kit_id: int, data: RenewKit) -> KitView:
    """Let a kit ask the approved versions of its questions; planned interviews keep theirs."""
    async with begin_work() as work:
        return await kits.renew_kit(work, current_actor(), kit_id, data)
