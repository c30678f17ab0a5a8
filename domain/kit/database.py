"""One way to the database: SQLite in a file by default, PostgreSQL by URL."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    create_async_engine,
)

from domain.kit import sqlite
from domain.kit.gate import Gate
from domain.kit.loops import to_the_end

Outcome = TypeVar("Outcome")

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
        options: dict[str, Any] = {
            "pool_size": pool_size,
            "max_overflow": pool_size,
            # An error's text goes to the log; what was to be written must not.
            "hide_parameters": True,
        }
        if self.is_sqlite:
            options["connect_args"] = {
                "timeout": _BUSY_TIMEOUT_S,
                "async_creator_fn": sqlite.connect,
            }
        else:
            options["pool_pre_ping"] = True
        self.engine: AsyncEngine = create_async_engine(self.url, **options)
        self._readers = self._writers = self.engine
        self._gate = Gate()
        self._direct: Engine | None = None
        self._file_version: sqlite.DataVersion | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        if self.is_sqlite:
            self._prepare_sqlite()
        else:
            self._readers = self.engine.execution_options(isolation_level="REPEATABLE READ")

    def _prepare_sqlite(self) -> None:
        direct = make_url(self.url).set(drivername="sqlite")
        self._file_version = sqlite.DataVersion(direct.database or ":memory:")
        self._direct = create_engine(
            direct,
            pool_size=1,
            hide_parameters=True,
            connect_args={"timeout": _BUSY_TIMEOUT_S},
            execution_options={"sqlite_begin": sqlite.BEGIN_WRITING},
        )
        for engine in (self.engine.sync_engine, self._direct):
            event.listen(engine, "connect", _set_pragmas)
            event.listen(engine, "begin", _begin_sqlite)
        self._writers = self.engine.execution_options(sqlite_begin=sqlite.BEGIN_WRITING)

    @asynccontextmanager
    async def writing(self, then: Callable[[], None] | None = None) -> AsyncIterator[AsyncSession]:
        """Yield a session in one write transaction: committed at the end, rolled back on error.

        ``then`` is called once it is committed. Whoever is cancelled meanwhile, say because the
        client hung up, is held until both are done: what is stored is always told as well.
        """
        async with (
            self._writer_turn(),
            AsyncSession(self._writers, expire_on_commit=False) as session,
        ):
            yield session
            await to_the_end(_commit(session, then))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Yield a session that sees one state of the database and must not write."""
        async with (
            AsyncSession(self._readers, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    async def write_at_once(self, write: Callable[[Connection], Outcome]) -> Outcome:
        """Run ``write`` in one transaction beside the event loop, ahead of those who wait.

        For hot paths with Core statements: on SQLite it costs one change of thread instead of
        several for every statement.
        """
        if self._direct is None:
            async with self._writers.begin() as connection:
                return await connection.run_sync(write)
        async with self._gate.turn(fast=True):
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._thread, _write_in, self._direct, write)

    @asynccontextmanager
    async def _writer_turn(self) -> AsyncIterator[None]:
        if not self.is_sqlite:
            yield
            return
        async with self._gate.turn():
            yield

    async def version(self) -> str | None:
        """Return a mark that another commit changes, of whichever process; None if unknown.

        Two reads that begin under equal marks see the same rows: SQLite counts commits, and
        PostgreSQL's snapshot says which transactions are visible (those of the server's other
        databases change it too).
        """
        if self._file_version is not None:
            return self._file_version.read()
        at_once = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        async with at_once.connect() as connection:
            found: str | None = await connection.scalar(text("SELECT pg_current_snapshot()::text"))
        return found

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
        if self._file_version is not None:
            self._file_version.close()
        if self._direct is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._direct.dispose)
        self._thread.shutdown(wait=False)
        await self.engine.dispose()


async def _commit(session: AsyncSession, then: Callable[[], None] | None) -> None:
    await session.commit()
    if then is not None:
        then()


def _write_in(engine: Engine, write: Callable[[Connection], Outcome]) -> Outcome:
    with engine.begin() as connection:
        return write(connection)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get("sqlite_begin", "BEGIN")
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite.Connection):
        driver.begin_with(begin)
    else:
        connection.exec_driver_sql(begin)
