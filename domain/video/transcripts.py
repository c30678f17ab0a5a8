"""A transcript's file becomes lines, and the lines spoken answers; they replace the live ones."""

import hashlib
from datetime import timedelta

from domain.interviews.models import InterviewSession
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.video.guests import names_in
from domain.video.lines import NewLine, forget_lines, store_lines
from domain.video.recognising import Names, role_of_speaker
from domain.video.recording_models import VideoRecording
from domain.video.speaking import ANALYSE_TRANSCRIPT, gather_spoken
from domain.video.vtt import Cue, NotATranscript, parse_vtt


async def take_transcript(
    work: Work, session: InterviewSession, row: VideoRecording, content: bytes
) -> str | None:
    """Store what was said; return in a sentence why it could not be read, None if it could.

    Whoever calls holds the interview's row.
    """
    try:
        cues = parse_vtt(content)
    except NotATranscript as problem:
        return problem.message
    names = await names_in(work, session)
    lines = [_line(row, number, cue, names) for number, cue in enumerate(cues)]
    if lines:
        await store_lines(work, session.id, "cloud", lines)
        await forget_lines(work, session.id, ["live"])
        await gather_spoken(work, session.id)
        await enqueue(work, ANALYSE_TRANSCRIPT, session_id=session.id)
    return None


def _line(row: VideoRecording, number: int, cue: Cue, names: Names) -> NewLine:
    role = role_of_speaker(cue.speaker, names)
    # Of somebody unknown the name is all that tells who it was.
    stranger = role == "unknown" and cue.speaker is not None
    return NewLine(
        key=hashlib.sha256(f"{row.file_id} {number}".encode()).hexdigest(),
        started_at=row.started_at + timedelta(seconds=cue.start_s),
        ended_at=row.started_at + timedelta(seconds=cue.end_s),
        speaker=role,
        text=f"{cue.speaker}: {cue.text}" if stranger else cue.text,
    )
