"""Hearing from the host of live transcripts: kept as rows, for whichever process takes them."""

import structlog

from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.video.capturing import show_capture
from domain.video.events import StreamsMoved
from domain.video.hooks import Stream
from domain.video.live_lines import end_stream, find_stream
from domain.video.models import VideoMeeting
from domain.video.steering import STEER_MEETING
from domain.video.stream_models import VideoStream

_LONGEST_ID = 100
_LONGEST_URLS = 1_000

log = structlog.get_logger(__name__)


class StreamInbox:
    """Takes the host's news of live transcripts."""

    async def note_started(self, work: Work, meeting: VideoMeeting, stream: Stream) -> None:
        """Keep the offer; whoever is free takes it. Hearing it again changes nothing."""
        if len(stream.stream_id) > _LONGEST_ID or len(stream.server_urls) > _LONGEST_URLS:
            log.warning("live_transcript_unusable", session_id=meeting.session_id)
            return
        if await find_stream(work, stream.stream_id) is None:
            row = VideoStream(
                session_id=meeting.session_id,
                meeting_uuid=stream.meeting_uuid,
                stream_id=stream.stream_id,
                server_urls=stream.server_urls,
                created_at=work.now,
            )
            work.session.add(row)
            await work.session.flush()
            meeting.transcript = "on"
            await show_capture(work, meeting.session_id)
            work.announce(StreamsMoved())
            # It may have been begun without leave, by somebody at the host.
            await enqueue(work, STEER_MEETING, meeting=meeting.id)

    async def note_stopped(
        self, work: Work, meeting: VideoMeeting, stream_id: str, reason: int | None
    ) -> None:
        """Note that a stream of this meeting is over."""
        row = await find_stream(work, stream_id)
        if row is not None and row.session_id == meeting.session_id:
            await end_stream(work, row, reason)
            work.announce(StreamsMoved())
