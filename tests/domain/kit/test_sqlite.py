"""SQLite through one visit a statement: transactions stay what they were."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.kit.sqlite import BEGIN_WRITING, Connection, DataVersion, connect

INSERT = "INSERT INTO seats (name) VALUES (?)"
ALL = "SELECT name FROM seats ORDER BY id"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A file with one empty table, in the journal mode that the product uses."""
    file = str(tmp_path / "x.db")
    other = sqlite3.connect(file)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE seats (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    other.close()
    return file


@pytest.fixture
async def connection(path: str) -> AsyncIterator[Connection]:
    """A connection that begins its transactions by command, as the engine's do."""
    connection = connect(path, isolation_level=None, timeout=0)
    await connection
    yield connection
    await connection.close()


def names(path: str) -> list[str]:
    other = sqlite3.connect(path)
    found = [name for (name,) in other.execute(ALL)]
    other.close()
    return found


async def test_what_a_writer_inserts_is_there_after_the_commit_and_not_before(
    connection: Connection, path: str
) -> None:
    connection.begin_with(BEGIN_WRITING)
    await connection.cursor().execute("SELECT 1")
    written = await connection.cursor().execute(INSERT, ["Amina"])
    await connection.cursor().executemany(INSERT, [["Bo"]])
    await connection.cursor().executemany(INSERT, [["Cy"], ["Di"]])
    before = names(path)
    await connection.commit()

    assert (written.rowcount, written.lastrowid, written.description) == (1, 1, None)
    assert before == []
    assert names(path) == ["Amina", "Bo", "Cy", "Di"]


async def test_a_rollback_undoes_every_insert(connection: Connection, path: str) -> None:
    connection.begin_with(BEGIN_WRITING)
    await connection.cursor().execute(INSERT, ["Amina"])
    await connection.cursor().execute(INSERT, ["Bo"])
    with pytest.raises(sqlite3.IntegrityError):
        await connection.cursor().execute(INSERT, ["Bo"])
    await connection.rollback()

    assert names(path) == []


async def test_a_transaction_without_a_statement_never_takes_the_lock(
    connection: Connection, path: str
) -> None:
    connection.begin_with(BEGIN_WRITING)
    other = sqlite3.connect(path, isolation_level=None, timeout=0)

    other.execute(BEGIN_WRITING)
    await connection.commit()
    other.close()

    await connection.cursor().execute(INSERT, ["Amina"])
    assert names(path) == ["Amina"]


async def test_a_writer_that_finds_the_lock_taken_is_told_and_may_try_again(
    connection: Connection, path: str
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(BEGIN_WRITING)

    connection.begin_with(BEGIN_WRITING)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await connection.cursor().execute(INSERT, ["Amina"])
    await connection.rollback()
    other.close()

    connection.begin_with(BEGIN_WRITING)
    await connection.cursor().execute(INSERT, ["Amina"])
    await connection.commit()
    assert names(path) == ["Amina"]


async def test_a_writer_that_is_cancelled_leaves_nothing_and_blocks_nobody(
    connection: Connection, path: str
) -> None:
    connection.begin_with(BEGIN_WRITING)
    writing = asyncio.create_task(connection.cursor().execute(INSERT, ["Amina"]))
    await asyncio.sleep(0)
    writing.cancel()
    await asyncio.wait([writing])
    await connection.rollback()

    connection.begin_with(BEGIN_WRITING)
    await connection.cursor().execute(INSERT, ["Bo"])
    await connection.commit()
    assert names(path) == ["Bo"]


async def test_rows_come_one_by_one_in_parts_and_all_together(connection: Connection) -> None:
    await connection.cursor().executemany(INSERT, [[str(number)] for number in range(7)])

    cursor = await connection.cursor().execute(ALL)

    assert cursor.description[0][0] == "name"
    assert await cursor.fetchone() == ("0",)
    assert await cursor.fetchmany(2) == [("1",), ("2",)]
    assert await cursor.fetchmany() == [("3",)]
    assert [name for (name,) in await cursor.fetchall()] == ["4", "5", "6"]
    assert await cursor.fetchone() is None
    again = await connection.cursor().execute(ALL)
    assert len([row async for row in again]) == 7


async def test_the_version_changes_with_commits_of_others_and_with_nothing_else(
    connection: Connection, path: str
) -> None:
    version = DataVersion(path)
    first = version.read()

    await connection.cursor().execute(ALL)
    connection.begin_with(BEGIN_WRITING)
    await connection.cursor().execute(INSERT, ["Amina"])
    assert version.read() == first
    await connection.rollback()
    assert version.read() == first
    connection.begin_with(BEGIN_WRITING)
    await connection.cursor().execute(INSERT, ["Amina"])
    await connection.commit()
    assert version.read() != first

    version.close()


def test_the_version_is_unknown_while_the_file_is_locked(tmp_path: Path) -> None:
    path = str(tmp_path / "locked.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE seats (id INTEGER PRIMARY KEY)")
    version = DataVersion(path)

    other.execute("BEGIN EXCLUSIVE")
    assert version.read() is None
    other.execute("ROLLBACK")
    assert version.read() is not None

    version.close()
    other.close()


def test_the_version_of_a_file_that_is_none_is_unknown(tmp_path: Path) -> None:
    folder = DataVersion(str(tmp_path))
    (tmp_path / "words.db").write_text("no database " * 100)
    words = DataVersion(str(tmp_path / "words.db"))

    assert (folder.read(), words.read()) == (None, None)

    words.close()
