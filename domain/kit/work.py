"""Work: one transaction, who it is done for, what it announces and what it leaves in the audit."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from domain.kit.actor import SYSTEM, Actor
from domain.kit.clock import Clock, utc_now
from domain.kit.database import Database
from domain.kit.errors import DomainError
from domain.kit.tables import Base, personal_columns


class Announcement(Protocol):
    """Something that others are told once it is true, i.e. after the commit."""


Listener = Callable[[Announcement], None]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One access to personal data: who did what to which rows of which table, and when."""

    actor: str
    action: str
    entity: str
    ids: tuple[int, ...]
    at: datetime


class AuditTrail(Protocol):
    """Where accesses to personal data are written, in the transaction they belong to."""

    async def write(self, session: AsyncSession, entries: Iterable[AuditEntry]) -> None:
        """Append ``entries`` within the transaction of ``session``."""


@dataclass(slots=True)
class Work:
    """One unit of work. Services flush through ``session`` and never commit.

    Loading or changing a row with personal columns through the ORM is noted for the audit by
    itself; Core statements on such columns call ``note``.
    """

    session: AsyncSession
    actor: Actor
    now: datetime
    announced: list[Announcement] = field(default_factory=list)
    companions: Sequence["Companion"] = ()
    _touched: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def announce(self, announcement: Announcement) -> None:
        """Tell listeners of ``announcement`` once this work is committed."""
        self.announced.append(announcement)

    async def involve(self, news: Announcement) -> None:
        """Let other features do their part of ``news`` now, in this transaction or not at all."""
        for companion in self.companions:
            await companion(self, news)

    def note(self, action: str, entity: str, *ids: int) -> None:
        """Note for the audit that ``actor`` did ``action`` to rows ``ids`` of ``entity``."""
        if ids:
            self._touched.setdefault((action, entity), set()).update(ids)

    def entries(self) -> list[AuditEntry]:
        """Return the audit entries of this work, one per action and table."""
        return [
            AuditEntry(self.actor.key, action, entity, tuple(sorted(ids)), self.now)
            for (action, entity), ids in sorted(self._touched.items())
        ]


Companion = Callable[[Work, Announcement], Awaitable[None]]
"""A feature's part in what another one does; it ignores news that are not for it."""


class WorkShop:
    """Begins work on one database, with one clock, one audit trail and one set of listeners."""

    def __init__(self, database: Database, trail: AuditTrail, clock: Clock = utc_now) -> None:
        """Bind the parts; listeners join by ``listen``."""
        self.database = database
        self.clock = clock
        self.trail = trail
        self._listeners: list[Listener] = []
        self._companions: list[Companion] = []

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with every announcement after its commit, in order."""
        self._listeners.append(listener)

    def join(self, companion: Companion) -> None:
        """Call ``companion`` with all news in which features involve others, in their work."""
        self._companions.append(companion)

    @asynccontextmanager
    async def begin(self, actor: Actor) -> AsyncIterator[Work]:
        """Yield a writing work: committed with its audit entries, then announced."""
        refusal: DomainError | None = None
        announced: list[Announcement] = []
        async with self.database.writing(then=lambda: self.publish(announced)) as session:
            work = Work(session, actor, self.clock(), announced, self._companions)
            session.sync_session.info["work"] = work
            try:
                yield work
            except DomainError as error:
                if not error.keeps_work:
                    raise
                refusal = error
            if session.new or session.dirty or session.deleted:
                await session.flush()
            await self.trail.write(session, work.entries())
        if refusal is not None:
            raise refusal

    @asynccontextmanager
    async def look(self, actor: Actor) -> AsyncIterator[Work]:
        """Yield a reading work; what it read is in the audit before the caller can answer.

        What timers and the scorer read on the system's behalf shows nobody anything, and is not
        noted.
        """
        async with self.database.reading() as session:
            work = Work(session, actor, self.clock())
            session.sync_session.info["work"] = work
            yield work
        if actor != SYSTEM and (entries := work.entries()):
            async with self.database.writing() as session:
                await self.trail.write(session, entries)

    def publish(self, announcements: Iterable[Announcement]) -> None:
        """Hand committed ``announcements`` to every listener."""
        for announcement in announcements:
            for listener in self._listeners:
                listener(announcement)


def _touch(session: Session, action: str, row: Base) -> None:
    work = session.info.get("work")
    if isinstance(work, Work) and personal_columns(type(row)):
        identity: Any = getattr(row, "id", None)
        if isinstance(identity, int):
            work.note(action, row.__tablename__, identity)


@event.listens_for(Base, "load", propagate=True)
def _note_read(row: Base, context: Any) -> None:
    _touch(context.session, "read", row)


@event.listens_for(Session, "after_flush")
def _note_writes(session: Session, _context: Any) -> None:
    for action, rows in (
        ("create", session.new),
        ("change", filter(session.is_modified, session.dirty)),
        ("delete", session.deleted),
    ):
        for row in rows:
            _touch(session, action, row)
