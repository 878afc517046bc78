"""Shadings: what the fill of the map says, for every unit, with its key and its text equivalent.

A shading always names the population and date that it is about. A figure that is not known has a
class of its own, *Unknown*, and so has a unit for which the question does not arise. Densities and
shares are of units; band status is of areas, and each unit shows that of its area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.maps.styles import (
    AREA_COLOURS,
    DECILES,
    NOTHING_FILL,
    SEQUENTIAL,
    STATUS_STYLES,
    UNKNOWN_FILL,
    Fill,
    colour_areas,
)
from geo.model import (
    UNASSIGNED,
    Band,
    BandStatus,
    Basis,
    Layer,
    Measure,
    Pack,
    date_label,
)
from geo.model.ages import aged_65_and_over, aged_under_18
from geo.plan.checks import AreaCheck
from geo.topology import Adjacency
from geo.words import PEOPLE_WORDS, STATUS_WORDS


@dataclass(frozen=True)
class ShadingClass:
    """One entry of the key.

    Attributes:
        label: with units of measurement.
        fill: colour and pattern.
        units: how many units of the system have it.
        areas: how many areas of the system have it; None where the shading is of units.
    """

    label: str
    fill: Fill
    units: int
    areas: int | None = None


@dataclass(frozen=True)
class Shading:
    """What the fill of the map says.

    Attributes:
        key: short name.
        title: what is shown, of which population and date.
        note: what a reader should know to read it; may be empty.
        classes: in the order of the key; there are at most 36.
        class_of_unit: shape (units,), each unit's position in ``classes``.
        steps: whether the classes are steps of one scale, for a key in one strip.
        plain: whether the colours only tell areas apart and the classes mean nothing.
        told: whether the label of a unit's class is told beside the pointer.
    """

    key: str
    title: str
    note: str
    classes: tuple[ShadingClass, ...]
    class_of_unit: NDArray[np.int64]
    steps: bool = False
    plain: bool = False
    told: bool = False

    def rows(self) -> list[dict[str, str | int]]:
        """Return the key as a table: each class with how many areas and units have it.

        There are no rows where the classes mean nothing.
        """
        if self.plain:
            return []
        return [
            {
                "Shown as": item.label,
                **({} if item.areas is None else {"Areas": item.areas}),
                "Small areas": item.units,
            }
            for item in self.classes
        ]

    def sentence(self) -> str:
        """Return the picture in a sentence, for somebody who cannot see it."""
        if self.plain:
            return f"{self.title}."
        told = [
            f"{item.label}: {item.units:,}" if item.areas is None else f"{item.label}: {item.areas}"
            for item in self.classes
            if (item.units if item.areas is None else item.areas)
        ]
        what = "areas" if any(item.areas is not None for item in self.classes) else "small areas"
        return f"{self.title}. Number of {what} in the system: {'; '.join(told)}."


class _Words(NamedTuple):
    key: str
    title: str
    note: str


def area_shading(pack: Pack, layer: Layer, adjacency: Adjacency) -> Shading:
    """Colour the areas of a layer so that neighbours differ; the colours mean nothing else."""
    colours = colour_areas(adjacency, layer.area_of_unit)
    used = sorted(set(colours.values()))
    of_area = np.array([used.index(colours.get(i, used[0])) for i in range(len(layer.areas))])
    class_of_unit = np.where(
        layer.area_of_unit == UNASSIGNED, len(used), np.append(of_area, 0)[layer.area_of_unit]
    )
    fills = [(f"Colour {i + 1}", Fill(AREA_COLOURS[colour])) for i, colour in enumerate(used)]
    return _shading(
        pack,
        _Words(
            f"areas-{layer.key}",
            f"{layer.definition.name}, coloured only to tell neighbours apart",
            "",
        ),
        [*fills, (f"In no {layer.definition.singular}", NOTHING_FILL)],
        class_of_unit,
        layer=layer,
        plain=True,
    )


def status_shading(pack: Pack, layer: Layer, checks: Sequence[AreaCheck], basis: Basis) -> Shading:
    """Shade each area by where its population stands against the band of its tier.

    Args:
        pack: the pack.
        layer: whose areas are shaded.
        checks: of the layer's areas, in their order, from ``check_layer``.
        basis: which population.
    """
    standings = [check.standing(basis) for check in checks]
    order = list(STATUS_STYLES)
    of_area = np.array([order.index(standing.status) for standing in standings], dtype=np.int64)
    none = len(order)
    class_of_unit = np.where(
        layer.area_of_unit == UNASSIGNED, none, np.append(of_area, none)[layer.area_of_unit]
    )
    figure, band = standings[0].figure, standings[0].band
    what = f"{PEOPLE_WORDS[figure.measure][1]}, {date_label(figure.measure, figure.date)}"
    against = "no band" if band is None else f"the band of {band.words}"
    fills = [(_status_label(status, band), STATUS_STYLES[status].fill) for status in order] + [
        (f"In no {layer.definition.singular}", NOTHING_FILL)
    ]
    return _shading(
        pack,
        _Words(
            f"status-{layer.key}-{basis}",
            f"{layer.definition.name} against {against}: {what}",
            "" if band is None else f"Band: {band.source}.",
        ),
        fills,
        class_of_unit,
        layer=layer,
    )


def _status_label(status: BandStatus | None, band: Band | None) -> str:
    style = STATUS_STYLES[status]
    told = f"{style.symbol} {style.word}"
    if band is None:
        return told
    if status is BandStatus.BELOW:
        return f"{told}: fewer than {band.lowest:,}"
    if status is BandStatus.ABOVE and band.highest is not None:
        return f"{told}: more than {band.highest:,}"
    if status is BandStatus.WITHIN:
        return f"{told}: {band.words}"
    return told


def density_shading(pack: Pack, day: date) -> Shading:
    """Shade units by residents per square kilometre."""
    density = pack.residents[day].total / pack.units.area_km2
    breaks = _round_breaks(_fifths(pack, density))
    return _steps(
        pack,
        _Words(
            "density",
            f"Residents per square kilometre, {date_label(Measure.RESIDENTS, day)}",
            "Each class holds about a fifth of the system’s small areas.",
        ),
        density,
        breaks,
        _range_labels([f"{value:,.0f}" for value in breaks], "per km²"),
    )


def older_shading(pack: Pack, day: date) -> Shading:
    """Shade units by the share of residents aged 65 and over."""
    residents = pack.residents[day]
    older = _divide(aged_65_and_over(residents.by_age), residents.total)
    return _share(
        pack,
        _Words(
            "older",
            f"Share of residents aged 65 and over, {date_label(Measure.RESIDENTS, day)}",
            "Each class holds about a fifth of the system’s small areas.",
        ),
        older,
    )


def younger_shading(pack: Pack, day: date) -> Shading:
    """Shade units by the share of residents aged under 18, estimated from five-year bands."""
    residents = pack.residents[day]
    under_18 = aged_under_18(residents.by_age)
    return _share(
        pack,
        _Words(
            "younger",
            f"Share of residents aged under 18 (estimated), {date_label(Measure.RESIDENTS, day)}",
            "Estimated as ages 0 to 14 and three fifths of ages 15 to 19. Each class holds about a "
            "fifth of the system’s small areas.",
        ),
        _divide(under_18, residents.total),
    )


def deprivation_shading(pack: Pack) -> Shading:
    """Shade units by their tenth of England's small areas, most deprived first."""
    decile = pack.units.deprivation_decile
    index = [source for source in pack.sources if "deprivation" in source.title.lower()]
    when = f", Indices of Deprivation {index[0].vintage}" if index else ""
    labels = ["1, most deprived tenth of England", *map(str, range(2, 10)), "10, least deprived"]
    fills = [(label, Fill(colour)) for label, colour in zip(labels, DECILES, strict=True)]
    return _shading(
        pack,
        _Words(
            "deprivation",
            f"Deprivation by tenths of England’s small areas{when}",
            "About places, not people: not everybody in a deprived area is deprived.",
        ),
        [*fills, (STATUS_WORDS[BandStatus.UNKNOWN], UNKNOWN_FILL)],
        np.where(decile > 0, decile - 1, len(fills)),
        steps=True,
    )


