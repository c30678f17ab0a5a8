"""Lists in pages: a limit, an opaque cursor and a total."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.kit.errors import FieldsInvalid
from domain.kit.fields import LARGEST_ID, Command

Item = TypeVar("Item")
Row = TypeVar("Row")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PageQuery(Command):
    """Which page: at most ``limit`` items after ``cursor``."""

    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=200)

    def after_id(self) -> int | None:
        """Return the id the page starts after; FieldsInvalid for a cursor that we never gave."""
        found = self.after((int,))
        if found is None:
            return None
        [after] = found
        if after < 1:
            raise _bad_cursor()
        return int(after)

    def after(self, kinds: Sequence[type]) -> list[Any] | None:
        """Return the values the page starts after, of these kinds: ``int``, ``str``, ``datetime``.

        FieldsInvalid for a cursor that we never gave, or gave for another order.
        """
        return None if self.cursor is None else _decode(self.cursor, kinds)


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
    counted = select(func.count()).select_from(statement.order_by(None).subquery())
    total = await session.scalar(counted) or 0
    after = query.after_id()
    if after is not None:
        statement = statement.where(key < after)
    found = list(await session.scalars(statement.order_by(key.desc()).limit(query.limit + 1)))
    rows = found[: query.limit]
    cursor = encode_cursor(getattr(rows[-1], key.key)) if len(found) > query.limit else None
    return rows, cursor, total


@dataclass(frozen=True, slots=True)
class Order(Generic[Row]):
    """A list's order: by ``column``, then by id, both falling or, with ``rising``, both rising.

    ``value`` reads from a row what the column sorts by; it is a ``kind`` and never None.
    """

    column: ColumnElement[Any] | InstrumentedAttribute[Any]
    kind: type
    value: Callable[[Row], Any]
    rising: bool = False


async def fetch_ordered_page(
    session: AsyncSession,
    statement: Select[Row],
    key: InstrumentedAttribute[int],
    order: Order[Row],
    query: PageQuery,
) -> tuple[list[Row], str | None]:
    """Run ``statement`` for one page in ``order``; rows and the next cursor, no total."""
    after = query.after((order.kind, int))
    if after is not None:
        statement = statement.where(_beyond(order, key, *after))
    columns = [order.column, key]
    sorted_by = [column.asc() if order.rising else column.desc() for column in columns]
    found = list(await session.scalars(statement.order_by(*sorted_by).limit(query.limit + 1)))
    rows = found[: query.limit]
    if len(found) <= query.limit:
        return rows, None
    return rows, encode_cursor(order.value(rows[-1]), getattr(rows[-1], key.key))


def page_of(
    items: Sequence[Item], key: Callable[[Item], tuple[Any, ...]], query: PageQuery
) -> tuple[list[Item], str | None]:
    """Return one page of ``items`` that are all at hand, highest ``key`` first, and the cursor.

    Keys are unique tuples of moments, numbers and words, all of the same shape.
    """
    ordered = sorted(items, key=key, reverse=True)
    if ordered:
        kinds = [type(part) for part in key(ordered[0])]
        after = query.after(kinds)
        if after is not None:
            ordered = [item for item in ordered if key(item) < tuple(after)]
    page = ordered[: query.limit]
    more = len(ordered) > query.limit
    return page, encode_cursor(*key(page[-1])) if more else None


def _beyond(
    order: Order[Any], key: InstrumentedAttribute[int], value: Any, after: int
) -> ColumnElement[bool]:
    column = order.column
    if order.rising:
        return and_(column >= value, or_(column > value, key > after))
    return and_(column <= value, or_(column < value, key < after))


def encode_cursor(*values: Any) -> str:
    """Return an opaque cursor for a row's sort values; moments travel as microseconds."""
    plain = [_micros(value) if isinstance(value, datetime) else value for value in values]
    packed = json.dumps(plain, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _decode(cursor: str, kinds: Sequence[type]) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if type(values) is not list or len(values) != len(kinds):
            raise _bad_cursor()
        return [_value(value, kind) for value, kind in zip(values, kinds, strict=True)]
    except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise _bad_cursor() from error


def _value(value: Any, kind: type) -> Any:
    if kind is str and type(value) is str:
        return value
    if type(value) is not int:
        raise _bad_cursor()
    if kind is datetime:
        return _EPOCH + timedelta(microseconds=value)
    if kind is not int or not -1 <= value <= LARGEST_ID:
        raise _bad_cursor()
    return value


def _micros(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _bad_cursor() -> FieldsInvalid:
    return FieldsInvalid(fields={"cursor": "Take the cursor from next_cursor of the page before."})
