"""Zoom's JSON read into our words, and our wishes written into Zoom's."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, BeforeValidator, Field, ValidationError

from domain.kit.fields import View
from domain.video.errors import HostDown
from domain.video.ports import FileKind, Hosted, Recorded, RecordedFile, Wish

LONGEST_NAME = 64
_REFERENCE = re.compile(r"\[greenroom (\S{1,253}) (\S{1,100})\]")
_KINDS: dict[str, FileKind] = {
    "MP4": "video",
    "M4A": "audio",
    "TRANSCRIPT": "transcript",
    "CC": "transcript",
    "CHAT": "chat",
}
_READY = {"", "completed"}
Number = Annotated[str, BeforeValidator(str)]
Shape = TypeVar("Shape", bound=View)


class Shaped(View):
    """A part of Zoom's answers; what it says besides is left alone."""

    model_config = View.model_config | {"extra": "ignore"}


class ZoomMeeting(Shaped):
    """A meeting, as ``GET /meetings/{id}`` and the lists show it."""

    id: Number
    uuid: str
    join_url: str
    start_time: AwareDatetime
    duration: int
    agenda: str = ""
    password: str | None = None
    start_url: str | None = None
    host_email: str | None = None
    status: Literal["waiting", "started"] = "waiting"

    def hosted(self, owner: str, *, started: bool | None = None) -> Hosted:
        """Return the meeting in our words; its reference is read if it is ``owner``'s."""
        runs = self.status == "started" if started is None else started
        return Hosted(
            meeting_id=self.id,
            uuid=self.uuid,
            join_url=self.join_url,
            passcode=self.password or None,
            starts_at=self.start_time,
            minutes=self.duration,
            state="started" if runs else "waiting",
            reference=reference_in(self.agenda, owner),
            host_email=self.host_email or None,
        )


class ZoomPage(Shaped):
    """One page of a list; the items are read one by one."""

    next_page_token: str = ""
    meetings: tuple[dict[str, Any], ...] = ()


class ZoomRegistrant(Shaped):
    """A registrant as Zoom answers."""

    registrant_id: str
    join_url: str


class ZoomFile(Shaped):
    """A recorded file, in the REST interface and in webhooks."""

    id: str
    recording_start: AwareDatetime
    recording_end: AwareDatetime
    file_type: str
    download_url: str
    file_extension: str = ""
    file_size: int = Field(default=0, ge=0)
    status: str = ""

    def recorded(self) -> RecordedFile:
        """Return the file in our words."""
        return RecordedFile(
            file_id=self.id,
            kind=_KINDS.get(self.file_type.upper(), "other"),
            extension=(self.file_extension or self.file_type).lower(),
            size=self.file_size,
            started_at=self.recording_start,
            ended_at=self.recording_end,
            download_url=self.download_url,
        )


class ZoomRecording(Shaped):
    """A recording, in the REST interface and as ``payload.object`` of a webhook."""

    id: Number
    uuid: str
    recording_files: tuple[dict[str, Any], ...] = ()

    def recorded(self) -> Recorded:
        """Return the files that are ready, in our words."""
        files = [read_as(ZoomFile, each) for each in self.recording_files if _is_whole(each)]
        ready = tuple(each.recorded() for each in files if each.status in _READY)
        return Recorded(self.id, self.uuid, ready)


def read_as(shape: type[Shape], said: Any) -> Shape:
    """Return ``said`` as ``shape``. Raises HostDown for an answer that Zoom does not give."""
    try:
        return shape.model_validate(said)
    except ValidationError:
        # Not as the cause: it would quote the answer, which may hold a secret link.
        raise HostDown from None


def meeting_fields(wish: Wish, owner: str, *, registers: bool) -> dict[str, Any]:
    """Return what Zoom is told of a meeting.

    The reference stands in the agenda, which Zoom gives back with every list. Nobody gets in
    before the host lets them, and Zoom sends no letters: Greenroom invites by itself. With
    ``registers``, everybody but the host needs a link of their own, which free plans do not have.
    """
    return {
        "topic": wish.topic[:200],
        "type": 2,
        "start_time": wish.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "duration": wish.minutes,
        "timezone": "UTC",
        "agenda": f"[greenroom {owner} {wish.reference}]",
        "settings": {
            "host_video": True,
            "participant_video": True,
            "join_before_host": False,
            "mute_upon_entry": False,
            "waiting_room": True,
            "approval_type": 0 if registers else 2,
            "registrants_email_notification": False,
            "registrants_confirmation_email": False,
            "audio": "both",
            "auto_recording": "cloud" if wish.records else "none",
        },
    }


def reference_in(agenda: str, owner: str) -> str | None:
    """Return the reference that an agenda carries, if it is one of ``owner``'s."""
    found = _REFERENCE.search(agenda)
    return found[2] if found is not None and found[1] == owner else None


def registrant_fields(email: str, name: str) -> dict[str, str]:
    """Return what Zoom is told of a person: the last word of a name is the last name."""
    first, _, last = name.strip().rpartition(" ")
    if not first:
        first, last = last, ""
    fields = {"email": email, "first_name": first[:LONGEST_NAME] or "Guest"}
    return fields | ({"last_name": last[:LONGEST_NAME]} if last else {})


def spelled_day(moment: datetime) -> str:
    """Return the day of ``moment`` in UTC, as Zoom wants it."""
    return moment.astimezone(UTC).date().isoformat()


def _is_whole(file: dict[str, Any]) -> bool:
    # A file that is still being made has no end and no address yet.
    return bool(file.get("id") and file.get("recording_end") and file.get("download_url"))
