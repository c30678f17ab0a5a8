"""What the host of meetings tells us: the address it calls, and the inbox for administrators."""

from quart import Blueprint, Response, request

from domain.kit.paging import Page
from domain.video import inbox
from domain.video import inbox_schemas as s
from domain.video.inbox_errors import NotFromHost
from domain.video.inbox_reading import Heard, read_event
from server.adapters.zoom_signing import is_genuine, validation_answer
from server.api.limits import ADDRESS, per_minute
from server.api.reading import parse_json
from server.api.route import ADMIN, PUBLIC, route
from server.context import begin_look, begin_work, current_actor, house
from server.metrics import HOST_EVENTS

blueprint = Blueprint("video_inbox", __name__, url_prefix="/api/video")
ONE_MEGABYTE = 1024 * 1024
VALIDATION = "endpoint.url_validation"


@route(
    blueprint,
    "POST",
    "/webhook",
    guard=PUBLIC,
    body=s.HostNotice,
    raw=True,
    answer=s.HookProof,
    also={204: None},
    limit=per_minute(3_000, by=ADDRESS),
    largest=ONE_MEGABYTE,
)
async def receive_event(raw: bytes) -> s.HookProof | Response:
    """Take in an event that the host signed.

    It is stored and answered with 204; what follows from it is done afterwards. Only
    ``endpoint.url_validation`` is answered with a proof. Without a good signature of the last five
    minutes it is 401.
    """
    _require_genuine(raw)
    heard = read_event(parse_json(raw))
    if heard.event == VALIDATION:
        return _prove(heard)
    async with begin_work() as work:
        is_new = await inbox.take_in(work, heard, raw)
    HOST_EVENTS.labels("stored" if is_new else "repeated").inc()
    return Response(status=204)


@route(blueprint, "GET", "/events", guard=ADMIN, query=s.EventQuery, answer=Page[s.EventView])
async def list_events(query: s.EventQuery) -> Page[s.EventView]:
    """List what the host told us in the last 30 days, newest first."""
    async with begin_look() as work:
        return await inbox.list_events(work, current_actor(), query)


@route(
    blueprint,
    "POST",
    "/events/<id:event_id>/replay",
    guard=ADMIN,
    answer=s.EventView,
    status=202,
    errors=(404, 409),
)
async def replay_event(event_id: int) -> s.EventView:
    """Process an event once more, as if it had just come."""
    async with begin_work() as work:
        return await inbox.replay_event(work, current_actor(), event_id)


def _require_genuine(raw: bytes) -> None:
    secret = house().settings.zoom_webhook_secret_token.get_secret_value()
    signature = request.headers.get("x-zm-signature", "")
    stamp = request.headers.get("x-zm-request-timestamp", "")
    if not is_genuine(secret, signature, stamp, raw, house().workshop.clock()):
        HOST_EVENTS.labels("refused").inc()
        raise NotFromHost


def _prove(heard: Heard) -> s.HookProof:
    secret = house().settings.zoom_webhook_secret_token.get_secret_value()
    plain = heard.about.get("plainToken")
    return s.HookProof(**validation_answer(secret, plain if isinstance(plain, str) else ""))
