"""Bringing a database to the newest schema, one version after the other, from none on.

A change to ``geo.store.tables`` comes with a new module in ``versions``; a test holds that the two
agree. A version that has been released is never changed.
"""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from geo.store.errors import StoreError
from geo.store.tables import SCHEMA_TABLE

_one_at_a_time = threading.Lock()
"""Alembic keeps what it is working on in module variables."""


def configuration(connection: Connection) -> Config:
    """Return alembic's settings for migrations within an open transaction."""
    config = Config()
    folder = str(Path(__file__).parent).replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.attributes["connection"] = connection
    return config


def schema_of(connection: Connection) -> tuple[str, ...]:
    """Return the names of the schema that a database has; none where it is empty."""
    options = {"version_table": SCHEMA_TABLE}
    return tuple(MigrationContext.configure(connection, opts=options).get_current_heads())


def bring_up_to_date(config: Config) -> None:
    """Bring a database to the newest schema.

    Args:
        config: from ``configuration``; nobody else may migrate until its transaction ends.

    Raises:
        StoreError: the database has a newer schema than this version knows.
    """
    scripts = ScriptDirectory.from_config(config)
    present = schema_of(config.attributes["connection"])
    if set(present) - {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            ["The database was written by a newer version of this application. Use that one."]
        )
    if present != tuple(scripts.get_heads()):
        with _one_at_a_time:
            command.upgrade(config, "head")
