"""What a job asks its applicants, and where they come from."""

from quart import Blueprint

from domain.jobs import forms, sources
from domain.jobs.schemas import AddSource, FormQuery, FormView, SourceView, WriteForm
from domain.kit.paging import Page, PageQuery
from server.api.route import PUBLIC, RECRUITER, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("job_intake", __name__, url_prefix="/api/jobs/<id:job_id>")


@route(blueprint, "GET", "/form", guard=PUBLIC, query=FormQuery, answer=FormView, errors=(404,))
async def read_form(job_id: int, query: FormQuery) -> FormView:
    """Get a job's application form: the newest version, or the one asked for."""
    async with begin_look() as work:
        return await forms.read_form(work, current_actor(), job_id, query)


@route(
    blueprint,
    "PUT",
    "/form",
    guard=RECRUITER,
    body=WriteForm,
    answer=FormView,
    errors=(404, 409),
)
async def write_form(job_id: int, data: WriteForm) -> FormView:
    """Make the next version of a job's application form."""
    async with begin_work() as work:
        return await forms.write_form(work, current_actor(), job_id, data)


@route(
    blueprint,
    "POST",
    "/sources",
    guard=RECRUITER,
    body=AddSource,
    answer=SourceView,
    status=201,
    errors=(404, 409),
)
async def add_source(job_id: int, data: AddSource) -> SourceView:
    """Make a named tracking link to a job."""
    base_url = house().settings.public_url
    async with begin_work() as work:
        return await sources.add_source(work, current_actor(), job_id, data, base_url)


@route(
    blueprint,
    "GET",
    "/sources",
    guard=RECRUITER,
    query=PageQuery,
    answer=Page[SourceView],
    errors=(404,),
)
async def list_sources(job_id: int, query: PageQuery) -> Page[SourceView]:
    """List a job's tracking links and how many applications came by each."""
    base_url = house().settings.public_url
    async with begin_look() as work:
        return await sources.list_sources(work, current_actor(), job_id, query, base_url)
