"""What each kind of the host's events does."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import select

from domain.interviews.schemas import MeetingState
from domain.kit.work import Work
from domain.video.guests import expected_in
from domain.video.hooks import Hooks, Stream
from domain.video.inbox_models import VideoEvent, VideoParticipant
from domain.video.inbox_reading import Heard, Person, read_event, without_token
from domain.video.inbox_rules import Known, Times, came, meeting_state, moment, went
from domain.video.inbox_schemas import Outcome
from domain.video.models import VideoMeeting
from domain.video.recognising import role_of
from domain.video.showing import known_of, show_meeting, times_of
from domain.video.steering import begin_steering
from domain.video.wishes import turn


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an event; ``problem`` is a sentence that names nobody."""

    outcome: Outcome
    problem: str | None = None


_DONE = Verdict("done")
_LATE = Verdict("ignored", "A newer event says otherwise.")
Teller = Callable[[Work, VideoMeeting, Heard, Hooks], Awaitable[Verdict]]


def is_used(event: str) -> bool:
    """Tell whether events of this kind do anything."""
    return event in _TELLERS


async def tell_of_event(
    work: Work, meeting: VideoMeeting, event: VideoEvent, hooks: Hooks
) -> Verdict:
    """Do what the event asks for; its download token is handed on once and forgotten."""
    heard = read_event(json.loads(event.body))
    verdict = await _TELLERS[heard.event](work, meeting, heard, hooks)
    if heard.download_token is not None:
        event.body = without_token(event.body)
    return verdict


async def _turned(work: Work, meeting: VideoMeeting, heard: Heard, _hooks: Hooks) -> Verdict:
    """Note when the meeting began or ended; a late event never undoes a newer one."""
    before, at = times_of(meeting), moment(heard.at_ms)
    begins = heard.event == "meeting.started"
    times = before.began(at) if begins else before.ended(at)
    if at not in {times.began_at, times.ended_at}:
        return _LATE
    meeting.started_at, meeting.ended_at = times.began_at, times.ended_at
    before_uuid, was_on = meeting.meeting_uuid, meeting.state == "started"
    if begins and heard.meeting_uuid is not None:
        # Each time that a meeting is held has a uuid of its own; recordings hang on it.
        meeting.meeting_uuid = heard.meeting_uuid
    await _follow(work, meeting, times)
    if begins and was_on and meeting.meeting_uuid != before_uuid:
        await begin_steering(work, meeting)
    return _DONE


async def _follow(work: Work, meeting: VideoMeeting, times: Times) -> None:
    state = meeting_state(meeting.state, times)
    if state == meeting.state:
        await show_meeting(work, meeting)
    else:
        await turn(work, meeting, cast("MeetingState", state))


async def _moved(work: Work, meeting: VideoMeeting, heard: Heard, _hooks: Hooks) -> Verdict:
    """Note when somebody came or left."""
    if heard.person is None:
        return Verdict("ignored", "The event names no participant.")
    row = await _participant(work, meeting, heard.person)
    role = role_of(heard.person, await expected_in(work, meeting.session_id))
    change = came if heard.event == "meeting.participant_joined" else went
    at = moment(heard.at_ms)
    known = change(known_of(row), heard.person, role, at)
    row.role, row.name = known.role, known.name
    row.joined_at, row.left_at = known.times.began_at, known.times.ended_at
    await work.session.flush()
    await show_meeting(work, meeting)
    return _DONE if at in {row.joined_at, row.left_at} else _LATE


async def _participant(work: Work, meeting: VideoMeeting, person: Person) -> VideoParticipant:
    of_meeting = VideoParticipant.meeting_row_id == meeting.id
    found = select(VideoParticipant).where(of_meeting, VideoParticipant.person == person.key)
    row: VideoParticipant | None = await work.session.scalar(found)
    if row is None:
        row = VideoParticipant(meeting_row_id=meeting.id, person=person.key, role=Known().role)
        work.session.add(row)
        await work.session.flush()
    return row


async def _recorded(work: Work, meeting: VideoMeeting, heard: Heard, hooks: Hooks) -> Verdict:
    if hooks.recordings is None:
        return Verdict("ignored", "Recordings are not taken here.")
    await hooks.recordings.note_ready(work, meeting, heard.meeting_uuid, heard.download_token)
    return _DONE


async def _stream_started(work: Work, meeting: VideoMeeting, heard: Heard, hooks: Hooks) -> Verdict:
    if hooks.streams is None:
        return Verdict("ignored", "Live transcripts are not taken here.")
    stream_id, urls = heard.about.get("rtms_stream_id"), heard.about.get("server_urls")
    if not (isinstance(stream_id, str) and isinstance(urls, str) and heard.meeting_uuid):
        return Verdict("ignored", "The event does not say where the transcript is.")
    if await _is_over(work, heard, stream_id):
        return Verdict("ignored", "The live transcript is over already.")
    await hooks.streams.note_started(work, meeting, Stream(heard.meeting_uuid, stream_id, urls))
    return _DONE


async def _is_over(work: Work, heard: Heard, stream_id: str) -> bool:
    """Tell whether the end of a stream was heard before its beginning."""
    ends = select(VideoEvent).where(
        VideoEvent.meeting_uuid == heard.meeting_uuid,
        VideoEvent.event == "meeting.rtms_stopped",
        VideoEvent.event_ts >= heard.at_ms,
    )
    about = [read_event(json.loads(row.body)).about for row in await work.session.scalars(ends)]
    return any(one.get("rtms_stream_id") == stream_id for one in about)


async def _stream_stopped(work: Work, meeting: VideoMeeting, heard: Heard, hooks: Hooks) -> Verdict:
    if hooks.streams is None:
        return Verdict("ignored", "Live transcripts are not taken here.")
    stream_id, reason = heard.about.get("rtms_stream_id"), heard.about.get("stop_reason")
    if not isinstance(stream_id, str):
        return Verdict("ignored", "The event names no live transcript.")
    known_reason = reason if type(reason) is int else None
    await hooks.streams.note_stopped(work, meeting, stream_id, known_reason)
    return _DONE


_TELLERS: dict[str, Teller] = {
    "meeting.started": _turned,
    "meeting.ended": _turned,
    "meeting.participant_joined": _moved,
    "meeting.participant_left": _moved,
    "recording.completed": _recorded,
    "recording.transcript_completed": _recorded,
    "meeting.rtms_started": _stream_started,
    "meeting.rtms_stopped": _stream_stopped,
}
