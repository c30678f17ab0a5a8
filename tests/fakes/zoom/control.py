"""What a person does at this Zoom: a page, the pages behind its links, and calls to play with."""

import asyncio
from pathlib import Path

from aiohttp import web

from tests.fakes.zoom.events import MEETING_ENDED, Events
from tests.fakes.zoom.state import Json, Meeting, State

PAGE = Path(__file__).with_name("page.html")


class Control:
    """``/``, the join and start links, and ``POST /control/meetings/{id}/{action}``."""

    def __init__(self, state: State, events: Events) -> None:
        self.state = state
        self.events = events

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self.page),
            web.get("/j/{id}", self.page),
            web.get("/s/{id}", self.host),
            web.get("/w/{id}", self.guest),
            web.get("/control/meetings", self.listed),
            web.post("/control/meetings/{id}/{action}", self.act),
            web.post("/control/validate", self.validate),
        ]

    async def page(self, request: web.Request) -> web.Response:
        text = await asyncio.to_thread(PAGE.read_text, encoding="utf-8")
        return web.Response(text=text, content_type="text/html")

    async def host(self, request: web.Request) -> web.Response:
        """Begin the meeting, as the host's link does."""
        meeting = self._meeting(request)
        self.events.start(meeting)
        self._join_once(meeting, "Host", self.state.account.host_email)
        raise web.HTTPFound(f"/j/{meeting.number}")

    async def guest(self, request: web.Request) -> web.Response:
        """Let a registrant in by their own link."""
        meeting = self._meeting(request)
        for person in meeting.registrants:
            if person["join_url"].endswith(f"tk={request.query.get('tk')}"):
                name = f"{person['first_name']} {person.get('last_name', '')}".strip()
                self._join_once(meeting, name, person["email"])
        raise web.HTTPFound(f"/j/{meeting.number}")

    async def listed(self, request: web.Request) -> web.Response:
        return web.json_response([_shown(each) for each in self.state.meetings.values()])

    async def act(self, request: web.Request) -> web.Response:
        meeting, said = self._meeting(request), await request.json()
        name = str(said.get("name") or "Guest")
        match request.match_info["action"]:
            case "start":
                self.events.start(meeting)
            case "join":
                self._join_once(meeting, name, str(said.get("email", "")))
            case "leave":
                self.events.leave(meeting, name)
            case "end":
                await self.events.stop_stream(meeting, MEETING_ENDED)
                self.events.end(meeting)
            case "record":
                self.events.record(meeting, str(said.get("lines") or "00:05 Guest: Hello."))
            case "stream":
                self.events.start_stream(meeting)
            case "speak":
                await self.events.speaking(meeting, name, str(said.get("text", "")))
            case _:
                raise web.HTTPNotFound
        return web.json_response(_shown(meeting))

    async def validate(self, request: web.Request) -> web.Response:
        return web.json_response({"valid": await self.events.hooks.validate()})

    def _join_once(self, meeting: Meeting, name: str, email: str) -> None:
        if name not in {each.name for each in meeting.present}:
            self.events.join(meeting, name, email)

    def _meeting(self, request: web.Request) -> Meeting:
        number = request.match_info["id"]
        meeting = self.state.meetings.get(int(number)) if number.isdigit() else None
        if meeting is None:
            raise web.HTTPNotFound(text="There is no such meeting.")
        return meeting


def _shown(meeting: Meeting) -> Json:
    return {
        "id": meeting.number,
        "topic": meeting.fields["topic"],
        "start_time": meeting.fields["start_time"],
        "duration": meeting.fields["duration"],
        "status": meeting.status,
        "present": [each.name for each in meeting.present],
        "recorded": bool(meeting.parts),
        "live_transcript": meeting.stream_id is not None,
    }
