"""The host's events as raw bytes, signed by a calculation of the tests' own."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.kit.actor import SYSTEM
from domain.kit.fields import iso_z
from domain.kit.work import Work, WorkShop
from domain.video.hooks import Stream
from domain.video.inbox import take_in
from domain.video.inbox_reading import read_event
from domain.video.models import VideoMeeting
from domain.video.wishes import turn

HOOK_SECRET = "canary-secret-of-the-hook"
JOIN_URL = "https://zoom.us/j/82000000001"
HOST_ID = "host-1"
Json = dict[str, Any]


@dataclass(slots=True)
class Listener:
    """Hears of recordings and live transcripts, and keeps what it heard; may fail on purpose."""

    recorded: list[tuple[int, str | None, str | None]] = field(default_factory=list)
    started: list[Stream] = field(default_factory=list)
    stopped: list[tuple[str, int | None]] = field(default_factory=list)
    fails: int = 0

    async def note_ready(
        self,
        _work: Work,
        meeting: VideoMeeting,
        meeting_uuid: str | None,
        download_token: str | None,
    ) -> None:
        if self.fails:
            self.fails -= 1
            raise LookupError("not now")
        self.recorded.append((meeting.session_id, meeting_uuid, download_token))

    async def note_started(self, _work: Work, _meeting: VideoMeeting, stream: Stream) -> None:
        self.started.append(stream)

    async def note_stopped(
        self, _work: Work, _meeting: VideoMeeting, stream_id: str, reason: int | None
    ) -> None:
        self.stopped.append((stream_id, reason))


async def open_meeting(work: Work, session_id: int, number: str) -> int:
    """Give an interview a meeting that is open at the host; return its row's id."""
    meeting = VideoMeeting(
        session_id=session_id,
        provider="zoom",
        reference=f"interview-{session_id}",
        meeting_id=number,
        meeting_uuid=f"uuid-{number}",
        starts_at=work.now,
        minutes=60,
        join_url=JOIN_URL,
        wished_at=work.now,
        created_at=work.now,
    )
    work.session.add(meeting)
    await work.session.flush()
    await turn(work, meeting, "open")
    return meeting.id


def event(name: str, at_ms: int, number: str | None, **about: Any) -> Json:
    """Return an event of a meeting as the host spells it."""
    inner = {"id": number, "uuid": f"uuid-{number}", "host_id": HOST_ID, "topic": "Interview"}
    return {
        "event": name,
        "event_ts": at_ms,
        "payload": {"account_id": "a", "object": inner | about},
    }


def moved(name: str, at_ms: int, number: str, who: str, **about: Any) -> Json:
    """Return an event of somebody who came or left; ``who`` tells them apart."""
    participant = {"participant_uuid": who, "user_id": "167", "user_name": who, **about}
    return event(f"meeting.participant_{name}", at_ms, number, participant=participant)


def raw(body: object) -> bytes:
    """Return what goes over the wire."""
    return json.dumps(body).encode()


def signed(content: bytes, at: datetime, secret: str = HOOK_SECRET) -> dict[str, str]:
    """Return the headers with which the host proves ``content``."""
    stamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), b"v0:%s:%s" % (stamp.encode(), content), hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "x-zm-request-timestamp": stamp,
        "x-zm-signature": f"v0={digest.hexdigest()}",
    }


async def receive(workshop: WorkShop, *bodies: Json) -> None:
    """Store events as if they had come over the wire, in this order."""
    for body in bodies:
        async with workshop.begin(SYSTEM) as work:
            await take_in(work, read_event(body), raw(body))


def ms(at: datetime) -> int:
    """Return a moment as the host's clock shows it."""
    return round(at.timestamp() * 1_000)


def spelled(at_ms: int) -> str:
    """Return the host's time as the room shows it."""
    return iso_z(datetime.fromtimestamp(at_ms / 1_000).astimezone())
