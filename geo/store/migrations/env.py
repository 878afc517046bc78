"""Run by alembic for each migration: on the connection, and in the transaction, of the caller."""

from __future__ import annotations

from alembic import context

from geo.store.tables import SCHEMA_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=SCHEMA_TABLE,
)
context.run_migrations()