def registered_shading(pack: Pack, day: date) -> Shading:
    """Shade units by registered patients living in them as a share of residents."""
    registrations = pack.registrations
    when = date_label(Measure.LIVING_INSIDE, registrations.date)
    return _steps(
        pack,
        _Words(
            "registered",
            f"Registered patients living inside, {when}, as a share of residents, "
            f"{date_label(Measure.RESIDENTS, day)}",
            "The two populations count different people, in different years: the share shows where "
            "they part, not how many are registered.",
        ),
        _divide(registrations.patients, pack.residents[day].total),
        [0.95, 1.0, 1.05, 1.15],
        _range_labels(["95%", "100%", "105%", "115%"], ""),
    )


def own_pcn_shading(pack: Pack) -> Shading:
    """Shade units by the share of their registered patients who are with the unit's own PCN."""
    return _steps(
        pack,
        _Words(
            "own-pcn",
            "Share of registered patients who are with their small area’s own network, "
            f"{date_label(Measure.LIVING_INSIDE, pack.registrations.date)}",
            "The paler, the weaker the small area’s tie to the network that it is drawn in.",
        ),
        pack.registrations.share_with_own_pcn,
        [0.5, 0.7, 0.85, 0.95],
        _range_labels(["50%", "70%", "85%", "95%"], ""),
    )


