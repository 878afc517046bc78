"""Where the database is, and how it is set up."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url

from geo.store.database import Database, database_url
from geo.store.scenario_store import ScenarioStore
from tests.geo.store.conftest import sqlite_address


def test_the_environment_says_where_the_database_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", " postgres://ada@db/plans ")
    assert database_url() == "postgres://ada@db/plans"


@pytest.mark.parametrize("set_to", [None, ""])
def test_otherwise_it_is_a_file_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, set_to: str | None
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if set_to is not None:
        monkeypatch.setenv("DATABASE_URL", set_to)
    strange = tmp_path / "Zoë's 100% #1 files?"
    monkeypatch.setenv("XDG_DATA_HOME", str(strange))
    ScenarioStore.open(database_url()).close()
    assert (strange / "boundaries-and-populations" / "scenarios.sqlite").is_file()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_server_is_understood(server: str, scheme: str) -> None:
    database = Database(server.replace("postgresql", scheme, 1))
    with database.reading() as connection:
        assert connection.exec_driver_sql("SHOW fsync").scalar() == "on"
        assert connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on"
    with database.writing() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "5s"
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    database.close()


def test_a_server_that_does_not_wait_for_its_disk_is_told_to(server: str) -> None:
    hasty = make_url(server).update_query_dict({"options": "-c synchronous_commit=off"})
    database = Database(hasty.render_as_string(hide_password=False))
    with database.writing() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    database.close()


def test_sqlite_writes_ahead_to_the_disk_and_holds_its_references(tmp_path: Path) -> None:
    database = Database(sqlite_address(tmp_path / "scenarios.sqlite"))
    with database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 5_000,
    }
    database.close()
