"""Planning interviews and catching up with rooms."""

from pydantic import Field
from quart import Blueprint, request

from domain.interviews import answering, history, sessions
from domain.interviews import schemas as s
from domain.interviews import views as v
from domain.interviews.sessions import SessionQuery
from domain.kit.fields import Command
from domain.kit.ids import new_request_id
from domain.kit.paging import Page
from domain.kit.work import Work
from domain.reports import service as reports
from domain.reports.schemas import InterviewReport
from domain.video.service import with_meetings
from server.api.limits import per_minute
from server.api.reading import validated
from server.api.route import RECRUITER, ROOMY, SEATED, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("interviews", __name__, url_prefix="/api/interview/sessions")


class AfterQuery(Command):
    """Events after which number."""

    after: int = Field(default=0, ge=0, le=2**53)


@route(
    blueprint,
    "POST",
    "",
    guard=RECRUITER,
    body=s.ScheduleSession,
    answer=s.SessionView,
    status=201,
    errors=(404, 409),
)
async def schedule_session(data: s.ScheduleSession) -> s.SessionView:
    """Plan an interview; its questions are frozen into it."""
    async with begin_work() as work:
        return await _shown(work, await sessions.schedule_session(work, current_actor(), data))


@route(blueprint, "GET", "", guard=SEATED, query=SessionQuery, answer=Page[s.SessionView])
async def list_sessions(query: SessionQuery) -> Page[s.SessionView]:
    """List interviews, newest first; candidates see their own."""
    async with begin_look() as work:
        page = await sessions.list_sessions(work, current_actor(), query)
        items = await with_meetings(work, current_actor(), page.items)
        return page.model_copy(update={"items": items})


@route(blueprint, "GET", "/<id:session_id>", guard=SEATED, answer=s.SessionView, errors=(404,))
async def read_session(session_id: int) -> s.SessionView:
    """Get one interview."""
    async with begin_look() as work:
        return await _shown(work, await sessions.read_session(work, current_actor(), session_id))


@route(
    blueprint,
    "PATCH",
    "/<id:session_id>",
    guard=RECRUITER,
    body=s.MoveSession,
    answer=s.SessionView,
    errors=(404, 409),
)
async def move_session(session_id: int, data: s.MoveSession) -> s.SessionView:
    """Change the time or the mode of an interview that has not begun."""
    async with begin_work() as work:
        moved = await sessions.move_session(work, current_actor(), session_id, data)
        return await _shown(work, moved)


@route(
    blueprint,
    "DELETE",
    "/<id:session_id>",
    guard=RECRUITER,
    answer=s.SessionView,
    errors=(404, 409),
)
async def cancel_session(session_id: int) -> s.SessionView:
    """Cancel an interview that has not begun."""
    async with begin_work() as work:
        cancelled = await sessions.cancel_session(work, current_actor(), session_id)
        return await _shown(work, cancelled)


@route(
    blueprint,
    "POST",
    "/<id:session_id>/invite",
    guard=RECRUITER,
    body=s.AskInvite,
    answer=s.InviteView,
    status=201,
    errors=(404, 409),
)
async def invite_candidate(session_id: int, data: s.AskInvite) -> s.InviteView:
    """Make the candidate's join link; earlier links stop working."""
    base_url = house().settings.public_url
    async with begin_work() as work:
        return await sessions.invite_candidate(work, current_actor(), session_id, data, base_url)


@route(
    blueprint, "GET", "/<id:session_id>/snapshot", guard=SEATED, answer=v.RoomView, errors=(404,)
)
async def read_snapshot(session_id: int) -> v.RoomView:
    """Get the room as it is now, as far as the caller may see it."""
    async with begin_look() as work:
        room = await history.read_snapshot(work, current_actor(), session_id)
        return v.RoomView(server_time=work.now, room=room)


@route(
    blueprint,
    "GET",
    "/<id:session_id>/report",
    guard=SEATED,
    answer=InterviewReport,
    errors=(404,),
)
async def read_report(session_id: int) -> InterviewReport:
    """Get all of an interview: answers, what was said, scores with their proof, recordings.

    Candidates see their own, without scores and without what is meant for interviewers.
    """
    async with begin_look() as work:
        return await reports.read_report(work, current_actor(), session_id)


@route(
    blueprint,
    "GET",
    "/<id:session_id>/events",
    guard=SEATED,
    query=AfterQuery,
    answer=v.Delta,
    errors=(404,),
)
async def read_events(session_id: int, query: AfterQuery) -> v.Delta:
    """Get the room's events after a known one, or ``resync`` if a snapshot is shorter."""
    async with begin_look() as work:
        return await history.read_events(work, current_actor(), session_id, query.after)


@route(
    blueprint,
    "PUT",
    "/<id:session_id>/answers/<id:question_id>/draft",
    guard=SEATED,
    body=s.DraftAnswer,
    answer=s.EditSaved,
    errors=(404, 409),
    limit=per_minute(600),
    largest=ROOMY,
)
async def save_draft(session_id: int, question_id: int, data: s.DraftAnswer) -> s.EditSaved:
    """Save the text where sockets are blocked; the same journal as the socket's."""
    async with begin_look() as work:
        await answering.require_candidate(work, current_actor(), session_id)
    edit = validated(s.EditAnswer, data.model_dump() | {"question_id": question_id})
    return await house().journal.edit(current_actor(), session_id, edit)


@route(
    blueprint,
    "POST",
    "/<id:session_id>/answers/<id:question_id>",
    guard=SEATED,
    body=s.HandInAnswer,
    answer=s.SubmittedAnswer,
    status=201,
    errors=(404, 409),
)
async def submit_answer(
    session_id: int, question_id: int, data: s.HandInAnswer
) -> s.SubmittedAnswer:
    """Hand in the answer on screen; a second submit gets the first one's answer.

    An ``Idempotency-Key`` header does as well as the field of that name.
    """
    key = data.idempotency_key or request.headers.get("Idempotency-Key") or new_request_id()
    fields = data.model_dump() | {"idempotency_key": key[:50], "question_id": question_id}
    async with begin_work() as work:
        command = validated(s.SubmitAnswer, fields)
        return await answering.submit_answer(work, current_actor(), session_id, command)


async def _shown(work: Work, view: s.SessionView) -> s.SessionView:
    return (await with_meetings(work, current_actor(), [view]))[0]
