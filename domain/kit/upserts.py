"""Insert or replace in one statement, on either database; and rows of what is sealed already."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import FromClause, TableClause, Text, column, table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from domain.kit.tables import Base, SealedJson, SealedText


def as_stored(model: type[Base]) -> TableClause:
    """Return the table of ``model`` with sealed columns as the text that stands in them.

    For work in bulk, where another process seals and opens.
    """
    mapped: FromClause = model.__table__
    sealed = SealedText | SealedJson
    kinds = {c.name: Text() if isinstance(c.type, sealed) else c.type for c in mapped.columns}
    return table(model.__tablename__, *(column(name, kind) for name, kind in kinds.items()))


def upsert(
    session: AsyncSession, into: TableClause, keys: Collection[str], written: Collection[str]
) -> Any:
    """Return an INSERT of rows that replaces the columns ``written`` where ``keys`` exist.

    ``keys`` are the columns of a unique constraint.
    """
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(into) if on_sqlite else postgresql.insert(into)
    replaced = {name: insert.excluded[name] for name in written}
    return insert.on_conflict_do_update(index_elements=list(keys), set_=replaced)
