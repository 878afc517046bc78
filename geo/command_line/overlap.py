"""``overlap``: residents in every pair of areas of two layers."""

from __future__ import annotations

import argparse

from geo.command_line.asking import (
    add_dates,
    add_pack,
    asked_dates,
    asked_layer,
    asked_pack,
    print_json,
    print_table,
)
from geo.command_line.check import Commands
from geo.model import Area, Basis
from geo.plan.overlap import overlap
from geo.words import number


def add_to(commands: Commands) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser("overlap", help="residents in every pair of areas of two layers")
    parser.add_argument("first", metavar="LAYER")
    parser.add_argument("second", metavar="LAYER")
    add_pack(parser)
    add_dates(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    pack = asked_pack(asked)
    first, second = asked_layer(pack, asked.first), asked_layer(pack, asked.second)
    day = asked_dates(pack, asked.date, [Basis.RESIDENT]).resident
    pairs = overlap(pack, first, second, day)
    if asked.json:
        print_json(
            {
                "pack": pack.key,
                "first": first.key,
                "second": second.key,
                "date": day.isoformat(),
                "overlaps": [
                    {
                        "first_code": _code(pair.first),
                        "first_name": _name(pair.first),
                        "second_code": _code(pair.second),
                        "second_name": _name(pair.second),
                        "units": pair.units,
                        "residents": pair.residents,
                    }
                    for pair in pairs
                ],
            }
        )
        return
    rows = [
        [
            _name(pair.first) or "(none)",
            _name(pair.second) or "(none)",
            number(pair.units),
            number(pair.residents),
        ]
        for pair in pairs
    ]
    header = [first.definition.name, second.definition.name, "Small areas", f"Residents {day}"]
    print_table(header, rows, right={2, 3})


def _code(area: Area | None) -> str | None:
    return None if area is None else area.code


def _name(area: Area | None) -> str | None:
    return None if area is None else area.name
