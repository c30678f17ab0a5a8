"""The answer journal: every acknowledged edit is durable, and acknowledging is cheap.

This is the one place that commits by itself instead of within a work: edits of all rooms that
arrive within a few milliseconds are decided, stored and committed in one transaction, with Core
statements (on SQLite beside the event loop), and acknowledged after it. Edits of one answer keep
their order. The splices, with author's tab and time, are the complete record of changes, so the
audit notes only the first edit of an answer by each actor, or a few when the server forgets that.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from sqlalchemy import Connection, bindparam, insert, select, update

from domain.audit.models import AuditRecord
from domain.interviews import queries
from domain.interviews.edits import (
    AnswerText,
    EditOutcome,
    Refused,
    Saved,
    decide,
)
from domain.interviews.models import AnswerEdit, InterviewAnswer
from domain.interviews.schemas import EditAnswer, EditSaved
from domain.interviews.splices import Splice
from domain.kit.actor import Actor
from domain.kit.errors import DomainError, Kind, NotFound
from domain.kit.work import WorkShop

GATHER_S = 0.008
MOST_IN_GROUP = 500
MOST_CACHED = 5_000

log = structlog.get_logger(__name__)
Place = tuple[int, int]


class StorageBusy(DomainError):
    """The database did not take the edit; sending it again is safe."""

    kind = Kind.UNAVAILABLE
    message = "Saving does not work right now. Your text is kept here and sent again."


@dataclass(frozen=True, slots=True)
class AnswerEdited:
    """Announced after commit: the answer's text went from ``base_rev`` to ``rev``."""

    session_id: int
    question_id: int
    answer_id: int
    base_rev: int
    rev: int
    splices: Sequence[Splice]
    text: str


@dataclass(slots=True)
class _Pending:
    place: Place
    actor: Actor
    edit: EditAnswer
    done: asyncio.Future[EditSaved]


@dataclass(slots=True)
class _Group:
    """What one transaction will store."""

    now: datetime
    texts: dict[Place, AnswerText]
    edits: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[int, AnswerText] = field(default_factory=dict)
    outcomes: list[EditOutcome] = field(default_factory=list)
    audited: set[tuple[str, int]] = field(default_factory=set)


