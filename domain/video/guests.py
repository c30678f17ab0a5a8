"""Whom an interview's meeting expects, and the names by which speakers are known."""

from typing import cast

from sqlalchemy import select

from domain.accounts.service import contacts
from domain.candidates.service import find_application
from domain.interviews.models import InterviewSession
from domain.interviews.service import PersonRole, find_session, interviewers_of
from domain.kit.actor import SYSTEM
from domain.kit.work import Work
from domain.video.inbox_models import VideoParticipant
from domain.video.models import VideoMeeting, VideoRegistrant
from domain.video.recognising import Expected, Names, roles_by_name


async def expected_in(work: Work, session_id: int) -> list[Expected]:
    """Return the candidate, the interviewers, and the account that hosts the meeting."""
    session = await find_session(work, SYSTEM, session_id)
    people = [await _candidate(work, session)]
    staff = await contacts(work, await interviewers_of(work, session))
    people += [Expected("interviewer", one.username, frozenset({one.email})) for one in staff]
    hosts = select(VideoMeeting.host_email).where(VideoMeeting.session_id == session_id)
    emails = [email for email in await work.session.scalars(hosts) if email is not None]
    return people + [Expected("interviewer", emails=frozenset({email})) for email in emails]


async def names_in(work: Work, session: InterviewSession) -> Names:
    """Return roles by folded name, of whom the meeting expects or saw."""
    people = [(one.name, one.role) for one in await expected_in(work, session.id)]
    people += [(row.name or "", _role(row.role)) for row in await participants_of(work, session.id)]
    return roles_by_name(people)


async def participants_of(work: Work, session_id: int) -> list[VideoParticipant]:
    """Return who was seen in an interview's meeting, in the order of first being heard of."""
    people = select(VideoParticipant).join(
        VideoMeeting, VideoMeeting.id == VideoParticipant.meeting_row_id
    )
    of_session = people.where(VideoMeeting.session_id == session_id)
    return list(await work.session.scalars(of_session.order_by(VideoParticipant.id)))


async def _candidate(work: Work, session: InterviewSession) -> Expected:
    application = await find_application(work, SYSTEM, session.candidate_id)
    registered = select(VideoRegistrant.registrant_id).where(
        VideoRegistrant.session_id == session.id
    )
    return Expected(
        "candidate",
        application.applicant_name,
        frozenset({application.applicant_email}),
        frozenset(await work.session.scalars(registered)),
    )


def _role(word: str | None) -> PersonRole:
    return cast("PersonRole", word)
