"""``check``: each area against its band, its shape, what it crosses, and what is possible."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from geo.advice.feasibility import feasibility
from geo.command_line.asking import (
    add_dates,
    add_pack,
    asked_dates,
    asked_layer,
    asked_pack,
    print_json,
)
from geo.command_line.check_json import check_content
from geo.command_line.check_text import print_checks
from geo.model import Basis
from geo.plan.checks import check_pack
from geo.topology import find_adjacency

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_to(commands: Commands) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser("check", help="check every area of every layer")
    add_pack(parser)
    parser.add_argument(
        "--layer", action="append", metavar="LAYER", help="only this layer; may be given again"
    )
    parser.add_argument(
        "--basis", choices=[*Basis, "both"], default="both", help="which population (default: both)"
    )
    add_dates(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    pack = asked_pack(asked)
    bases = list(Basis) if asked.basis == "both" else [Basis(asked.basis)]
    dates = asked_dates(pack, asked.date, bases)
    keys = {asked_layer(pack, key).key for key in asked.layer or pack.layers}
    checks = check_pack(pack, find_adjacency(pack.units.geometry), dates)
    answers = [answer for answer in feasibility(pack, checks, bases) if answer.layer in keys]
    shown = {key: members for key, members in checks.items() if key in keys}
    if asked.json:
        print_json({"pack": pack.key, **check_content(shown, answers, bases)})
    else:
        print_checks(pack, shown, answers, bases)
