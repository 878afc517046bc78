"""What ``advise repair --json`` tells."""

from __future__ import annotations

import json
from typing import Any

from geo.advice.repair.place import Place, Population
from geo.advice.repair.proposal import AreaChange, Proposal
from geo.advice.repair.proposal_words import (
    proposal_sentences,
    proposal_title,
    reason,
    step_sentence,
)
from geo.advice.repair.question import RepairQuestion
from geo.advice.repair.repairing import PlaceRepair, Working
from geo.advice.repair.steps import Step
from geo.advice.repair.trying import Effort
from geo.advice.repair.words import conflict_sentences, doing_words, place_name, place_sentences
from geo.command_line.advise_asking import AskedAdvice
from geo.command_line.asking import SCHEMA
from geo.plan.measures import Measured
from geo.plan.scenario_text import change_content


def print_line(**content: Any) -> None:
    """Print one line of JSON at once, so that whoever waits reads it as it happens."""
    print(json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False), flush=True)


def progress_json(advice: AskedAdvice, working: Working) -> dict[str, Any]:
    """Return how far the search of a place is."""
    place, progress = working.place, working.progress
    return {
        "place": None if place.parent is None else place.parent.code,
        "place_name": place_name(advice.measured, place),
        "place_number": working.number,
        "places": working.places,
        "seconds": round(progress.seconds, 1),
        "best": progress.moved,
        "bound": progress.bound,
        "doing": doing_words(advice.measured, working),
    }


def repair_json(
    advice: AskedAdvice, question: RepairQuestion, effort: Effort, found: list[PlaceRepair]
) -> dict[str, Any]:
    """Return what came of a repair."""
    return {
        **advice.as_json(),
        "contiguity": question.contiguity,
        "seed": effort.seed,
        "weak_ties": _weak_ties(question),
        "populations": _populations(found),
        "places": [_place(advice.measured, each) for each in found],
    }


def _weak_ties(question: RepairQuestion) -> dict[str, int] | None:
    """Return in how many samples the band must hold, and their seed."""
    if question.weak_ties is None:
        return None
    return {"samples": question.weak_ties, "seed": question.ties_seed}


def _populations(found: list[PlaceRepair]) -> list[dict[str, Any]]:
    """Return the populations that were asked for; those that are not known of any place lack."""
    if not found:
        return []
    place = max((each.place for each in found), key=lambda each: len(each.populations))
    return [
        {
            "measure": each.measure,
            "date": each.date.isoformat(),
            "label": each.label,
            "lowest": place.band.lowest,
            "highest": place.band.highest,
        }
        for each in place.populations
    ]


def _place(measured: Measured, repaired: PlaceRepair) -> dict[str, Any]:
    parent = repaired.place.parent
    return {
        "parent_code": None if parent is None else parent.code,
        "parent_name": place_name(measured, repaired.place),
        "verdict": repaired.verdict,
        "sentences": place_sentences(measured, repaired),
        "conflict": conflict_sentences(measured, repaired),
        "bound": repaired.bound,
        "seconds": round(repaired.seconds, 1),
        "stopped": repaired.stopped,
        "proposals": [_proposal(measured, each) for each in repaired.proposals],
    }


def _proposal(measured: Measured, proposal: Proposal) -> dict[str, Any]:
    return {
        "title": proposal_title(measured, proposal),
        "moved": proposal.moved,
        "joined_new": proposal.joined_new,
        "created": proposal.created,
        "retired": proposal.retired,
        "crossing": proposal.crossing,
        "bound": proposal.bound,
        "gap": proposal.gap,
        "proved": proposal.proved,
        "sentences": proposal_sentences(measured, proposal),
        "areas": [_area(proposal.place, each) for each in proposal.areas],
        "steps": [_step(measured, proposal, each) for each in proposal.steps],
    }


def _area(place: Place, area: AreaChange) -> dict[str, Any]:
    return {
        "area_code": area.code,
        "area_name": area.name,
        "is_new": area.is_new,
        "figures": [
            _figure(place, area, number, each) for number, each in enumerate(place.populations)
        ],
        "pieces_before": None if area.before is None else area.pieces_before,
        "pieces_after": None if area.after is None else area.pieces_after,
        "members": list(area.members),
    }


def _figure(place: Place, area: AreaChange, number: int, population: Population) -> dict[str, Any]:
    before = None if area.before is None else area.before[number]
    after = None if area.after is None else area.after[number]
    lowest, highest = area.in_samples[number] or (None, None)
    return {
        "measure": population.measure,
        "before": before,
        "after": after,
        "status_before": None if before is None else place.band.status(before),
        "status_after": None if after is None else place.band.status(after),
        "lowest_in_samples": lowest,
        "highest_in_samples": highest,
    }


def _step(measured: Measured, proposal: Proposal, step: Step) -> dict[str, Any]:
    return {
        "sentence": step_sentence(measured, proposal, step),
        "people": step.people,
        "reason": reason(measured, proposal),
        "changes": [change_content(change) for change in step.changes],
    }
