"""Recordings of meetings: finding, playing and deleting them."""

from pydantic import Field
from quart import Blueprint, Response, request

from domain.kit.actor import Actor, Role
from domain.kit.errors import NotAllowed, NotFound, SignInNeeded
from domain.kit.fields import Command
from domain.kit.paging import Page
from domain.video import recording_schemas as s
from domain.video import recordings
from server.api.limits import per_minute
from server.api.ranges import Servable, answer
from server.api.route import PUBLIC, RECRUITER, Media, Reply, route
from server.context import begin_look, begin_work, current_actor, current_family, house
from server.tickets import LIFE, LONGEST_TICKET, Tickets

blueprint = Blueprint("recordings", __name__, url_prefix="/api/video/recordings")
NOT_KEPT: dict[str, str | list[str]] = {"Cache-Control": "no-store"}


class TicketQuery(Command):
    """A ticket from `POST …/link`, where no header can be sent."""

    ticket: str | None = Field(default=None, max_length=LONGEST_TICKET)


@route(
    blueprint,
    "GET",
    "",
    guard=RECRUITER,
    query=s.RecordingQuery,
    answer=Page[s.RecordingView],
)
async def list_recordings(query: s.RecordingQuery) -> Page[s.RecordingView]:
    """List recordings, newest first, also those that are not kept and why."""
    async with begin_look() as work:
        return await recordings.list_recordings(work, current_actor(), query)


@route(
    blueprint,
    "POST",
    "/<id:recording_id>/link",
    guard=RECRUITER,
    answer=s.RecordingLink,
    errors=(404,),
)
async def link_recording(recording_id: int) -> Reply:
    """Make an address that plays a recording in a film element, for this sign-in and four hours."""
    actor, family = current_actor(), current_family()
    if family is None:
        raise NotAllowed("A program reads the file with its key and needs no such address.")
    async with begin_look() as work:
        await recordings.open_recording(work, actor, recording_id)
        now = work.now
    ticket = _tickets().issue(actor, family, recording_id, now)
    url = f"{recordings.path_of(recording_id)}?ticket={ticket}"
    return Reply(s.RecordingLink(url=url, expires_at=now + LIFE), headers=NOT_KEPT)


@route(
    blueprint,
    "GET",
    "/<id:recording_id>/file",
    guard=PUBLIC,
    query=TicketQuery,
    answer=Media("application/octet-stream", "The whole file."),
    also={
        206: Media("application/octet-stream", "The bytes of it that Range names."),
        416: Media("application/octet-stream", "Nothing: Range names no byte of it."),
    },
    errors=(401, 403, 404),
    limit=per_minute(1_200),
)
async def play_recording(recording_id: int, query: TicketQuery) -> Response:
    """Stream a recording to recruiters and above, whole or by ranges of bytes."""
    actor = await _viewer(recording_id, query.ticket)
    async with house().workshop.look(actor) as work:
        found = await recordings.open_recording(work, actor, recording_id)
    file = Servable(
        size=found.size,
        media_type=found.media_type,
        etag=found.file_name[:16],
        filename=f"recording-{recording_id}.{found.extension}",
    )
    files = house().resumes.files
    return answer(file, lambda start, end: files.stream(found.file_name, start, end))


@route(
    blueprint,
    "DELETE",
    "/<id:recording_id>",
    guard=RECRUITER,
    answer=s.RecordingView,
    errors=(404,),
)
async def delete_recording(recording_id: int) -> s.RecordingView:
    """Delete a recording; a transcript goes together with what was made of it."""
    async with begin_work() as work:
        return await recordings.delete_recording(work, current_actor(), recording_id)


async def _viewer(recording_id: int, ticket: str | None) -> Actor:
    """Return who asks: by header, or by a ticket whose sign-in still holds."""
    if ticket is None or request.headers.get("Authorization"):
        actor = current_actor()
        if actor.user_id is None and actor.scopes is None:
            raise SignInNeeded
        actor.require(Role.RECRUITER)
        return actor
    held = _tickets().read(ticket)
    if held.recording_id != recording_id:
        raise NotFound("There is no such recording.")
    actor = Actor.user(held.user_id, held.role)
    async with house().workshop.look(actor) as work:
        if not await house().accounts.is_live(work, held.user_id, held.role, held.family):
            raise SignInNeeded
    return actor


def _tickets() -> Tickets:
    return Tickets(house().settings.secret_key.get_secret_value())
