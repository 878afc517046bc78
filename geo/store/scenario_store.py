"""The database of scenarios: many planners, one log each scenario, nobody's entry lost.

An entry has its place by number in its scenario's log. Who appends says how many entries the log
had when they looked; if it has grown since, nothing is written and they are told what is kept now.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from geo.plan.edits.words import LONGEST_NAME, text_faults
from geo.plan.scenario import BranchPoint, Entry, Scenario, ScenarioError
from geo.store import tables
from geo.store.database import PATIENCE, Database
from geo.store.errors import StoreError, UnknownScenario
from geo.store.migrations import bring_up_to_date, configuration
from geo.store.rows import (
    entry_rows,
    head_row,
    moment,
    refuse_if_too_long,
    scenario_of,
    summary_row,
)

__all__ = [
    "Conflict",
    "Kept",
    "Listed",
    "ScenarioStore",
    "StoreError",
    "UnknownScenario",
    "new_key",
]

_OPENING = 5_220_191_212
"""The lock that is held on a PostgreSQL server while a database is set up: any number of ours."""


@dataclass(frozen=True)
class Kept:
    """A scenario as it is kept.

    Attributes:
        scenario: with all of its log.
        version: how many entries the log has.
        changed_at: when it was last written to, by the clock of who wrote.
    """

    scenario: Scenario
    version: int
    changed_at: datetime


@dataclass(frozen=True)
class Listed:
    """What a list of scenarios shows of one.

    Attributes:
        key: tells it from every other scenario.
        name: that it has now.
        pack_key: the pack that it was made for.
        pack_fingerprint: the edition of the pack.
        edits: how many stand.
        archived: whether it is put away.
        branched_from: where it was branched from another scenario, or None.
        changed_at: when it was last written to.
        changed_by: author of the last entry of its log, or None where it has none.
        version: how many entries its log has.
    """

    key: str
    name: str
    pack_key: str
    pack_fingerprint: str
    edits: int
    archived: bool
    branched_from: BranchPoint | None
    changed_at: datetime
    changed_by: str | None
    version: int


class Conflict(StoreError):  # noqa: N818 - reads as what it is
    """Somebody else has appended in the meantime; nothing was written.

    Attributes:
        kept: what is kept now.
    """

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        super().__init__([f"Somebody has changed “{kept.scenario.name}” in the meantime."])


def new_key() -> str:
    """Return a key for a new scenario, which nobody can guess."""
    return secrets.token_hex(16)


class ScenarioStore:
    """Scenarios in a database; any number of threads may use one store.

    Every method raises ``StoreError``, in a planner's words, where the database does not do what
    it is asked; nothing is changed then.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str, patience: float = PATIENCE) -> ScenarioStore:
        """Open a database, make in it what is missing, and bring it to the newest schema.

        Args:
            url: from ``geo.store.database.database_url``.
            patience: seconds to wait for other writers.

        Raises:
            StoreError: it cannot be reached or written, or it is of a newer schema.
        """
        database = Database(url, patience)
        try:
            with database.writing() as connection:
                if not database.is_sqlite:
                    _prepare_postgresql(connection, database.place)
                bring_up_to_date(configuration(connection))
        except BaseException:
            database.close()
            raise
        return cls(database)

    def list(self, pack_key: str) -> tuple[Listed, ...]:
        """Return the scenarios that were made for a pack, the newest change first."""
        if not _can_be_kept(pack_key):
            return ()
        summary = tables.summary
        query = (
            select(summary)
            .where(summary.c.pack_key == pack_key)
            .order_by(summary.c.changed_at.desc(), summary.c.scenario_key)
        )
        with self._database.reading() as connection:
            return tuple(_listed(row) for row in connection.execute(query).mappings())

    def read(self, key: str) -> Kept:
        """Return a scenario.

        Raises:
            UnknownScenario: there is none with the key.
            StoreError: what is kept is damaged, with every reason.
        """
        with self._database.reading() as connection:
            return _read(connection, key)

    def version(self, key: str) -> int:
        """Return how many entries the log of a scenario has, without reading it.

        Raises:
            UnknownScenario: there is none with the key.
        """
        with self._database.reading() as connection:
            return _version(connection, key)

    def add(self, scenario: Scenario) -> Kept:
        """Keep a new scenario, with all of its log.

        Raises:
            StoreError: its key is taken, it is too long, or it could not be read again as it is.
        """
        with _not_kept():
            refuse_if_too_long(len(scenario.log))
            head, entries = head_row(scenario), entry_rows(scenario.key, 1, scenario.log)
            changed_at = datetime.now(UTC)
            summary = summary_row(scenario, changed_at)
        with self._database.writing() as connection:
            try:
                connection.execute(insert(tables.scenario), head)
            except IntegrityError:
                raise StoreError(["There is a scenario with that key already."]) from None
            if entries:
                connection.execute(insert(tables.entry), entries)
            connection.execute(insert(tables.summary), summary)
        return Kept(scenario, len(scenario.log), changed_at)

    def append(self, key: str, version: int, entries: Sequence[Entry]) -> Kept:
        """Write entries at the end of a scenario's log: all of them or none.

        Args:
            key: of the scenario.
            version: how many entries its log had when the new ones were made.
            entries: the new ones, oldest first.

        Raises:
            UnknownScenario: there is none with the key.
            Conflict: the log has another number of entries by now.
            StoreError: the log is damaged, would be too long, or could not be read again.
        """
        with self._database.writing() as connection:
            present = _version(connection, key, lock=True)
            kept = _read(connection, key)
            if present != version:
                raise Conflict(kept)
            if not entries:
                return kept
            with _not_kept():
                refuse_if_too_long(version + len(entries))
                rows = entry_rows(key, version + 1, entries)
                after = replace(kept.scenario, log=(*kept.scenario.log, *entries))
                changed_at = datetime.now(UTC)
                summary = summary_row(after, changed_at)
            connection.execute(insert(tables.entry), rows)
            connection.execute(
                update(tables.summary).where(tables.summary.c.scenario_key == key).values(summary)
            )
        return Kept(after, version + len(entries), changed_at)

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()


