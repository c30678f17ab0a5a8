"""What Greenroom needs of whoever hosts video meetings, in its own words."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Provider = Literal["zoom", "offline"]
FileKind = Literal["video", "audio", "transcript", "chat", "other"]
HostedState = Literal["waiting", "started"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting as an interview wants it.

    ``topic`` names no person. ``reference`` is unique to the interview and is found again at the
    host, so that opening twice makes one meeting.
    """

    reference: str
    topic: str
    starts_at: datetime
    minutes: int
    records: bool = False


@dataclass(frozen=True, slots=True)
class Hosted:
    """A meeting as the host has it. ``join_url`` and ``passcode`` are for those who are invited."""

    meeting_id: str
    uuid: str
    join_url: str
    passcode: str | None
    starts_at: datetime
    minutes: int
    state: HostedState = "waiting"
    reference: str | None = None
    host_email: str | None = None


@dataclass(frozen=True, slots=True)
class Registrant:
    """A person's own way into a meeting."""

    registrant_id: str
    join_url: str


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A file that the host recorded; it is fetched through ``MeetingHost.fetch``."""

    file_id: str
    kind: FileKind
    extension: str
    size: int
    started_at: datetime
    ended_at: datetime
    download_url: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """All files of one meeting's recording."""

    meeting_id: str
    uuid: str
    files: tuple[RecordedFile, ...]


class MeetingHost(Protocol):
    """Opens, moves, closes and ends meetings. Every call may be repeated without harm.

    Each raises HostBusy (with ``retry_after_s``), HostDown (try again later), HostRefused (the
    account or its rights are wrong; a person has to act, the sentence says how) or MeetingGone.
    """

    @property
    def provider(self) -> Provider:
        """Who hosts."""

    async def open(self, wish: Wish) -> Hosted:
        """Return the meeting for ``wish``; one that is there under its reference is taken."""

    async def move(self, meeting_id: str, wish: Wish) -> Hosted:
        """Give the meeting another time, length or topic."""

    async def close(self, meeting_id: str) -> None:
        """Cancel a meeting that has not begun; one that is gone already is fine."""

    async def end(self, meeting_id: str) -> None:
        """End a running meeting for everybody; one that is over already is fine."""

    async def read(self, meeting_id: str) -> Hosted:
        """Return the meeting as it stands at the host."""

    def meetings(self) -> AsyncIterator[Hosted]:
        """Yield all meetings of ours that are planned or running at the host."""

    async def stream_transcript(self, meeting_id: str, *, on: bool) -> None:
        """Begin or stop the live transcript of a running meeting; its offer comes as an event."""

    async def stop_recording(self, meeting_id: str) -> None:
        """Record no more of a running meeting; one that is over already is fine."""

    async def host_link(self, meeting_id: str) -> str:
        """Return a fresh link that starts the meeting as its host: a secret, never kept."""

    async def register(self, meeting_id: str, email: str, name: str) -> Registrant:
        """Give a person their own link."""

    async def recordings(self, since: datetime, until: datetime) -> list[Recorded]:
        """Return what was recorded between two times, however far apart."""

    async def recording(self, meeting_id: str) -> Recorded:
        """Return the files of one meeting's latest recording."""

    def fetch(self, file: RecordedFile, token: str | None = None) -> AsyncIterator[bytes]:
        """Yield a recorded file's bytes; only from the host's own addresses over https."""

    async def delete_recording(self, meeting_id: str) -> None:
        """Delete a meeting's recording at the host; one that is gone already is fine."""

    async def close_connections(self) -> None:
        """Let go of connections."""
