"""``export``: a plan in formats that other programs open, in a folder with a manifest.

With ``--json`` each step is told as a line of JSON with ``done``, ``total`` and ``next``; the last
line has ``files`` and ``bytes``, or ``faults``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from geo.command_line.asking import SCHEMA, RefusedError, add_dates, add_pack, asked_dates
from geo.command_line.check import Commands
from geo.command_line.plans import BASELINE, AskedPlan, asked_plans
from geo.export.consultation_pack import (
    OrderError,
    Packing,
    PackOrder,
    read_order_text,
    usual_order,
    write_zip,
)
from geo.export.consultation_pack.order import PART_TITLES
from geo.export.documents import ConsultedPlan, DocumentError
from geo.export.open_data.folder import ExportError
from geo.export.open_data.folder import Progress as Tell
from geo.model import Basis, PackError
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.words import counted

PARTS: tuple[str, ...] = tuple(PART_TITLES)
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
        help="some parts, with commas between (default: all but the last, which has the names of "
        f"those who edited the scenario): {', '.join(PARTS)}",
    )
    add_dates(parser)
    parser.add_argument(
        "--overwrite", action="store_true", help="replace an earlier export in the folder"
    )
    parser.add_argument(
        "--order", type=Path, metavar="FILE", help="what a consultation pack is to hold, as JSON"
    )
    parser.add_argument(
        "--zip", type=Path, metavar="FILE", help="write the whole of it as one zip file too"
    )
    parser.add_argument("--json", action="store_true", help="tell each step as a line of JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    if asked.json:
        try:
            files, size = _export(asked, _tell_as_json)
        except (RefusedError, PackError) as error:
            _print_line(faults=str(error).splitlines())
            raise
        _print_line(files=files, bytes=size)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as display:
        task = display.add_task("Measuring", total=None)
        files, size = _export(
            asked,
            lambda done, total, what: display.update(
                task, completed=done, total=total, description=escape(what)
            ),
        )
    print(f"{counted(files, 'file', 'files')}, {size:,} bytes, in {asked.out}")


def _export(asked: argparse.Namespace, tell: Tell) -> tuple[int, int]:
    """Write what was asked for, and return how many files and bytes there are.

    Raises:
        RefusedError: it cannot be written, or something is missing; nothing was changed.
        PackError: the pack cannot be used.
    """
    parts = asked_parts(asked.only)
    pack, (plan,) = asked_plans(asked, [asked.scenario or BASELINE])
    dates = asked_dates(pack, asked.date, list(Basis))
    baseline = Measured(State.of(pack), Ground.of(pack), dates)
    proposed = None if plan.scenario is None else baseline.next(plan.state)
    consulted = ConsultedPlan(baseline, plan.scenario, proposed)
    order = asked_order(asked.order, plan)
    packing = Packing(consulted, order if parts is None else order.only(parts))
    try:
        written = packing.make(asked.out, tell, overwrite=asked.overwrite)
        if asked.zip is not None:
            write_zip(asked.out, asked.zip)
    except (ExportError, OrderError, DocumentError) as error:
        raise RefusedError(str(error)) from None
    except OSError as error:
        raise RefusedError(f"{asked.zip} cannot be written: {error.strerror}.") from None
    return len(written), sum(path.stat().st_size for path in written)


def asked_order(path: Path | None, plan: AskedPlan) -> PackOrder:
    """Read the order of a pack; where there is none, return the usual one.

    Raises:
        RefusedError: it cannot be read.
    """
    if path is None:
        return usual_order(proposal=plan.scenario is not None)
    try:
        return read_order_text(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, OrderError) as error:
        raise RefusedError(f"{path} cannot be used.\n{error}") from None


def asked_parts(names: str | None) -> tuple[str, ...] | None:
    """Return the keys of the parts that were asked for; None for all of them.

    Raises:
        RefusedError: there is no such part.
    """
    if names is None:
        return None
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in PARTS]
    if unknown or not wanted:
        what = f"There is no part {', '.join(unknown)}." if unknown else "No part is named."
        raise RefusedError(f"{what} There is: {', '.join(PARTS)}.")
    return tuple(wanted)


def _tell_as_json(done: int, total: int, what: str) -> None:
    _print_line(done=done, total=total, next=what)


def _print_line(**content: Any) -> None:
    """Print one line of JSON at once, so that whoever waits reads it as it happens."""
    print(json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False), flush=True)