def _prepare_postgresql(connection: Connection, place: str) -> None:
    """Wait for others who are setting the database up, and refuse one that cannot keep texts."""
    if connection.scalar(text("SHOW transaction_read_only")) == "on":
        raise StoreError([f"{place} cannot be written: it is read only."])
    if (encoding := connection.scalar(text("SHOW server_encoding"))) != "UTF8":
        raise StoreError([f"{place} cannot keep every name: its encoding is {encoding}, not UTF8."])
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _OPENING})


def _can_be_kept(key: str) -> bool:
    """Whether a database could hold such a key; some refuse to look for what none can have."""
    return not text_faults("The key", key, LONGEST_NAME)


def _version(connection: Connection, key: str, lock: bool = False) -> int:
    if not _can_be_kept(key):
        raise UnknownScenario
    query = select(tables.summary.c.entries).where(tables.summary.c.scenario_key == key)
    entries = connection.scalar(query.with_for_update() if lock else query)
    if entries is None:
        raise UnknownScenario
    return int(entries)


def _read(connection: Connection, key: str) -> Kept:
    if not _can_be_kept(key):
        raise UnknownScenario
    summary, entry = tables.summary, tables.entry
    query = (
        select(tables.scenario.c.head, summary.c.name, summary.c.entries, summary.c.changed_at)
        .join(summary)
        .where(tables.scenario.c.key == key)
    )
    head = connection.execute(query).one_or_none()
    if head is None:
        raise UnknownScenario
    log = connection.execute(
        select(entry.c.number, entry.c.schema, entry.c.content)
        .where(entry.c.scenario_key == key)
        .order_by(entry.c.number)
    )
    try:
        scenario = scenario_of(key, head.head, log.mappings().all(), head.entries)
    except ScenarioError as error:
        raise StoreError([f"“{head.name}” is damaged where it is kept.", *error.faults]) from None
    return Kept(scenario, head.entries, moment(head.changed_at))


def _listed(row: RowMapping) -> Listed:
    branched = row["branched_key"]
    return Listed(
        key=row["scenario_key"],
        name=row["name"],
        pack_key=row["pack_key"],
        pack_fingerprint=row["pack_fingerprint"],
        edits=row["edits"],
        archived=row["archived"],
        branched_from=None if branched is None else BranchPoint(branched, row["branched_entries"]),
        changed_at=moment(row["changed_at"]),
        changed_by=row["changed_by"],
        version=row["entries"],
    )


@contextmanager
def _not_kept() -> Iterator[None]:
    try:
        yield
    except ScenarioError as error:
        raise StoreError(["The scenario was not saved.", *error.faults]) from None
