"""Lists in pages: a limit, an opaque cursor and a total."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.kit.errors import FieldsInvalid
from domain.kit.fields import LARGEST_ID, Command, as_utc, refuse_unstorable

Item = TypeVar("Item")
Row = TypeVar("Row")
Reader = Callable[[Any], Any]
"""Reads a value out of a cursor; ValueError or TypeError for what is none."""


class PageQuery(Command):
    """Which page: at most ``limit`` items after ``cursor``."""

    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=200)

    def after_id(self) -> int | None:
        """Return the id the page starts after; FieldsInvalid for a cursor that we never gave."""
        return None if self.cursor is None else int(*_decode(self.cursor, _key_value))


class SortedQuery(PageQuery):
    """A page of a list that can be filtered and sorted; its cursor serves no other list."""

    cursor: str | None = Field(default=None, max_length=800)

    def fingerprint(self) -> str:
        """Return a short name for this filter and order."""
        asked = self.model_dump_json(exclude={"limit", "cursor"})
        return hashlib.sha256(f"{type(self).__name__}{asked}".encode()).hexdigest()[:12]

    def after(self, *readers: Reader) -> list[Any] | None:
        """Return the values the page starts after, each by its reader; None for the first page.

        FieldsInvalid for a cursor that we never gave, or gave for another filter or order.
        """
        if self.cursor is None:
            return None
        return _decode(self.cursor, self._read_mark, *readers)[1:]

    def cursor_after(self, *values: Any) -> str:
        """Return the cursor that ``after`` reads ``values`` from: moments, numbers and texts."""
        plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
        return _encode(self.fingerprint(), *plain)

    def _read_mark(self, held: Any) -> str:
        if held != self.fingerprint():
            raise ValueError("given for another list")
        return str(held)


def moment_value(held: Any) -> datetime:
    """Read a moment from a cursor."""
    moment = datetime.fromisoformat(held)
    if moment.tzinfo is None:
        raise ValueError("a moment has a zone")
    return as_utc(moment)


def text_value(held: Any) -> str:
    """Read a text from a cursor."""
    if not isinstance(held, str):
        raise TypeError("not a text")
    return refuse_unstorable(held)


def whole_value(held: Any, *, least: int = 0, largest: int = LARGEST_ID) -> int:
    """Read a whole number from a cursor."""
    if type(held) is not int or not least <= held <= largest:
        raise ValueError("not a number that the column can hold")
    return held


_key_value = partial(whole_value, least=1)


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted: by ``value``, which is never NULL, and among equals by ``key``."""

    value: SQLColumnExpression[Any]
    key: SQLColumnExpression[int]
    read: Reader
    descending: bool

    def after(self, value: Any, key: int) -> ColumnElement[bool]:
        """Return what is true of the rows behind the one with ``value`` and ``key``."""
        # An index can be entered at a plain comparison, but not at an alternative.
        if self.descending:
            return and_(self.value <= value, or_(self.value < value, self.key < key))
        return and_(self.value >= value, or_(self.value > value, self.key > key))

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
    cursor = _encode(getattr(shown[-1], key.key)) if len(found) > query.limit else None
    return shown, cursor, total


async def fetch_sorted(
    session: AsyncSession,
    statement: Select[Row],
    order: Order,
    query: SortedQuery,
    counted: Select[int] | None = None,
) -> tuple[list[Row], str | None, int]:
    """Run ``statement`` for one page in ``order``; returns what ``fetch_page`` does.

    The cursor carries the last row's value and key, so that nothing is shown twice or left out
    when rows join meanwhile. FieldsInvalid for a cursor of another filter or order. ``counted``
    returns the total where there is a quicker way than to count what ``statement`` finds.
    """
    if counted is None:
        counted = _counted(statement, order.key)
    after = query.after(order.read, _key_value)
    if after is not None:
        statement = statement.where(order.after(*after))
    page = statement.add_columns(order.value, order.key).order_by(*order.columns())
    found, total = await _found(session, page.limit(query.limit + 1), counted)
    shown = found[: query.limit]
    cursor = query.cursor_after(*shown[-1][-3:-1]) if len(found) > query.limit else None
    return [row[0] for row in shown], cursor, total


def page_of(
    items: Collection[Item],
    key: Callable[[Item], tuple[Any, ...]],
    readers: Sequence[Reader],
    query: SortedQuery,
    *,
    descending: bool = True,
) -> tuple[list[Item], str | None]:
    """Return one page of ``items``, which are all at hand, in the order of ``key``; and a cursor.

    Keys are unique tuples of moments, numbers and texts, each part with its reader.
    """
    ordered = sorted(items, key=key, reverse=descending)
    after = query.after(*readers)
    if after is not None:
        last = tuple(after)
        ordered = [one for one in ordered if (key(one) < last if descending else key(one) > last)]
    page = ordered[: query.limit]
    more = len(ordered) > query.limit
    return page, query.cursor_after(*key(page[-1])) if more else None


def _counted(statement: Select[Any], key: SQLColumnExpression[int]) -> Select[int]:
    ids = statement.with_only_columns(key, maintain_column_froms=True).order_by(None)
    return select(func.count()).select_from(ids.subquery())


async def _found(
    session: AsyncSession, page: Select[Any], counted: Select[int]
) -> tuple[Sequence[Any], int]:
    """Return the rows of a page and the total, both of one statement unless the page is empty."""
    total = counted.correlate(None).scalar_subquery()
    found = (await session.execute(page.add_columns(total))).all()
    return found, found[0][-1] if found else await session.scalar(counted) or 0


def _encode(*parts: Any) -> str:
    plain = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _decode(cursor: str, *readers: Reader) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        return [read(part) for read, part in zip(readers, parts, strict=True)]
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise _bad_cursor() from error


def _bad_cursor() -> FieldsInvalid:
    hint = "Take the cursor from next_cursor of the page before, with the same filters and order."
    return FieldsInvalid(fields={"cursor": hint})
