"""Steering a meeting while it runs: its live transcript begins, and both it and the recording end.

A job asks the host, for whoever begins a meeting or withdraws a consent waits for nobody.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import select

from domain.interviews.events import ConsentSet
from domain.interviews.models import InterviewSession
from domain.kit.actor import SYSTEM
from domain.kit.errors import DomainError
from domain.kit.jobs import LEASE, enqueue
from domain.kit.work import Announcement, Work, WorkShop
from domain.video.capturing import show_capture
from domain.video.errors import HostBusy, HostDown, HostRefused, MeetingGone
from domain.video.events import MeetingChanged, StreamsMoved
from domain.video.live_lines import end_stream
from domain.video.models import VideoMeeting
from domain.video.ports import MeetingHost
from domain.video.recording_rules import NOT_AGREED, Policies, pause_after
from domain.video.recordings import permission_for
from domain.video.rules import OVER
from domain.video.steering_rules import Running, Step, steps_of
from domain.video.stream_models import VideoStream
from domain.video.wishes import find_meeting_of, hold_meeting

STEER_MEETING = "video.steer"
Conclusion = Callable[[Work], Awaitable[None]]
_STILL_RECORDED = "If the recording still runs, stop it in the meeting."


@dataclass(slots=True)
class Errand:
    """What is asked of the host for one meeting, what it did and what it refused."""

    row_id: int
    meeting_id: str
    uuid: str | None
    steps: list[Step]
    tried: int
    done: list[Step] = field(default_factory=list)
    refused: dict[Step, DomainError] = field(default_factory=dict)
    is_gone: bool = False


async def follow_running(work: Work, news: Announcement) -> None:
    """Let a meeting that begins be steered, and one whose candidate changed their mind."""
    if isinstance(news, MeetingChanged):
        meeting = await work.session.get_one(VideoMeeting, news.meeting)
        if news.state == "started":
            await begin_steering(work, meeting)
        elif news.before == "started":
            _forget(meeting)
    elif isinstance(news, ConsentSet) and news.purpose in {"record", "transcribe"}:
        await _follow_consent(work, news)


async def begin_steering(work: Work, meeting: VideoMeeting) -> None:
    """Steer a meeting that begins, or begins again: what was asked before is over."""
    _forget(meeting)
    streams = await _open_streams(work, meeting.session_id)
    if any(stream.meeting_uuid == meeting.meeting_uuid for stream in streams):
        meeting.transcript = "on"
    await show_capture(work, meeting.session_id)
    await enqueue(work, STEER_MEETING, meeting=meeting.id)


async def steer_again(work: Work, meeting: VideoMeeting) -> None:
    """Ask the host of a running meeting once more, for a person has mended what it refused."""
    if meeting.state == "started" and meeting.capture_problem is not None:
        meeting.capture_problem = None
        await show_capture(work, meeting.session_id)
        await enqueue(work, STEER_MEETING, meeting=meeting.id)


async def _follow_consent(work: Work, news: ConsentSet) -> None:
    if news.purpose == "transcribe" and not news.granted:
        await _end_streams(work, news.session_id)
    meeting = await find_meeting_of(work, news.session_id)
    if meeting is None or meeting.state != "started":
        return
    meeting.capture_problem = None
    if news.purpose == "record":
        meeting.recording_stop = None if news.granted else "wanted"
    await show_capture(work, news.session_id)
    await enqueue(work, STEER_MEETING, meeting=meeting.id)


async def _end_streams(work: Work, session_id: int) -> None:
    """Receive nothing more, whatever the host still sends."""
    for stream in await _open_streams(work, session_id):
        await end_stream(work, stream, None, NOT_AGREED)
        work.announce(StreamsMoved())


class MeetingSteerer:
    """Asks the host of running meetings for what is allowed, and to stop what is not."""

    def __init__(
        self,
        workshop: WorkShop,
        host: MeetingHost,
        policies: Policies,
        *,
        wants_transcripts: bool,
    ) -> None:
        """Without ``wants_transcripts`` none is begun; what has no leave is stopped in any case."""
        self._workshop = workshop
        self._host = host
        self._policies = policies
        self._wants = wants_transcripts

    async def steer(self, meeting: int, attempts: int = 0) -> Conclusion | None:
        """Bring what runs to what is allowed now; harmless whenever it is done."""
        async with self._workshop.begin(SYSTEM) as work:
            errand = await self._take(work, meeting, attempts)
        if errand is None:
            return None
        for step in errand.steps:
            try:
                await self._ask(step, errand.meeting_id)
            except MeetingGone:
                # It ended meanwhile, and with it all that ran in it.
                errand.is_gone = True
                break
            except (HostBusy, HostDown, HostRefused) as refusal:
                errand.refused[step] = refusal
            else:
                errand.done.append(step)
        return partial(self._conclude, errand=errand)

    async def _ask(self, step: Step, meeting_id: str) -> None:
        if step == "stop_recording":
            await self._host.stop_recording(meeting_id)
        else:
            await self._host.stream_transcript(meeting_id, on=step == "start_transcript")

    async def _take(self, work: Work, row_id: int, tried: int) -> Errand | None:
        """Take what is to be asked now, for the length of a lease; None if nothing is."""
        held = await hold_meeting(work, row_id)
        if held is None:
            return None
        meeting, session = held
        steps = await self._steps(work, meeting, session)
        if not steps or meeting.meeting_id is None:
            return None
        if meeting.steered_until is not None and work.now < meeting.steered_until:
            # Whoever asks now looks again afterwards; this is for when that one dies.
            pause = meeting.steered_until - work.now
            await enqueue(work, STEER_MEETING, after=pause, meeting=row_id)
            return None
        meeting.steered_until = work.now + LEASE
        if "start_transcript" in steps:
            # Also if its answer is lost: a no that comes later must stop it.
            meeting.transcript = "asked"
        return Errand(row_id, meeting.meeting_id, meeting.meeting_uuid, steps, tried)

    async def _steps(
        self, work: Work, meeting: VideoMeeting, session: InterviewSession
    ) -> list[Step]:
        if meeting.state != "started" or session.status in OVER:
            return []
        permission = await permission_for(work, session, self._policies)
        running = Running(
            transcript=meeting.transcript,
            wants_transcripts=self._wants,
            may_transcribe=permission.for_purpose("transcribe").may,
            may_record=permission.for_purpose("record").may,
            may_be_recorded=meeting.records or permission.consents.get("record") is False,
            recording_stop=meeting.recording_stop,
        )
        return steps_of(running)

    async def _conclude(self, work: Work, errand: Errand) -> None:
        """Store what the host did, plan the next try, and look whether more is to be done now."""
        held = await hold_meeting(work, errand.row_id)
        if held is None:
            return
        meeting, session = held
        meeting.steered_until = None
        if meeting.state == "started" and meeting.meeting_uuid == errand.uuid:
            await self._note(work, meeting, errand)
        left = await self._steps(work, meeting, session)
        if not errand.is_gone and any(step not in errand.refused for step in left):
            await enqueue(work, STEER_MEETING, meeting=meeting.id)
        await show_capture(work, meeting.session_id)

    async def _note(self, work: Work, meeting: VideoMeeting, errand: Errand) -> None:
        if "start_transcript" in errand.done:
            meeting.transcript = "on"
        if "stop_transcript" in errand.done:
            meeting.transcript = None
            await _end_streams(work, meeting.session_id)
        if "stop_recording" in errand.done:
            meeting.recording_stop = "done"
        meeting.capture_problem = _problem_of(errand.refused)
        for refusal in errand.refused.values():
            await _try_again(work, errand, refusal)


async def _try_again(work: Work, errand: Errand, refusal: DomainError) -> None:
    pause = pause_after(refusal, errand.tried + 1)
    if pause is not None:
        tried = errand.tried if isinstance(refusal, HostBusy) else errand.tried + 1
        await enqueue(work, STEER_MEETING, after=pause, meeting=errand.row_id, attempts=tried)


def _problem_of(refused: Mapping[Step, DomainError]) -> str | None:
    """Return what the first refusal means for a person, None without one."""
    for step, refusal in refused.items():
        more = f" {_STILL_RECORDED}" if step == "stop_recording" else ""
        return f"{refusal.message}{more}"[:300]
    return None


def _forget(meeting: VideoMeeting) -> None:
    meeting.transcript = meeting.recording_stop = meeting.capture_problem = None
    meeting.steered_until = None


async def _open_streams(work: Work, session_id: int) -> list[VideoStream]:
    found = select(VideoStream).where(
        VideoStream.session_id == session_id, VideoStream.state == "open"
    )
    return list(await work.session.scalars(found))
