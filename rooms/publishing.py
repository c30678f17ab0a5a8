"""From committed announcements to messages: durable events at once, the rest merged and thinned."""

import asyncio
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Protocol

import structlog

from domain.interviews.journal import AnswerEdited
from domain.interviews.live import ScorePartial
from domain.interviews.store import RoomHappened
from domain.interviews.summaries import glance_at_rooms
from domain.kit.actor import SYSTEM
from domain.kit.loops import Loop
from domain.kit.work import Announcement, WorkShop
from domain.matching.events import MatchProgressed
from domain.questions.events import QuestionMoved
from domain.questions.generating.events import QuestionsDrafted
from rooms.addresses import candidate_room, dashboard_room, staff_room
from rooms.presence import PresenceMoved
from rooms.registry import DASHBOARD, ROOM
from rooms.wire import (
    AnswerEditedView,
    DraftingProgress,
    MatchingProgress,
    QuestionNews,
    QuestionsChanged,
    RoomsChanged,
    RoomSummary,
    ScorePartialView,
)

EDITS_EVERY_S = 0.1
DASHBOARD_EVERY_S = 0.25

log = structlog.get_logger(__name__)


class Outlet(Protocol):
    """What a publisher speaks through."""

    workshop: WorkShop

    async def emit(self, event: str, data: object, room: str, namespace: str = ROOM) -> None:
        """Send ``data`` to everybody in ``room`` on every node."""

    @property
    def has_dashboards(self) -> bool:
        """Whether a dashboard may be listening, here or on another node."""

    async def summary(self, glance: dict[str, Any]) -> RoomSummary:
        """Return a room at a glance together with whether its candidate is there."""


