"""What happens in meetings; each happening tells the webhook."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from tests.fakes.zoom.hooks import Hooks
from tests.fakes.zoom.media import subtitles, tiny_m4a, tiny_mp4
from tests.fakes.zoom.state import Json, Meeting, Participant, RecordedPart, State, spell

MEETING_ENDED, REVOKED = 6, 8


async def _nobody(*_about: object) -> None:
    """Stand in for the live transcript where nobody serves one."""


@dataclass(slots=True)
class Events:
    """Changes meetings as people at Zoom do."""

    state: State
    hooks: Hooks
    url: str = ""
    stream_url: str = ""
    stopping: Callable[[Meeting, int], Awaitable[None]] = _nobody
    speaking: Callable[[Meeting, str, str], Awaitable[None]] = _nobody

    def start(self, meeting: Meeting) -> None:
        """Begin a meeting; each holding of it has a uuid of its own."""
        if meeting.status == "started":
            return
        if meeting.ended_at is not None:
            meeting.uuid, meeting.people = self.state.new_uuid(), []
        meeting.status = "started"
        meeting.is_recorded = meeting.fields["settings"].get("auto_recording") == "cloud"
        meeting.started_at, meeting.ended_at = self.state.now(), None
        self._tell("meeting.started", meeting)

    def join(self, meeting: Meeting, name: str, email: str = "") -> Participant:
        """Let somebody in."""
        person = Participant(
            user_id=str(16_778_240 + 1_024 * len(meeting.people)),
            name=name,
            email=email,
            uuid=secrets.token_hex(16).upper(),
            joined_at=self.state.now(),
        )
        meeting.people.append(person)
        self._tell("meeting.participant_joined", meeting, person)
        return person

    def leave(self, meeting: Meeting, name: str) -> None:
        """Let somebody go."""
        for person in meeting.present:
            if person.name == name:
                person.left_at = self.state.now()
                self._tell("meeting.participant_left", meeting, person)

    def end(self, meeting: Meeting) -> None:
        """End a meeting for everybody."""
        for person in meeting.present:
            self.leave(meeting, person.name)
        meeting.status, meeting.ended_at = "waiting", self.state.now()
        meeting.is_recorded = False
        self._tell("meeting.ended", meeting)

    def record(self, meeting: Meeting, lines: str | None, began: datetime | None = None) -> None:
        """Finish a recording: a film and a sound, and the subtitles ``lines`` when given."""
        first = began or meeting.started_at or self.state.now()
        last = meeting.ended_at or self.state.now()
        meeting.recorded_at = first
        meeting.parts = [
            _part("MP4", "MP4", "shared_screen_with_speaker_view", tiny_mp4(), (first, last)),
            _part("M4A", "M4A", "audio_only", tiny_m4a(), (first, last)),
        ]
        self.state.recordings[meeting.uuid] = meeting
        self._tell_recording("recording.completed", meeting, meeting.parts)
        if lines is not None:
            self.transcribe(meeting, lines)

    def transcribe(self, meeting: Meeting, lines: str) -> None:
        """Add the subtitles to a recording."""
        span = meeting.parts[0].started_at, meeting.parts[0].ended_at
        part = _part("TRANSCRIPT", "VTT", "audio_transcript", subtitles(lines), span)
        meeting.parts.append(part)
        self._tell_recording("recording.transcript_completed", meeting, [part])

    def start_stream(self, meeting: Meeting) -> None:
        """Offer the live transcript."""
        meeting.stream_id = secrets.token_hex(16)
        rest = {
            "meeting_uuid": meeting.uuid,
            "operator_id": self.state.account.host_id,
            "rtms_stream_id": meeting.stream_id,
            "server_urls": self.stream_url,
        }
        self.hooks.tell("meeting.rtms_started", rest)

    async def stop_stream(self, meeting: Meeting, reason: int) -> None:
        """Close the live transcript; 6 is the meeting's end, 8 a withdrawn permission."""
        if meeting.stream_id is None:
            return
        await self.stopping(meeting, reason)
        rest = {
            "meeting_uuid": meeting.uuid,
            "rtms_stream_id": meeting.stream_id,
            "stop_reason": reason,
        }
        meeting.stream_id = None
        self.hooks.tell("meeting.rtms_stopped", rest)

    def _tell(self, event: str, meeting: Meeting, person: Participant | None = None) -> None:
        account = self.state.account
        about: Json = {
            "id": str(meeting.number),
            "uuid": meeting.uuid,
            "host_id": account.host_id,
            "topic": meeting.fields["topic"],
            "type": meeting.fields["type"],
            "start_time": spell(meeting.started_at or meeting.starts_at),
            "timezone": meeting.fields["timezone"],
            "duration": meeting.fields["duration"],
        }
        if event == "meeting.ended":
            about["end_time"] = spell(meeting.ended_at or self.state.now())
        if person is not None:
            about["participant"] = _shown(person)
        self.hooks.tell(event, {"payload": {"account_id": account.account_id, "object": about}})

    def _tell_recording(self, event: str, meeting: Meeting, parts: list[RecordedPart]) -> None:
        account = self.state.account
        about = recording_object(self.state, meeting, parts, self.url)
        about |= {"host_email": account.host_email, "share_url": f"{self.url}/rec/share/x"}
        payload = {"account_id": account.account_id, "object": about}
        token = f"canary-download-{secrets.token_hex(12)}"
        self.state.download_tokens.add(token)
        self.hooks.tell(event, {"payload": payload, "download_token": token})


def recording_object(state: State, meeting: Meeting, parts: list[RecordedPart], url: str) -> Json:
    """Return a recording as both the REST interface and the webhook show it."""
    return {
        "id": meeting.number,
        "uuid": meeting.uuid,
        "account_id": state.account.account_id,
        "host_id": state.account.host_id,
        "topic": meeting.fields["topic"],
        "start_time": spell(meeting.recorded_at or state.now()),
        "duration": meeting.fields["duration"],
        "total_size": sum(len(each.content) for each in parts),
        "recording_count": len(parts),
        "recording_files": [
            {
                "id": each.file_id,
                "meeting_id": meeting.uuid,
                "recording_start": spell(each.started_at),
                "recording_end": spell(each.ended_at),
                "file_type": each.file_type,
                "file_extension": each.extension,
                "file_size": len(each.content),
                "download_url": f"{url}/rec/download/{each.file_id}",
                "play_url": f"{url}/rec/play/{each.file_id}",
                "recording_type": each.recording_type,
                "status": each.status,
            }
            for each in parts
        ],
    }


def _shown(person: Participant) -> Json:
    about: Json = {
        "user_id": person.user_id,
        "user_name": person.name,
        "email": person.email,
        "participant_uuid": person.uuid,
    }
    if person.left_at is None:
        return about | {"join_time": spell(person.joined_at)}
    reason = "left the meeting. Reason: left by themselves"
    return about | {"leave_time": spell(person.left_at), "leave_reason": reason}


def _part(
    file_type: str, extension: str, kind: str, content: bytes, span: tuple[datetime, datetime]
) -> RecordedPart:
    file_id = secrets.token_hex(16)
    return RecordedPart(file_id, file_type, extension, kind, content, *span)
