"""Fetching recordings from their host into our storage, and deleting them there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import cast

import structlog
from sqlalchemy import Select, exists, select

from domain.interviews.events import RecordingReady
from domain.interviews.service import lock_room, tell_of_meeting
from domain.kit.actor import SYSTEM
from domain.kit.errors import DomainError
from domain.kit.files import FileStore, new_file_name
from domain.kit.jobs import LEASE, enqueue
from domain.kit.sealed_files import WrongSize
from domain.kit.work import Work, WorkShop
from domain.video.errors import HostBusy, HostDown, HostRefused, MeetingGone
from domain.video.models import VideoMeeting
from domain.video.ports import FileKind, MeetingHost, Recorded, RecordedFile
from domain.video.recording_models import VideoRecording
from domain.video.recording_rules import (
    MOST_TRANSCRIPT_BYTES,
    NOT_AGREED,
    SWITCHED_OFF,
    TRANSCRIPT_MAY_TAKE,
    Policies,
    is_late,
    looks_like,
    may_forget_at_host,
    misfit,
    pause_after,
)
from domain.video.recordings import (
    FETCH_RECORDING,
    FIND_RECORDING,
    FORGET_AT_HOST,
    FORGET_FILE,
    Permission,
    forget_recording,
    permission_for,
    show_newest,
)
from domain.video.transcripts import take_transcript

Conclusion = Callable[[Work], Awaitable[None]]
RENEWED_EVERY = LEASE / 4
_ORPHANS_WAIT = timedelta(days=1)
_BEGINNING = 12
_HOST_TROUBLE = (HostBusy, HostDown, HostRefused, MeetingGone)
log = structlog.get_logger(__name__)


class Unfit(Exception):
    """The file is not what was announced; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Order:
    """One file to fetch."""

    recording_id: int
    meeting_uuid: str
    file_id: str
    kind: FileKind
    attempts: int


