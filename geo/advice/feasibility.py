"""Feasibility: how many areas could all be inside a band, whatever their lines.

People are shared out among areas, each of which holds between the band's lowest and highest. With
N people, at least N / highest areas are needed to hold them all, and at most N / lowest areas can
each be filled; whole numbers between the two are possible, and if there are none, no number is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.model import Area, Band, Basis, Figure, Pack
from geo.plan.checks import AreaCheck, Standing
from geo.plan.totals import add_figures


@dataclass(frozen=True)
class Feasibility:
    """Whether the areas of a tier, in total or of one parent, could all be inside the band.

    Attributes:
        tier: key of the tier.
        layer: key of the layer whose areas are counted.
        parent: the area that they belong to; None for all areas of the system together.
        figure: the people they hold together, with label and date.
        band: the band.
        areas: how many areas there are.
        fewest: the smallest number of areas that could hold everyone without going over; None
            where the figure is unknown.
        most: the largest number that could each be filled; None where the figure is unknown or
            there is no limit. ``most < fewest`` means that no number of areas can fit.
    """

    tier: str
    layer: str
    parent: Area | None
    figure: Figure
    band: Band
    areas: int
    fewest: int | None
    most: int | None

    @property
    def possible(self) -> bool | None:
        """Whether the present number of areas could all be inside; None where unknown."""
        if self.fewest is None:
            return None
        return self.fewest <= self.areas and (self.most is None or self.areas <= self.most)

    @property
    def no_number(self) -> bool:
        """Whether it is known that no number of areas could all be inside."""
        return self.fewest is not None and self.most is not None and self.most < self.fewest

    @property
    def needed_by_known(self) -> int:
        """How many areas the known part of the people needs at the least.

        Where the figure is unknown the whole is no smaller than what is known of it, so this many
        areas are needed whatever the missing part turns out to be.
        """
        return fewest_areas(self.figure.known, self.band)


def fewest_areas(people: int, band: Band) -> int:
    """Return the smallest number of areas that hold ``people`` with none above the band.

    A band that ends at zero holds nobody: then 1, with ``most_areas`` at 0 below it.
    """
    if people == 0:
        return 0
    return -(-people // band.highest) if band.highest else 1


def most_areas(people: int, band: Band) -> int | None:
    """Return the largest number of areas that ``people`` can fill to the band's lower end.

    None where the band starts at zero, so that there is no limit.
    """
    if band.lowest > 0:
        return people // band.lowest
    return 0 if band.highest == 0 and people > 0 else None


def feasibility(
    pack: Pack, checks: Mapping[str, Sequence[AreaCheck]], bases: Sequence[Basis] = tuple(Basis)
) -> list[Feasibility]:
    """Say for each layer with a tier, in total and for each parent, how many areas could fit.

    Args:
        pack: whose layers were checked.
        checks: by layer, from ``check_pack``.
        bases: populations to answer for.

    Returns:
        By layer in the pack's order; the total first, then the parents in the order of their
        codes; for each the populations in the order of ``bases``. Only areas of the system count.
    """
    answers: list[Feasibility] = []
    for layer in pack.layers.values():
        members = [check for check in checks[layer.key] if check.area.in_system]
        tier = layer.definition.tier
        if tier is None or not members or members[0].resident.band is None:
            continue
        answers += [_answer(layer.key, tier, None, members, basis) for basis in bases]
        if layer.definition.parent is None:
            continue
        for parent in pack.layer(layer.definition.parent).areas:
            children = [check for check in members if check.area.parent_code == parent.code]
            if children:
                answers += [_answer(layer.key, tier, parent, children, basis) for basis in bases]
    return answers


def could_fit(
    layer: str, tier: str, parent: Area | None, standings: Sequence[Standing]
) -> Feasibility:
    """Say how many areas could hold the people of some areas, each inside the band.

    Args:
        layer: key of the areas' layer.
        tier: key of its tier.
        parent: the area that they belong to; None for all areas of the system together.
        standings: of one population of each area, at least one, against one and the same band.
    """
    band = standings[0].band
    assert band is not None  # held by the callers: a tier without a band is not asked about
    figure = add_figures([standing.figure for standing in standings])
    people = figure.count
    return Feasibility(
        tier=tier,
        layer=layer,
        parent=parent,
        figure=figure,
        band=band,
        areas=len(standings),
        fewest=None if people is None else fewest_areas(people, band),
        most=None if people is None else most_areas(people, band),
    )


def _answer(
    layer: str, tier: str, parent: Area | None, members: Sequence[AreaCheck], basis: Basis
) -> Feasibility:
    return could_fit(layer, tier, parent, [check.standing(basis) for check in members])
