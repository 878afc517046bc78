"""``advise feasibility``: how many areas could fit, which must split, and who must move."""

from __future__ import annotations

import argparse
from typing import Any

from geo.advice.assessing import Assessment, assess
from geo.advice.family import Family
from geo.advice.moving_bounds import AreaStanding, MovingBounds
from geo.advice.neighbour_flow import Shifts
from geo.advice.refusals import AdviceError
from geo.advice.summary import label
from geo.command_line.advise_asking import (
    add_locks,
    add_populations,
    add_question,
    asked_advice,
    asked_measures,
)
from geo.command_line.area_json import figure_json, standing_json
from geo.command_line.asking import RefusedError, print_json
from geo.command_line.check import Commands
from geo.command_line.check_json import feasibility_json
from geo.words import start_sentence


def add_to(questions: Commands) -> None:
    """Add this question to the parser."""
    parser = add_question(questions, "feasibility", "what is possible, before any search")
    add_populations(parser)
    parser.add_argument("--parent", metavar="CODE", help="only the areas of this parent")
    add_locks(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the question."""
    advice = asked_advice(asked)
    measures = asked_measures(advice, asked.population)
    try:
        found = [
            assess(advice.measured, advice.layer, measure, asked.parent, asked.lock)
            for measure in measures
        ]
    except AdviceError as error:
        raise RefusedError(str(error)) from None
    if asked.json:
        print_json(
            {
                **advice.as_json(),
                "locked": sorted(set(asked.lock)),
                "assessments": [_assessment(each) for each in found],
            }
        )
        return
    for each in found:
        print(f"\n{start_sentence(label(each.families[0].answer.figure))}\n")
        for sentence in each.sentences:
            print(f"- {sentence}")


def _assessment(found: Assessment) -> dict[str, Any]:
    units, residents = found.unassigned
    return {
        "measure": found.measure.value,
        "at_least_within_parents": found.at_least,
        "unassigned": {"units": units, "residents": figure_json(residents)},
        "feasibility": [_family(family) for family in found.families],
        "sentences": list(found.sentences),
    }


def _family(family: Family) -> dict[str, Any]:
    unlocked = family.unlocked
    return {
        **feasibility_json(family.answer),
        "known": family.answer.figure.known,
        "gain": family.gain,
        "lose": family.lose,
        "impossible": family.impossible,
        "unlocked": None if unlocked is None else feasibility_json(unlocked),
        "locked_outside": [_area(each) for each in family.contradicting],
        "must_split": [
            {
                "area_code": split.area.code,
                "known": split.known,
                "fewest": split.fewest,
                "left_over": split.keeps_over,
                "room": split.room,
                "needs_new": split.needs_new,
            }
            for split in family.splits
        ],
        "indivisible": [
            {
                "kind": each.kind,
                "code": each.code,
                "area_code": each.area.code,
                "people": each.people,
            }
            for each in family.indivisible
        ],
        "moves": _moves(family.bounds),
        "sentences": list(family.sentences),
    }


def _moves(bounds: MovingBounds) -> dict[str, Any]:
    codes = [each.area.code for each in bounds.members]
    steps = bounds.shifts.steps if isinstance(bounds.shifts, Shifts) else None
    obstacle = bounds.obstacle
    return {
        "above": [_area(each) for each in bounds.above],
        "below": [_area(each) for each in bounds.below],
        "unknown": [_area(each) for each in bounds.unknown],
        "excess": bounds.excess,
        "shortfall": bounds.shortfall,
        "at_least": bounds.at_least,
        "between_neighbours": bounds.between_neighbours,
        "shifts": None
        if steps is None
        else [
            {
                "from_code": codes[step.origin],
                "to_code": codes[step.target],
                "people": step.people,
            }
            for step in steps
        ],
        "obstacle": None
        if obstacle is None
        else {
            "too_many": obstacle.too_many,
            "area_codes": [codes[place] for place in obstacle.group],
            "around": [codes[place] for place in obstacle.around],
            "have": obstacle.have,
            "limit": obstacle.limit,
        },
    }


def _area(each: AreaStanding) -> dict[str, Any]:
    return {"area_code": each.area.code, **standing_json(each.standing)}
