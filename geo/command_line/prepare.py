"""``prepare``: compute a pack from publishers' files and reconcile it with them."""

from __future__ import annotations

import argparse
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table

from geo.command_line.check import Commands
from geo.pack import data_folder
from geo.sources.prepare import prepare
from geo.words import counted


def add_to(commands: Commands) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser("prepare", help="compute a pack from publishers' files")
    parser.add_argument(
        "--sources", type=Path, required=True, metavar="FOLDER", help="the publishers' files"
    )
    parser.add_argument(
        "--pack", required=True, metavar="P", help="folder in data/ that holds its pack.toml"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    console = Console()
    report = prepare(asked.sources, data_folder() / asked.pack, console=console)
    table = Table(title="Totals beside the publishers'", title_justify="left")
    table.add_column("What")
    for heading in ("Compared", "Equal", "Explained"):
        table.add_column(heading, justify="right")
    for topic, rows in groupby(report.reconciled, key=lambda row: row.topic):
        differences = [row.difference != 0 for row in rows]
        explained = sum(differences)
        equal = len(differences) - explained
        table.add_row(topic, f"{len(differences):,}", f"{equal:,}", f"{explained:,}")
    console.print(table)
    console.print("Left out, and why:")
    for left in report.left_out:
        people = "" if left.people is None else f", {left.people:,} people"
        console.print(f"- {left.subject} ({left.rows:,} rows{people}): {left.reason}")
    console.print(
        _tell_ties(
            "equally many patients with the two largest networks of the CCG", report.own_ties
        )
    )
    console.print(
        _tell_ties(
            "equally many patients with the two largest networks of England", report.leading_ties
        )
    )
    written = sum(report.file_bytes.values())
    console.print(f"{len(report.file_bytes)} files, {written:,} bytes.")


def _tell_ties(ties: str, units: tuple[str, ...]) -> str:
    if not units:
        return f"No small area has {ties}."
    count = counted(len(units), "small area has", "small areas have")
    return f"{count} {ties}; the smaller code decided: {', '.join(units)}."