class AnswerJournal:
    """Group-commits edits. One instance per process; ``start`` it before use, ``stop`` it after."""

    def __init__(self, workshop: WorkShop) -> None:
        """Bind the database, the clock and the listeners of ``workshop``."""
        self._workshop = workshop
        self._queue: asyncio.Queue[_Pending] = asyncio.Queue()
        self._texts: OrderedDict[int, tuple[int, str]] = OrderedDict()
        self._audited: set[tuple[str, int]] = set()
        self._writer: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin writing."""
        self._writer = asyncio.create_task(self._write(), name="answer journal")

    async def stop(self) -> None:
        """Write what is queued, then stop."""
        await self._queue.join()
        if self._writer is not None:
            self._writer.cancel()
            with suppress(asyncio.CancelledError):
                await self._writer

    async def edit(self, actor: Actor, session_id: int, edit: EditAnswer) -> EditSaved:
        """Return once ``edit`` is committed.

        Raises StaleEdit with the server's text, QuestionNotOpen, InterviewPaused,
        SpliceOutsideText, TextTooLarge, NotFound or StorageBusy.
        """
        done: asyncio.Future[EditSaved] = asyncio.get_running_loop().create_future()
        await self._queue.put(_Pending((session_id, edit.question_id), actor, edit, done))
        return await done

    async def _write(self) -> None:
        while True:
            group = await self._gather()
            try:
                await self._commit(group)
            except Exception:
                log.exception("journal_commit_failed", edits=len(group))
                self._texts.clear()
                _refuse(group, StorageBusy(retry_after_s=1))
            finally:
                for _ in group:
                    self._queue.task_done()

    async def _gather(self) -> list[_Pending]:
        group = [await self._queue.get()]
        await asyncio.sleep(GATHER_S)
        while not self._queue.empty() and len(group) < MOST_IN_GROUP:
            group.append(self._queue.get_nowait())
        return group

    async def _commit(self, pending: list[_Pending]) -> None:
        write = partial(self._write_group, pending, self._workshop.clock())
        group = await self._workshop.database.write_at_once(write)
        self._remember(group)
        self._answer(group, pending)

    def _write_group(
        self, pending: list[_Pending], now: datetime, connection: Connection
    ) -> _Group:
        texts = self._load(connection, {p.place for p in pending})
        group = _Group(now, texts)
        for item in pending:
            group.outcomes.append(self._decide(connection, group, item))
        self._store(connection, group, pending)
        return group

    def _decide(self, connection: Connection, group: _Group, item: _Pending) -> EditOutcome:
        current = group.texts.get(item.place)
        if current is None:
            return Refused(NotFound("This question is not part of the interview."))
        edit = item.edit
        resent = edit.rev <= current.rev and _was_stored(connection, group, current, edit)
        outcome = decide(current, edit, resent=resent)
        if isinstance(outcome, Saved):
            group.texts[item.place] = outcome.text
            group.changed[outcome.text.answer_id] = outcome.text
            group.edits.append(_edit_row(outcome, edit, group.now))
        return outcome

    def _load(self, connection: Connection, places: set[Place]) -> dict[Place, AnswerText]:
        found = connection.execute(queries.intake_of({session_id for session_id, _ in places}))
        rows = [row for row in found if (row.session_id, row.question_id) in places]
        missing = [row.id for row in rows if self._texts.get(row.id, (None,))[0] != row.rev]
        texts = _read_texts(connection, missing)
        return {
            (row.session_id, row.question_id): AnswerText(
                row.id,
                row.rev,
                texts[row.id] if row.id in texts else self._texts[row.id][1],
                row.client_id,
                row.intake,
            )
            for row in rows
        }

    def _store(self, connection: Connection, group: _Group, pending: Iterable[_Pending]) -> None:
        if not group.edits:
            return
        connection.execute(insert(AnswerEdit), group.edits)
        newest = [
            {"key": t.answer_id, "text": t.text, "newest": t.rev, "client": t.client_id}
            for t in group.changed.values()
        ]
        connection.execute(_UPDATE_ANSWER, newest)
        if audit := self._audit_rows(group, pending):
            connection.execute(insert(AuditRecord), audit)

    def _audit_rows(self, group: _Group, pending: Iterable[_Pending]) -> list[dict[str, Any]]:
        first: dict[tuple[str, int], dict[str, Any]] = {}
        for item, outcome in zip(pending, group.outcomes, strict=True):
            if isinstance(outcome, Saved):
                key = (item.actor.key, outcome.text.answer_id)
                if key not in self._audited:
                    first[key] = _audit_row(*key, group.now)
        group.audited.update(first)
        return list(first.values())

    def _remember(self, group: _Group) -> None:
        if len(self._audited) + len(group.audited) > MOST_CACHED:
            self._audited.clear()
        self._audited |= group.audited
        for text in group.texts.values():
            self._texts[text.answer_id] = (text.rev, text.text)
            self._texts.move_to_end(text.answer_id)
        while len(self._texts) > MOST_CACHED:
            self._texts.popitem(last=False)

    def _answer(self, group: _Group, pending: Iterable[_Pending]) -> None:
        edited: list[AnswerEdited] = []
        for item, outcome in zip(pending, group.outcomes, strict=True):
            if isinstance(outcome, Refused):
                _settle(item, outcome.error)
                continue
            _settle(item, EditSaved(rev=outcome.text.rev, saved_at=group.now))
            if isinstance(outcome, Saved):
                edited.append(_edited(item, outcome))
        self._workshop.publish(edited)


_UPDATE_ANSWER = (
    update(InterviewAnswer)
    .where(InterviewAnswer.id == bindparam("key"))
    .values(
        answer_text=bindparam("text"),
        rev=bindparam("newest"),
        client_id=bindparam("client"),
    )
)


def _read_texts(connection: Connection, answer_ids: list[int]) -> dict[int, str]:
    if not answer_ids:
        return {}
    columns = select(InterviewAnswer.id, InterviewAnswer.answer_text)
    rows = connection.execute(columns.where(InterviewAnswer.id.in_(answer_ids)))
    return {row.id: row.answer_text for row in rows}


def _was_stored(
    connection: Connection, group: _Group, current: AnswerText, edit: EditAnswer
) -> bool:
    """Tell whether this very edit is stored, or will be with this group.

    Browsers give a duplicated tab the name of the first, so number and name alone do not prove it.
    """
    key = (current.answer_id, edit.rev)
    for row in group.edits:
        if (row["answer_id"], row["rev"]) == key:
            return _is_same(edit, current, row["client_id"], row["base_rev"], row["splices"])
    columns = select(AnswerEdit.client_id, AnswerEdit.base_rev, AnswerEdit.splices)
    this = (AnswerEdit.answer_id == current.answer_id) & (AnswerEdit.rev == edit.rev)
    stored = connection.execute(columns.where(this)).first()
    return stored is not None and _is_same(edit, current, *stored)


def _is_same(
    edit: EditAnswer, current: AnswerText, client_id: str, base_rev: int, splices: list[Any]
) -> bool:
    """Compare ``edit`` with a stored one; a whole text can be told only while it is the newest."""
    if (edit.client_id, edit.base_rev) != (client_id, base_rev):
        return False
    if edit.text is not None:
        return edit.rev == current.rev and edit.text == current.text
    return splices == [splice.model_dump() for splice in edit.splices]


def _edit_row(saved: Saved, edit: EditAnswer, now: datetime) -> dict[str, Any]:
    return {
        "answer_id": saved.text.answer_id,
        "rev": edit.rev,
        "base_rev": edit.base_rev,
        "client_id": edit.client_id,
        "splices": [splice.model_dump() for splice in saved.splices],
        "at": now,
    }


def _audit_row(actor: str, answer_id: int, now: datetime) -> dict[str, Any]:
    table = InterviewAnswer.__tablename__
    return {
        "actor": actor,
        "action": "change",
        "entity": table,
        "ids": [answer_id],
        "at": now,
    }


def _edited(item: _Pending, saved: Saved) -> AnswerEdited:
    session_id, question_id = item.place
    return AnswerEdited(
        session_id,
        question_id,
        saved.text.answer_id,
        item.edit.base_rev,
        saved.text.rev,
        saved.splices,
        saved.text.text,
    )


def _settle(item: _Pending, outcome: EditSaved | DomainError) -> None:
    if item.done.done():
        return
    if isinstance(outcome, DomainError):
        item.done.set_exception(outcome)
    else:
        item.done.set_result(outcome)


def _refuse(pending: Iterable[_Pending], error: DomainError) -> None:
    for item in pending:
        _settle(item, error)
