"""``advise robustness --json``: the keys of the contract, and nothing else."""

from __future__ import annotations

from typing import Any

from geo.advice.robustness.answer import Robustness
from geo.advice.robustness.leaving import Leaving
from geo.advice.robustness.outcomes import Outcome, Tally
from geo.advice.robustness.words import asked_sentences, outcome_sentence, summary_sentences
from geo.advice.robustness.worlds import Kind
from geo.command_line.area_json import band_json
from geo.model import Basis, Measure

_DIGITS = 4


def robustness_content(answer: Robustness) -> dict[str, Any]:
    """Return what was asked, the sentences and one row for each area and population."""
    question, layer = answer.question, answer.layer
    return {
        "layer": layer.key,
        "tier": layer.definition.tier,
        "band": band_json(answer.band),
        "summary": summary_sentences(answer),
        "asked": asked_sentences(answer),
        "base_date": question.dates.resident.isoformat(),
        "worlds": {kind.value: _worlds(answer, kind) for kind in Kind},
        "weak_ties": _ties(answer),
        "growth": _growth(answer),
        "areas": [_outcome(answer, outcome) for outcome in answer.outcomes],
    }


def _worlds(answer: Robustness, kind: Kind) -> int:
    return sum(world.kind is kind for world in answer.worlds)


def _ties(answer: Robustness) -> dict[str, Any] | None:
    ties = answer.ties
    if ties is None:
        return None
    return {
        "date": ties.date.isoformat(),
        "threshold": ties.threshold,
        "seed": answer.question.seed,
        "units": [answer.pack.units.codes[unit] for unit in ties.units],
        "without_choice": ties.without_choice,
        "unknown": ties.unknown,
    }


def _growth(answer: Robustness) -> dict[str, Any] | None:
    rates = answer.question.rates
    if rates is None:
        return None
    everybody = rates.everybody_else
    return {
        "layer": rates.layer,
        "years": answer.question.years,
        "rates": [
            {"area_code": code, "low_percent": each.low, "high_percent": each.high}
            for code, each in sorted(rates.by_area.items())
        ],
        "everybody_else": None
        if everybody is None
        else {"low_percent": everybody.low, "high_percent": everybody.high},
        "without": int(rates.without.sum()),
    }


def _outcome(answer: Robustness, outcome: Outcome) -> dict[str, Any]:
    residents = outcome.measure is Measure.RESIDENTS
    leaving = answer.leaving.get(outcome.area.code) if residents else None
    return {
        "area_code": outcome.area.code,
        "area_name": outcome.area.name,
        "parent_code": outcome.area.parent_code,
        "population": (Basis.RESIDENT if residents else Basis.REGISTERED).value,
        "measure": outcome.measure.value,
        "holds": outcome.together.holds.value,
        "together": _tally(outcome.together),
        **{
            kind.value: _tally(outcome.by_kind[kind]) if kind in outcome.by_kind else None
            for kind in Kind
        },
        "leaves": None if leaving is None else _leaves(leaving),
        "sentence": outcome_sentence(answer, outcome),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "worlds": tally.worlds,
        "unknown": tally.unknown,
        "within": tally.within,
        "share": None if tally.share is None else round(tally.share, _DIGITS),
        "lowest": tally.lowest,
        "highest": tally.highest,
    }


def _leaves(leaving: Leaving) -> dict[str, Any]:
    return {
        "outside": leaving.outside,
        "earliest": leaving.earliest,
        "latest": leaving.latest,
        "horizon": leaving.horizon,
        "words": leaving.words,
    }
