"""Meetings at Zoom, by its REST interface and a server-to-server app."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import quote
from weakref import WeakValueDictionary

import httpx
from pydantic import SecretStr

from domain.kit.clock import Clock, utc_now
from domain.video.errors import HostDown, HostRefused, MeetingGone
from domain.video.ports import Hosted, Recorded, RecordedFile, Registrant, Wish
from server.adapters.zoom_calls import (
    WITHIN_S,
    Call,
    CodedRefusal,
    ZoomCalls,
    live_path,
    meeting_path,
)
from server.adapters.zoom_files import ZoomFiles
from server.adapters.zoom_shapes import (
    ZoomMeeting,
    ZoomPage,
    ZoomRecording,
    ZoomRegistrant,
    meeting_fields,
    read_as,
    reference_in,
    registrant_fields,
    spelled_day,
)
from server.adapters.zoom_token import ZoomAccount

MOST_PER_PAGE = 300
_MONTH = timedelta(days=29)
_DAY = timedelta(days=1)
_IN_PROGRESS, _IS_OVER = 3002, 3007


class ZoomHost:
    """The MeetingHost at Zoom. ``owner`` marks our meetings in an account that others use too."""

    provider: Literal["zoom"] = "zoom"

    def __init__(
        self,
        account: ZoomAccount,
        owner: str,
        *,
        clock: Clock = utc_now,
        within_s: float = WITHIN_S,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Nothing is connected before the first call."""
        self._account = account
        self._owner = owner
        self._clock = clock
        self._within_s = within_s
        self._tls = tls
        self._files = ZoomFiles(account.base_url)
        self._calls: ZoomCalls | None = None
        self._http: httpx.AsyncClient | None = None
        self._opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._connecting = asyncio.Lock()

    async def open(self, wish: Wish) -> Hosted:
        """Return the meeting for ``wish``: the one that has its reference, or a new one.

        It is looked for each time, since an earlier answer may have been lost; one listing costs
        less than two meetings for one interview.
        """
        lock = self._opening.setdefault(wish.reference, asyncio.Lock())
        async with lock:
            found = await self._find(wish.reference)
            if found is not None:
                return await self.read(found.id)
            try:
                return await self._create(wish)
            except HostDown:
                # Zoom may have made it all the same.
                found = await self._find(wish.reference)
                if found is None:
                    raise
                return await self.read(found.id)

    async def move(self, meeting_id: str, wish: Wish) -> Hosted:
        """Give the meeting ``wish``'s time, length and topic."""
        fields = self._fields(wish)
        await self._ask(Call("PATCH", meeting_path(meeting_id), json=fields))
        return await self.read(meeting_id)

    async def close(self, meeting_id: str) -> None:
        """Delete the meeting; one that runs against the plan is ended before."""
        call = Call("DELETE", meeting_path(meeting_id))
        try:
            await self._ask(call)
        except MeetingGone:
            return
        except CodedRefusal as refusal:
            if refusal.zoom_code == _IS_OVER:
                return
            if refusal.zoom_code != _IN_PROGRESS:
                raise
            await self.end(meeting_id)
            await self._ask(call)

    async def end(self, meeting_id: str) -> None:
        """End the meeting for everybody."""
        call = Call("PUT", meeting_path(meeting_id, "/status"), json={"action": "end"})
        try:
            await self._ask(call)
        except MeetingGone:
            return
        except CodedRefusal:
            # Zoom has several codes for a meeting that does not run; the meeting itself knows.
            if await self._runs(meeting_id):
                raise

    async def read(self, meeting_id: str) -> Hosted:
        """Return the meeting as it stands at Zoom."""
        return (await self._read(meeting_id)).hosted(self._owner)

    async def meetings(self) -> AsyncIterator[Hosted]:
        """Yield our meetings that Zoom lists; the lists hold no passcode.

        Zoom also lists scheduled meetings that were held already, as waiting.
        """
        running = {str(each.get("id")) async for each in self._listed("live")}
        async for each in self._listed("scheduled"):
            if reference_in(str(each.get("agenda", "")), self._owner):
                meeting = read_as(ZoomMeeting, each)
                yield meeting.hosted(self._owner, started=meeting.id in running)

    async def host_link(self, meeting_id: str) -> str:
        """Return a fresh link that starts the meeting as its host."""
        link = (await self._read(meeting_id)).start_url
        if not link:
            raise HostRefused("Zoom gives no link to start this meeting. Check the app's scopes.")
        return link

    async def register(self, meeting_id: str, email: str, name: str) -> Registrant:
        """Give a person their own link; Zoom gives the same person the same one."""
        path = meeting_path(meeting_id, "/registrants")
        said = await self._ask(Call("POST", path, json=registrant_fields(email, name)))
        registrant = read_as(ZoomRegistrant, said)
        return Registrant(registrant.registrant_id, registrant.join_url)

    async def recordings(self, since: datetime, until: datetime) -> list[Recorded]:
        """Return what was recorded from ``since`` to ``until``, asked for month by month."""
        found: dict[str, Recorded] = {}
        # Zoom counts days in the account's zone: a day more on both sides, and then exactly.
        first, last = since - _DAY, until + _DAY
        while first <= last:
            params = {"from": spelled_day(first), "to": spelled_day(min(first + _MONTH, last))}
            async for each in self._pages(self._user_path("recordings"), params):
                recorded = read_as(ZoomRecording, each).recorded()
                if any(since <= file.started_at <= until for file in recorded.files):
                    found[recorded.uuid] = recorded
            first += _MONTH + _DAY
        return list(found.values())

    async def recording(self, meeting_id: str) -> Recorded:
        """Return the files of the latest recording of a meeting (its id, or one holding's uuid)."""
        said = await self._ask(Call("GET", meeting_path(meeting_id, "/recordings")))
        return read_as(ZoomRecording, said).recorded()

    async def fetch(self, file: RecordedFile, token: str | None = None) -> AsyncIterator[bytes]:
        """Yield a file's bytes; ``token`` is that of a webhook, otherwise the account's own."""
        own = await self._tokens_of_account() if token is None else SecretStr(token)
        async for chunk in self._files.fetch(file.download_url, own):
            yield chunk

    async def delete_recording(self, meeting_id: str) -> None:
        """Delete the recording for good, not into Zoom's trash."""
        path = meeting_path(meeting_id, "/recordings")
        try:
            await self._ask(Call("DELETE", path, params={"action": "delete"}))
        except MeetingGone:
            return

    async def stream_transcript(self, meeting_id: str, *, on: bool) -> None:
        """Begin or stop the live transcript (RTMS) of a running meeting for the account's app."""
        settings = {"client_id": self._account.client_id}
        wish = {"action": "start" if on else "stop", "settings": settings}
        await self._ask(Call("PATCH", live_path(meeting_id, "/rtms_app/status"), json=wish))

    async def stop_recording(self, meeting_id: str) -> None:
        """Stop the cloud recording, if one runs."""
        wish = {"method": "recording.stop"}
        try:
            await self._ask(Call("PATCH", live_path(meeting_id, "/events"), json=wish))
        except MeetingGone:
            return
        except CodedRefusal:
            if await self._runs(meeting_id):
                raise

    async def close_connections(self) -> None:
        """Let go of connections."""
        await self._files.close()
        if self._calls is not None:
            await self._calls.tokens.close()
        if self._http is not None:
            await self._http.aclose()

    async def _create(self, wish: Wish) -> Hosted:
        fields = self._fields(wish)
        path = self._user_path("meetings")
        said = await self._ask(Call("POST", path, "Medium", json=fields, repeats=False))
        return read_as(ZoomMeeting, said).hosted(self._owner)

    def _fields(self, wish: Wish) -> dict[str, Any]:
        return meeting_fields(wish, self._owner, registers=self._account.plan != "free")

    async def _find(self, reference: str) -> ZoomMeeting | None:
        async for each in self._listed("scheduled"):
            if reference_in(str(each.get("agenda", "")), self._owner) == reference:
                return read_as(ZoomMeeting, each)
        return None

    async def _read(self, meeting_id: str) -> ZoomMeeting:
        return read_as(ZoomMeeting, await self._ask(Call("GET", meeting_path(meeting_id))))

    async def _runs(self, meeting_id: str) -> bool:
        try:
            return (await self.read(meeting_id)).state == "started"
        except MeetingGone:
            return False

    def _listed(self, kind: Literal["scheduled", "live"]) -> AsyncIterator[dict[str, Any]]:
        return self._pages(self._user_path("meetings"), {"type": kind})

    async def _pages(self, path: str, params: Mapping[str, str]) -> AsyncIterator[dict[str, Any]]:
        asked = {**params, "page_size": str(MOST_PER_PAGE)}
        while True:
            page = read_as(ZoomPage, await self._ask(Call("GET", path, "Medium", asked)))
            for each in page.meetings:
                yield each
            if not page.next_page_token or asked.get("next_page_token") == page.next_page_token:
                return
            asked["next_page_token"] = page.next_page_token

    def _user_path(self, what: str) -> str:
        return f"/users/{quote(self._account.user, safe='')}/{what}"

    async def _tokens_of_account(self) -> SecretStr:
        return await (await self._connected()).tokens.token()

    async def _ask(self, call: Call) -> Any:
        return await (await self._connected()).ask(call)

    async def _connected(self) -> ZoomCalls:
        async with self._connecting:
            if self._calls is None:
                # Loading the authorities' certificates takes a while: not in the loop.
                tls = self._tls
                if tls is None:
                    tls = await asyncio.to_thread(httpx.create_ssl_context)
                self._http = httpx.AsyncClient(
                    verify=tls, timeout=self._within_s, follow_redirects=False
                )
                self._calls = ZoomCalls(self._account, self._http, self._clock)
            return self._calls
