"""Folding what happens to the video meeting into a room.

A meeting that failed before it was opened takes no changes but a new one: candidates do not know
of it, and both sides must fold to the same.
"""

from typing import Any

from domain.interviews import events as e
from domain.interviews.meeting import Participant, RoomMeeting
from domain.interviews.room import Room


def opened(room: Room, change: e.MeetingOpened) -> Room:
    """Put a fresh meeting into the room; nobody is in it."""
    fresh = change.model_dump(include={"provider", "join_url", "passcode"})
    return room.model_copy(update={"meeting": RoomMeeting(state="open", **fresh)})


def started(room: Room, change: e.MeetingStarted) -> Room:
    """Say that the meeting runs."""
    return _update(room, state="started", problem=None, started_at=change.started_at)


def ended(room: Room, change: e.MeetingEnded) -> Room:
    """Say that the meeting is over; whoever was still in it has left."""
    if room.meeting is None or room.meeting.state == "failed":
        return room
    people = tuple(
        one if one.left_at else one.model_copy(update={"left_at": change.ended_at})
        for one in room.meeting.participants
    )
    return _update(room, state="ended", participants=people, problem=None)


def closed(room: Room, _change: e.MeetingClosed) -> Room:
    """Say that the meeting was cancelled."""
    return _update(room, state="closed", problem=None)


def failed(room: Room, change: e.MeetingFailed) -> Room:
    """Keep the problem beside the meeting; without one, say that none could be made."""
    if room.meeting is None or room.meeting.state == "failed":
        lost = RoomMeeting(provider=change.provider, state="failed", problem=change.problem)
        return room.model_copy(update={"meeting": lost})
    return _update(room, problem=change.problem)


def joined(room: Room, change: e.ParticipantJoined) -> Room:
    """Put the participant in, or back in."""
    return _with_participant(room, change.participant)


def left(room: Room, change: e.ParticipantLeft) -> Room:
    """Say when the participant left."""
    return _with_participant(room, change.participant)


def captured(room: Room, change: e.CaptureChanged) -> Room:
    """Say what is written down and recorded of the meeting."""
    return _update(room, capture=change.capture)


def _with_participant(room: Room, participant: Participant) -> Room:
    if room.meeting is None or room.meeting.state == "failed":
        return room
    wanted = participant.participant_id
    others = [one for one in room.meeting.participants if one.participant_id != wanted]
    people = sorted([*others, participant], key=lambda one: one.participant_id)
    return _update(room, participants=tuple(people))


def _update(room: Room, **fields: Any) -> Room:
    if room.meeting is None or room.meeting.state == "failed":
        return room
    return room.model_copy(update={"meeting": room.meeting.model_copy(update=fields)})
