"""What Greenroom needs of whoever transcribes a meeting while it runs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.video.hooks import Stream


@dataclass(frozen=True, slots=True)
class LiveLine:
    """Something that was said; ``key`` is the same (64 characters) whenever it comes again."""

    key: str
    started_at: datetime
    ended_at: datetime
    name: str | None
    text: str


class StreamLost(Exception):
    """The live transcript broke off and could not be had again in time."""


class StreamRefused(Exception):
    """The host gives us no live transcript; the sentence says why and names nobody."""


class LiveTranscripts(Protocol):
    """Receives live transcripts."""

    async def listen(
        self,
        stream: Stream,
        take: Callable[[LiveLine], None],
        goes_on: Callable[[], Awaitable[bool]],
    ) -> int | None:
        """Hand each line to ``take`` until the stream is over; return the host's reason, if known.

        Lines come at least once, out of order and with gaps. What breaks off is taken up again
        as long as ``goes_on`` says so. Raises StreamLost or StreamRefused.
        """

    async def close(self) -> None:
        """Let go of connections."""
