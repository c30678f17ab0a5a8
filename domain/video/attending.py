"""Who was in a meeting, and when: put together from the host's events."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from domain.interviews.service import Participant, find_session
from domain.kit.actor import Actor, Role
from domain.kit.work import Work
from domain.video.attending_schemas import ParticipantsView, ParticipantView, StayView
from domain.video.guests import participants_of
from domain.video.inbox_models import VideoEvent
from domain.video.inbox_reading import read_event
from domain.video.inbox_rules import moment, shown
from domain.video.models import VideoMeeting
from domain.video.showing import known_of, times_of
from domain.video.wishes import find_meeting_of

_CAME, _LEFT = "meeting.participant_joined", "meeting.participant_left"
Stay = tuple[datetime, datetime | None]


async def list_participants(work: Work, actor: Actor, session_id: int) -> ParticipantsView:
    """Return who was in an interview's meeting, for recruiters and above. Raises NotFound."""
    actor.require(Role.RECRUITER)
    await find_session(work, actor, session_id)
    meeting = await find_meeting_of(work, session_id)
    if meeting is None:
        return ParticipantsView(items=[])
    moves = await _moves_of(work, meeting)
    items: list[ParticipantView] = []
    for row in await participants_of(work, session_id):
        person = shown(row.id, known_of(row), times_of(meeting))
        if person is not None:
            items.append(_view(person, moves.get(row.person, []), work.now))
    return ParticipantsView(items=items)


def stays_of(moves: Iterable[tuple[datetime, bool]], newest: Stay) -> list[Stay]:
    """Return the times that somebody was there, from when they came (True) and left (False).

    ``newest`` is the newest stay, which is known for longer than the moves are. A coming while
    somebody is there, and a leaving while they are not, say nothing new.
    """
    over: list[tuple[datetime, datetime]] = []
    began: datetime | None = None
    for at, comes in sorted(set(moves)):
        if comes and began is None:
            began = at
        elif not comes and began is not None:
            over.append((began, at))
            began = None
    came, left = newest
    starts = [start for start, end in over if end > came] if began is None else [began]
    earlier = [stay for stay in over if stay[1] <= came]
    return [*earlier, (min([*starts, came]), left)]


async def _moves_of(work: Work, meeting: VideoMeeting) -> Mapping[str, list[tuple[datetime, bool]]]:
    found = select(VideoEvent).where(
        VideoEvent.meeting_id == meeting.meeting_id, VideoEvent.event.in_((_CAME, _LEFT))
    )
    moves: defaultdict[str, list[tuple[datetime, bool]]] = defaultdict(list)
    for row in await work.session.scalars(found):
        heard = read_event(json.loads(row.body))
        if heard.person is not None:
            moves[heard.person.key].append((moment(heard.at_ms), heard.event == _CAME))
    return moves


def _view(
    person: Participant, moves: Iterable[tuple[datetime, bool]], now: datetime
) -> ParticipantView:
    stays = [
        StayView(
            joined_at=began,
            left_at=ended,
            seconds=max(0, round(((ended or now) - began).total_seconds())),
        )
        for began, ended in stays_of(moves, (person.joined_at, person.left_at))
    ]
    return ParticipantView(
        participant_id=person.participant_id,
        role=person.role,
        name=person.name,
        stays=stays,
        seconds=sum(stay.seconds for stay in stays),
        is_there=person.left_at is None,
    )
