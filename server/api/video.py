"""Meetings of interviews: making, finding and retrying them, ways in, comparing with the host."""

from datetime import timedelta

from quart import Blueprint

from domain.kit.paging import Page, PageQuery
from domain.video import attending, comparing, entering, service
from domain.video import attending_schemas as ats
from domain.video import schemas as s
from domain.video.comparing import MeetingComparer
from domain.video.errors import NoMeetingSdk
from server.adapters.zoom_sdk import LIFE_S, sdk_signature
from server.api.limits import per_minute
from server.api.route import RECRUITER, SEATED, Reply, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("video", __name__, url_prefix="/api/video")
NOT_KEPT: dict[str, str | list[str]] = {"Cache-Control": "no-store"}


@route(
    blueprint,
    "POST",
    "/create-meeting",
    guard=RECRUITER,
    body=s.CreateMeeting,
    answer=s.MeetingView,
    status=201,
    errors=(404, 409),
)
async def create_meeting(data: s.CreateMeeting) -> s.MeetingView:
    """Give an interview a meeting; the host opens it a moment later."""
    async with begin_work() as work:
        provider = house().meetings.provider
        return await service.want_meeting(work, current_actor(), data, provider)


@route(
    blueprint,
    "GET",
    "/meetings",
    guard=RECRUITER,
    query=s.MeetingQuery,
    answer=Page[s.MeetingView],
)
async def list_meetings(query: s.MeetingQuery) -> Page[s.MeetingView]:
    """List meetings, newest first."""
    async with begin_look() as work:
        return await service.list_meetings(work, current_actor(), query)


@route(
    blueprint,
    "GET",
    "/meetings/<id:meeting>",
    guard=RECRUITER,
    answer=s.MeetingView,
    errors=(404,),
)
async def read_meeting(meeting: int) -> s.MeetingView:
    """Get one meeting."""
    async with begin_look() as work:
        return await service.read_meeting(work, current_actor(), meeting)


@route(
    blueprint,
    "POST",
    "/meetings/<id:meeting>/retry",
    guard=RECRUITER,
    answer=s.MeetingView,
    errors=(404,),
)
async def retry_meeting(meeting: int) -> s.MeetingView:
    """Ask the host once more for what it has not done."""
    async with begin_work() as work:
        return await service.retry_meeting(work, current_actor(), meeting)


@route(
    blueprint,
    "POST",
    "/meetings/<id:meeting>/host-link",
    guard=RECRUITER,
    answer=s.HostLink,
    errors=(404, 409),
)
async def fetch_host_link(meeting: int) -> Reply:
    """Fetch a fresh link that starts the meeting as its host; it is a secret and kept nowhere."""
    async with begin_work() as work:
        meeting_id = await service.meeting_to_host(work, current_actor(), meeting)
    url = await house().meetings.host_link(meeting_id)
    return Reply(s.HostLink(url=url), headers=NOT_KEPT)


@route(
    blueprint,
    "POST",
    "/sdk-signature",
    guard=SEATED,
    body=s.NameSession,
    answer=s.SdkSignature,
    errors=(404, 409),
)
async def sign_for_sdk(data: s.NameSession) -> Reply:
    """Sign for joining inside the page, valid for two hours; candidates are never hosts."""
    async with begin_look() as work:
        entry = await entering.find_entry(work, current_actor(), data.session_id)
        now = work.now
    settings = house().settings
    secret = settings.zoom_sdk_secret.get_secret_value()
    if not secret or house().meetings.provider != "zoom":
        raise NoMeetingSdk
    signature = sdk_signature(settings.zoom_sdk_key, secret, entry.meeting_id, entry.role, now)
    view = s.SdkSignature(
        sdk_key=settings.zoom_sdk_key,
        signature=signature,
        meeting_number=entry.meeting_id,
        passcode=entry.passcode,
        role=entry.role,
        expires_at=now + timedelta(seconds=LIFE_S),
    )
    return Reply(view, headers=NOT_KEPT)


@route(
    blueprint,
    "GET",
    "/sessions/<id:session_id>/registrants",
    guard=SEATED,
    answer=s.RegistrantsView,
    errors=(404,),
)
async def list_registrants(session_id: int) -> s.RegistrantsView:
    """List the own links of an interview's meeting; candidates see theirs."""
    async with begin_look() as work:
        return await entering.list_registrants(work, current_actor(), session_id)


@route(
    blueprint,
    "POST",
    "/sessions/<id:session_id>/registrants",
    guard=SEATED,
    answer=s.RegistrantView,
    status=201,
    errors=(404, 409),
)
async def register_candidate(session_id: int) -> s.RegistrantView:
    """Give the candidate their own link to the meeting; repeated, the same one."""
    async with begin_look() as work:
        found = await entering.find_registrant(work, current_actor(), session_id)
    if isinstance(found, s.RegistrantView):
        return found
    registrant = await house().meetings.register(found.meeting_id, found.email, found.name)
    async with begin_work() as work:
        return await entering.store_registrant(work, found, registrant)


@route(
    blueprint,
    "GET",
    "/sessions/<id:session_id>/participants",
    guard=RECRUITER,
    answer=ats.ParticipantsView,
    errors=(404,),
)
async def list_participants(session_id: int) -> ats.ParticipantsView:
    """List who was in an interview's meeting, when they came and left, and for how long."""
    async with begin_look() as work:
        return await attending.list_participants(work, current_actor(), session_id)


@route(
    blueprint,
    "POST",
    "/reconcile",
    guard=RECRUITER,
    answer=s.ComparisonView,
    limit=per_minute(6),
)
async def reconcile() -> s.ComparisonView:
    """Compare interviews with the host's meetings, repair what differs, and say what was done."""
    comparer = MeetingComparer(house().workshop, house().meetings)
    return await comparer.compare(current_actor())


@route(
    blueprint,
    "GET",
    "/comparisons",
    guard=RECRUITER,
    query=PageQuery,
    answer=Page[s.ComparisonView],
)
async def list_comparisons(query: PageQuery) -> Page[s.ComparisonView]:
    """List the comparisons of the last 30 days, newest first."""
    async with begin_look() as work:
        return await comparing.list_comparisons(work, current_actor(), query)
