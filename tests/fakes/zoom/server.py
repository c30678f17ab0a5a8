"""The fake as tests hold it: started and stopped with a block, and played on by its methods."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes.zoom.control import Control
from tests.fakes.zoom.events import Events
from tests.fakes.zoom.faults import Faults, play
from tests.fakes.zoom.hooks import Hooks
from tests.fakes.zoom.limits import Limits
from tests.fakes.zoom.meetings import MeetingCalls
from tests.fakes.zoom.oauth import Tokens
from tests.fakes.zoom.recordings import RecordingCalls
from tests.fakes.zoom.state import Account, Meeting, Now, Participant, State, midnight
from tests.fakes.zoom.streams import Streams

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_OPEN = ("/v2/", "/rec/")


@dataclass(slots=True)
class Asked:
    """One request to the REST interface, the fault it met, and its status (0 without answer)."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    fault: str
    status: int = 0


class FakeZoom:
    """Zoom for one account: ``async with FakeZoom() as zoom`` serves it on a free port."""

    def __init__(
        self,
        account: Account | None = None,
        *,
        faults: Faults | None = None,
        now: Now | None = None,
        port: int = 0,
    ) -> None:
        self.state = State(account or Account())
        if now is not None:
            self.state.now = now
        self.tokens = Tokens(self.state)
        self.limits = Limits()
        self.hooks = Hooks(self.state, faults or Faults())
        self.events = Events(self.state, self.hooks)
        self.asked: list[Asked] = []
        self._meetings = MeetingCalls(self.state, self.events)
        self._recordings = RecordingCalls(self.state, self.tokens)
        self._port = port
        self.app = web.Application(middlewares=[self._gate])
        self.app.router.add_post("/oauth/token", self.tokens.hand_out)
        self.streams = Streams(self.state, lambda: self.faults)
        self.events.stopping = self.streams.stop
        self.events.speaking = self.streams.speak
        self.app.add_routes([*self._meetings.routes(), *self._recordings.routes()])
        self.app.add_routes([*self.streams.routes(), *Control(self.state, self.events).routes()])
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=0.1)
        self.url = ""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        self._meetings.url = self._recordings.url = self.events.url = self.url
        self.streams.url = self.url.replace("http", "ws")
        self.events.stream_url = f"{self.streams.url}/rtms/signaling"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.streams.close()
        await self.hooks.stop()
        await self._runner.cleanup()

    @property
    def account(self) -> Account:
        return self.state.account

    @property
    def meetings(self) -> dict[int, Meeting]:
        """All meetings there are, by number."""
        return self.state.meetings

    @property
    def faults(self) -> Faults:
        return self.hooks.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self.hooks.faults = faults

    def settings(self) -> dict[str, Any]:
        """Return the product's settings that lead here."""
        return {
            "zoom_account_id": self.account.account_id,
            "zoom_client_id": self.account.client_id,
            "zoom_client_secret": self.account.client_secret,
            "zoom_webhook_secret_token": self.account.webhook_secret,
            "zoom_sdk_key": self.account.sdk_key,
            "zoom_sdk_secret": self.account.sdk_secret,
            "zoom_base_url": f"{self.url}/v2",
            "zoom_oauth_url": f"{self.url}/oauth/token",
            "zoom_plan": "business",
        }

    def meeting(self, number: int | str) -> Meeting:
        """Return a meeting; KeyError if there is none."""
        return self.meetings[int(number)]

    def start_meeting(self, number: int | str) -> Meeting:
        """Let the host begin a meeting."""
        self.events.start(self.meeting(number))
        return self.meeting(number)

    def join(self, number: int | str, name: str, email: str = "") -> Participant:
        """Let somebody into a meeting."""
        return self.events.join(self.meeting(number), name, email)

    def leave(self, number: int | str, name: str) -> None:
        """Let somebody leave."""
        self.events.leave(self.meeting(number), name)

    def end_meeting(self, number: int | str) -> None:
        """Let the host end a meeting."""
        self.events.end(self.meeting(number))

    def record(self, number: int | str, vtt: str | None = None) -> Meeting:
        """Finish a recording, with subtitles if ``vtt`` (see media.subtitles) is given."""
        self.events.record(self.meeting(number), vtt)
        return self.meeting(number)

    def start_stream(self, number: int | str) -> str:
        """Offer a live transcript, as the app's being in the meeting does; return its id."""
        self.events.start_stream(self.meeting(number))
        return self.meeting(number).stream_id or ""

    async def stop_stream(self, number: int | str, reason: int) -> None:
        """End a live transcript: 6 the meeting is over, 8 permission withdrawn, 18 and others."""
        await self.events.stop_stream(self.meeting(number), reason)

    async def speak(self, number: int | str, name: str, text: str, seconds: float = 2.0) -> None:
        """Let somebody say something; the live transcript has it, if one runs."""
        await self.streams.speak(self.meeting(number), name, text, seconds)

    def move(self, number: int | str, **fields: Any) -> None:
        """Change a meeting behind the product's back, as its host at Zoom can."""
        self.meeting(number).fields |= fields

    def delete(self, number: int | str) -> None:
        """Delete a meeting behind the product's back."""
        del self.meetings[int(number)]

    async def delivered(self) -> None:
        """Wait until every webhook that is not dropped has been tried once."""
        await self.hooks.settle()

    @web.middleware
    async def _gate(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Check the token and the limits, play a fault, and keep what was asked."""
        if not request.path.startswith(_OPEN):
            return await handler(request)
        body = await request.read()
        refused = self._refused(request)
        fault = "ok" if refused else self.faults.next()
        asked = Asked(request.method, request.raw_path, dict(request.query), body, fault)
        self.asked.append(asked)
        try:
            answer = refused or await self._answered(request, handler, fault)
        except web.HTTPException as error:
            asked.status = error.status
            raise
        asked.status = answer.status
        return answer

    def _refused(self, request: web.Request) -> web.Response | None:
        if not request.path.startswith("/v2/"):
            return None
        if not self.tokens.holds(request.headers.get("Authorization", "")):
            return web.json_response({"code": 124, "message": "Invalid access token."}, status=401)
        return self.limits.excess(request, midnight(self.state.now()))

    async def _answered(
        self, request: web.Request, handler: Handler, fault: str
    ) -> web.StreamResponse:
        if fault == "ok":
            return await handler(request)
        return await play(fault, request, handler, self.state.now)
