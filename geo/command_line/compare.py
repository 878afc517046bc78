"""``compare``: two plans side by side, who changes area and which checks they pass."""

from __future__ import annotations

import argparse
from typing import Any

from geo.command_line.area_json import band_json, failed_json, figure_json, measures_json
from geo.command_line.asking import add_dates, add_pack, asked_dates, print_json, print_table
from geo.command_line.check import Commands
from geo.command_line.plans import BASELINE, AskedPlan, asked_plans
from geo.model import Basis, Measure, Pack, date_label
from geo.plan.account import account
from geo.plan.comparison import Comparison, compare
from geo.plan.flows import PracticeFlow, UnitFlow
from geo.plan.ground import Ground
from geo.plan.impact import AreaChange
from geo.plan.measures import AreaMeasures, Measured
from geo.plan.totals import Dates
from geo.words import STATUS_WORDS, number


def add_to(commands: Commands) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser("compare", help="compare two plans")
    for name in ("before", "after"):
        parser.add_argument(
            name, metavar="FILE", help=f"a scenario, or the word {BASELINE} for the pack's own"
        )
    add_pack(parser)
    add_dates(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    pack, (before, after) = asked_plans(asked, [asked.before, asked.after])
    dates = asked_dates(pack, asked.date, list(Basis))
    ground = Ground.of(pack)
    found = compare(Measured(before.state, ground, dates), Measured(after.state, ground, dates))
    if asked.json:
        print_json(_content(pack, before, after, dates, found))
    else:
        _print(before, after, found)


def _content(
    pack: Pack, before: AskedPlan, after: AskedPlan, dates: Dates, found: Comparison
) -> dict[str, Any]:
    impact = found.impact
    return {
        "pack": pack.key,
        "before": before.as_json(),
        "after": after.as_json(),
        "resident_date": dates.resident.isoformat(),
        "registered_date": dates.registered.isoformat(),
        "account": account(impact),
        "residents_moved": {
            key: figure_json(figure) for key, figure in found.residents_moved.items()
        },
        "patients_moved": {
            key: figure_json(figure) for key, figure in found.patients_moved.items()
        },
        "unit_moves": [_unit_move(pack, flow) for flow in impact.units],
        "practice_moves": [_practice_move(flow) for flow in impact.practices],
        "unassigned": {
            key: {
                "units_before": each.units[0],
                "units_after": each.units[1],
                "residents_before": figure_json(each.residents[0]),
                "residents_after": figure_json(each.residents[1]),
            }
            for key, each in impact.unassigned.items()
        },
        "areas": [_area(change) for change in impact.areas],
        "bands": {
            tier: {"before": band_json(old), "after": band_json(new)}
            for tier, (old, new) in impact.bands.items()
        },
        "checks": {
            name: [failed_json(failed) for failed in getattr(found, name)]
            for name in ("fails_now", "passes_now", "ended", "still_fails")
        },
    }


def _unit_move(pack: Pack, flow: UnitFlow) -> dict[str, Any]:
    return {
        "layer": flow.layer,
        "from_code": flow.origin,
        "to_code": flow.target,
        "units": [pack.units.codes[unit] for unit in flow.units],
        "residents": figure_json(flow.residents),
    }


def _practice_move(flow: PracticeFlow) -> dict[str, Any]:
    return {
        "layer": flow.layer,
        "from_code": flow.origin,
        "to_code": flow.target,
        "practices": list(flow.practices),
        "registered": figure_json(flow.patients),
    }


def _area(change: AreaChange) -> dict[str, Any]:
    return {
        "layer": change.layer,
        "area_code": change.area.code,
        "area_name": change.area.name,
        "before": measures_json(change.before),
        "after": measures_json(change.after),
    }


def _print(before: AskedPlan, after: AskedPlan, found: Comparison) -> None:
    print(f"{before.name} → {after.name}\n")
    for sentence in account(found.impact) or ["Nothing differs."]:
        print(f"- {sentence}")
    for title, failed in (
        ("Fails now", found.fails_now),
        ("Passes now", found.passes_now),
        ("Failed before, the area is no more", found.ended),
    ):
        if failed:
            print(f"\n{title}\n")
        for each in failed:
            accepted = "" if each.waiver is None else f" Accepted: “{each.waiver.reason}”"
            print(f"- {each.sentence}{accepted}")
    if not found.impact.areas:
        return
    dates = found.impact.after.dates
    resident = date_label(Measure.RESIDENTS, dates.resident)
    registered = date_label(Measure.LISTS, dates.registered)
    print("\nAreas\n")
    header = ["Layer", "Code", "Area"]
    for what in (f"Residents, {resident}", f"Registered, {registered}"):
        header += [f"{what}: before", "after", "Status before", "Status after"]
    rows = [
        [
            change.layer,
            change.area.code,
            change.area.name,
            *_cells(change, resident=True),
            *_cells(change, resident=False),
        ]
        for change in found.impact.areas
    ]
    print_table(header, rows, right={3, 4, 7, 8})


def _cells(change: AreaChange, resident: bool) -> list[str]:
    def told(measures: AreaMeasures | None) -> tuple[str, str]:
        if measures is None:
            return "", ""
        check = measures.check
        standing = check.resident if resident else check.registered
        return number(standing.figure.count), STATUS_WORDS[standing.status]

    was, now = told(change.before), told(change.after)
    return [was[0], now[0], was[1], now[1]]
