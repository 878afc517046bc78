"""``check``: each area against its band, its shape, what it crosses, and what is possible."""

from __future__ import annotations

import argparse
from typing import Any, TypeAlias

from geo.advice.feasibility import feasibility
from geo.command_line.area_json import failed_json, figure_json
from geo.command_line.asking import (
    add_dates,
    add_pack,
    asked_dates,
    asked_layer,
    print_json,
)
from geo.command_line.check_json import check_content
from geo.command_line.check_text import print_checks
from geo.command_line.plans import AskedPlan, asked_plans
from geo.model import Basis
from geo.plan.checks import check_pack
from geo.plan.failed_checks import failed_checks
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.totals import Dates
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
    parser.add_argument(
        "--scenario", metavar="FILE", help="check a scenario instead of the pack's own division"
    )
    add_dates(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    named = [] if asked.scenario is None else [asked.scenario]
    baseline, plans = asked_plans(asked, named)
    plan = plans[0] if plans else None
    pack = baseline if plan is None else plan.state.pack
    bands = None if plan is None else plan.state.bands
    bases = list(Basis) if asked.basis == "both" else [Basis(asked.basis)]
    dates = asked_dates(pack, asked.date, bases)
    keys = {asked_layer(pack, key).key for key in asked.layer or pack.layers}
    checks = check_pack(pack, find_adjacency(pack.units.geometry), dates, bands)
    answers = [answer for answer in feasibility(pack, checks, bases) if answer.layer in keys]
    shown = {key: members for key, members in checks.items() if key in keys}
    if asked.json:
        told = {} if plan is None else _plan(plan, dates)
        print_json({"pack": pack.key, **told, **check_content(shown, answers, bases)})
    else:
        if plan is not None:
            print(f"Scenario: {plan.name}")
        print_checks(pack, shown, answers, bases)


def _plan(plan: AskedPlan, dates: Dates) -> dict[str, Any]:
    """Return what only a plan has: what it is, the checks it fails, units that it leaves out."""
    measured = Measured(plan.state, Ground.of(plan.state.baseline), dates)
    codes = plan.state.baseline.units.codes
    return {
        "scenario": plan.as_json(),
        "failed_checks": [failed_json(failed) for failed in failed_checks(measured)],
        "unassigned": {
            key: {
                "units": [codes[unit] for unit in units.tolist()],
                "residents": figure_json(measured.unassigned(key)[1]),
            }
            for key in plan.state.layers
            if len(units := measured.uncovered(key))
        },
    }
