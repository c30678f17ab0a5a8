"""One way to the database: SQLite in a file by default, PostgreSQL by URL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    create_async_engine,
)

from domain.kit.gate import Gate

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_BUSY_TIMEOUT_S = 30


def async_url(url: str) -> str:
    """Return ``url`` with the async driver; takes ``sqlite:///…`` and ``postgresql://…``."""
    scheme, _, rest = url.partition("://")
    family = "postgresql" if scheme == "postgres" else scheme.partition("+")[0]
    if family not in _DRIVERS:
        raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    return f"{_DRIVERS[family]}://{rest}"


class Database:
    """The engine, with readers that never block and writers that begin as writers.

    SQLite knows one writer at a time and fails a transaction that turns from reading to writing,
    so writers begin with ``BEGIN IMMEDIATE``. Within this process they queue at a gate, because
    SQLite's own busy waiting is neither fair nor quick.
    """

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        """Prepare the engine for ``url``; nothing is connected yet."""
        self.url = async_url(url)
        self.is_sqlite = self.url.startswith("sqlite")
        options: dict[str, Any] = {"pool_size": pool_size, "max_overflow": pool_size}
        if self.is_sqlite:
            options["connect_args"] = {"timeout": _BUSY_TIMEOUT_S}
        else:
            options["pool_pre_ping"] = True
        self.engine: AsyncEngine = create_async_engine(self.url, **options)
        self._readers = self._writers = self.engine
        self._gate = Gate()
        if self.is_sqlite:
            self._prepare_sqlite()
        else:
            self._readers = self.engine.execution_options(isolation_level="REPEATABLE READ")

    def _prepare_sqlite(self) -> None:
        event.listen(self.engine.sync_engine, "connect", _set_pragmas)
        event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
        self._writers = self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Yield a session in one write transaction: committed at the end, rolled back on error."""
        async with (
            self._writer_turn(),
            AsyncSession(self._writers, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Yield a session that sees one state of the database and must not write."""
        async with (
            AsyncSession(self._readers, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def writing_connection(self) -> AsyncIterator[AsyncConnection]:
        """Yield a bare connection in one write transaction, ahead of those who wait to write."""
        async with self._writer_turn(fast=True), self._writers.begin() as connection:
            yield connection

    @asynccontextmanager
    async def _writer_turn(self, *, fast: bool = False) -> AsyncIterator[None]:
        if not self.is_sqlite:
            yield
            return
        async with self._gate.turn(fast=fast):
            yield

    async def is_up(self) -> bool:
        """Tell whether the database answers."""
        try:
            async with self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            return False
        return True

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get("sqlite_begin", "BEGIN")
    connection.exec_driver_sql(begin)
