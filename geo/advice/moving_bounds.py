"""Moving bounds: how many people must change area, at the least, so that every area fits.

Wherever the lines run,

- the *excess* must leave: each area that is above the band loses at least what it has over the
  highest, and everybody who leaves an area was in that one only, so that the sum counts nobody
  twice. This holds whatever areas are created or closed besides;
- the *shortfall* must arrive if no area is closed: each area below gains at least what it is
  short, and everybody arrives in one area only;
- one person's move can do both, so that the larger of the two sums is what is proved.

The *flow bound* is higher, but it holds only for plans in which nobody comes to an area that was
not a neighbour of their own as things stand: see ``geo.advice.neighbour_flow``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.advice.neighbour_flow import Obstacle, Shifts, shift_people
from geo.model import Area, Band
from geo.plan.checks import Standing


@dataclass(frozen=True)
class AreaStanding:
    """One area and one population of it against the band."""

    area: Area
    standing: Standing

    @property
    def surplus(self) -> int:
        """People above the band, as far as they are known: there may be more, never fewer."""
        known = self.standing.figure.known
        return 0 if self.standing.band is None else self.standing.band.over(known) or 0

    @property
    def shortage(self) -> int:
        """People missing to the band; 0 where the figure is unknown, as nothing is proved then."""
        return self.standing.short or 0


@dataclass(frozen=True)
class MovingBounds:
    """Lower bounds on the people who change area if none is created or closed.

    Attributes:
        members: the areas among which people may move, in the order of their codes.
        above: those that are known to be above the band, most people over first.
        below: those that are known to be below it, most people short first.
        unknown: those of which the figure is not known.
        shifts: the least that moves between neighbours need, or why none will do; its numbers are
            places in ``members``. None where a figure is unknown.
    """

    members: tuple[AreaStanding, ...]
    above: tuple[AreaStanding, ...]
    below: tuple[AreaStanding, ...]
    unknown: tuple[AreaStanding, ...]
    shifts: Shifts | Obstacle | None

    @property
    def excess(self) -> int:
        """People above the band in all areas together, as far as figures are known."""
        return sum(each.surplus for each in self.above)

    @property
    def shortfall(self) -> int:
        """People missing to the band in all areas together, as far as figures are known."""
        return sum(each.shortage for each in self.below)

    @property
    def at_least(self) -> int:
        """People who change area in any plan in which every area fits; proved without a map."""
        return max(self.excess, self.shortfall)

    @property
    def between_neighbours(self) -> int | None:
        """The same if everybody who moves goes to a neighbour; None if unknown or impossible."""
        return self.shifts.people if isinstance(self.shifts, Shifts) else None

    @property
    def obstacle(self) -> Obstacle | None:
        """Why moves between neighbours cannot do; None if they can or nobody knows."""
        return self.shifts if isinstance(self.shifts, Obstacle) else None


def bound_moves(
    members: Sequence[AreaStanding], borders: Mapping[str, Sequence[str]], band: Band
) -> MovingBounds:
    """Return lower bounds on the people who change area.

    Args:
        members: the areas that may gain and lose.
        borders: by the code of each area, the codes of the areas that it borders; others than
            ``members`` take no part.
        band: that each should be inside.
    """
    unknown = tuple(each for each in members if each.standing.figure.count is None)
    place = {each.area.code: number for number, each in enumerate(members)}
    neighbours = [
        [place[code] for code in borders.get(each.area.code, ()) if code in place]
        for each in members
    ]
    people = [each.standing.figure.known for each in members]
    return MovingBounds(
        members=tuple(members),
        above=_worst_first([each for each in members if each.surplus], above=True),
        below=_worst_first([each for each in members if each.shortage], above=False),
        unknown=unknown,
        shifts=None if unknown else shift_people(people, neighbours, band.lowest, band.highest),
    )


def _worst_first(areas: list[AreaStanding], above: bool) -> tuple[AreaStanding, ...]:
    def key(each: AreaStanding) -> tuple[int, str]:
        return -(each.surplus if above else each.shortage), each.area.code

    return tuple(sorted(areas, key=key))
