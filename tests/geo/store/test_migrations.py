"""Databases of every version are brought to the newest; newer ones are left as they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text

from geo.plan.edits import MoveUnits
from geo.plan.opened import OpenScenario
from geo.store import migrations, tables
from geo.store.database import Database
from geo.store.migrations import bring_up_to_date, configuration, schema_of
from geo.store.rows import entry_rows, head_row, summary_row
from geo.store.scenario_store import ScenarioStore, StoreError
from tests.geo.plan.plans import NOW, edited

NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "next", "{head}"


def upgrade():
    op.add_column("scenario_summary", sa.Column("colour", sa.Text))
"""


def insert_past_the_application(
    connection: Connection, table: str, rows: list[dict[str, Any]]
) -> None:
    for row in rows:
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)


def upgrade_with_a_next_version(connection: Connection, folder: Path, version: str = NEXT) -> None:
    """Do what a later version of the application would."""
    config = configuration(connection)
    ours = Path(migrations.__file__).parent / "versions"
    (head,) = ScriptDirectory.from_config(config).get_heads()
    folder.mkdir(exist_ok=True)
    (folder / "next_version.py").write_text(version.format(head=head))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", f"{ours}{os.pathsep}{folder}")
    bring_up_to_date(config)


def test_tables_and_migrations_agree(url: str) -> None:
    ScenarioStore.open(url).close()
    database = Database(url)
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": tables.SCHEMA_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, tables.metadata) == []
    database.close()


def test_a_database_of_the_first_version_is_brought_to_the_newest(
    url: str, plan: OpenScenario
) -> None:
    scenario = edited(plan, MoveUnits("pcn", ("S11",), "N2")).scenario
    database = Database(url)
    with database.writing() as connection:
        command.upgrade(configuration(connection), "0001")
        insert_past_the_application(connection, "scenario", [head_row(scenario)])
        rows = entry_rows(scenario.key, 1, scenario.log)
        insert_past_the_application(connection, "scenario_entry", rows)
        summary = summary_row(scenario, NOW)
        insert_past_the_application(connection, "scenario_summary", [summary])
    database.close()
    store = ScenarioStore.open(url)
    kept = store.read(scenario.key)
    assert (kept.scenario, kept.changed_at) == (scenario, NOW)
    assert [each.name for each in store.list(plan.pack.key)] == [scenario.name]
    store.close()


def test_a_next_version_finds_everything_and_this_one_then_leaves_the_database_alone(
    url: str, tmp_path: Path, plan: OpenScenario
) -> None:
    scenario = edited(plan, MoveUnits("pcn", ("S11",), "N2")).scenario
    store = ScenarioStore.open(url)
    kept = store.add(scenario)
    database = Database(url)
    with database.writing() as connection:
        upgrade_with_a_next_version(connection, tmp_path / "versions")
    assert store.read(scenario.key) == kept
    store.close()
    with pytest.raises(StoreError, match="newer version of this application"):
        ScenarioStore.open(url)
    with database.reading() as connection:
        assert schema_of(connection) == ("next",)
        columns = inspect(connection).get_columns("scenario_summary")
        assert "colour" in [column["name"] for column in columns]
    database.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(url: str, tmp_path: Path) -> None:
    ScenarioStore.open(url).close()
    database = Database(url)
    with database.reading() as connection:
        before = schema_of(connection)
    failing = NEXT + "    op.execute('SELECT nothing FROM nowhere')\n"
    with pytest.raises(StoreError), database.writing() as connection:
        upgrade_with_a_next_version(connection, tmp_path / "versions", failing)
    with database.reading() as connection:
        assert schema_of(connection) == before
        columns = inspect(connection).get_columns("scenario_summary")
        assert "colour" not in [column["name"] for column in columns]
        assert connection.execute(select(tables.summary)).all() == []
    database.close()
