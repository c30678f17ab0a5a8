"""Ways into a meeting: a candidate's own link, and joining inside the page."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from domain.candidates.models import JobApplication
from domain.interviews.service import find_session
from domain.kit.actor import Actor, Role
from domain.kit.errors import NotAllowed
from domain.kit.work import Work
from domain.video.errors import NoMeeting
from domain.video.models import VideoMeeting, VideoRegistrant
from domain.video.ports import Registrant
from domain.video.queries import meeting_of_session_to_change, meetings_of, registrant_of
from domain.video.schemas import RegistrantsView, RegistrantView

OPEN_STATES = frozenset({"open", "started"})
ATTENDEE: Literal[0] = 0
HOST: Literal[1] = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """Where and as what somebody joins: role 1 is the host, 0 everybody else."""

    meeting_id: str
    passcode: str | None
    role: Literal[0, 1]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the host is to register for which meeting."""

    session_id: int
    application_id: int
    meeting_id: str
    email: str
    name: str


def role_of(actor: Actor) -> Literal[0, 1]:
    """Return the role in a meeting: host for recruiters and above, never for a candidate."""
    return HOST if actor.reaches(Role.RECRUITER) else ATTENDEE


async def find_entry(work: Work, actor: Actor, session_id: int) -> Entry:
    """Return how ``actor`` joins the meeting of an interview; a program's key joins none.

    Raises NotFound, NotAllowed or NoMeeting.
    """
    if actor.scopes is not None:
        raise NotAllowed
    await find_session(work, actor, session_id)
    meeting = await _open_meeting(work, session_id)
    return Entry(meeting.meeting_id or "", meeting.passcode, role_of(actor))


async def list_registrants(work: Work, actor: Actor, session_id: int) -> RegistrantsView:
    """Return the own links of an interview that ``actor`` may see: the candidate has one."""
    await find_session(work, actor, session_id)
    of_session = select(VideoRegistrant).where(VideoRegistrant.session_id == session_id)
    rows = await work.session.scalars(of_session.order_by(VideoRegistrant.id))
    return RegistrantsView(items=[_view(row) for row in rows])


async def find_registrant(work: Work, actor: Actor, session_id: int) -> RegistrantView | Person:
    """Return the candidate's own link, or whom to register if there is none for this meeting."""
    session = await find_session(work, actor, session_id)
    meeting = await _open_meeting(work, session_id)
    known = await work.session.scalar(registrant_of(session_id, session.candidate_id))
    if known is not None and known.meeting_id == meeting.meeting_id:
        return _view(known)
    application = await work.session.get_one(JobApplication, session.candidate_id)
    return Person(
        session_id=session_id,
        application_id=application.id,
        meeting_id=meeting.meeting_id or "",
        email=application.applicant_email,
        name=application.applicant_name,
    )


async def store_registrant(work: Work, person: Person, registrant: Registrant) -> RegistrantView:
    """Keep a person's own link in place of one to an earlier meeting."""
    # The lock lets two requests of one person write one row.
    await work.session.scalar(meeting_of_session_to_change(person.session_id))
    row = await work.session.scalar(registrant_of(person.session_id, person.application_id))
    if row is None:
        row = VideoRegistrant(
            session_id=person.session_id,
            application_id=person.application_id,
            created_at=work.now,
        )
        work.session.add(row)
    row.meeting_id, row.registrant_id = person.meeting_id, registrant.registrant_id
    row.join_url = registrant.join_url
    await work.session.flush()
    return _view(row)


async def _open_meeting(work: Work, session_id: int) -> VideoMeeting:
    meeting: VideoMeeting | None = await work.session.scalar(meetings_of([session_id]))
    if meeting is None or meeting.meeting_id is None or meeting.state not in OPEN_STATES:
        raise NoMeeting
    return meeting


def _view(row: VideoRegistrant) -> RegistrantView:
    return RegistrantView(
        session_id=row.session_id,
        application_id=row.application_id,
        join_url=row.join_url,
        created_at=row.created_at,
    )
