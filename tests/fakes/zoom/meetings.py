"""The REST interface to meetings: made, read, changed, ended, deleted, and registered for."""

import secrets
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from tests.fakes.zoom.events import MEETING_ENDED, Events
from tests.fakes.zoom.rules import checked_meeting, checked_registrant
from tests.fakes.zoom.state import Json, Meeting, State, spell

MOST_PER_PAGE = 300


class MeetingCalls:
    """The answers to ``/v2/users/…/meetings`` and ``/v2/meetings/…``."""

    def __init__(self, state: State, events: Events) -> None:
        self.state = state
        self.events = events
        self.url = ""

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.post("/v2/users/{user}/meetings", self.create),
            web.get("/v2/users/{user}/meetings", self.listed),
            web.get("/v2/meetings/{id}", self.read),
            web.patch("/v2/meetings/{id}", self.change),
            web.delete("/v2/meetings/{id}", self.delete),
            web.put("/v2/meetings/{id}/status", self.status),
            web.post("/v2/meetings/{id}/registrants", self.register),
            web.patch("/v2/live_meetings/{id}/rtms_app/status", self.live_transcript),
            web.patch("/v2/live_meetings/{id}/events", self.control),
        ]

    async def create(self, request: web.Request) -> web.Response:
        self._check_user(request)
        meeting = self.state.make(checked_meeting(await json_of(request), whole=True))
        return web.json_response(self._shown(meeting), status=201)

    async def listed(self, request: web.Request) -> web.Response:
        self._check_user(request)
        now = self.state.now()
        kinds: dict[str, Any] = {
            "scheduled": lambda each: True,
            "live": lambda each: each.status == "started",
            "upcoming": lambda each: each.status == "started" or each.ends_at > now,
        }
        wanted = kinds.get(request.query.get("type", "scheduled"))
        if wanted is None:
            raise refusal(400, 300, "Invalid type.")
        found = [each for each in self.state.meetings.values() if wanted(each)]
        found.sort(key=lambda each: (each.fields["start_time"], each.number))
        page, following = paged(request, found)
        hidden = {"start_url", "settings", "password", "status"}
        shown = [
            {key: value for key, value in self._shown(each).items() if key not in hidden}
            for each in page
        ]
        answer = {"next_page_token": following, "total_records": len(found), "meetings": shown}
        return web.json_response(answer)

    async def read(self, request: web.Request) -> web.Response:
        return web.json_response(self._shown(self._meeting(request)))

    async def change(self, request: web.Request) -> web.Response:
        meeting = self._meeting(request)
        fields = checked_meeting(await json_of(request), whole=False)
        settings = meeting.fields["settings"] | fields.pop("settings", {})
        meeting.passcode = fields.pop("password", meeting.passcode)
        meeting.fields |= fields | {"settings": settings}
        return web.Response(status=204)

    async def delete(self, request: web.Request) -> web.Response:
        meeting = self._meeting(request)
        if meeting.status == "started":
            raise refusal(400, 3002, f"Sorry, you cannot delete this meeting: {meeting.number}.")
        del self.state.meetings[meeting.number]
        return web.Response(status=204)

    async def status(self, request: web.Request) -> web.Response:
        meeting = self._meeting(request)
        if (await json_of(request)).get("action") != "end":
            raise refusal(400, 300, "Invalid action.")
        if meeting.status != "started":
            raise refusal(400, 3000, "Cannot access meeting information.")
        await self.events.stop_stream(meeting, MEETING_ENDED)
        self.events.end(meeting)
        return web.Response(status=204)

    async def register(self, request: web.Request) -> web.Response:
        meeting = self._meeting(request)
        person = checked_registrant(await json_of(request))
        if meeting.fields["settings"].get("approval_type", 2) == 2:
            raise refusal(400, 300, "Registration has not been enabled for this meeting.")
        known = [each for each in meeting.registrants if each["email"] == person["email"]]
        if not known:
            secret = secrets.token_urlsafe(12)
            person["registrant_id"] = secret
            person["join_url"] = f"{self.url}/w/{meeting.number}?tk=canary-{secret}"
            meeting.registrants.append(person)
            known = [person]
        answer = {
            "id": meeting.number,
            "registrant_id": known[0]["registrant_id"],
            "join_url": known[0]["join_url"],
            "topic": meeting.fields["topic"],
            "start_time": meeting.fields["start_time"],
        }
        return web.json_response(answer, status=201)

    async def live_transcript(self, request: web.Request) -> web.Response:
        meeting = self._meeting(request)
        asked = await json_of(request)
        if asked.get("action") not in {"start", "stop"}:
            raise refusal(400, 300, "Invalid action.")
        if meeting.status != "started":
            raise refusal(400, 3000, "The meeting has not begun.")
        if asked.get("settings", {}).get("client_id") != self.state.account.client_id:
            raise refusal(400, 300, "Invalid client_id.")
        if self.state.rtms_refusal:
            raise refusal(400, self.state.rtms_refusal, "RTMS cannot be started.")
        if asked["action"] == "start":
            if meeting.stream_id is None:
                self.events.start_stream(meeting)
        else:
            await self.events.stop_stream(meeting, 1)
        return web.Response(status=204)

    async def control(self, request: web.Request) -> web.Response:
        meeting = self._meeting(request)
        if (await json_of(request)).get("method") != "recording.stop":
            raise refusal(400, 300, "Invalid method.")
        if meeting.status != "started":
            raise refusal(400, 3000, "Cannot access meeting information.")
        meeting.is_recorded = False
        return web.Response(status=202)

    def _check_user(self, request: web.Request) -> None:
        account = self.state.account
        if request.match_info["user"] not in {"me", account.host_id, account.host_email}:
            raise refusal(404, 1001, "User does not exist.")

    def _meeting(self, request: web.Request) -> Meeting:
        spelled = request.match_info["id"]
        meeting = self.state.meetings.get(int(spelled)) if spelled.isdigit() else None
        meeting = meeting or _by_uuid(self.state, spelled)
        if meeting is None:
            raise refusal(404, 3001, f"Meeting does not exist: {spelled}.")
        return meeting

    def _shown(self, meeting: Meeting) -> Json:
        account, number = self.state.account, meeting.number
        return {
            "id": number,
            "uuid": meeting.uuid,
            "host_id": account.host_id,
            "host_email": account.host_email,
            "status": meeting.status,
            "created_at": spell(meeting.created_at),
            "start_url": f"{self.url}/s/{number}?zak=canary-start-{secrets.token_hex(8)}",
            "join_url": f"{self.url}/j/{number}?pwd={meeting.passcode}",
            "password": meeting.passcode,
            **meeting.fields,
        }


