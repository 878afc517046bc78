"""A place as it is repaired: its pieces, their people and neighbours, and the problem they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from math import inf

from geo.advice.feasibility import fewest_areas, most_areas
from geo.advice.repair.pieces import bits, parts
from geo.advice.repair.problem import MOVED, Problem, Range, Slot
from geo.advice.repair.question import Contiguity, RepairQuestion
from geo.advice.repair.ties import Ties
from geo.model import UNASSIGNED, Area, Band, Measure


class Requirement(StrEnum):
    """What a repair must keep to, by itself; each can be given up to see what hinders it."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    NUMBER = "number"
    LOCKS = "locks"
    BORDERS = "borders"
    CONTIGUITY = "contiguity"
    WEAK_TIES = "weak_ties"


@dataclass(frozen=True)
class Population:
    """People by whom the areas of a place are measured.

    Attributes:
        measure: what is counted.
        date: of the figures.
        people: of each piece.
        label: what to call them where the measure and the date do not tell; empty elsewhere.
        lower, upper: whether the ends of the band are asked of them.
    """

    measure: Measure
    date: date
    people: tuple[int, ...]
    label: str = ""
    lower: bool = True
    upper: bool = True


@dataclass(frozen=True, eq=False)
class Place:
    """The areas of one parent, ready to be repaired.

    Attributes:
        question: what is asked.
        band: that each area must be inside.
        parent: the area above; None where the layer has no parent.
        areas: that are there, in the order of their slots.
        codes: of the pieces: units, or practices.
        home: for each piece, the number of its area.
        populations: the first of them says how many people move with a piece.
        neighbours: for each piece, the set of pieces that it touches.
        sides: by border layer, the number of the area of each piece in that layer, ``UNASSIGNED``
            for none.
        empty: areas that have no piece, so that they are left as they are.
        unknown: sentences on figures that are not known; where there are any, nothing is searched.
        ties: whom samples of weak ties draw where; None where none are asked for, or nobody is
            drawn.
        guests: how many units of other places may be drawn into these areas.
    """

    question: RepairQuestion
    band: Band
    parent: Area | None
    areas: tuple[Area, ...]
    codes: tuple[str, ...]
    home: tuple[int, ...]
    populations: tuple[Population, ...]
    neighbours: tuple[int, ...]
    sides: dict[str, tuple[int, ...]]
    empty: tuple[Area, ...] = ()
    unknown: tuple[str, ...] = ()
    ties: Ties | None = None
    guests: int = 0

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """People of the whole place, in each population."""
        return tuple(sum(each.people) for each in self.populations)

    @cached_property
    def fewest(self) -> int:
        """Fewest areas that could hold everybody, whatever the lines."""
        return max(
            fewest_areas(total, self.band)
            for total, each in zip(self.totals, self.populations, strict=True)
            if each.upper
        )

    @cached_property
    def most(self) -> float:
        """Most areas that could all be filled; infinite where there is no limit."""
        filled = [
            most_areas(total, self.band)
            for total, each in zip(self.totals, self.populations, strict=True)
            if each.lower
        ]
        return min((each for each in filled if each is not None), default=inf)

    @property
    def needed(self) -> int:
        """How many areas must be created at the least, by the arithmetic alone."""
        return max(0, self.fewest - len(self.areas))

    @cached_property
    def useful(self) -> int:
        """How many areas could be created with every area that is too large cut by itself."""
        return sum(self._own_parts(area) - 1 for area in range(len(self.areas)))

    @cached_property
    def cannot_fit(self) -> bool:
        """Whether nothing can fit as a piece is too large, or there are too few of them."""
        return self.has_too_large_a_piece or self.fewest > len(self.codes)

    @cached_property
    def has_too_large_a_piece(self) -> bool:
        """Whether a piece by itself has more people than an area may have."""
        highest = self.band.highest
        return highest is not None and any(
            max(each.people) > highest for each in self.populations if each.upper
        )

    def held(self, area: int) -> tuple[int, ...]:
        """Return the people of an area in each population."""
        return tuple(
            sum(people for people, home in zip(each.people, self.home, strict=True) if home == area)
            for each in self.populations
        )

    def fits_now(self) -> bool:
        """Whether everything that is asked holds already."""
        return self.problem(create=0).fits(self.home)

    def problem(
        self,
        create: int,
        given_up: Sequence[Requirement] = (),
        hard: Sequence[str] = (),
        free_borders: bool = False,
    ) -> Problem:
        """Return the problem that the place poses.

        Args:
            create: how many areas may be created at most.
            given_up: requirements that need not be kept.
            hard: border layers that must not be crossed, besides those of the question.
            free_borders: whether no border has a price.
        """
        if Requirement.NUMBER in given_up:
            filled = inf if Requirement.LOWEST in given_up else self.most
            create = max(create, int(min(filled, len(self.codes))))
        contiguity = self.question.contiguity
        contiguous = contiguity is not Contiguity.FREE and Requirement.CONTIGUITY not in given_up
        emptiable = self.question.retire > 0 or Requirement.NUMBER in given_up
        slots = [
            Slot(None, emptiable, self._loose(area) if contiguity is Contiguity.NOT_WORSE else 0)
            for area in range(len(self.areas))
        ]
        for origin, many in self._new_slots(create).items():
            slots += [Slot(origin, may_be_empty=True)] * many
        allowed = self._allowed(slots, given_up, hard)
        prices = () if free_borders else self._prices(slots)
        return Problem(
            ranges=tuple(self._range(each, given_up) for each in self.populations),
            weights=self.populations[0].people,
            home=self.home,
            slots=tuple(slots),
            neighbours=self.neighbours,
            allowed=allowed,
            prices=prices,
            contiguous=contiguous,
            create=create,
            retire=(len(self.areas) if Requirement.NUMBER in given_up else self.question.retire),
            ties=None if Requirement.WEAK_TIES in given_up else self.ties,
        )

    def crosses(self, layer: str, piece: int, slots: Sequence[Slot], slot: int) -> bool:
        """Whether a piece in a slot is where nobody of its own area of a border layer is now."""
        side = self.sides[layer][piece]
        there = self._sides_of_area[layer][_area_of(slots, slot)]
        return side != UNASSIGNED and side not in there

    @cached_property
    def _sides_of_area(self) -> dict[str, list[set[int]]]:
        found = {}
        for layer, sides in self.sides.items():
            found[layer] = [set[int]() for _ in self.areas]
            for piece, home in enumerate(self.home):
                found[layer][home].add(sides[piece])
        return found

    def _loose(self, area: int) -> int:
        """Return the pieces of an area that are detached from its main part."""
        pieces = sum(1 << piece for piece, home in enumerate(self.home) if home == area)
        people = self.populations[0].people
        found = parts(self.neighbours, pieces)
        main = max(found, key=lambda part: (sum(people[each] for each in bits(part)), part))
        return pieces & ~main

    def _own_parts(self, area: int) -> int:
        """Return in how many parts an area must be cut to fit by itself; 1 where it cannot be."""
        if self.areas[area].code in self.question.locked_areas:
            return 1
        needed = max(
            fewest_areas(held, self.band)
            for held, each in zip(self.held(area), self.populations, strict=True)
            if each.upper
        )
        possible = most_areas(min(self.held(area)), self.band)
        return max(1, needed if possible is None or needed <= possible else possible)

    def _new_slots(self, create: int) -> dict[int, int]:
        """Return how many new areas may come of each area.

        New ones come of areas that are too large; where these cannot give so many, of the largest
        area that is not locked as well.
        """
        unlocked = [
            area
            for area, each in enumerate(self.areas)
            if each.code not in self.question.locked_areas
        ]
        if not create or not unlocked:
            return {}
        offered = {}
        for area in unlocked:
            if self.band.highest is not None and max(self.held(area)) > self.band.highest:
                filled = most_areas(min(self.held(area)), self.band)
                offered[area] = create if filled is None else min(create, max(1, filled - 1))
        if sum(offered.values()) < create:
            largest = max(unlocked, key=lambda area: max(self.held(area)))
            offered[largest] = create
        return offered

    def _allowed(
        self, slots: Sequence[Slot], given_up: Sequence[Requirement], hard: Sequence[str]
    ) -> tuple[int, ...]:
        question, every = self.question, (1 << len(slots)) - 1
        locks = Requirement.LOCKS not in given_up
        closed = 0
        if locks:
            for slot in range(len(slots)):
                if self.areas[_area_of(slots, slot)].code in question.locked_areas:
                    closed |= 1 << slot
        kept = [key for key, price in question.borders.items() if price is None]
        lines = [] if Requirement.BORDERS in given_up else [*kept, *hard]
        allowed = []
        for piece, code in enumerate(self.codes):
            home = 1 << self.home[piece]
            if locks and (code in question.locked_units or home & closed):
                allowed.append(home)
                continue
            open_slots = every & ~closed & self._near(slots, piece)
            for slot in range(len(slots)):
                if any(self.crosses(layer, piece, slots, slot) for layer in lines):
                    open_slots &= ~(1 << slot)
            allowed.append(open_slots | home)
        return tuple(allowed)

    def _near(self, slots: Sequence[Slot], piece: int) -> int:
        """Return the slots that a piece is near enough to join.

        Practices stay near their network: one joins another only if it is a neighbour of a
        practice that is in that network now. Units may follow each other any way.
        """
        if not self.question.moves_practices:
            return (1 << len(slots)) - 1
        near = {self.home[other] for other in bits(self.neighbours[piece])}
        return sum(1 << slot for slot in range(len(slots)) if _area_of(slots, slot) in near)

    def _prices(self, slots: Sequence[Slot]) -> tuple[tuple[int, ...], ...]:
        priced = {key: price for key, price in self.question.borders.items() if price}
        if not priced:
            return ()
        return tuple(
            tuple(
                round(
                    MOVED
                    * sum(
                        price
                        for layer, price in priced.items()
                        if self.crosses(layer, piece, slots, slot)
                    )
                )
                for slot in range(len(slots))
            )
            for piece in range(len(self.codes))
        )

    def _range(self, population: Population, given_up: Sequence[Requirement]) -> Range:
        lowest = population.lower and Requirement.LOWEST not in given_up
        highest = population.upper and Requirement.HIGHEST not in given_up
        return Range(
            population.people,
            self.band.lowest if lowest else 0,
            self.band.highest if highest else None,
        )


def _area_of(slots: Sequence[Slot], slot: int) -> int:
    origin = slots[slot].origin
    return slot if origin is None else origin
