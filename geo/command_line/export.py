"""``export``: a plan in formats that other programs open, in a folder with a manifest."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from geo.command_line.asking import RefusedError, add_dates, add_pack, asked_dates
from geo.command_line.check import Commands
from geo.command_line.plans import BASELINE, asked_plans
from geo.export.open_data.folder import ExportError, export_open_data
from geo.export.open_data.parts import OPEN_DATA, Part, by_key
from geo.model import Basis
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.words import counted

PARTS: tuple[Part, ...] = OPEN_DATA
"""Everything that can be asked for, in the order in which it is written."""


def add_to(commands: Commands) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser("export", help="write a plan in formats that others open")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder to write to; new or empty"
    )
    add_pack(parser)
    parser.add_argument(
        "--scenario", metavar="FILE", help="a scenario instead of the pack's own division"
    )
    parser.add_argument(
        "--only",
        metavar="PARTS",
        help=f"some parts, with commas between (default: all): {', '.join(by_key(PARTS))}",
    )
    add_dates(parser)
    parser.add_argument(
        "--overwrite", action="store_true", help="replace an earlier export in the folder"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    parts = asked_parts(asked.only)
    pack, (plan,) = asked_plans(asked, [asked.scenario or BASELINE])
    measured = Measured(plan.state, Ground.of(pack), asked_dates(pack, asked.date, list(Basis)))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as display:
        task = display.add_task("Measuring", total=None)
        try:
            written = export_open_data(
                measured,
                asked.out,
                parts,
                lambda done, total, what: display.update(
                    task, completed=done, total=total, description=what
                ),
                scenario=plan.scenario,
                overwrite=asked.overwrite,
            )
        except ExportError as error:
            raise RefusedError(str(error)) from None
    size = sum(path.stat().st_size for path in written)
    print(f"{counted(len(written), 'file', 'files')}, {size:,} bytes, in {asked.out}")


def asked_parts(names: str | None) -> tuple[Part, ...]:
    """Return the parts that were asked for, in the order in which they are written.

    Raises:
        RefusedError: there is no such part.
    """
    if names is None:
        return PARTS
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    offered = by_key(PARTS)
    unknown = [name for name in wanted if name not in offered]
    if unknown or not wanted:
        what = f"There is no part {', '.join(unknown)}." if unknown else "No part is named."
        raise RefusedError(f"{what} There is: {', '.join(offered)}.")
    return tuple(part for part in PARTS if part.key in wanted)
