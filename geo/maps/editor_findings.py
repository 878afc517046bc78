"""What the editor is told of what is wrong with a plan: failed checks, and units in no area.

Units are told by their position in the pack's order. ``accepted`` and ``fix`` of a finding are left
out where they are not so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from geo.model import Layer, date_label
from geo.plan.check_keys import CHECK_WORDS, CheckKey, CheckKind
from geo.plan.failed_checks import FailedCheck
from geo.plan.findings import FindingKind, find_findings
from geo.plan.measures import Measured
from geo.words import counted, start_sentence

_KIND_OF_FINDING = {
    FindingKind.PARTS: CheckKind.PIECES,
    FindingKind.HOLE: CheckKind.HOLE,
    FindingKind.PARENT: CheckKind.PARENT,
    FindingKind.CROSSING: CheckKind.CROSSING,
}


def told_findings(
    measured: Measured, layer: Layer, failed: Sequence[FailedCheck], fixes: Mapping[CheckKey, str]
) -> list[dict[str, Any]]:
    """Return the failed checks of a layer; one about a whole area names none of its units."""
    units = _units_of_findings(measured, layer.key)
    return [
        {
            "key": {
                "layer": each.key.layer,
                "area_code": each.key.area_code,
                "check": each.key.kind.value,
                "other_layer": each.key.other_layer,
            },
            "area": each.key.area_code,
            "title": start_sentence(CHECK_WORDS[each.key.kind]),
            "sentence": each.sentence,
            "units": units.get(each.key, []),
            **_accepted(each),
            **({"fix": {"words": fixes[each.key]}} if each.key in fixes else {}),
        }
        for each in failed
    ]


def told_uncovered(measured: Measured, layer: Layer) -> dict[str, Any] | None:
    """Return the units that should have an area and have none; None where each has one."""
    units, (count, residents) = measured.uncovered(layer.key), measured.unassigned(layer.key)
    if not count:
        return None
    people = "an unknown number of residents"
    if residents.count is not None:
        people = counted(residents.count, "resident", "residents")
    return {
        "sentence": f"{counted(count, 'small area', 'small areas')} with {people} "
        f"({date_label(residents.measure, residents.date)}) {'is' if count == 1 else 'are'} in no "
        f"{layer.definition.singular}.",
        "units": units.tolist(),
    }


def _accepted(failed: FailedCheck) -> dict[str, Any]:
    """Return why a check is accepted and by whom; nothing where it is not."""
    if failed.waiver is None:
        return {}
    return {"accepted": {"reason": failed.waiver.reason, "author": failed.waiver.author}}


def _units_of_findings(measured: Measured, key: str) -> dict[CheckKey, list[int]]:
    checks = [measures.check for measures in measured.layer(key).values()]
    units: dict[CheckKey, set[int]] = {}
    for finding in find_findings(measured.state.pack, {key: checks}):
        kind = _KIND_OF_FINDING[finding.kind]
        other = finding.other_layer if kind is CheckKind.CROSSING else None
        check = CheckKey(key, finding.area_code, kind, other)
        units.setdefault(check, set()).update(np.asarray(finding.units).tolist())
    return {check: sorted(members) for check, members in units.items()}
