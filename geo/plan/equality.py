"""Equality: who changes area between two plans, by age and by deprivation, beside everyone.

Only residents are described so: they have ages and live in units, whose deprivation is known.
*Movers* are the residents of units that change area in a layer. *Everyone* is the residents of the
system, as it is before or after. Movers who live outside the system are left aside and counted.

Ages are groups of whole published five-year bands, so that every figure is a sum of published
ones. Deprivation is that of the unit, not of the person: its tenth of England's small areas.

Small numbers of movers are withheld (see ``geo.plan.withholding``), and with a count its share.
Everyone's figures are published as they are. A count is unknown where a part of it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo.model import Counts, Measure, Pack, date_label, month_label
from geo.plan.impact import Impact
from geo.plan.withholding import withhold
from geo.words import counted, listed, people, share

Integers = NDArray[np.int64]
AGE_GROUPS: tuple[tuple[str, slice], ...] = (
    ("under 15", slice(0, 3)),
    ("15 to 24", slice(3, 5)),
    ("25 to 44", slice(5, 9)),
    ("45 to 64", slice(9, 13)),
    ("65 to 84", slice(13, 17)),
    ("85 and over", slice(17, 19)),
)
"""What each age group is called, and which of ``AGE_BANDS`` it is made of."""
DECILES = {each: str(each) for each in range(1, 11)} | {
    1: "1, most deprived",
    10: "10, least deprived",
}
UNKNOWN_DECILE = "unknown"
SMALLEST_TOLD, MOST_TOLD = 1.0, 2
"""Differences told in sentences: so many percentage points or more, so many for each table."""


@dataclass(frozen=True)
class EqualityRow:
    """One group of people.

    Attributes:
        group: what it is called.
        movers: how many of them change area; None where unknown or withheld.
        withheld: whether ``movers`` is None because it is withheld.
        everyone: how many of them there are in the system; None where unknown.
        share_of_movers: of all who change area, between 0 and 1; None where unknown or withheld.
        share_of_everyone: of everyone in the system, between 0 and 1; None where unknown.
    """

    group: str
    movers: int | None
    withheld: bool
    everyone: int | None
    share_of_movers: float | None
    share_of_everyone: float | None

    @property
    def percentage_points(self) -> float | None:
        """By how many percentage points their share is larger among those who change area."""
        if self.share_of_movers is None or self.share_of_everyone is None:
            return None
        return 100 * (self.share_of_movers - self.share_of_everyone)


@dataclass(frozen=True)
class EqualityTable:
    """Groups that together are everybody.

    Attributes:
        rows: the groups.
        movers: how many people change area; None where unknown or withheld.
        withheld: whether ``movers`` is None because it is withheld.
        everyone: how many people there are in the system; None where unknown.
    """

    rows: tuple[EqualityRow, ...]
    movers: int | None
    withheld: bool
    everyone: int | None

    @property
    def withholds(self) -> bool:
        """Whether any figure is withheld."""
        return self.withheld or any(row.withheld for row in self.rows)


@dataclass(frozen=True)
class LayerEquality:
    """Who changes area in one layer.

    Attributes:
        layer: its key.
        by_age: by ``AGE_GROUPS``.
        by_deprivation: by the decile of the unit, 1 the most deprived tenth of England; a last row
            ``unknown`` where the decile of a unit is not known.
        units_outside: units that change area and are outside the system, which are left aside.
    """

    layer: str
    by_age: EqualityTable
    by_deprivation: EqualityTable
    units_outside: int


@dataclass(frozen=True)
class EqualityView:
    """Who changes area between two plans.

    Attributes:
        date: of the residents.
        layers: those in which units change area, in the pack's order.
        sentences: the largest differences, and what cannot be told.
    """

    date: date
    layers: tuple[LayerEquality, ...]
    sentences: tuple[str, ...]


def equality(impact: Impact) -> EqualityView:
    """Return who changes area between the two plans of an impact, on its date of residents.

    Args:
        impact: of two plans; a comparison has one.
    """
    pack, day = impact.after.state.pack, impact.after.dates.resident
    inside = pack.units.in_system | impact.before.state.pack.units.in_system
    layers = []
    for key in pack.layers:
        flows = [flow.units for flow in impact.units if flow.layer == key]
        if flows:
            layers.append(_layer(pack, day, key, np.concatenate(flows), inside))
    sentences = [told for layer in layers for told in _sentences(pack, day, layer)]
    if layers:
        sentences.append(_of_deprivation(pack))
    return EqualityView(day, tuple(layers), (*sentences, *_of_practices(impact)))


def _layer(
    pack: Pack, day: date, key: str, moved: Integers, inside: NDArray[np.bool_]
) -> LayerEquality:
    counted_here, everyone = moved[inside[moved]], np.flatnonzero(inside)
    residents, decile = pack.residents[day], pack.units.deprivation_decile
    by_group = np.stack([residents.by_age[:, group].sum(axis=1) for _, group in AGE_GROUPS], axis=1)
    deciles = DECILES | ({0: UNKNOWN_DECILE} if (decile[inside] == 0).any() else {})
    by_decile = np.stack([np.where(decile == each, residents.total, 0.0) for each in deciles], 1)
    return LayerEquality(
        layer=key,
        by_age=_table(
            [name for name, _ in AGE_GROUPS],
            (by_group[counted_here], by_group[everyone]),
            (residents.total[counted_here], residents.total[everyone]),
        ),
        by_deprivation=_table(
            list(deciles.values()),
            (by_decile[counted_here], by_decile[everyone]),
            (residents.total[counted_here], residents.total[everyone]),
        ),
        units_outside=len(moved) - len(counted_here),
    )


def _table(
    names: Sequence[str], by_group: tuple[Counts, Counts], total: tuple[Counts, Counts]
) -> EqualityTable:
    """Return a table of movers and everyone.

    Args:
        names: of the groups.
        by_group: of the movers' and everyone's units, each of shape (units, groups).
        total: people of all groups in them, each of shape (units,).
    """
    movers, everyone = ([_whole(each) for each in people.sum(axis=0)] for people in by_group)
    all_movers, all_everyone = (_whole(people.sum()) for people in total)
    hidden = withhold(movers)
    shown = [None if hide else count for count, hide in zip(movers, hidden.rows, strict=True)]
    rows = tuple(
        EqualityRow(
            group=name,
            movers=count,
            withheld=hide,
            everyone=there,
            share_of_movers=None if hidden.total else _share(count, all_movers),
            share_of_everyone=_share(there, all_everyone),
        )
        for name, count, hide, there in zip(names, shown, hidden.rows, everyone, strict=True)
    )
    return EqualityTable(rows, None if hidden.total else all_movers, hidden.total, all_everyone)


def _whole(people: float) -> int | None:
    return None if np.isnan(people) else int(people)


def _share(people: int | None, of: int | None) -> float | None:
    return None if people is None or not of else people / of


def _sentences(pack: Pack, day: date, layer: LayerEquality) -> list[str]:
    """Tell how those who change area in one layer differ from everyone in the system."""
    definition = pack.layer(layer.layer).definition
    label = f"{definition.name}, residents, {date_label(Measure.RESIDENTS, day)}"
    tables = (layer.by_age, layer.by_deprivation)
    if any(table.withheld for table in tables):
        told = [f"{label}: too few people change {definition.singular} to describe them."]
    else:
        verb = "changes" if layer.by_age.movers == 1 else "change"
        movers = f"{people(layer.by_age.movers)} {verb} {definition.singular}"
        told = [f"{label}: {movers}, of {people(layer.by_age.everyone)} in the system."]
        told += _differences(layer.by_age, definition.singular, "age")
        told += _differences(layer.by_deprivation, definition.singular, "deprivation")
        if any(table.withholds for table in tables):
            told.append("Counts under 5 are withheld, and others so that none can be worked out.")
    if layer.units_outside:
        verb = "changes" if layer.units_outside == 1 else "change"
        units = counted(layer.units_outside, "small area", "small areas")
        told.append(f"{units} outside the system {verb} {definition.singular}, not counted here.")
    return told


def _differences(table: EqualityTable, noun: str, kind: Literal["age", "deprivation"]) -> list[str]:
    """Say which groups differ most, if by a percentage point or more; and if some are unknown."""
    if table.movers == 0:
        return []
    told = []
    differing = [row for row in table.rows if row.group != UNKNOWN_DECILE]
    differing = [row for row in differing if abs(row.percentage_points or 0) >= SMALLEST_TOLD]
    for row in sorted(differing, key=lambda row: -abs(row.percentage_points or 0))[:MOST_TOLD]:
        who = f"People aged {row.group}" if kind == "age" else _in_decile(row.group)
        told.append(
            f"{who} are {share(row.share_of_movers, 1)} of those who change {noun} and "
            f"{share(row.share_of_everyone, 1)} of everyone in the system."
        )
    if any(row.percentage_points is None and not row.withheld for row in table.rows):
        told.append(f"By {kind}, some figures of those who change {noun} are unknown.")
    elif not told:
        told.append(
            f"By {kind}, no group shown differs between those who change {noun} and everyone in "
            "the system by a percentage point or more."
        )
    return told


def _in_decile(group: str) -> str:
    decile, _, which = group.partition(", ")
    if which:
        return f"People in the {which} tenth of England’s small areas"
    return f"People in tenth {decile} of England’s small areas (1 is the most deprived)"


def _of_practices(impact: Impact) -> list[str]:
    """Say that patients who move with their practice are not described."""
    layers = impact.after.state.pack.layers
    moved = {flow.layer for flow in impact.practices}
    nouns = listed([layer.definition.singular for key, layer in layers.items() if key in moved])
    if not nouns:
        return []
    homes = month_label(impact.after.state.pack.homes.date)
    return [
        f"Patients who change {nouns} with their practice are not among these people.",
        (
            "Ages on lists are published only in groups that overlap, and where patients live "
            f"only for {homes} and without ages; the account says how many live in the areas "
            "concerned."
        ),
    ]


def _of_deprivation(pack: Pack) -> str:
    """Say whose deprivation is meant, and of which year."""
    index = [source for source in pack.sources if "deprivation" in source.title.lower()]
    when = f" (Indices of Deprivation {index[0].vintage})" if index else ""
    return f"Deprivation{when} is that of the small area in which people live, not their own."
