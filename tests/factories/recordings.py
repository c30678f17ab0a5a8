"""Recordings of interviews, as rows."""

import secrets
from datetime import timedelta

from domain.kit.files import new_file_name
from domain.kit.work import Work
from domain.video.recording_models import VideoRecording
from tests.fakes.zoom.media import silence


async def keep_recording(work: Work, session_id: int) -> VideoRecording:
    """Add a film of two minutes that is kept; whoever calls stores ``silence()`` as its file."""
    row = VideoRecording(
        session_id=session_id,
        meeting_uuid=secrets.token_hex(8),
        file_id=secrets.token_hex(8),
        kind="video",
        extension="mp4",
        size=len(silence()),
        started_at=work.now,
        ended_at=work.now + timedelta(minutes=2),
        file_name=new_file_name(),
        state="ready",
        attempts=1,
        fetched_at=work.now,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    return row
