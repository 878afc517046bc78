"""A family: the areas of one parent, or all of the system's, and what is possible with them."""

from __future__ import annotations

from dataclasses import dataclass

from geo.advice.feasibility import Feasibility
from geo.advice.moving_bounds import AreaStanding, MovingBounds
from geo.advice.oversize import Indivisible, MustSplit
from geo.model import Area, LayerDefinition


@dataclass(frozen=True, eq=False)
class Family:
    """What is possible with some areas of a layer, for one population.

    Attributes:
        layer: what the layer is.
        parent: the area that they belong to; None for all areas of the system together.
        answer: how many areas could fit, of all of them.
        locked: those that may neither gain nor lose, in the order of their codes.
        unlocked: how many areas could fit, of the others; None where none is locked or all are.
        splits: areas over twice the band's highest; without the locked ones.
        indivisible: units or practices that alone have more people than an area may hold.
        bounds: people who change area at the least; without the locked areas.
        sentences: all this, for a planner.
    """

    layer: LayerDefinition
    parent: Area | None
    answer: Feasibility
    locked: tuple[AreaStanding, ...]
    unlocked: Feasibility | None
    splits: tuple[MustSplit, ...]
    indivisible: tuple[Indivisible, ...]
    bounds: MovingBounds
    sentences: tuple[str, ...] = ()

    @property
    def deciding(self) -> Feasibility:
        """The arithmetic that decides: that of the areas that are not locked."""
        return self.answer if self.unlocked is None else self.unlocked

    @property
    def gain(self) -> int | None:
        """How many areas are missing, at the least; 0 for none.

        None where no number of areas fits, all areas are locked, or the figure is unknown and
        what is known of it does not ask for more areas.
        """
        answer = self.deciding
        if answer.no_number or self._all_locked:
            return None
        if answer.fewest is None:
            return max(0, answer.needed_by_known - answer.areas) or None
        return max(0, answer.fewest - answer.areas)

    @property
    def lose(self) -> int | None:
        """How many areas there are too many, at the least; 0 for none.

        None where no number of areas fits, all areas are locked, or the figure is unknown.
        """
        answer = self.deciding
        if answer.no_number or self._all_locked or answer.fewest is None:
            return None
        return 0 if answer.most is None else max(0, answer.areas - answer.most)

    @property
    def contradicting(self) -> tuple[AreaStanding, ...]:
        """Locked areas that are known to be outside the band, in which they must stay."""
        return tuple(each for each in self.locked if each.surplus or each.shortage)

    @property
    def impossible(self) -> bool:
        """Whether it is proved that these areas cannot all fit, as many and as locked as they are.

        False is no promise: whether lines can be found is for a search to say.
        """
        return bool(
            self.indivisible
            or self.contradicting
            or self.deciding.no_number
            or self.gain
            or self.lose
        )

    @property
    def must_move(self) -> int | None:
        """People who come to another area, at the least, in any plan in which all areas fit.

        Where these cannot all fit as many as they are, areas have to be created or closed, and then
        only the excess counts: whoever is in an area that is closed makes up for no shortfall. None
        where nothing is proved because figures are unknown.
        """
        people = self.bounds.excess if self.impossible else self.bounds.at_least
        return None if self.bounds.unknown and not people else people

    @property
    def _all_locked(self) -> bool:
        return len(self.locked) == self.answer.areas
