"""SQLite without waste: one change of thread for a statement, where the driver makes four.

aiosqlite changes to its thread and back to make a cursor, to run it, to fetch and to close it, and
as often again for BEGIN. Here one visit does all of it.
"""

import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, Self

import aiosqlite

Row = tuple[Any, ...]
BEGIN_WRITING = "BEGIN IMMEDIATE"
_CHUNK = 64


class _Outcome(NamedTuple):
    description: Any
    rowcount: int
    lastrowid: int | None
    rows: list[Row]


class Cursor:
    """The part of an asynchronous cursor that SQLAlchemy uses; all rows are here at once."""

    def __init__(self, connection: "Connection") -> None:
        """Nothing is run yet."""
        self._connection = connection
        self._rows: deque[Row] = deque()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """Return itself; nothing needs to be opened."""
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Run one statement and fetch what it returns."""
        self._keep(await self._connection.run(sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> Self:
        """Run one statement for each row of parameters."""
        self._keep(await self._connection.run_many(sql, parameters))
        return self

    def _keep(self, outcome: _Outcome) -> None:
        self.description, self.rowcount, self.lastrowid, rows = outcome
        self._rows = deque(rows)

    async def fetchone(self) -> Row | None:
        """Return the next row, or None."""
        return self._rows.popleft() if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Row]:
        """Return the next rows."""
        count = min(size or self.arraysize, len(self._rows))
        return [self._rows.popleft() for _ in range(count)]

    async def fetchall(self) -> list[Row]:
        """Return the remaining rows."""
        taken, self._rows = self._rows, deque()
        return list(taken)

    async def __aiter__(self) -> AsyncIterator[Row]:
        """Yield the remaining rows."""
        for row in await self.fetchall():
            yield row

    async def close(self) -> None:
        """Forget the rows; the real cursor was closed in its thread."""
        self._rows.clear()


class Connection(aiosqlite.Connection):
    """A connection in a thread of its own that begins a transaction with its first statement."""

    _begin: str | None = None
    _is_used = False

    def begin_with(self, statement: str) -> None:
        """Begin a transaction by ``statement`` as soon as there is something to do in it."""
        self._begin = statement

    def cursor(self) -> Cursor:  # type: ignore[override]  # ours needs no visit to be made
        """Return a new cursor."""
        return Cursor(self)

    async def run(self, sql: str, parameters: Sequence[Any]) -> _Outcome:
        """Run one statement."""
        return await self._visit(_execute, sql, parameters)

    async def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> _Outcome:
        """Run one statement for each of ``rows``."""
        return await self._visit(_execute_many, sql, rows)

    async def commit(self) -> None:
        """Make what was done permanent."""
        if self._ends():
            await super().commit()

    async def rollback(self) -> None:
        """Undo what was done."""
        if self._ends():
            await super().rollback()

    async def _visit(self, run: Callable[..., _Outcome], *args: Any) -> _Outcome:
        """Call ``run(connection, begin, *args)`` in the connection's thread."""
        begin, self._begin = self._begin, None
        self._is_used = True
        found: _Outcome = await self._execute(run, self._conn, begin, *args)  # type: ignore[no-untyped-call]  # the library's
        return found

    def _ends(self) -> bool:
        """Forget the transaction; tell whether SQLite knows of it."""
        was_used = self._is_used
        self._begin, self._is_used = None, False
        return was_used


def connect(database: str, **options: Any) -> Connection:
    """Return a connection to be awaited; takes what ``sqlite3.connect`` takes."""
    opening = partial(sqlite3.connect, database, **options | {"check_same_thread": False})
    connection = Connection(opening, _CHUNK)
    # As SQLAlchemy does for connections it makes: a forgotten one must not keep the process.
    connection._thread.daemon = True  # noqa: SLF001  # there is no other way to it
    return connection


def _execute(
    connection: sqlite3.Connection, begin: str | None, sql: str, parameters: Sequence[Any]
) -> _Outcome:
    if begin is not None:
        connection.execute(begin)
    return _outcome(connection.execute(sql, parameters))


def _execute_many(
    connection: sqlite3.Connection, begin: str | None, sql: str, rows: Sequence[Sequence[Any]]
) -> _Outcome:
    if begin is not None:
        connection.execute(begin)
    return _outcome(connection.executemany(sql, rows))


def _outcome(cursor: sqlite3.Cursor) -> _Outcome:
    rows = cursor.fetchall() if cursor.description else []
    outcome = _Outcome(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
    cursor.close()
    return outcome


class DataVersion:
    """Reads SQLite's own count of other connections' commits, of every process; never waits."""

    def __init__(self, database: str) -> None:
        """Prepare; the file is opened when it is first asked about."""
        self._open = partial(
            sqlite3.connect, database, timeout=0, isolation_level=None, check_same_thread=False
        )
        self._connection: sqlite3.Connection | None = None

    def read(self) -> str | None:
        """Return the count, or None when the file is locked or cannot be read at this moment.

        It takes some microseconds and no change of thread. The connection must never write,
        because its own commits would not count.
        """
        try:
            if self._connection is None:
                self._connection = self._open()
            [(count,)] = self._connection.execute("PRAGMA data_version").fetchall()
        except sqlite3.Error:
            return None
        return str(count)

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
