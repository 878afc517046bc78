"""Version 1: scenarios, their logs, and what a list of them shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEPT = ("scenario", "scenario_entry")
"""Tables that are only ever added to."""


def upgrade() -> None:
    """Make the tables of an empty database."""
    op.create_table(
        "scenario",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column(
            "head", sa.Text, nullable=False, comment="the scenario's text, with an empty log"
        ),
    )
    op.create_table(
        "scenario_entry",
        sa.Column("scenario_key", sa.Text, sa.ForeignKey("scenario.key"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, comment="from 1"),
        sa.Column("schema", sa.Integer, nullable=False, comment="schema of the text"),
        sa.Column("content", sa.Text, nullable=False, comment="the entry's text"),
        sa.CheckConstraint("number BETWEEN 1 AND 1000000000", name="numbers_start_at_one"),
    )
    op.create_table(
        "scenario_summary",
        sa.Column("scenario_key", sa.Text, sa.ForeignKey("scenario.key"), primary_key=True),
        sa.Column("pack_key", sa.Text, nullable=False),
        sa.Column("pack_fingerprint", sa.Text, nullable=False),
        sa.Column("branched_key", sa.Text),
        sa.Column("branched_entries", sa.Integer),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("edits", sa.Integer, nullable=False, comment="that stand"),
        sa.Column("entries", sa.Integer, nullable=False, comment="in the log"),
        sa.Column(
            "changed_at", sa.BigInteger, nullable=False, comment="microseconds since 1970, UTC"
        ),
        sa.Column("changed_by", sa.Text, comment="author of the last entry"),
        sa.CheckConstraint("edits BETWEEN 0 AND 1000000000", name="edits_are_counted"),
        sa.CheckConstraint("entries BETWEEN 0 AND 1000000000", name="entries_are_counted"),
        sa.CheckConstraint(
            "changed_at BETWEEN 0 AND 32503680000000000", name="changed_before_3000"
        ),
    )
    op.create_index("scenario_summary_newest", "scenario_summary", ["pack_key", "changed_at"])
    if op.get_bind().dialect.name == "sqlite":
        _keep_on_sqlite()
    else:
        _keep_on_postgresql()


def _keep_on_sqlite() -> None:
    for table in _KEPT:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{deed.lower()} BEFORE {deed} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'Logs are only added to.'); END"
            )


def _keep_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION scenario_refuses() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN RAISE EXCEPTION $$Logs are only added to.$$; END'"
    )
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION scenario_refuses()"
        )
