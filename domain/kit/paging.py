"""Lists in pages: a limit, an opaque cursor and a total."""

import base64
import binascii
import json
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.kit.errors import FieldsInvalid
from domain.kit.fields import LARGEST_ID, Command

Item = TypeVar("Item")
Row = TypeVar("Row")


class PageQuery(Command):
    """Which page: at most ``limit`` items after ``cursor``."""

    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=200)

    def after_id(self) -> int | None:
        """Return the id the page starts after; FieldsInvalid for a cursor that we never gave."""
        return None if self.cursor is None else _decode(self.cursor)


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
    ids = statement.with_only_columns(key, maintain_column_froms=True).order_by(None)
    counted = select(func.count()).select_from(ids.subquery())
    after = query.after_id()
    if after is not None:
        statement = statement.where(key < after)
    page = statement.order_by(key.desc()).limit(query.limit + 1)
    with_total = (await session.execute(page.add_columns(counted.scalar_subquery()))).all()
    found = [row[0] for row in with_total]
    total = with_total[0][-1] if with_total else await session.scalar(counted) or 0
    rows = found[: query.limit]
    cursor = _encode(getattr(rows[-1], key.key)) if len(found) > query.limit else None
    return rows, cursor, total


def _encode(after: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([after]).encode()).decode().rstrip("=")


def _decode(cursor: str) -> int:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        [after] = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise _bad_cursor() from error
    if type(after) is not int or not 0 < after <= LARGEST_ID:
        raise _bad_cursor()
    return after


def _bad_cursor() -> FieldsInvalid:
    return FieldsInvalid(fields={"cursor": "Take the cursor from next_cursor of the page before."})
