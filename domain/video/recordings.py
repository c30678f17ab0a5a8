"""Recordings: hearing of them, whether they may be kept, withdrawal, looking them up, deleting."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Select, false, select

from domain.candidates.service import find_application
from domain.interviews.events import ConsentSet
from domain.interviews.models import InterviewSession
from domain.interviews.service import Purpose, consents_in, find_session, forget_told_lines
from domain.jobs.service import find_job
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotFound
from domain.kit.jobs import enqueue
from domain.kit.paging import Page, fetch_page
from domain.kit.work import Announcement, Work
from domain.video.lines import forget_lines
from domain.video.models import VideoMeeting
from domain.video.ports import FileKind
from domain.video.recording_models import VideoRecording
from domain.video.recording_rules import (
    NOT_AGREED,
    Policies,
    Policy,
    Verdict,
    may_keep,
    may_use,
    media_type,
    purpose_of,
    regions_of,
)
from domain.video.recording_schemas import RecordingQuery, RecordingState, RecordingView
from domain.video.speaking import forget_spoken
from domain.video.wishes import find_meeting_of, wish_anew

FIND_RECORDING = "video.find_recording"
FETCH_RECORDING = "video.fetch_recording"
FORGET_AT_HOST = "video.forget_at_host"
FORGET_FILE = "video.forget_file"


@dataclass(frozen=True, slots=True)
class Permission:
    """What policy and candidate allow in one interview."""

    policy: Policy
    consents: dict[Purpose, bool]

    def for_kind(self, kind: str) -> Verdict:
        """Tell whether a file of ``kind`` may be kept."""
        return may_keep(cast("FileKind", kind), self.policy, self.consents)

    def for_purpose(self, purpose: Purpose) -> Verdict:
        """Tell whether ``purpose`` is allowed."""
        return may_use(purpose, self.policy, self.consents)


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """A kept file: where it lies, how large it is in bytes, and how it is handed out."""

    recording_id: int
    file_name: str
    size: int
    media_type: str
    extension: str


class RecordingInbox:
    """Takes the host's news of recordings."""

    async def note_ready(
        self,
        work: Work,
        meeting: VideoMeeting,
        meeting_uuid: str | None,
        download_token: str | None,  # a secret of a day; the account has its own
    ) -> None:
        """Look, soon, for what was recorded; hearing it again changes nothing."""
        uuid = meeting_uuid or meeting.meeting_uuid or meeting.meeting_id
        if uuid is not None:
            await enqueue(work, FIND_RECORDING, meeting=meeting.id, uuid=uuid)


async def permission_for(work: Work, session: InterviewSession, policies: Policies) -> Permission:
    """Return what is allowed in an interview: by its regions' policy and the candidate's word."""
    application = await find_application(work, SYSTEM, session.candidate_id)
    job = await find_job(work, SYSTEM, session.job_id)
    regions = regions_of(job.location, application.applicant_phone)
    return Permission(policies.strictest(regions), await consents_in(work, session.id))


async def follow_consent(work: Work, news: Announcement) -> None:
    """Delete what a candidate's no forbids, and ask the host to record no more."""
    if not isinstance(news, ConsentSet) or news.granted:
        return
    if news.purpose not in {"record", "transcribe"}:
        return
    session = await find_session(work, SYSTEM, news.session_id)
    rows = list(await work.session.scalars(_of_session(news.session_id)))
    for row in rows:
        if purpose_of(row.kind) == news.purpose and row.state != "deleted":
            await forget_recording(work, row)
            row.state, row.problem = "refused", NOT_AGREED
    if news.purpose == "transcribe":
        await forget_speech(work, news.session_id)
    elif (meeting := await find_meeting_of(work, news.session_id)) is not None and meeting.records:
        meeting.records = False
        await wish_anew(work, meeting)
    show_newest(session, rows)
    for uuid in {row.meeting_uuid for row in rows}:
        await enqueue(work, FORGET_AT_HOST, session=news.session_id, uuid=uuid)


async def forget_speech(work: Work, session_id: int) -> None:
    """Delete all lines of an interview and what was made of them."""
    await forget_spoken(work, session_id)
    await forget_lines(work, session_id)
    await forget_told_lines(work, session_id)


async def forget_recording(work: Work, row: VideoRecording) -> None:
    """Give up a file of ours; it is deleted after the commit."""
    if row.file_name is not None:
        await enqueue(work, FORGET_FILE, file=row.file_name)
    row.file_name, row.leased_until = None, None


