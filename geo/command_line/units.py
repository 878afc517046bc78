"""``units``: every unit with its areas, its populations and how strongly it belongs to its PCN."""

from __future__ import annotations

import argparse
import csv
import sys
from typing import Any

import numpy as np

from geo.command_line.asking import add_pack, asked_pack, print_json, print_table
from geo.command_line.check import Commands
from geo.model import Pack
from geo.words import number


def add_to(commands: Commands) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser("units", help="list every small area")
    add_pack(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--csv", action="store_true", help="print comma-separated values")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    pack = asked_pack(asked)
    rows = unit_rows(pack)
    if asked.json:
        print_json({"pack": pack.key, "units": rows})
    elif asked.csv:
        flat = [_flat(row) for row in rows]
        writer = csv.DictWriter(sys.stdout, list(flat[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(flat)
    else:
        _print(pack, rows)


def unit_rows(pack: Pack) -> list[dict[str, Any]]:
    """Return one mapping for each unit, in the order of their codes; unknown figures are None."""
    areas = {
        key: layer.area_codes_of_units() for key, layer in pack.layers.items() if key != "unit"
    }
    registrations = pack.registrations
    shares = registrations.share_with_own_pcn
    rows = []
    for position, code in enumerate(pack.units.codes):
        rows.append(
            {
                "unit_code": code,
                "unit_name": pack.units.names[position],
                "in_system": bool(pack.units.in_system[position]),
                "areas": {key: codes[position] for key, codes in areas.items()},
                "residents": {
                    day.isoformat(): _whole(residents.total[position])
                    for day, residents in sorted(pack.residents.items())
                },
                "registered": _whole(registrations.patients[position]),
                "registered_date": registrations.date.isoformat(),
                "share_registered_with_pcn": _share(shares[position]),
                "leading_pcn": registrations.leading_pcn[position],
                "leading_pcn_name": registrations.leading_pcn_name[position],
            }
        )
    return rows


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _share(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if key == "residents":
            flat |= {f"residents_{day}": _cell(count) for day, count in value.items()}
        elif key == "areas":
            flat |= {layer: area or "" for layer, area in value.items()}
        elif key == "in_system":
            flat[key] = "yes" if value else "no"
        else:
            flat[key] = _cell(value)
    return flat


def _cell(value: Any) -> Any:
    return "unknown" if value is None else value


def _print(pack: Pack, rows: list[dict[str, Any]]) -> None:
    day = pack.resident_date.isoformat()
    header = ["Code", "Small area", "System", "District", "PCN", f"Residents {day}", "Registered"]
    table = [
        [
            row["unit_code"],
            row["unit_name"],
            "inside" if row["in_system"] else "outside",
            str(row["areas"].get("district") or ""),
            str(row["areas"].get("pcn") or ""),
            number(row["residents"][day]),
            number(row["registered"]),
        ]
        for row in rows
    ]
    print_table(header, table, right={5, 6})
