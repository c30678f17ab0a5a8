"""Alembic's entry: runs migrations on the connection it is given."""

from alembic import context
from sqlalchemy import Connection

from server.tables import is_ours, metadata

connection: Connection = context.config.attributes["connection"]
is_sqlite = connection.dialect.name == "sqlite"


def keep_references(*, on: bool) -> None:
    """Say whether SQLite guards references; it takes no notice within a transaction.

    SQLite changes a table by making it anew, and would take the rows that refer to it for orphans.
    """
    if is_sqlite:
        connection.rollback()
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")
        cursor.close()


def require_references() -> None:
    """Raise RuntimeError when a migration left a row that refers to nothing."""
    if is_sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration left rows that refer to nothing: {broken[:5]}")


keep_references(on=False)
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=is_sqlite,
    compare_type=True,
    include_object=is_ours,
)
try:
    with context.begin_transaction():
        context.run_migrations()
    require_references()
    connection.commit()
finally:
    keep_references(on=True)
