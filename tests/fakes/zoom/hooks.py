"""The sender of webhooks: it signs, and by its faults repeats, reorders, delays and drops."""

import asyncio
import hashlib
import hmac
import json
import secrets
import ssl
from dataclasses import dataclass, field

import httpx

from tests.fakes.zoom.faults import Faults
from tests.fakes.zoom.state import Json, State

ANSWER_WITHIN_S = 3.0
# Loading the authorities' certificates takes long, and the receiver is on this machine.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
RETRIES_S = (300.0, 1_200.0, 3_600.0)


@dataclass(slots=True)
class Sent:
    """One attempt to deliver; ``status`` is 0 without an answer."""

    body: bytes
    status: int


@dataclass(slots=True)
class Hooks:
    """Delivers events to ``url``, when there is one; ``sent`` lists the attempts."""

    state: State
    faults: Faults
    url: str = ""
    retries_s: tuple[float, ...] = RETRIES_S
    sent: list[Sent] = field(default_factory=list)
    dropped: list[Json] = field(default_factory=list)
    _held: list[bytes] = field(default_factory=list)
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    def tell(self, event: str, rest: Json) -> None:
        """Send an event, unless a fault says otherwise; ``rest`` is what stands beside its name."""
        now_ms = int(self.state.now().timestamp() * 1_000)
        body = {"event": event, "event_ts": now_ms, **rest}
        if not self.url:
            return
        if self.faults.strikes(self.faults.drop):
            self.dropped.append(body)
            return
        raw = json.dumps(body).encode()
        if self.faults.strikes(self.faults.reorder):
            self._held.append(raw)
            return
        copies = 2 if self.faults.strikes(self.faults.repeat) else 1
        held, self._held = self._held, []
        for each in [*[raw] * copies, *held]:
            self._begin(self._deliver(each, 0), self._under_way)

    async def settle(self) -> None:
        """Send what is held back and wait until every first attempt has its answer."""
        held, self._held = self._held, []
        for each in held:
            self._begin(self._deliver(each, 0), self._under_way)
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def settle_retries(self) -> None:
        """Wait also for the repetitions that are under way, however long they take."""
        await self.settle()
        await asyncio.gather(*self._later)

    async def stop(self) -> None:
        """Give up what is under way."""
        tasks = [*self._under_way, *self._later]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def validate(self) -> bool:
        """Ask the receiver to prove that it knows the secret, as Zoom does every 72 hours."""
        plain = secrets.token_urlsafe(16)
        body = {
            "event": "endpoint.url_validation",
            "event_ts": int(self.state.now().timestamp() * 1_000),
            "payload": {"plainToken": plain},
        }
        answer = await self._post(json.dumps(body).encode())
        expected = {"plainToken": plain, "encryptedToken": self._digest(plain)}
        if answer is None or answer.status_code != httpx.codes.OK:
            return False
        return bool(answer.json() == expected)

    def headers(self, raw: bytes, at: int | None = None) -> dict[str, str]:
        """Return the headers that prove ``raw``, as of ``at`` (s since 1970; now otherwise)."""
        stamp = int(self.state.now().timestamp()) if at is None else at
        signature = self._digest(f"v0:{stamp}:{raw.decode()}")
        return {
            "Content-Type": "application/json; charset=utf-8",
            "x-zm-request-timestamp": str(stamp),
            "x-zm-signature": f"v0={signature}",
        }

    async def _deliver(self, raw: bytes, attempt: int) -> None:
        if self.faults.delay_s:
            await asyncio.sleep(self.faults.chance.random() * self.faults.delay_s)
        answer = await self._post(raw)
        status = 0 if answer is None else answer.status_code
        self.sent.append(Sent(raw, status))
        if status not in {200, 204} and attempt < len(self.retries_s):
            self._begin(self._try_again(raw, attempt), self._later)

    async def _try_again(self, raw: bytes, attempt: int) -> None:
        await asyncio.sleep(self.retries_s[attempt])
        await self._deliver(raw, attempt + 1)

    async def _post(self, raw: bytes) -> httpx.Response | None:
        try:
            async with httpx.AsyncClient(verify=NO_TLS, timeout=ANSWER_WITHIN_S) as http:
                return await http.post(self.url, content=raw, headers=self.headers(raw))
        except httpx.HTTPError:
            return None

    def _digest(self, text: str) -> str:
        key = self.state.account.webhook_secret.encode()
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    def _begin(self, work: object, among: set[asyncio.Task[None]]) -> None:
        assert asyncio.iscoroutine(work)
        task = asyncio.get_running_loop().create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)
