"""``check --json``: the keys of the contract, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.advice.feasibility import Feasibility
from geo.command_line.area_json import area_json, band_json
from geo.model import Basis
from geo.plan.checks import AreaCheck


def check_content(
    checks: Mapping[str, Sequence[AreaCheck]],
    answers: Sequence[Feasibility],
    bases: Sequence[Basis],
) -> dict[str, Any]:
    """Return ``areas`` and ``feasibility`` as plain values.

    Args:
        checks: by layer.
        answers: from ``geo.advice.feasibility``.
        bases: populations that were asked for; the others are null.
    """
    return {
        "areas": [area_json(check, bases) for members in checks.values() for check in members],
        "feasibility": [feasibility_json(answer) for answer in answers],
    }


def feasibility_json(answer: Feasibility) -> dict[str, Any]:
    """Return how many areas could fit."""
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
