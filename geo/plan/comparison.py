"""Comparison: a baseline and a scenario, or two scenarios of one pack, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo.model import Figure
from geo.plan.failed_checks import FailedCheck, failed_checks
from geo.plan.impact import Impact, find_impact
from geo.plan.measures import Measured
from geo.plan.totals import lists_of, residents_of


@dataclass(frozen=True)
class Comparison:
    """What differs between two plans, and which checks they pass.

    Attributes:
        impact: who moves, and every area that differs, before and after.
        residents_moved: people whose small area changes area, by layer.
        patients_moved: people whose practice changes area, by layer.
        fails_now: checks that fail after and did not before.
        passes_now: checks that failed before and do not after, the area being still in the system.
        ended: checks that failed before and whose area is no more, or in the system no more.
        still_fails: checks that fail before and after, as after.
    """

    impact: Impact
    residents_moved: Mapping[str, Figure]
    patients_moved: Mapping[str, Figure]
    fails_now: tuple[FailedCheck, ...]
    passes_now: tuple[FailedCheck, ...]
    ended: tuple[FailedCheck, ...]
    still_fails: tuple[FailedCheck, ...]


def compare(before: Measured, after: Measured) -> Comparison:
    """Compare two states of one pack.

    Raises:
        ValueError: they are not of one pack, or their dates differ.
    """
    impact = find_impact(before, after)
    old = {failed.key: failed for failed in failed_checks(before)}
    new = {failed.key: failed for failed in failed_checks(after)}
    pack, dates = after.state.pack, after.dates
    units = {key: [flow.units for flow in impact.units if flow.layer == key] for key in pack.layers}
    practices = {
        key: [code for flow in impact.practices if flow.layer == key for code in flow.practices]
        for key in pack.layers
    }
    gone = [failed for key, failed in old.items() if key not in new]
    checked = {
        (key, area.code)
        for key in {failed.key.layer for failed in gone}
        for area in pack.layer(key).areas
        if area.in_system
    }
    return Comparison(
        impact=impact,
        residents_moved={
            key: residents_of(pack, np.concatenate(moved), dates.resident)
            for key, moved in units.items()
            if moved
        },
        patients_moved={
            key: lists_of(pack, codes, dates.registered)
            for key, codes in practices.items()
            if codes
        },
        fails_now=tuple(failed for key, failed in new.items() if key not in old),
        passes_now=tuple(each for each in gone if (each.key.layer, each.key.area_code) in checked),
        ended=tuple(each for each in gone if (each.key.layer, each.key.area_code) not in checked),
        still_fails=tuple(failed for key, failed in new.items() if key in old),
    )
