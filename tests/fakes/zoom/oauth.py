"""Access tokens for a server-to-server app."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from tests.fakes.zoom.state import State

SCOPES = "meeting:write:admin meeting:read:admin recording:read:admin recording:write:admin"


@dataclass(slots=True)
class Tokens:
    """Tokens that were handed out and hold still; ``refusal`` is a code to refuse with."""

    state: State
    life_s: int = 3_600
    refusal: int | None = None
    is_down: bool = False
    asked: int = 0
    holding: dict[str, datetime] = field(default_factory=dict)

    def revoke(self) -> None:
        """Let no token hold any more."""
        self.holding.clear()

    def holds(self, header: str) -> bool:
        """Tell whether ``Authorization: header`` proves the app."""
        until = self.holding.get(header.removeprefix("Bearer "))
        return until is not None and self.state.now() < until

    async def hand_out(self, request: web.Request) -> web.Response:
        """Answer ``POST /oauth/token``."""
        self.asked += 1
        form = dict(await request.post())
        if self.is_down:
            return web.Response(status=503)
        wrong = self.refusal or self._wrong(request.headers.get("Authorization", ""), form)
        if wrong:
            return _refuse(wrong)
        token = f"canary-access-{secrets.token_hex(12)}"
        self.holding[token] = self.state.now() + timedelta(seconds=self.life_s)
        return web.json_response(
            {
                "access_token": token,
                "token_type": "bearer",
                "expires_in": self.life_s,
                "scope": SCOPES,
            }
        )

    def _wrong(self, header: str, form: Mapping[str, object]) -> int:
        """Return the code of what is wrong with a request for a token, or 0."""
        account = self.state.account
        pair = f"{account.client_id}:{account.client_secret}".encode()
        checks = [
            (header != f"Basic {base64.b64encode(pair).decode()}", 4702),
            (form.get("grant_type") != "account_credentials", 4705),
            (not form.get("account_id"), 4706),
            (form.get("account_id") != account.account_id, 4704),
        ]
        return next((code for is_wrong, code in checks if is_wrong), 0)


def _refuse(code: int) -> web.Response:
    reasons = {
        4702: "Invalid client_id or client_secret",
        4704: "Bad client credentials",
        4705: "Unsupported grant type",
        4706: "Missing account_id",
        4717: "The app has been disabled",
        4741: "The token has been revoked",
    }
    body = {"reason": reasons[code], "error": "invalid_client", "code": code}
    return web.json_response(body, status=400 if code in {4705, 4706} else 401)
