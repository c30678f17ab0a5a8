"""Lists in pages: a limit, an opaque cursor and a total."""

import base64
import binascii
import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.kit.errors import FieldsInvalid
from domain.kit.fields import LARGEST_ID, Command, refuse_unstorable

Item = TypeVar("Item")
Row = TypeVar("Row")


class PageQuery(Command):
    """Which page: at most ``limit`` items after ``cursor``."""

    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=200)

    def after_id(self) -> int | None:
        """Return the id the page starts after; FieldsInvalid for a cursor that we never gave."""
        if self.cursor is None:
            return None
        parts = _decode(self.cursor)
        if len(parts) != 1 or not _is_id(parts[0]):
            raise _bad_cursor()
        return int(parts[0])


class SortedQuery(PageQuery):
    """A page of a list that can be filtered and sorted; its cursor serves no other list."""

    cursor: str | None = Field(default=None, max_length=800)

    def fingerprint(self) -> str:
        """Return a short name for this filter and order."""
        asked = self.model_dump_json(exclude={"limit", "cursor"})
        return hashlib.sha256(f"{type(self).__name__}{asked}".encode()).hexdigest()[:12]


def moment_value(held: Any) -> datetime:
    """Read a moment from a cursor."""
    moment = datetime.fromisoformat(held)
    if moment.tzinfo is None:
        raise ValueError("a moment has a zone")
    return moment


def text_value(held: Any) -> str:
    """Read a text from a cursor."""
    if not isinstance(held, str):
        raise TypeError("not a text")
    return refuse_unstorable(held)


def whole_value(held: Any, *, largest: int = LARGEST_ID) -> int:
    """Read a whole number from a cursor."""
    if type(held) is not int or not 0 <= held <= largest:
        raise ValueError("not a number that the column can hold")
    return held


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted: by ``value``, which is never NULL, and among equals by ``key``."""

    value: SQLColumnExpression[Any]
    key: InstrumentedAttribute[int]
    read: Callable[[Any], Any]
    """Turns what the cursor holds into a value; ValueError or TypeError for what is none."""
    descending: bool

    def after(self, value: Any, key: int) -> ColumnElement[bool]:
        """Return what is true of the rows behind the one with ``value`` and ``key``."""
        if self.descending:
            return or_(self.value < value, (self.value == value) & (self.key < key))
        return or_(self.value > value, (self.value == value) & (self.key > key))

    def columns(self) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """Return what to sort by."""
        if self.descending:
            return self.value.desc(), self.key.desc()
        return self.value.asc(), self.key.asc()


class Page(BaseModel, Generic[Item]):
    """One page of a list; ``next_cursor`` is None on the last, ``total`` counts all pages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: list[Item]
    next_cursor: str | None
    total: int


async def fetch_page(
    session: AsyncSession,
    statement: Select[Row],
    key: InstrumentedAttribute[int],
    query: PageQuery,
) -> tuple[list[Row], str | None, int]:
    """Run ``statement`` for one page, newest (highest ``key``) first.

    Returns the rows, the next cursor and the total over all pages.
    """
    counted = _counted(statement, key)
    after = query.after_id()
    if after is not None:
        statement = statement.where(key < after)
    page = statement.order_by(key.desc()).limit(query.limit + 1)
    found, total = await _found(session, page, counted)
    shown = [row[0] for row in found[: query.limit]]
    cursor = _encode([getattr(shown[-1], key.key)]) if len(found) > query.limit else None
    return shown, cursor, total


async def fetch_sorted(
    session: AsyncSession, statement: Select[Row], order: Order, query: SortedQuery
) -> tuple[list[Row], str | None, int]:
    """Run ``statement`` for one page in ``order``; returns what ``fetch_page`` does.

    The cursor carries the last row's value and key, so that nothing is shown twice or left out
    when rows join meanwhile. FieldsInvalid for a cursor of another filter or order.
    """
    counted = _counted(statement, order.key)
    mark = query.fingerprint()
    if query.cursor is not None:
        value, key = _decode_sorted(query.cursor, mark, order)
        statement = statement.where(order.after(value, key))
    page = statement.add_columns(order.value).order_by(*order.columns()).limit(query.limit + 1)
    found, total = await _found(session, page, counted)
    shown = found[: query.limit]
    cursor = None
    if len(found) > query.limit:
        row, value, _ = shown[-1]
        if isinstance(value, datetime):
            value = value.isoformat()
        cursor = _encode([mark, value, getattr(row, order.key.key)])
    return [row[0] for row in shown], cursor, total


def page_of(
    items: Iterable[Item], name: Callable[[Item], str], query: SortedQuery
) -> tuple[list[Item], str | None, int]:
    """Return one page of ``items`` that are in memory, by their distinct names.

    Returns what ``fetch_sorted`` does, and raises the same.
    """
    ordered = sorted(items, key=name)
    mark, start = query.fingerprint(), 0
    if query.cursor is not None:
        parts = _decode(query.cursor)
        if len(parts) != 2 or parts[0] != mark or not isinstance(parts[1], str):  # noqa: PLR2004  # as encoded
            raise _bad_cursor()
        start = bisect_right(ordered, parts[1], key=name)
    shown = ordered[start : start + query.limit]
    more = start + query.limit < len(ordered)
    return shown, _encode([mark, name(shown[-1])]) if more else None, len(ordered)


def _counted(statement: Select[Any], key: InstrumentedAttribute[int]) -> Select[int]:
    ids = statement.with_only_columns(key, maintain_column_froms=True).order_by(None)
    return select(func.count()).select_from(ids.subquery())


async def _found(
    session: AsyncSession, page: Select[Any], counted: Select[int]
) -> tuple[Sequence[Any], int]:
    """Return the rows of a page and the total, both of one statement unless the page is empty."""
    found = (await session.execute(page.add_columns(counted.scalar_subquery()))).all()
    return found, found[0][-1] if found else await session.scalar(counted) or 0


def _encode(parts: list[Any]) -> str:
    plain = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _decode(cursor: str) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise _bad_cursor() from error
    if not isinstance(parts, list):
        raise _bad_cursor()
    return parts


def _decode_sorted(cursor: str, mark: str, order: Order) -> tuple[Any, int]:
    parts = _decode(cursor)
    if len(parts) != 3 or parts[0] != mark or not _is_id(parts[2]):  # noqa: PLR2004  # as encoded
        raise _bad_cursor()
    try:
        return order.read(parts[1]), parts[2]
    except (ValueError, TypeError) as error:
        raise _bad_cursor() from error


def _is_id(value: Any) -> bool:
    return type(value) is int and 0 < value <= LARGEST_ID


def _bad_cursor() -> FieldsInvalid:
    hint = "Take the cursor from next_cursor of the page before, with the same filters and order."
    return FieldsInvalid(fields={"cursor": hint})
