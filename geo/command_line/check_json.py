"""``check --json``: the keys of the contract, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.advice.feasibility import Feasibility
from geo.model import Band, Basis
from geo.plan.checks import AreaCheck, Standing


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
        "areas": [_area(check, bases) for members in checks.values() for check in members],
        "feasibility": [_feasibility(answer) for answer in answers],
    }


def _area(check: AreaCheck, bases: Sequence[Basis]) -> dict[str, Any]:
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
