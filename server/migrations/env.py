"""Alembic's entry: runs migrations on the connection it is given."""

from alembic import context

from server.tables import is_ours, metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    include_object=is_ours,
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