class Publisher:
    """Listens to a workshop and speaks through a gateway. ``start`` before use, ``stop`` after.

    Durable events leave in the order of their commits. Edits of one room are merged and leave at
    most ten times a second; the dashboard hears of all changed rooms in one message.
    """

    def __init__(self, gateway: Outlet) -> None:
        """Listen to the gateway's workshop."""
        self._gateway = gateway
        self._events: asyncio.Queue[RoomHappened] = asyncio.Queue()
        self._edits: dict[int, list[AnswerEdited]] = {}
        self._changed: set[int] = set()
        self._matched: dict[int, MatchProgressed] = {}
        self._drafted: dict[int, QuestionsDrafted] = {}
        self._moved: dict[int, QuestionMoved] = {}
        self._speaker: asyncio.Task[None] | None = None
        self._loops = (
            Loop(self._send_edits, EDITS_EVERY_S),
            Loop(self._send_dashboards, DASHBOARD_EVERY_S),
            Loop(self._send_progress, DASHBOARD_EVERY_S),
            Loop(self._send_questions, DASHBOARD_EVERY_S),
            Loop(self._send_drafted, DASHBOARD_EVERY_S),
        )
        gateway.workshop.listen(self._hear)

    def start(self) -> None:
        """Begin to publish."""
        self._speaker = asyncio.create_task(self._speak(), name="room events")
        for loop in self._loops:
            loop.start()

    async def stop(self) -> None:
        """Stop publishing; clients catch up from what is stored."""
        for loop in self._loops:
            await loop.stop()
        if self._speaker is not None:
            self._speaker.cancel()
            with suppress(asyncio.CancelledError):
                await self._speaker

    def _hear(self, announcement: Announcement) -> None:
        if isinstance(announcement, RoomHappened):
            self._events.put_nowait(announcement)
            self._changed.add(announcement.session_id)
        elif isinstance(announcement, PresenceMoved):
            self._changed.add(announcement.session_id)
        elif isinstance(announcement, AnswerEdited):
            self._edits.setdefault(announcement.session_id, []).append(announcement)
        elif isinstance(announcement, MatchProgressed):
            self._matched[announcement.job_id] = announcement
        elif isinstance(announcement, QuestionsDrafted):
            self._drafted[announcement.generation_id] = announcement
        elif isinstance(announcement, QuestionMoved):
            self._moved[announcement.question_id] = announcement
        elif isinstance(announcement, ScorePartial):
            task = asyncio.create_task(self._send_score(announcement))
            task.add_done_callback(_report)

    async def _speak(self) -> None:
        while True:
            happened = await self._events.get()
            try:
                await self._send_event(happened)
            except Exception:
                log.exception("event_not_sent", type=happened.change.type)

    async def _send_event(self, happened: RoomHappened) -> None:
        room = happened.session_id
        if happened.change.type == "answer.submitted":
            await self._send_room_edits(room)
        await self._gateway.emit(happened.staff["type"], happened.staff, staff_room(room))
        if happened.candidate is not None:
            heard = happened.candidate
            await self._gateway.emit(heard["type"], heard, candidate_room(room))

    async def _send_edits(self) -> None:
        for session_id in list(self._edits):
            await self._send_room_edits(session_id)

    async def _send_room_edits(self, session_id: int) -> None:
        for view in merge_edits(self._edits.pop(session_id, [])):
            payload = view.model_dump(mode="json")
            await self._gateway.emit("answer.edited", payload, staff_room(session_id))

    async def _send_score(self, partial: ScorePartial) -> None:
        view = ScorePartialView.model_validate(partial)
        room = staff_room(partial.session_id)
        await self._gateway.emit("score.partial", view.model_dump(mode="json"), room)

    async def _send_dashboards(self) -> None:
        if not self._gateway.has_dashboards:
            self._changed.clear()
        elif self._changed:
            changed, self._changed = self._changed, set()
            try:
                await self._send_rooms(changed)
            except Exception:
                self._changed |= changed
                raise

    async def _send_progress(self) -> None:
        news, self._matched = self._matched, {}
        for job_id, progress in news.items() if self._gateway.has_dashboards else ():
            payload = MatchingProgress.model_validate(progress).model_dump(mode="json")
            for room in (dashboard_room(job_id), dashboard_room(None)):
                await self._gateway.emit("matching.progress", payload, room, DASHBOARD)

    async def _send_drafted(self) -> None:
        news, self._drafted = self._drafted, {}
        for drafted in news.values() if self._gateway.has_dashboards else ():
            payload = DraftingProgress.model_validate(drafted).model_dump(mode="json")
            for room in (dashboard_room(drafted.job_id), dashboard_room(None)):
                await self._gateway.emit("questions.drafted", payload, room, DASHBOARD)

    async def _send_questions(self) -> None:
        news, self._moved = self._moved, {}
        by_job: dict[int | None, list[QuestionNews]] = {}
        for moved in news.values() if self._gateway.has_dashboards else ():
            for job_id in {moved.job_id, None}:
                by_job.setdefault(job_id, []).append(QuestionNews.model_validate(moved))
        for job_id, questions in by_job.items():
            payload = QuestionsChanged(questions=questions).model_dump(mode="json")
            await self._gateway.emit(
                "questions.changed", payload, dashboard_room(job_id), DASHBOARD
            )

    async def _send_rooms(self, session_ids: set[int]) -> None:
        async with self._gateway.workshop.look(SYSTEM) as work:
            glances = await glance_at_rooms(work, SYSTEM, only=session_ids)
        rooms = [await self._gateway.summary(asdict(glance)) for glance in glances]
        by_job: dict[int | None, list[Any]] = {None: rooms}
        for room in rooms:
            by_job.setdefault(room.job_id, []).append(room)
        for job_id, changed in by_job.items():
            payload = RoomsChanged(rooms=changed).model_dump(mode="json")
            await self._gateway.emit("rooms.changed", payload, dashboard_room(job_id), DASHBOARD)


def merge_edits(edits: list[AnswerEdited]) -> list[AnswerEditedView]:
    """Return one message per answer for every run of edits in which each builds on the one before.

    Where a run is broken, the missing edits came through another node and are told by it.
    """
    runs: dict[tuple[int, int], list[AnswerEdited]] = {}
    for edit in edits:
        run = runs.pop((edit.answer_id, edit.base_rev), [])
        run.append(edit)
        runs[edit.answer_id, edit.rev] = run
    return [_merged(run) for run in runs.values()]


def _merged(run: list[AnswerEdited]) -> AnswerEditedView:
    return AnswerEditedView(
        session_id=run[0].session_id,
        question_id=run[0].question_id,
        answer_id=run[0].answer_id,
        base_rev=run[0].base_rev,
        rev=run[-1].rev,
        splices=[splice for edit in run for splice in edit.splices],
    )


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.error("publishing_failed", exc_info=task.exception())