def _divide(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quotient, NaN where the divisor is 0 or either is not known."""
    result = np.full(len(above), np.nan)
    np.divide(above, below, out=result, where=below > 0)
    return result


def _fifths(pack: Pack, values: NDArray[np.float64]) -> list[float]:
    known = values[pack.units.in_system & ~np.isnan(values)]
    if len(known) == 0:
        return []
    return [float(value) for value in np.quantile(known, [0.2, 0.4, 0.6, 0.8])]


def _round_breaks(breaks: Sequence[float]) -> list[float]:
    """Round to two leading digits, without repetitions."""
    return sorted({float(f"{value:.1e}") for value in breaks})


def _share(pack: Pack, words: _Words, values: NDArray[np.float64]) -> Shading:
    breaks = sorted({round(value, 2) for value in _fifths(pack, values)})
    labels = _range_labels([f"{value:.0%}" for value in breaks], "")
    return _steps(pack, words, values, breaks, labels)


def _range_labels(breaks: Sequence[str], unit: str) -> list[str]:
    tail = f" {unit}" if unit else ""
    if not breaks:
        return [f"All{tail}"]
    between = [f"{low} to under {high}{tail}" for low, high in pairwise(breaks)]
    return [f"Under {breaks[0]}{tail}", *between, f"{breaks[-1]} or more{tail}"]


def _steps(
    pack: Pack,
    words: _Words,
    values: NDArray[np.float64],
    breaks: Sequence[float],
    labels: Sequence[str],
) -> Shading:
    """Shade by classes that begin at each break."""
    known = np.searchsorted(np.asarray(breaks), values, side="right")
    fills = [
        (label, Fill(colour))
        for label, colour in zip(labels, SEQUENTIAL[-len(labels) :], strict=True)
    ]
    return _shading(
        pack,
        words,
        [*fills, (STATUS_WORDS[BandStatus.UNKNOWN], UNKNOWN_FILL)],
        np.where(np.isnan(values), len(fills), known),
    )


def _shading(
    pack: Pack,
    words: _Words,
    fills: Sequence[tuple[str, Fill]],
    class_of_unit: NDArray[np.int64],
    *,
    layer: Layer | None = None,
    steps: bool = False,
    plain: bool = False,
) -> Shading:
    """Count the classes and leave out those that no unit at all has, except steps of a scale."""
    of_all = np.bincount(class_of_unit, minlength=len(fills))
    units = np.bincount(class_of_unit[pack.units.in_system], minlength=len(fills))
    areas: list[int | None] = [None] * len(fills)
    if layer is not None:
        areas = [
            sum(
                layer.areas[position].in_system
                for position in set(layer.area_of_unit[class_of_unit == i].tolist())
                if position != UNASSIGNED
            )
            for i in range(len(fills))
        ]
    kept = [i for i in range(len(fills)) if of_all[i] or (steps and i < len(fills) - 1)]
    classes = tuple(ShadingClass(fills[i][0], fills[i][1], int(units[i]), areas[i]) for i in kept)
    new = np.zeros(len(fills), dtype=np.int64)
    new[kept] = np.arange(len(kept))
    return Shading(*words, classes, new[class_of_unit], steps, plain)
