"""The host of meetings where there is none: links to our own room, where people see each other."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote

from domain.video.errors import MeetingGone
from domain.video.ports import Hosted, Recorded, RecordedFile, Registrant, Wish

_ID = re.compile(r"(?P<reference>.{1,100})@(?P<starts>\d{1,12})\+(?P<minutes>\d{1,5})", re.ASCII)
_SESSION = re.compile(r"\d+$", re.ASCII)
_GONE = "Without a video service there are no recordings."


class OfflineHost:
    """Hosts nothing and keeps nothing: a meeting's id says all there is to know about it.

    So a meeting that is moved gets another id. The links lead to the interview's own room; for
    that, a reference ends with the number of its session.
    """

    provider: Literal["offline"] = "offline"

    def __init__(self, public_url: str) -> None:
        self._base = public_url.rstrip("/")

    async def open(self, wish: Wish) -> Hosted:
        """Return the meeting for ``wish``."""
        starts = int(wish.starts_at.timestamp())
        return await self.read(f"{wish.reference}@{starts}+{wish.minutes}")

    async def move(self, meeting_id: str, wish: Wish) -> Hosted:
        """Return the meeting at its other time, under another id."""
        self._parts(meeting_id)
        return await self.open(wish)

    async def close(self, meeting_id: str) -> None:
        """Do nothing: nothing is kept."""

    async def end(self, meeting_id: str) -> None:
        """Do nothing: the room ends by itself."""

    async def read(self, meeting_id: str) -> Hosted:
        """Return what the id says."""
        found = self._parts(meeting_id)
        return Hosted(
            meeting_id=meeting_id,
            uuid=meeting_id,
            join_url=self._link("room", found["reference"]),
            passcode=None,
            starts_at=datetime.fromtimestamp(int(found["starts"]), UTC),
            minutes=int(found["minutes"]),
            reference=found["reference"],
        )

    async def meetings(self) -> AsyncIterator[Hosted]:
        """Yield nothing: no list is kept, so nothing can be missing from it either."""
        nothing: tuple[Hosted, ...] = ()
        for each in nothing:
            yield each

    async def stream_transcript(self, meeting_id: str, *, on: bool) -> None:
        """Do nothing: nobody is heard here."""

    async def stop_recording(self, meeting_id: str) -> None:
        """Do nothing: nothing is recorded."""

    async def host_link(self, meeting_id: str) -> str:
        """Return the live page, which asks for a sign-in and is no secret."""
        return self._link("recruiter/live", self._parts(meeting_id)["reference"])

    async def register(self, meeting_id: str, email: str, name: str) -> Registrant:
        """Return the room, which knows people by their invitation."""
        reference = self._parts(meeting_id)["reference"]
        return Registrant(reference, self._link("room", reference))

    async def recordings(self, since: datetime, until: datetime) -> list[Recorded]:
        """Return nothing: nothing is recorded."""
        return []

    async def recording(self, meeting_id: str) -> Recorded:
        """Raise MeetingGone: nothing is recorded."""
        raise MeetingGone(_GONE)

    async def fetch(self, file: RecordedFile, token: str | None = None) -> AsyncIterator[bytes]:
        """Raise MeetingGone: nothing is recorded."""
        nothing: tuple[bytes, ...] = ()
        for each in nothing:
            yield each
        raise MeetingGone(_GONE)

    async def delete_recording(self, meeting_id: str) -> None:
        """Do nothing: nothing is recorded."""

    async def close_connections(self) -> None:
        """Do nothing: nothing is connected."""

    def _link(self, page: str, reference: str) -> str:
        number = _SESSION.search(reference)
        return f"{self._base}/{page}/{quote(number[0] if number else reference, safe='')}"

    def _parts(self, meeting_id: str) -> re.Match[str]:
        found = _ID.fullmatch(meeting_id)
        if found is None:
            # Made when there was a video service, which has been taken away since.
            raise MeetingGone
        return found
