"""``check``: each area against its band, its shape, what it crosses, and what is possible."""

from __future__ import annotations

import argparse
from typing import Any, TypeAlias

from geo.advice.feasibility import Feasibility, feasibility
from geo.advice.summary import feasibility_sentence, tier_sentence
from geo.command_line.area_json import area_json, band_json, failed_json
from geo.command_line.asking import (
    add_dates,
    add_pack,
    asked_dates,
    print_json,
    print_table,
)
from geo.command_line.plans import AskedPlan, asked_plans
from geo.model import Basis, Measure, Pack, date_label
from geo.plan.checks import AreaCheck, check_pack
from geo.plan.failed_checks import failed_checks
from geo.plan.findings import find_findings
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.totals import Dates
from geo.topology import find_adjacency
from geo.words import STATUS_WORDS, number

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_to(commands: Commands) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser("check", help="check every area of every layer")
    add_pack(parser)
    parser.add_argument(
        "--basis", choices=[*Basis, "both"], default="both", help="which population (default: both)"
    )
    add_dates(parser)
    parser.add_argument(
        "--scenario", metavar="FILE", help="check a scenario instead of the pack's own division"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    named = [] if asked.scenario is None else [asked.scenario]
    baseline, plans = asked_plans(asked, named)
    plan = plans[0] if plans else None
    pack = baseline if plan is None else plan.state.pack
    dates = asked_dates(pack, asked.date)
    bands = None if plan is None else plan.state.bands
    checks = check_pack(pack, find_adjacency(pack.units.geometry), dates, bands)
    bases = list(Basis) if asked.basis == "both" else [Basis(asked.basis)]
    answers = feasibility(pack, checks, bases)
    if asked.json:
        print_json(
            {
                "pack": pack.key,
                **({} if plan is None else _plan(plan, dates)),
                "areas": [
                    area_json(check, bases) for members in checks.values() for check in members
                ],
                "feasibility": [_feasibility(answer) for answer in answers],
            }
        )
        return
    if plan is not None:
        print(f"Scenario: {plan.name}")
    _print(pack, checks, answers, bases)


def _plan(plan: AskedPlan, dates: Dates) -> dict[str, Any]:
    """Return what only a plan has: what it is, and its failed checks with those it accepts."""
    measured = Measured(plan.state, Ground.of(plan.state.baseline), dates)
    return {
        "scenario": plan.as_json(),
        "failed_checks": [failed_json(failed) for failed in failed_checks(measured)],
    }


def _feasibility(answer: Feasibility) -> dict[str, Any]:
    return {
        "tier": answer.tier,
        "layer": answer.layer,
        "parent_code": None if answer.parent is None else answer.parent.code,
        "population": answer.figure.basis.value,
        "count": answer.figure.count,
        "date": answer.figure.date.isoformat(),
        "band": band_json(answer.band),
        "areas": answer.areas,
        "fewest": answer.fewest,
        "most": answer.most,
        "possible": answer.possible,
    }


def _print(
    pack: Pack,
    checks: dict[str, list[AreaCheck]],
    answers: list[Feasibility],
    bases: list[Basis],
) -> None:
    for layer in pack.layers.values():
        definition = layer.definition
        if definition.tier is None:
            continue
        print(f"\n{definition.name} ({definition.tier})\n")
        for basis in bases:
            print(tier_sentence(pack, layer.key, checks[layer.key], answers, basis))
        for answer in answers:
            if answer.layer == layer.key and answer.parent is not None:
                print(feasibility_sentence(pack, answer))
        print()
        _print_areas(checks[layer.key], bases)
    print("\nFindings\n")
    for finding in find_findings(pack, checks):
        print(f"- {finding.sentence}")


def _print_areas(checks: list[AreaCheck], bases: list[Basis]) -> None:
    header = ["Code", "Area"]
    for basis in bases:
        figure = checks[0].standing(basis).figure
        what = "Residents" if figure.measure is Measure.RESIDENTS else "Registered"
        header += [f"{what}, {date_label(figure.measure, figure.date)}", "Status", "Short or over"]
    rows = []
    for check in checks:
        row = [check.area.code, check.area.name]
        for basis in bases:
            standing = check.standing(basis)
            off = (standing.over or 0) - (standing.short or 0)
            row += [
                number(standing.figure.count),
                STATUS_WORDS[standing.status],
                f"{off:+,}" if off else "",
            ]
        rows.append(row)
    print_table(header, rows, right={i for i in range(2, len(header)) if i % 3 != 0})
