"""Résumés: handing them in, reading what was understood, and fetching or deleting the files."""

from quart import Blueprint, Response, request

from domain.kit.errors import FieldsInvalid
from domain.kit.files import IncomingFile
from domain.kit.paging import Page, PageQuery
from domain.resumes import schemas as s
from domain.resumes import service as resumes
from domain.resumes.names import attachment
from server.api.limits import ADDRESS, per_hour, per_minute
from server.api.route import PUBLIC, RECRUITER, Media, Reply, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("resumes", __name__, url_prefix="/api")
_LONGEST_TOKEN = 200


@route(
    blueprint,
    "POST",
    "/resume/upload",
    guard=PUBLIC,
    body=s.UploadResume,
    upload="required",
    answer=s.UploadedResume,
    status=201,
    also={202: s.UploadedResume},
    errors=(404,),
    limit=(per_minute(20, by=ADDRESS), per_hour(100, by=ADDRESS)),
)
async def upload_resume(data: s.UploadResume, file: IncomingFile) -> Reply:
    """Hand in a résumé, PDF or DOCX, and get what was read from it.

    Reading that takes more than two seconds goes on: then the answer is 202, and
    `GET /api/resume/{resume_id}` tells more, with the token in the header `X-Upload-Token`.
    """
    view = await house().resumes.receive(current_actor(), data, file)
    return Reply(view, status=202 if view.parsing_status == "pending" else None)


@route(
    blueprint,
    "POST",
    "/resume/parse",
    guard=RECRUITER,
    body=s.ParseResume,
    upload="optional",
    answer=s.ResumeView,
    errors=(404, 409, 503),
    limit=per_minute(60),
)
async def parse_resume(data: s.ParseResume, file: IncomingFile | None) -> s.ResumeView:
    """Read a stored résumé again, or a file that is sent along and not kept.

    With `assist` a language model proposes what stayed open; only words of the text are taken.
    """
    if file is not None:
        return await house().resumes.read_file(file, assist=data.assist)
    if data.resume_id is None:
        raise FieldsInvalid(fields={"resume_id": "Name a résumé or send a file."})
    return await house().resumes.read_again(current_actor(), data.resume_id, assist=data.assist)


@route(
    blueprint,
    "GET",
    "/resume/<id:resume_id>",
    guard=PUBLIC,
    answer=s.ResumeDetail,
    errors=(404,),
)
async def read_resume(resume_id: int) -> s.ResumeDetail:
    """Get a résumé with its text and all that was read from it.

    For recruiters, for whom it belongs to, and for whoever shows the upload's token in the header
    `X-Upload-Token`.
    """
    token = request.headers.get("X-Upload-Token", "")[:_LONGEST_TOKEN] or None
    async with begin_look() as work:
        return await resumes.read_resume(work, current_actor(), resume_id, token)


@route(
    blueprint,
    "DELETE",
    "/resume/<id:resume_id>",
    guard=RECRUITER,
    answer=s.ResumeGone,
    errors=(404,),
)
async def delete_resume(resume_id: int) -> s.ResumeGone:
    """Delete a résumé and its file."""
    async with begin_work() as work:
        return await resumes.delete_resume(work, current_actor(), resume_id)


@route(
    blueprint,
    "GET",
    "/resume/download/<file:filename>",
    guard=RECRUITER,
    answer=Media("application/octet-stream", "The file as it was handed in."),
    errors=(404,),
)
async def download_resume(filename: str) -> Response:
    """Download a résumé by its stored name; who did is in the audit."""
    ticket, content = await house().resumes.download(current_actor(), filename)
    headers = {
        "Content-Disposition": attachment(ticket.name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
    return Response(content, headers=headers, content_type=ticket.media_type)


@route(
    blueprint,
    "GET",
    "/candidates/<id:person_id>/resumes",
    guard=RECRUITER,
    query=PageQuery,
    answer=Page[s.ResumeGlance],
    errors=(404,),
)
async def list_resumes(person_id: int, query: PageQuery) -> Page[s.ResumeGlance]:
    """List a person's résumés, newest first."""
    async with begin_look() as work:
        return await resumes.list_resumes(work, current_actor(), person_id, query)