class RecordingKeeper:
    """Brings what was recorded into our storage; every job may be repeated and makes one file."""

    def __init__(
        self,
        workshop: WorkShop,
        host: MeetingHost,
        files: FileStore,
        policies: Policies,
        *,
        deletes_at_host: bool,
    ) -> None:
        """With ``deletes_at_host`` the host keeps nothing of what is here."""
        self._workshop = workshop
        self._host = host
        self._files = files
        self._policies = policies
        self._deletes = deletes_at_host

    async def find(self, meeting: int, uuid: str, attempts: int = 0) -> Conclusion | None:
        """Look at the host for the files of a meeting, and plan what is to be done with each."""
        try:
            recorded = await self._host.recording(uuid)
        except MeetingGone:
            return None
        except (HostBusy, HostDown, HostRefused) as refusal:
            log.warning("recording_not_found", meeting=meeting, reason=refusal.code)
            again: dict[str, int | str] = {"meeting": meeting, "uuid": uuid}
            return partial(_again, name=FIND_RECORDING, refusal=refusal, tried=attempts, ids=again)
        return partial(self._note, meeting=meeting, uuid=uuid, recorded=recorded)

    async def fetch(self, recording: int) -> Conclusion | None:
        """Fetch one file, if it is still wanted and nobody else does."""
        async with self._workshop.begin(SYSTEM) as work:
            order = await self._take(work, recording)
        if order is None:
            return None
        name = new_file_name()
        async with self._workshop.begin(SYSTEM) as work:
            # Planned before it is stored, so that a crash in between leaves no file for ever.
            await enqueue(work, FORGET_FILE, after=_ORPHANS_WAIT, file=name)
        try:
            size, transcript = await self._bring(order, name)
        except _HOST_TROUBLE as refusal:
            return partial(_put_off, order=order, refusal=refusal)
        except WrongSize:
            why = "The file is not as large as the video service said."
            return partial(_give_up, order=order, why=why)
        except Unfit as reason:
            return partial(_give_up, order=order, why=str(reason))
        return partial(self._keep, order=order, name=name, size=size, transcript=transcript)

    async def forget_at_host(self, session: int, uuid: str) -> Conclusion | None:
        """Delete a recording at the host once all that is wanted of it is here, or must not be."""
        async with self._workshop.begin(SYSTEM) as work:
            may = await self._may_forget(work, session, uuid)
        if not may:
            return None
        await self._host.delete_recording(uuid)
        return partial(_note_forgotten, session_id=session, uuid=uuid)

    async def forget_file(self, file: str) -> None:
        """Delete a stored file that no recording names."""
        named = select(exists().where(VideoRecording.file_name == file))
        async with self._workshop.look(SYSTEM) as work:
            is_wanted = await work.session.scalar(named)
        if not is_wanted:
            await self._files.delete(file)

    async def _note(self, work: Work, meeting: int, uuid: str, recorded: Recorded) -> None:
        row = await work.session.get(VideoMeeting, meeting)
        if row is None:
            return
        loaded = await lock_room(work, row.session_id)
        permission = await permission_for(work, loaded.session, self._policies)
        known = {each.file_id: each for each in await work.session.scalars(_of_uuid(uuid))}
        for file in recorded.files:
            found = known.get(file.file_id)
            if found is None:
                work.session.add(found := _new_row(work, row.session_id, uuid, file))
            if found.state in {"waiting", "failed"}:
                _judge(found, permission, file)
            await work.session.flush()
            if found.state == "waiting":
                await enqueue(work, FETCH_RECORDING, recording=found.id)
        await enqueue(work, FORGET_AT_HOST, session=row.session_id, uuid=uuid)

    async def _take(self, work: Work, recording_id: int) -> Order | None:
        """Take a file for the length of a lease, which is renewed while it comes."""
        row = await _hold(work, recording_id)
        if row is None or row.state not in {"waiting", "fetching"}:
            return None
        if row.leased_until is not None and work.now < row.leased_until:
            pause = row.leased_until - work.now
            await enqueue(work, FETCH_RECORDING, after=pause, recording=recording_id)
            return None
        row.state, row.leased_until, row.attempts = "fetching", work.now + LEASE, row.attempts + 1
        kind = cast("FileKind", row.kind)
        return Order(row.id, row.meeting_uuid, row.file_id, kind, row.attempts)

    async def _bring(self, order: Order, name: str) -> tuple[int, bytes | None]:
        """Store the file as ``name``; return its size, and a transcript's content."""
        recorded = await self._host.recording(order.meeting_uuid)
        file = next((one for one in recorded.files if one.file_id == order.file_id), None)
        if file is None:
            raise MeetingGone("The file is no longer at the video service.")
        if (why := misfit(order.kind, file.extension, file.size)) is not None:
            raise Unfit(why)
        content = self._renewing(order, _checked(file, self._host.fetch(file)))
        if order.kind != "transcript":
            await self._files.put_stream(name, file.size, content)
            return file.size, None
        whole = await _gathered(content)
        if file.size not in {0, len(whole)}:
            raise WrongSize
        await self._files.put(name, whole)
        return len(whole), whole

    async def _renewing(self, order: Order, content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        renewed = self._workshop.clock()
        async for piece in content:
            yield piece
            if self._workshop.clock() - renewed >= RENEWED_EVERY:
                renewed = self._workshop.clock()
                async with self._workshop.begin(SYSTEM) as work:
                    row = await _hold(work, order.recording_id)
                    if row is None or row.state != "fetching":
                        raise Unfit(NOT_AGREED)
                    row.leased_until = renewed + LEASE

    async def _keep(
        self, work: Work, order: Order, name: str, size: int, transcript: bytes | None
    ) -> None:
        """Take the stored file for the interview's, if that is still allowed."""
        found = await work.session.get(VideoRecording, order.recording_id)
        if found is None:
            return
        loaded = await lock_room(work, found.session_id)
        row = await _hold(work, order.recording_id)
        if row is None or row.state != "fetching":
            await enqueue(work, FORGET_FILE, file=name)
            return
        verdict = (await permission_for(work, loaded.session, self._policies)).for_kind(row.kind)
        row.leased_until = None
        await enqueue(work, FORGET_AT_HOST, session=row.session_id, uuid=row.meeting_uuid)
        if not verdict.may:
            row.state, row.problem = "refused", verdict.why_not
            await enqueue(work, FORGET_FILE, file=name)
            return
        row.state, row.problem, row.file_name, row.size = "ready", None, name, size
        row.fetched_at = work.now
        if transcript is not None:
            row.problem = await take_transcript(work, loaded.session, row, transcript)
        of_session = select(VideoRecording).where(VideoRecording.session_id == row.session_id)
        show_newest(loaded.session, await work.session.scalars(of_session))
        ready = RecordingReady(recording_id=row.id, kind=row.kind)
        await tell_of_meeting(work, row.session_id, [ready])

    async def _may_forget(self, work: Work, session_id: int, uuid: str) -> bool:
        loaded = await lock_room(work, session_id)
        rows = list(await work.session.scalars(_of_uuid(uuid)))
        left = [row for row in rows if row.deleted_at_host_at is None]
        forbidden = any(row.problem in {NOT_AGREED, SWITCHED_OFF} for row in left)
        if not left or not (self._deletes or forbidden):
            return False
        permission = await permission_for(work, loaded.session, self._policies)
        ended_at = max(row.ended_at for row in rows)
        wants_transcript = permission.for_purpose("transcribe").may
        late = is_late(ended_at, work.now)
        states = [(row.kind, row.state) for row in rows]
        may = may_forget_at_host(states, wants_transcript=wants_transcript, is_late=late)
        if not may and not late:
            pause = ended_at + TRANSCRIPT_MAY_TAKE - work.now
            await enqueue(work, FORGET_AT_HOST, after=pause, session=session_id, uuid=uuid)
        return may


def _judge(row: VideoRecording, permission: Permission, file: RecordedFile) -> None:
    """Say whether a file is fetched."""
    verdict = permission.for_kind(row.kind)
    why = misfit(file.kind, file.extension, file.size)
    row.attempts = 0
    if not verdict.may:
        row.state, row.problem = "refused", verdict.why_not
    elif why is not None:
        row.state, row.problem = "refused", why
    else:
        row.state, row.problem = "waiting", None


def _new_row(work: Work, session_id: int, uuid: str, file: RecordedFile) -> VideoRecording:
    return VideoRecording(
        session_id=session_id,
        meeting_uuid=uuid,
        file_id=file.file_id[:100],
        kind=file.kind,
        extension=file.extension[:10],
        size=file.size,
        started_at=file.started_at,
        ended_at=file.ended_at,
        state="waiting",
        attempts=0,
        created_at=work.now,
    )


async def _checked(file: RecordedFile, content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the content if it begins as a file of its kind does."""
    held = b""
    is_checked = False
    async for piece in content:
        if is_checked:
            yield piece
            continue
        held += piece
        if len(held) < _BEGINNING:
            continue
        if not looks_like(file.extension, held):
            raise Unfit(f"The file is not what .{file.extension} stands for.")
        is_checked = True
        yield held
    if not is_checked:
        if not looks_like(file.extension, held):
            raise Unfit(f"The file is not what .{file.extension} stands for.")
        yield held


async def _gathered(content: AsyncIterator[bytes]) -> bytes:
    whole = bytearray()
    async for piece in content:
        whole += piece
        if len(whole) > MOST_TRANSCRIPT_BYTES:
            raise Unfit("The transcript is too large to be read.")
    return bytes(whole)


async def _hold(work: Work, recording_id: int) -> VideoRecording | None:
    found = select(VideoRecording).where(VideoRecording.id == recording_id)
    held = found.with_for_update().execution_options(populate_existing=True)
    row: VideoRecording | None = await work.session.scalar(held)
    return row


async def _put_off(work: Work, order: Order, refusal: DomainError) -> None:
    row = await _hold(work, order.recording_id)
    if row is None or row.state != "fetching":
        return
    row.leased_until, row.problem = None, refusal.message
    pause = pause_after(refusal, order.attempts)
    if pause is None:
        row.state = "failed"
        return
    row.state = "waiting"
    if isinstance(refusal, HostBusy):
        row.attempts -= 1
    await enqueue(work, FETCH_RECORDING, after=pause, recording=row.id)


async def _give_up(work: Work, order: Order, why: str) -> None:
    row = await _hold(work, order.recording_id)
    if row is None or row.state != "fetching":
        return
    await forget_recording(work, row)
    row.state, row.problem = "failed", why


async def _again(
    work: Work, name: str, refusal: DomainError, tried: int, ids: dict[str, int | str]
) -> None:
    pause = pause_after(refusal, tried + 1)
    if pause is not None:
        await enqueue(work, name, after=pause, **ids, attempts=tried + 1)


async def _note_forgotten(work: Work, session_id: int, uuid: str) -> None:
    await lock_room(work, session_id)
    for row in await work.session.scalars(_of_uuid(uuid)):
        row.deleted_at_host_at = row.deleted_at_host_at or work.now


def _of_uuid(uuid: str) -> Select[VideoRecording]:
    return select(VideoRecording).where(VideoRecording.meeting_uuid == uuid)
