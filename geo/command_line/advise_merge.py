"""``advise merge``: the neighbours that an area could best be merged with."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from geo.advice.measuring import standing_of
from geo.advice.merging import MergeAdvice, MergePartner, propose_mergers
from geo.advice.refusals import AdviceError
from geo.command_line.advise_asking import (
    AskedAdvice,
    add_locks,
    add_populations,
    add_question,
    asked_advice,
    asked_measures,
)
from geo.command_line.area_json import measures_json
from geo.command_line.asking import RefusedError, print_json
from geo.command_line.check import Commands
from geo.model import BandStatus, Measure


def add_to(questions: Commands) -> None:
    """Add this question to the parser."""
    parser = add_question(questions, "merge", "the best partner for an area that is too small")
    parser.add_argument(
        "--area", metavar="CODE", help="the area (default: each that is below its band)"
    )
    add_populations(parser)
    add_locks(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the question."""
    advice = asked_advice(asked)
    measures = asked_measures(advice, asked.population)
    areas = _too_small(advice, measures, asked.lock) if asked.area is None else [asked.area]
    try:
        found = [
            propose_mergers(advice.measured, advice.layer, area, measures, asked.lock)
            for area in areas
        ]
    except AdviceError as error:
        raise RefusedError(str(error)) from None
    if asked.json:
        content = [_advice(each) for each in found]
        print_json({**advice.as_json(), "locked": sorted(set(asked.lock)), "mergers": content})
        return
    if not found:
        plural = advice.measured.state.pack.layer(advice.layer).definition.plural
        print(f"None of the {plural} of the system is below its band.")
    for each in found:
        print(f"\n{each.area.name}\n")
        for sentence in each.sentences:
            print(f"- {sentence}")


def _too_small(
    advice: AskedAdvice, measures: Sequence[Measure], locked: Sequence[str]
) -> list[str]:
    """Return the codes of the areas that are below the band by any population and can merge.

    Raises:
        RefusedError: the layer has no band.
    """
    every = advice.measured.layer(advice.layer)
    if all(each.check.resident.band is None for each in every.values()):
        name = advice.measured.state.pack.layer(advice.layer).definition.name
        raise RefusedError(f"{name} have no band, so none is too small: name one with --area.")
    return [
        code
        for code, each in every.items()
        if each.check.area.in_system
        and each.check.units
        and code not in locked
        and any(standing_of(each, measure).status is BandStatus.BELOW for measure in measures)
    ]


def _advice(found: MergeAdvice) -> dict[str, Any]:
    return {
        "area_code": found.area.code,
        "best": None if found.best is None else found.best.partner.code,
        "partners": [_partner(partner) for partner in found.partners],
        "sentences": list(found.sentences),
    }


def _partner(partner: MergePartner) -> dict[str, Any]:
    change = partner.change
    return {
        "area_code": partner.partner.code,
        "area_name": partner.partner.name,
        "same_parent": partner.same_parent,
        "fits": partner.fits,
        "from_code": change.areas[0],
        "to_code": change.into,
        "border_metres": round(partner.border_metres),
        "new_crossings": {key: dict(shares) for key, shares in partner.new_crossings.items()},
        "measures": measures_json(partner.measures),
    }