async def list_recordings(work: Work, actor: Actor, query: RecordingQuery) -> Page[RecordingView]:
    """Return one page of the recordings, newest first; for recruiters and above."""
    statement = visible_recordings(actor)
    if query.session_id is not None:
        statement = statement.where(VideoRecording.session_id == query.session_id)
    if query.state is not None:
        statement = statement.where(VideoRecording.state == query.state)
    if query.kind is not None:
        statement = statement.where(VideoRecording.kind == query.kind)
    rows, cursor, total = await fetch_page(work.session, statement, VideoRecording.id, query)
    return Page(items=[view_of(row) for row in rows], next_cursor=cursor, total=total)


async def recordings_of(work: Work, actor: Actor, session_id: int) -> list[RecordingView]:
    """Return an interview's recordings, oldest first; none for candidates."""
    found = visible_recordings(actor).where(VideoRecording.session_id == session_id)
    rows = await work.session.scalars(found.order_by(VideoRecording.started_at, VideoRecording.id))
    return [view_of(row) for row in rows]


async def open_recording(work: Work, actor: Actor, recording_id: int) -> StoredRecording:
    """Return where a kept file lies; noted in the audit. Raises NotFound."""
    row = await find_recording(work, actor, recording_id)
    if row.state != "ready" or row.file_name is None:
        raise NotFound("This recording is not here, or not yet.")
    work.note("play", VideoRecording.__tablename__, row.id)
    kind = media_type(row.extension)
    return StoredRecording(row.id, row.file_name, row.size, kind, row.extension)


async def delete_recording(work: Work, actor: Actor, recording_id: int) -> RecordingView:
    """Delete a kept file; a transcript goes together with its lines. Raises NotFound."""
    actor.require(Role.RECRUITER)
    session_id = (await find_recording(work, actor, recording_id)).session_id
    session = await find_session(work, actor, session_id, changing=True)
    rows = list(await work.session.scalars(_of_session(session_id)))
    row = next(one for one in rows if one.id == recording_id)
    await forget_recording(work, row)
    row.state, row.problem = "deleted", None
    if row.kind == "transcript":
        await forget_speech(work, session_id)
    show_newest(session, rows)
    work.note("delete", VideoRecording.__tablename__, row.id)
    await enqueue(work, FORGET_AT_HOST, session=session_id, uuid=row.meeting_uuid)
    return view_of(row)


def visible_recordings(actor: Actor) -> Select[VideoRecording]:
    """Return all recordings for recruiters and above, none for others."""
    recordings = select(VideoRecording)
    return recordings if actor.reaches(Role.RECRUITER) else recordings.where(false())


async def find_recording(work: Work, actor: Actor, recording_id: int) -> VideoRecording:
    """Return a recording that ``actor`` may see. Raises NotFound."""
    found = visible_recordings(actor).where(VideoRecording.id == recording_id)
    row: VideoRecording | None = await work.session.scalar(found)
    if row is None:
        raise NotFound("There is no such recording.")
    return row


def show_newest(session: InterviewSession, rows: Iterable[VideoRecording]) -> None:
    """Let the interview lead to its newest film, or to its newest sound without one."""
    ready = [row for row in rows if row.state == "ready" and row.kind in {"video", "audio"}]
    best = max(ready, key=lambda row: (row.kind == "video", row.started_at, row.id), default=None)
    session.recording_url = None if best is None else path_of(best.id)


def path_of(recording_id: int) -> str:
    """Return our own address of a kept file."""
    return f"/api/video/recordings/{recording_id}/file"


def view_of(row: VideoRecording) -> RecordingView:
    """Return a recording as staff see it."""
    return RecordingView(
        id=row.id,
        session_id=row.session_id,
        kind=cast("FileKind", row.kind),
        state=cast("RecordingState", row.state),
        media_type=media_type(row.extension),
        size=row.size,
        started_at=row.started_at,
        ended_at=row.ended_at,
        url=path_of(row.id) if row.state == "ready" else None,
        problem=row.problem,
        fetched_at=row.fetched_at,
        deleted_at_host_at=row.deleted_at_host_at,
    )


def _of_session(session_id: int) -> Select[VideoRecording]:
    of_session = select(VideoRecording).where(VideoRecording.session_id == session_id)
    return of_session.order_by(VideoRecording.id).with_for_update()
