"""What the room shows of a meeting's live transcript and recording."""

from typing import Literal, cast

from sqlalchemy import select

from domain.interviews.events import CaptureChanged
from domain.interviews.service import Capture, lock_room, tell_of_meeting
from domain.kit.work import Work
from domain.video.models import VideoMeeting
from domain.video.queries import meetings_of
from domain.video.stream_models import VideoStream

REVOKED = 8
"""The host's reason for an end after which what was received may not be kept."""
_SHOWN_STOPS = {"wanted": "stopping", "done": "stopped"}


async def show_capture(work: Work, session_id: int) -> None:
    """Tell the room what it does not show yet, in the transaction that changed it."""
    room = (await lock_room(work, session_id)).room
    meeting: VideoMeeting | None = await work.session.scalar(meetings_of([session_id]))
    if meeting is None or room.meeting is None or room.meeting.state == "failed":
        return
    capture = await _capture_of(work, meeting)
    if capture != room.meeting.capture:
        await tell_of_meeting(work, session_id, [CaptureChanged(capture=capture)])


async def _capture_of(work: Work, meeting: VideoMeeting) -> Capture:
    return Capture(
        transcript=await _transcript_of(work, meeting.session_id),
        recording=cast(
            'Literal["stopping", "stopped"] | None',
            _SHOWN_STOPS.get(meeting.recording_stop or ""),
        ),
        problem=meeting.capture_problem,
    )


async def _transcript_of(work: Work, session_id: int) -> Literal["off", "on", "revoked"]:
    found = select(VideoStream.state, VideoStream.reason).where(
        VideoStream.session_id == session_id
    )
    streams = (await work.session.execute(found.order_by(VideoStream.id))).all()
    if any(stream.state == "open" for stream in streams):
        return "on"
    return "revoked" if streams and streams[-1].reason == REVOKED else "off"
