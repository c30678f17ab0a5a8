"""Personal data: every column says what it holds, and what is personal is unreadable on disk."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    String,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from domain.candidates.models import JobApplication
from domain.interviews import answering
from domain.interviews.schemas import AskForHelp
from domain.kit.actor import SYSTEM
from domain.kit.crypto import Keyring, install_keyring
from domain.kit.tables import Personal, SealedJson, SealedText, UtcTime
from domain.kit.work import WorkShop
from server.tables import metadata
from tests.conftest import PII_KEY
from tests.domain.interviews.commands import MOVES, WHOLE_INTERVIEW
from tests.factories.people import apply, open_job
from tests.factories.play import open_play, writing

TABLES = metadata.sorted_tables
COLUMNS = [column for table in TABLES for column in table.columns]
PERSONAL = [column for column in COLUMNS if column.info.get("personal")]
CANARY = "canary Zaynab Quill 😀"
PLAIN_CANARY = "open Wintergreen"
_HOLDS_WORDS = (String, JSON, LargeBinary)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def name_of(column: Column[Any]) -> str:
    return f"{column.table.name}.{column.name}"


def stored_type(column: Column[Any]) -> TypeEngine[Any]:
    kind: TypeEngine[Any] = column.type
    while isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    return kind


WORDS = [column for column in COLUMNS if isinstance(stored_type(column), _HOLDS_WORDS)]
SEALED = [column for column in COLUMNS if isinstance(column.type, SealedText | SealedJson)]


@pytest.mark.parametrize("column", WORDS, ids=name_of)
def test_a_column_that_can_hold_words_says_whose_they_are(column: Column[Any]) -> None:
    assert "personal" in column.info, "tag it: a Personal(...), or NOT_PERSONAL"
    assert isinstance(column.info["personal"], Personal | None)


def test_what_is_personal_is_encrypted_and_what_is_encrypted_is_personal() -> None:
    assert [name_of(column) for column in PERSONAL] == [name_of(column) for column in SEALED]


def _value_for(column: Column[Any]) -> Any:
    kind = column.type
    if isinstance(kind, SealedText | SealedJson):
        return CANARY if isinstance(kind, SealedText) else {"inside": [CANARY]}
    if isinstance(kind, UtcTime | DateTime):
        return NOW
    if isinstance(kind, Boolean | Integer | Numeric | Float):
        return 1
    if isinstance(kind, LargeBinary):
        return PLAIN_CANARY.encode()
    return [] if isinstance(kind, JSON) else PLAIN_CANARY[: getattr(kind, "length", None)]


def test_no_personal_column_is_readable_in_the_database_file(tmp_path: Path) -> None:
    install_keyring(Keyring([PII_KEY]))
    path = tmp_path / "raw.db"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)

    with engine.begin() as connection:
        for table in TABLES:
            row = {column.name: _value_for(column) for column in table.columns}
            connection.execute(insert(table).values(row))

    with engine.connect() as connection:
        for column in PERSONAL:
            assert CANARY in str(connection.scalar(select(column))), name_of(column)
    engine.dispose()
    raw = path.read_bytes()
    assert PLAIN_CANARY.encode() in raw
    for word in ("canary", "Zaynab", "Quill", "😀"):
        assert word.encode() not in raw


CANARIES: dict[str, Any] = {
    "applicant_name": "Zaynab Quill",
    "applicant_email": "zaynab.quill@example.org",
    "applicant_phone": "+44 7700 900123",
    "resume_url": "https://example.org/zaynab-quill.pdf",
    "cover_letter": "I have repaired lighthouses for nine years.",
    "current_company": "Skerryvore Lamps",
    "current_position": "Keeper of lenses",
    "expected_salary": "61,250 pounds",
    "availability": "from Michaelmas",
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nothing_that_people_said_is_readable_after_an_interview(
    workshop: WorkShop, tmp_path: Path
) -> None:
    async with workshop.begin(SYSTEM) as work:
        await apply(work, await open_job(work), **CANARIES)
    async with writing(workshop) as journal:
        play = await open_play(workshop, journal)
        for name, number in WHOLE_INTERVIEW:
            if name != "extend":
                await MOVES[name](play, await play.room(), number)
        await play.guest(answering.request_help, AskForHelp(message="my lamp went out"))
        said = (await play.room()).notes[0].text

    async with workshop.database.engine.connect() as connection:
        await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    raw = (tmp_path / "greenroom.db").read_bytes()
    assert b"Backend engineer" in raw
    secrets = [*CANARIES.values(), said, "Amina Rahimi", "amina@example.org", "draft 1"]
    for secret in [*secrets, "a reason that no candidate", "my lamp went out", "input_hash"]:
        assert secret.encode() not in raw, secret
    async with workshop.database.reading() as session:
        row = await session.scalar(select(JobApplication).order_by(JobApplication.id))
        assert {name: getattr(row, name) for name in CANARIES} == CANARIES


def test_every_table_of_people_has_personal_columns() -> None:
    tables = {name_of(column).partition(".")[0] for column in PERSONAL}

    people = {"users", "job_applications", "interview_answers", "answer_edits", "session_notes"}
    assert people <= tables
