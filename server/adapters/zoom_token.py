"""The access token of a server-to-server app: kept, and fetched anew by one flight for all."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import httpx
from pydantic import Field, SecretStr, ValidationError

from domain.kit.clock import Clock
from domain.kit.fields import View
from domain.video.errors import HostBusy, HostDown, HostRefused
from server.adapters.zoom_limits import Plan, retry_after_s

REFRESHED_AT = 0.8
_DISABLED, _REVOKED = 4717, 4741
_SENTENCES = {
    4702: "Zoom does not accept ZOOM_CLIENT_ID with ZOOM_CLIENT_SECRET.",
    4704: "Zoom does not accept ZOOM_CLIENT_ID with ZOOM_CLIENT_SECRET and ZOOM_ACCOUNT_ID.",
    4705: "The Zoom app is not of the kind Server-to-Server OAuth; make one of that kind.",
    4706: "Zoom misses the account; set ZOOM_ACCOUNT_ID to that of the app.",
    _DISABLED: "The app is switched off at Zoom. An administrator of Zoom has to activate it.",
    _REVOKED: "Zoom withdrew the app's access. An administrator of Zoom has to activate it again.",
}
_OTHERWISE = "Zoom refused our account. Check ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and its secret."


@dataclass(frozen=True, slots=True)
class ZoomAccount:
    """A server-to-server app, where it is reached, and how much its plan allows."""

    account_id: str
    client_id: str
    client_secret: SecretStr
    base_url: str = "https://api.zoom.us/v2"
    oauth_url: str = "https://zoom.us/oauth/token"
    user: str = "me"
    plan: Plan = "pro"


class _Token(View):
    model_config = View.model_config | {"extra": "ignore"}

    access_token: SecretStr
    expires_in: float = Field(gt=0)


@dataclass(frozen=True, slots=True)
class _Held:
    """A token and its times in monotonic seconds."""

    secret: SecretStr
    refresh_at: float
    ends_at: float


class TokenKeeper:
    """Gives everybody the same token while it is fresh."""

    def __init__(self, account: ZoomAccount, http: httpx.AsyncClient, clock: Clock) -> None:
        """Nothing is fetched before the first use."""
        self._account = account
        self._http = http
        self._clock = clock
        self._held: _Held | None = None
        self._flight: asyncio.Task[SecretStr] | None = None

    async def token(self) -> SecretStr:
        """Return a token that holds. Raises HostRefused, HostBusy or HostDown."""
        held, now = self._held, time.monotonic()
        if held is not None and now < held.refresh_at:
            return held.secret
        if self._flight is None:
            self._flight = asyncio.get_running_loop().create_task(self._fetch())
            self._flight.add_done_callback(self._land)
        try:
            # Whoever gives up waiting does not take the token from the others.
            return await asyncio.shield(self._flight)
        except (HostBusy, HostDown):
            if held is not None and held is self._held and now < held.ends_at:
                return held.secret
            raise

    def forget(self, token: SecretStr) -> None:
        """Hold ``token`` no longer: Zoom did not accept it."""
        if self._held is not None and self._held.secret == token:
            self._held = None

    async def close(self) -> None:
        """Give up what is under way."""
        if self._flight is not None:
            self._flight.cancel()
            await asyncio.gather(self._flight, return_exceptions=True)

    def _land(self, flight: asyncio.Task[SecretStr]) -> None:
        self._flight = None
        if not flight.cancelled():
            # Its error was raised to whoever still waits; nobody may be left.
            flight.exception()

    async def _fetch(self) -> SecretStr:
        account = self._account
        asked_at = time.monotonic()
        form = {"grant_type": "account_credentials", "account_id": account.account_id}
        auth = httpx.BasicAuth(account.client_id, account.client_secret.get_secret_value())
        try:
            answer = await self._http.post(account.oauth_url, data=form, auth=auth)
        except httpx.HTTPError as error:
            raise HostDown from error
        token = _read(answer, self._clock)
        ends_at = asked_at + token.expires_in
        refresh_at = asked_at + token.expires_in * REFRESHED_AT
        self._held = _Held(token.access_token, refresh_at, ends_at)
        return token.access_token


def _read(answer: httpx.Response, clock: Clock) -> _Token:
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise HostBusy(retry_after_s=retry_after_s(answer.headers, clock()))
    if answer.is_client_error:
        raise HostRefused(_SENTENCES.get(_code(answer), _OTHERWISE))
    if not answer.is_success:
        raise HostDown
    try:
        return _Token.model_validate_json(answer.content)
    except ValidationError:
        # Not as the cause: it would quote the answer.
        raise HostDown from None


def _code(answer: httpx.Response) -> int:
    try:
        said: Any = answer.json()
    except ValueError:
        return 0
    code = said.get("code") if isinstance(said, dict) else None
    return code if isinstance(code, int) else 0
