"""Lines of a live transcript become what the room shows, and the answer that is scored live.

They come at least once, with gaps and out of order, and are stored once by their key. The cloud's
transcript, which comes hours later, replaces them.
"""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import select

from domain.interviews.events import AnswerHeard, TranscriptLine
from domain.interviews.service import (
    PersonRole,
    Room,
    forget_told_lines,
    lock_room,
    tell_of_meeting,
)
from domain.kit.actor import SYSTEM
from domain.kit.work import Work, WorkShop
from domain.video.capturing import REVOKED, show_capture
from domain.video.guests import names_in
from domain.video.lines import NewLine, forget_lines, store_lines
from domain.video.live_ports import LiveLine
from domain.video.recognising import role_of_speaker
from domain.video.recording_models import SpokenAnswer, VideoLine
from domain.video.recording_rules import Policies
from domain.video.recordings import permission_for
from domain.video.speaking import gather_spoken, spoken_of
from domain.video.stream_models import VideoStream


async def take_lines(
    work: Work, stream_row_id: int, lines: Sequence[LiveLine], policies: Policies
) -> bool:
    """Store lines and tell the room of those that are new; False once no more are wanted.

    They are wanted while the stream is open, the interview runs, and policy and candidate allow
    transcripts.
    """
    stream = await work.session.get(VideoStream, stream_row_id)
    if stream is None:
        return False
    loaded = await lock_room(work, stream.session_id)
    # Whoever ends a stream holds the room as well: what stands here now stays so.
    await work.session.refresh(stream)
    permission = await permission_for(work, loaded.session, policies)
    if stream.state != "open" or loaded.room.status in {"Completed", "Cancelled"}:
        return False
    if not permission.for_purpose("transcribe").may or loaded.room.status != "In Progress":
        return True
    names = await names_in(work, loaded.session)
    new = [
        NewLine(
            key=line.key,
            started_at=line.started_at,
            ended_at=line.ended_at,
            speaker=role_of_speaker(line.name, names),
            text=line.text,
        )
        for line in lines
    ]
    stored = await store_lines(work, stream.session_id, "live", new)
    if stored:
        await gather_spoken(work, stream.session_id)
        changes = [_told(row) for row in stored]
        room = await tell_of_meeting(work, stream.session_id, changes)
        _announce_answer(work, room, stored)
    return True


async def end_stream(
    work: Work, stream: VideoStream, reason: int | None, problem: str | None = None
) -> None:
    """Note that a stream is over; after a revocation nothing of what came live is kept.

    Hearing it again changes nothing, except that a revocation still counts.
    """
    await lock_room(work, stream.session_id)
    await work.session.refresh(stream)
    if reason == REVOKED and stream.reason != REVOKED:
        await forget_lines(work, stream.session_id, ["live"])
        await forget_told_lines(work, stream.session_id)
        await gather_spoken(work, stream.session_id)
    if stream.state == "open":
        stream.state, stream.ended_at, stream.problem = "over", work.now, problem
        stream.owner = stream.leased_until = None
    if stream.reason is None or reason == REVOKED:
        stream.reason = reason
    await work.session.flush()
    await show_capture(work, stream.session_id)


class SpokenTexts:
    """Reads what was said to a question, for the scorer of growing answers."""

    def __init__(self, workshop: WorkShop) -> None:
        self._workshop = workshop

    async def __call__(self, session_id: int, question_id: int) -> str:
        """Return what the candidate has said, '' for nothing."""
        to_it = SpokenAnswer.question_id == question_id
        async with self._workshop.look(SYSTEM) as work:
            row: SpokenAnswer | None = await work.session.scalar(spoken_of(session_id).where(to_it))
            return "" if row is None else row.text


async def find_stream(work: Work, stream_id: str) -> VideoStream | None:
    """Return the live transcript of that id at the host."""
    found = select(VideoStream).where(VideoStream.stream_id == stream_id)
    row: VideoStream | None = await work.session.scalar(found)
    return row


def _told(row: VideoLine) -> TranscriptLine:
    return TranscriptLine(
        line_id=row.id,
        question_id=row.question_id,
        speaker=cast("PersonRole", row.speaker),
        text=row.text,
        started_at=row.started_at,
        ended_at=row.ended_at,
        source="live",
    )


def _announce_answer(work: Work, room: Room, stored: Sequence[VideoLine]) -> None:
    """Have the open question's answer scored, if the candidate has said something to it."""
    question = room.open_question
    if question is None or question.answer is None:
        return
    mine = (
        row.speaker == "candidate" and row.question_id == question.question_id for row in stored
    )
    if any(mine):
        answer = question.answer
        work.announce(
            AnswerHeard(
                room.session_id, question.question_id, answer.answer_id, answer.rev, answer.text
            )
        )
