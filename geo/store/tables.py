"""The tables that scenarios are kept in.

``scenario`` and ``scenario_entry`` are only ever added to, which the database itself holds by
triggers. ``scenario_summary`` repeats what a list of scenarios shows, is written in the same
transaction as the log, and is the row that writers of one scenario wait for each other at.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

SCHEMA_TABLE = "scenario_schema"
"""Where alembic notes which schema a database has."""

metadata = MetaData()

scenario = Table(
    "scenario",
    metadata,
    Column("key", Text, primary_key=True),
    Column("head", Text, nullable=False, comment="the scenario's text, with an empty log"),
)

entry = Table(
    "scenario_entry",
    metadata,
    Column("scenario_key", Text, ForeignKey("scenario.key"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="from 1"),
    Column("schema", Integer, nullable=False, comment="schema of the text"),
    Column("content", Text, nullable=False, comment="the entry's text"),
    CheckConstraint("number BETWEEN 1 AND 1000000000", name="numbers_start_at_one"),
)

summary = Table(
    "scenario_summary",
    metadata,
    Column("scenario_key", Text, ForeignKey("scenario.key"), primary_key=True),
    Column("pack_key", Text, nullable=False),
    Column("pack_fingerprint", Text, nullable=False),
    Column("branched_key", Text),
    Column("branched_entries", Integer),
    Column("name", Text, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("edits", Integer, nullable=False, comment="that stand"),
    Column("entries", Integer, nullable=False, comment="in the log"),
    Column("changed_at", BigInteger, nullable=False, comment="microseconds since 1970, UTC"),
    Column("changed_by", Text, comment="author of the last entry"),
    CheckConstraint("edits BETWEEN 0 AND 1000000000", name="edits_are_counted"),
    CheckConstraint("entries BETWEEN 0 AND 1000000000", name="entries_are_counted"),
    CheckConstraint("changed_at BETWEEN 0 AND 32503680000000000", name="changed_before_3000"),
)

Index("scenario_summary_newest", summary.c.pack_key, summary.c.changed_at)
