"""The room's commands over REST: the socket's verbs, for scripts and blocked networks."""

from collections.abc import Awaitable, Callable

from quart import Blueprint

from domain.interviews import conduct, history
from domain.interviews import schemas as s
from domain.interviews import views as v
from domain.interviews.room import Room
from domain.kit.actor import Actor
from domain.kit.work import Work
from server.api.route import RECRUITER, route
from server.context import begin_work, current_actor

blueprint = Blueprint("rooms", __name__, url_prefix="/api/interview/sessions")
Verb = Callable[[Work, Actor, int], Awaitable[Room]]


async def _conduct(verb: Verb, session_id: int) -> v.RoomView:
    async with begin_work() as work:
        await verb(work, current_actor(), session_id)
        return await _view(work, session_id)


async def _view(work: Work, session_id: int) -> v.RoomView:
    room = await history.read_snapshot(work, current_actor(), session_id)
    return v.RoomView(server_time=work.now, room=room)


@route(
    blueprint,
    "POST",
    "/<id:session_id>/start",
    guard=RECRUITER,
    answer=v.RoomView,
    errors=(404, 409),
)
async def start_room(session_id: int) -> v.RoomView:
    """Begin the interview."""
    return await _conduct(conduct.start_room, session_id)


@route(
    blueprint,
    "POST",
    "/<id:session_id>/pause",
    guard=RECRUITER,
    answer=v.RoomView,
    errors=(404, 409),
)
async def pause_room(session_id: int) -> v.RoomView:
    """Stop the clock."""
    return await _conduct(conduct.pause_room, session_id)


@route(
    blueprint,
    "POST",
    "/<id:session_id>/resume",
    guard=RECRUITER,
    answer=v.RoomView,
    errors=(404, 409),
)
async def resume_room(session_id: int) -> v.RoomView:
    """Let the clock go on."""
    return await _conduct(conduct.resume_room, session_id)


@route(
    blueprint,
    "POST",
    "/<id:session_id>/end",
    guard=RECRUITER,
    answer=v.RoomView,
    errors=(404, 409),
)
async def end_room(session_id: int) -> v.RoomView:
    """End the interview."""
    return await _conduct(conduct.end_room, session_id)


@route(
    blueprint,
    "POST",
    "/<id:session_id>/push",
    guard=RECRUITER,
    body=s.PushQuestion,
    answer=v.RoomView,
    errors=(404, 409),
)
async def push_question(session_id: int, data: s.PushQuestion) -> v.RoomView:
    """Open the next question, a named one, or a follow-up."""
    async with begin_work() as work:
        await conduct.push_question(work, current_actor(), session_id, data)
        return await _view(work, session_id)
