"""One call to Zoom's REST interface, and what its answers mean in our words."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

import httpx
import structlog

from domain.kit.clock import Clock
from domain.video.errors import HostBusy, HostDown, HostRefused, MeetingGone
from server.adapters.zoom_limits import Category, Pace, retry_after_s
from server.adapters.zoom_token import TokenKeeper, ZoomAccount

WITHIN_S = 10.0
PAUSES_S = (0.2, 0.8)
NO_MEETING, NO_RECORDING, NO_USER = 3001, 3301, 1001
_NO_SCOPE, _NOT_THE_HOST, _NO_RTMS = 4711, 2308, 2310
_GONE = {NO_MEETING, NO_RECORDING}
_SENTENCES = {
    NO_USER: "Zoom knows no such user. Set ZOOM_USER to the e-mail address of the user who hosts.",
    _NO_SCOPE: "The Zoom app lacks a right. Add the scopes for meetings and recordings to it.",
    _NOT_THE_HOST: "Zoom gives a live transcript only while the meeting's own host is in it. "
    "Whoever started it must be its host: end it at Zoom, begin it with Start as host, try again.",
    _NO_RTMS: "The account at Zoom has no developer pack with live transcripts (RTMS). An "
    "administrator can add it at Zoom, or set RTMS=off.",
    200: "The user at Zoom lacks a right, or the plan does not include this.",
}

log = structlog.get_logger(__name__)
Method = Literal["GET", "POST", "PATCH", "PUT", "DELETE"]


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked for; ``repeats`` tells whether asking twice does no harm."""

    method: Method
    path: str
    category: Category = "Light"
    params: Mapping[str, str] | None = None
    json: Mapping[str, Any] | None = None
    repeats: bool = True


class CodedRefusal(HostRefused):
    """A refusal with Zoom's own number for the reason."""

    code = "HostRefused"

    def __init__(self, zoom_code: int, message: str) -> None:
        super().__init__(message)
        self.zoom_code = zoom_code


class ZoomCalls:
    """Makes calls within the limits, with a token that holds."""

    def __init__(self, account: ZoomAccount, http: httpx.AsyncClient, clock: Clock) -> None:
        self._base = account.base_url.rstrip("/")
        self._http = http
        self._clock = clock
        self._pace = Pace(account.plan)
        self.tokens = TokenKeeper(account, http, clock)

    async def ask(self, call: Call) -> Any:
        """Return the answer's JSON, or None where there is none.

        Raises HostBusy, HostDown, HostRefused (CodedRefusal where Zoom says why) or MeetingGone.
        What may be repeated is tried three times before HostDown.
        """
        for pause_s in PAUSES_S if call.repeats else ():
            try:
                return await self._ask_once(call)
            except HostDown:
                await asyncio.sleep(pause_s)
        return await self._ask_once(call)

    async def _ask_once(self, call: Call) -> Any:
        answer = await self._send(call)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            # The token was revoked or ended early: nothing was done, so any call may be repeated.
            answer = await self._send(call)
        return self._judge(call, answer)

    async def _send(self, call: Call) -> httpx.Response:
        await self._pace.wait(call.category)
        token = await self.tokens.token()
        try:
            answer = await self._http.request(
                call.method,
                f"{self._base}{call.path}",
                params=dict(call.params or {}),
                json=call.json,
                headers={"Authorization": f"Bearer {token.get_secret_value()}"},
            )
        except httpx.HTTPError as error:
            log.warning("zoom_down", method=call.method, detail=type(error).__name__)
            raise HostDown from error
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self.tokens.forget(token)
        return answer

    def _judge(self, call: Call, answer: httpx.Response) -> Any:
        status = answer.status_code
        if answer.is_success:
            return _json(answer) if answer.content else None
        if status == httpx.codes.TOO_MANY_REQUESTS:
            wait_s = retry_after_s(answer.headers, self._clock())
            log.info("zoom_busy", category=call.category, retry_after_s=wait_s)
            raise HostBusy(retry_after_s=wait_s)
        if answer.is_redirect:
            raise HostRefused("Zoom's address leads elsewhere. Check ZOOM_BASE_URL.")
        if answer.is_server_error:
            log.warning("zoom_down", method=call.method, detail=status)
            raise HostDown
        raise _refusal(status, answer)


def meeting_path(meeting: str, rest: str = "") -> str:
    """Return the path of a meeting by its id or uuid.

    A uuid that begins with a slash or holds two is encoded twice, as Zoom asks.
    """
    spelled = quote(meeting, safe="")
    if meeting.startswith("/") or "//" in meeting:
        spelled = quote(spelled, safe="")
    return f"/meetings/{spelled}{rest}"


def live_path(meeting_id: str, rest: str) -> str:
    """Return the path of what can be done to a meeting while it runs, by its number."""
    return f"/live_meetings/{quote(meeting_id, safe='')}{rest}"


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        # A page of some proxy or of maintenance; not as the cause, which would quote it.
        raise HostDown from None


def _refusal(status: int, answer: httpx.Response) -> Exception:
    try:
        said = answer.json()
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    code = said.get("code")
    code = code if isinstance(code, int) else 0
    if code in _GONE or (status == httpx.codes.NOT_FOUND and code != NO_USER):
        return MeetingGone()
    if status == httpx.codes.UNAUTHORIZED and code != _NO_SCOPE:
        return HostRefused("Zoom does not accept our access. Activate the app at Zoom again.")
    reason = _SENTENCES.get(code, f"Zoom refused this with its code {code} (status {status}).")
    return CodedRefusal(code, f"{reason}{_fields(said)}")


def _fields(said: Mapping[str, Any]) -> str:
    """Return the names of the fields that Zoom does not accept; never their values."""
    errors = said.get("errors")
    named = [each.get("field") for each in errors or () if isinstance(each, dict)]
    known = [name for name in named if isinstance(name, str) and name.replace("_", "").isalnum()]
    return f" Fields: {', '.join(known[:10])}." if known else ""
