"""What other parts do when the host tells of recordings and of live transcripts."""

from dataclasses import dataclass, field
from typing import Protocol

from domain.kit.work import Work
from domain.video.models import VideoMeeting


@dataclass(frozen=True, slots=True)
class Stream:
    """A live transcript that the host offers; ``server_urls`` may be several, with commas."""

    meeting_uuid: str
    stream_id: str
    server_urls: str


class Recordings(Protocol):
    """Takes what was recorded. Each call may be repeated."""

    async def note_ready(
        self,
        work: Work,
        meeting: VideoMeeting,
        meeting_uuid: str | None,
        download_token: str | None,
    ) -> None:
        """Hear that files of a meeting can be fetched: the recording, or its transcript.

        ``download_token`` is a secret of a day's life, None when the event is processed again.
        """


class Streams(Protocol):
    """Takes live transcripts. Each call may be repeated."""

    async def note_started(self, work: Work, meeting: VideoMeeting, stream: Stream) -> None:
        """Hear that a live transcript can be received."""

    async def note_stopped(
        self, work: Work, meeting: VideoMeeting, stream_id: str, reason: int | None
    ) -> None:
        """Hear that one is over, and the host's number of the reason."""


@dataclass(slots=True)
class Hooks:
    """Who takes them; with None, such events are ignored and say so."""

    recordings: Recordings | None = field(default=None)
    streams: Streams | None = field(default=None)
