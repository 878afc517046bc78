"""``check``: each area against its band, its shape, what it crosses, and what is possible."""

from __future__ import annotations

import argparse
from typing import Any, TypeAlias

from geo.advice.feasibility import Feasibility, feasibility
from geo.advice.summary import feasibility_sentence, tier_sentence
from geo.command_line.asking import (
    add_dates,
    add_pack,
    asked_dates,
    asked_pack,
    print_json,
    print_table,
)
from geo.model import Band, Basis, Measure, Pack, date_label
from geo.plan.checks import AreaCheck, Standing, check_pack
from geo.plan.findings import find_findings
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
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    pack = asked_pack(asked)
    dates = asked_dates(pack, asked.date)
    checks = check_pack(pack, find_adjacency(pack.units.geometry), dates)
    bases = list(Basis) if asked.basis == "both" else [Basis(asked.basis)]
    answers = feasibility(pack, checks, bases)
    if asked.json:
        print_json(
            {
                "pack": pack.key,
                "areas": [_area(check, bases) for members in checks.values() for check in members],
                "feasibility": [_feasibility(answer) for answer in answers],
            }
        )
        return
    _print(pack, checks, answers, bases)


def _area(check: AreaCheck, bases: list[Basis]) -> dict[str, Any]:
    return {
        "layer": check.layer,
        "area_code": check.area.code,
        "area_name": check.area.name,
        "tier": check.tier,
        "parent_code": check.area.parent_code,
        "in_system": check.area.in_system,
        **{
            basis.value: _standing(check.standing(basis)) if basis in bases else None
            for basis in Basis
        },
        "units": check.units,
        "parts": len(check.parts),
        "holes": len(check.holes),
        "crosses": check.crosses,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    figure = standing.figure
    return {
        "count": figure.count,
        "date": figure.date.isoformat(),
        "measure": figure.measure.value,
        "known": figure.known,
        "missing": list(figure.missing),
        "band": _band(standing.band),
        "status": standing.status,
        "short": standing.short,
        "over": standing.over,
    }


def _band(band: Band | None) -> dict[str, Any] | None:
    if band is None:
        return None
    return {"lowest": band.lowest, "highest": band.highest, "source": band.source}


def _feasibility(answer: Feasibility) -> dict[str, Any]:
    return {
        "tier": answer.tier,
        "layer": answer.layer,
        "parent_code": None if answer.parent is None else answer.parent.code,
        "population": answer.figure.basis.value,
        "count": answer.figure.count,
        "date": answer.figure.date.isoformat(),
        "band": _band(answer.band),
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