def refusal(status: int, code: int, message: str, **more: Any) -> web.HTTPException:
    """Return the error answer to raise."""
    body = web.json_response({"code": code, "message": message, **more}, status=status).text or ""
    kinds: dict[int, type[web.HTTPException]] = {
        400: web.HTTPBadRequest,
        404: web.HTTPNotFound,
    }
    return kinds[status](text=body, content_type="application/json")


async def json_of(request: web.Request) -> Json:
    """Return the object that was sent."""
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise refusal(400, 300, "Request Body should be a valid JSON object.")
    return body


def paged(request: web.Request, found: list[Meeting]) -> tuple[list[Meeting], str]:
    """Return the page that is asked for and the token of the following one, or ''."""
    size = int(request.query.get("page_size", "30"))
    if not 1 <= size <= MOST_PER_PAGE:
        raise refusal(400, 300, "page_size is out of range.")
    start = int(request.query.get("next_page_token") or 0)
    following = str(start + size) if start + size < len(found) else ""
    return found[start : start + size], following


def _by_uuid(state: State, spelled: str) -> Meeting | None:
    if spelled.startswith("/") or "//" in spelled:
        # Encoded once where it has to be twice.
        return None
    uuid = unquote(spelled)
    return next((each for each in state.meetings.values() if each.uuid == uuid), None)
