"""The base of all tables, their column types and the tags that say what is personal."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import DateTime, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from domain.kit.crypto import keyring

Subject = Literal["user", "candidate", "interviewer"]
DataClass = Literal["identity", "contact", "application", "answer", "assessment", "conduct"]
Basis = Literal["contract", "consent", "legitimate_interest", "legal_obligation"]

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=_NAMING)


@dataclass(frozen=True, slots=True)
class Personal:
    """Whose data a column holds, of which class, and on which legal basis it is kept."""

    subject: Subject
    data_class: DataClass
    basis: Basis


NOT_PERSONAL: dict[str, Any] = {"personal": None}


class SealedText(TypeDecorator[str]):
    """Text that is encrypted in the database and plain in Python."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt on the way in."""
        return None if value is None else keyring().seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else keyring().open(value)


class SealedJson(TypeDecorator[Any]):
    """JSON that is encrypted in the database and plain in Python."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Serialise and encrypt on the way in."""
        if value is None:
            return None
        return keyring().seal(json.dumps(value, separators=(",", ":"), ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Decrypt and parse on the way out."""
        return None if value is None else json.loads(keyring().open(value))


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware UTC in Python, a timestamp in UTC in either database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; refuse a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return aware UTC, also from SQLite, which forgets the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def sealed_text(tag: Personal) -> MappedColumn[Any]:
    """Return an encrypted text column tagged ``tag``; the annotation decides on NULL."""
    return mapped_column(SealedText, info={"personal": tag})


def sealed_json(tag: Personal) -> MappedColumn[Any]:
    """Return an encrypted JSON column tagged ``tag``; the annotation decides on NULL."""
    return mapped_column(SealedJson, info={"personal": tag})


@cache
def personal_columns(table: type[Base]) -> tuple[str, ...]:
    """Return the names of the columns of ``table`` that hold personal data."""
    return tuple(c.name for c in table.__table__.columns if c.info.get("personal"))
