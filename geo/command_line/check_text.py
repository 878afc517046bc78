"""``check`` for people: sentences for each tier, a table for each layer, and the findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.advice.feasibility import Feasibility
from geo.advice.tier_words import feasibility_sentence, tier_sentence
from geo.command_line.asking import print_table
from geo.model import Basis, Layer, Measure, Pack, date_label
from geo.plan.checks import AreaCheck
from geo.plan.findings import CROSSED_LAYERS, find_findings
from geo.plan.overlap import UNASSIGNED_CODE
from geo.words import STATUS_WORDS, number, signed


def print_checks(
    pack: Pack,
    checks: Mapping[str, Sequence[AreaCheck]],
    answers: Sequence[Feasibility],
    bases: Sequence[Basis],
) -> None:
    """Print what was found about the layers that were checked."""
    for key, members in checks.items():
        layer = pack.layer(key)
        tier = layer.definition.tier
        print(f"\n{layer.definition.name}{f' ({tier})' if tier else ''}\n")
        if tier:
            _print_sentences(pack, layer, members, answers, bases)
        _print_areas(pack, layer, members, bases)
    findings = find_findings(pack, checks)
    if findings:
        print("\nFindings\n")
    for finding in findings:
        print(f"- {finding.sentence}")


def _print_sentences(
    pack: Pack,
    layer: Layer,
    members: Sequence[AreaCheck],
    answers: Sequence[Feasibility],
    bases: Sequence[Basis],
) -> None:
    for basis in bases:
        print(tier_sentence(pack, layer.key, members, answers, basis))
    by_parent = [answer for answer in answers if answer.layer == layer.key and answer.parent]
    if len({answer.parent for answer in by_parent}) > 1:
        for answer in by_parent:
            print(feasibility_sentence(pack, answer))
    print()


def _print_areas(
    pack: Pack, layer: Layer, members: Sequence[AreaCheck], bases: Sequence[Basis]
) -> None:
    header = ["Code", "Area"]
    right: set[int] = set()
    for basis in bases:
        figure = members[0].standing(basis).figure
        what = "Residents" if figure.measure is Measure.RESIDENTS else "Registered"
        right |= {len(header), len(header) + 2}
        header += [f"{what}, {date_label(figure.measure, figure.date)}", "Status", "Over (−short)"]
    right |= {len(header) + 1, len(header) + 2}
    header += ["Parent", "Parts", "Holes", "Crosses (residents)"]
    print_table(header, [_row(pack, layer, check, bases) for check in members], right)


def _row(pack: Pack, layer: Layer, check: AreaCheck, bases: Sequence[Basis]) -> list[str]:
    row = [check.area.code, check.area.name]
    for basis in bases:
        standing = check.standing(basis)
        off = (standing.over or 0) - (standing.short or 0)
        row += [
            number(standing.figure.count),
            STATUS_WORDS[standing.status],
            signed(off) if off else "",
        ]
    crosses = [
        f"{key}: {_shares(pack, key, check.crosses[key])}"
        for key in CROSSED_LAYERS
        if key in check.crosses
    ]
    parent, code = layer.definition.parent, check.area.parent_code
    return [
        *row,
        "" if parent is None or code is None else pack.layer(parent).area(code).name,
        number(len(check.parts)),
        number(len(check.holes)),
        "; ".join(crosses),
    ]


def _shares(pack: Pack, layer: str, shares: Mapping[str, int | None]) -> str:
    return ", ".join(f"{_name(pack, layer, code)} {number(n)}" for code, n in shares.items())


def _name(pack: Pack, layer: str, code: str) -> str:
    return "none" if code == UNASSIGNED_CODE else pack.layer(layer).area(code).name
