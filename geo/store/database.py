"""Connecting to the database of scenarios: SQLite in a file, or PostgreSQL.

A writing transaction on SQLite takes the write lock when it begins, not when it first writes, so
that what it has read still holds when it writes. What is committed is on disk.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from geo.store.errors import DatabaseError, StoreError, place_words, reason_words

APPLICATION = "boundaries-and-populations"
PATIENCE = 5.0
"""Seconds that a writer waits for another one to finish."""
_WRITES = "scenarios_are_written"


def database_url() -> str:
    """Return ``DATABASE_URL``, or the address of an SQLite file in the user's data folder."""
    if url := os.environ.get("DATABASE_URL", "").strip():
        return url
    file = user_data_path(APPLICATION, appauthor=False) / "scenarios.sqlite"
    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


class Database:
    """A database that is reached by any number of threads.

    Args:
        url: ``sqlite:///…``, ``postgresql://…`` or ``postgres://…``.
        patience: seconds to wait for other writers.

    Raises:
        StoreError: the address is wrong, or the folder of the file cannot be made.
    """

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        address = _address(url)
        self.place = place_words(address)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        self._patience = patience
        if self.is_sqlite:
            _make_folder(address)
            self._engine = _sqlite_engine(address, patience)
            self._reader = self._engine
        else:
            self._engine = _postgresql_engine(address)
            self._reader = self._engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._writer = self._engine.execution_options(**{_WRITES: True})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one state of the database.

        Raises:
            StoreError: the database does not do what it is asked.
        """
        with self._in_words(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that is kept as a whole when it ends, or not at all after an error.

        Raises:
            StoreError: the database does not do what it is asked.
        """
        with self._in_words(), self._writer.begin() as connection:
            if not self.is_sqlite:
                connection.execute(
                    text("SELECT set_config('lock_timeout', :wait, true)"),
                    {"wait": f"{self._patience * 1_000:.0f}ms"},
                )
                connection.execute(
                    text(
                        "SELECT set_config('synchronous_commit', 'on', true)"
                        " WHERE current_setting('synchronous_commit') = 'off'"
                    )
                )
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise StoreError([reason_words(error, self.place)]) from None


def _address(url: str) -> URL:
    wrong = "The address of the database is not one of an SQLite file or of PostgreSQL."
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError([wrong]) from None
    if address.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise StoreError([wrong])
    if address.database in {None, "", ":memory:"}:
        raise StoreError(["The address of the database names no file."])
    return address


def _make_folder(address: URL) -> None:
    folder = Path(str(address.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError):
        raise StoreError([f"The folder {folder} for scenarios cannot be made."]) from None


def _postgresql_engine(address: URL) -> Engine:
    wanted: dict[str, Any] = {"connect_timeout": 10, "application_name": APPLICATION}
    ours = {key: value for key, value in wanted.items() if key not in address.query}
    return create_engine(address, pool_pre_ping=True, hide_parameters=True, connect_args=ours)


def _sqlite_engine(address: URL, patience: float) -> Engine:
    engine = create_engine(address, hide_parameters=True, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin below, not in Python's driver
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA fullfsync = ON")
        _write_ahead(connection, patience)
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Let readers read while somebody writes.

    The very first change to this needs the file for itself, and SQLite does not wait for that.
    """
    end = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)
