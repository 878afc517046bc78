"""Areas and their figures as JSON, the same for every command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geo.model import Band, Basis, Figure
from geo.plan.checks import AreaCheck, Standing
from geo.plan.failed_checks import FailedCheck
from geo.plan.measures import AreaMeasures


def area_json(check: AreaCheck, bases: Sequence[Basis]) -> dict[str, Any]:
    """Return an area with its populations; those that are not asked for are None."""
    return {
        "layer": check.layer,
        "area_code": check.area.code,
        "area_name": check.area.name,
        "tier": check.tier,
        "parent_code": check.area.parent_code,
        "in_system": check.area.in_system,
        **{
            basis.value: standing_json(check.standing(basis)) if basis in bases else None
            for basis in Basis
        },
        "units": check.units,
        "parts": len(check.parts),
        "holes": len(check.holes),
        "crosses": check.crosses,
    }


def measures_json(measures: AreaMeasures | None) -> dict[str, Any] | None:
    """Return an area with everything that is measured of it; None where there is none."""
    if measures is None:
        return None
    compactness = measures.compactness
    return {
        **area_json(measures.check, tuple(Basis)),
        "living_inside": standing_json(measures.living_inside),
        "compactness": None if compactness is None else round(compactness, 4),
        "practices": list(measures.practices),
        "practices_outside": list(measures.practices_outside),
        "leaning_elsewhere": measures.leaning_elsewhere,
    }


def standing_json(standing: Standing) -> dict[str, Any]:
    """Return one population against its band."""
    return {
        **figure_json(standing.figure),
        "band": band_json(standing.band),
        "status": standing.status,
        "short": standing.short,
        "over": standing.over,
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return a figure with its label."""
    return {
        "count": figure.count,
        "date": figure.date.isoformat(),
        "measure": figure.measure.value,
        "known": figure.known,
        "missing": list(figure.missing),
    }


def band_json(band: Band | None) -> dict[str, Any] | None:
    """Return a band; None where there is none."""
    if band is None:
        return None
    return {"lowest": band.lowest, "highest": band.highest, "source": band.source}


def failed_json(failed: FailedCheck) -> dict[str, Any]:
    """Return a failed check with why it is accepted, if it is."""
    return {
        "layer": failed.key.layer,
        "area_code": failed.key.area_code,
        "check": failed.key.kind.value,
        "other_layer": failed.key.other_layer,
        "sentence": failed.sentence,
        "accepted": None
        if failed.waiver is None
        else {"reason": failed.waiver.reason, "author": failed.waiver.author},
    }
