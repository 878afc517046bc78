"""A problem: pieces of people that must be shared out among slots so that each slot fits its bands.

What is repaired may be units among areas or practices among networks; the search does not know
which. Its words are these:

- A *piece* is what moves as a whole, a unit or a practice. Pieces are numbered from 0, and a set of
  pieces is the bits of a whole number.
- A *slot* is an area that is there, or one that may be created. Slots are numbered from 0. A
  created slot has an *origin*, the area that is split for it.
- A *sharing* is the slot of each piece.
- A piece *moves* if it leaves its area for another one, or for a slot that was created from
  another. It *comes along* if it goes to a slot that was created from its own area.

In samples a piece may count in another slot than where it is; ``ties`` has the words for that.

Contiguity: each slot hangs together along shared borders. Where areas need not be better than they
are, what is detached from an area now is *loose* in it: it may stay detached, but whatever joins
the area must hang together with the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from geo.advice.repair.pieces import bits, parts
from geo.advice.repair.ties import Integers, Ties

Sharing: TypeAlias = tuple[int, ...]

MOVED, COMES_ALONG = 1000, 1
"""What a person who moves costs, and one who comes along to a new area of the own area."""


@dataclass(frozen=True)
class Range:
    """People who are shared out, and how many of them each slot must have.

    Attributes:
        people: for each piece.
        lowest: fewest people of a slot.
        highest: most people of a slot; None where there is no upper end.
    """

    people: tuple[int, ...]
    lowest: int
    highest: int | None

    @property
    def ceiling(self) -> int:
        """Most people that a slot can have."""
        return sum(self.people) if self.highest is None else self.highest

    def outside(self, fewest: int, most: int, areas: int = 1) -> int:
        """Return how many people a slot is short of its range, or over it.

        Args:
            fewest: people that it may have.
            most: people that it may have; the same where it has so many for certain.
            areas: for how many areas it stands.
        """
        over = 0 if self.highest is None else most - self.highest * areas
        return max(0, self.lowest * areas - fewest, over)


@dataclass(frozen=True)
class Slot:
    """An area that is there, or that may be created.

    Attributes:
        origin: the slot that it is split from; None for an area that is there.
        may_be_empty: whether it need not have any piece.
        loose: the set of pieces that need not hang together with the rest of the slot.
        areas: for how many areas it stands; each of them must have its range, and more than one
            need not hang together.
    """

    origin: int | None = None
    may_be_empty: bool = False
    loose: int = 0
    areas: int = 1


@dataclass(frozen=True, eq=False)
class Problem:
    """What is to be shared out, and what must hold.

    Attributes:
        ranges: the populations, each with its range.
        weights: for each piece, the people who move with it.
        home: for each piece, the slot that it is in now.
        slots: the slots.
        neighbours: for each piece, the set of pieces that it touches.
        allowed: for each piece, the set of slots that it may be in.
        prices: for each piece, what each person costs in each slot beyond moving: as many
            thousandths of a move; empty where nothing is priced.
        contiguous: whether each slot must hang together.
        create: how many created slots may be used at most.
        retire: how many present areas may end up empty at most.
        one_of: sets of pairs of a piece and a slot; of each set at least one piece is in its slot.
            Models ask for it; whatever fits without it still fits.
        ties: weak ties, in all samples of which the ranges must hold as well; None where only
            what the slots have is asked.
    """

    ranges: tuple[Range, ...]
    weights: tuple[int, ...]
    home: Sharing
    slots: tuple[Slot, ...]
    neighbours: tuple[int, ...]
    allowed: tuple[int, ...]
    prices: tuple[tuple[int, ...], ...] = ()
    contiguous: bool = True
    create: int = 0
    retire: int = 0
    one_of: tuple[frozenset[tuple[int, int]], ...] = ()
    ties: Ties | None = None

    def __len__(self) -> int:
        return len(self.home)

    @cached_property
    def costs(self) -> tuple[tuple[int, ...], ...]:
        """For each piece, what it costs in each slot: ``MOVED`` for a person who moves."""
        return tuple(
            tuple(self._cost(piece, slot) for slot in range(len(self.slots)))
            for piece in range(len(self))
        )

    def moves(self, piece: int, slot: int) -> bool:
        """Whether a piece moves if it is in a slot."""
        return self.home[piece] not in (slot, self.slots[slot].origin)

    def alike(self, one: int, other: int) -> bool:
        """Whether two slots may be created from one origin and what goes for one goes for both."""
        return (
            self.slots[one].origin is not None
            and self.slots[one] == self.slots[other]
            and self.may_hold[one] == self.may_hold[other]
            and all(prices[one] == prices[other] for prices in self.prices)
        )

    @property
    def creates(self) -> bool:
        """Whether areas may be created."""
        return self.create > 0

    def cost(self, sharing: Sequence[int]) -> int:
        """Return what a sharing costs; the fewer people are disturbed, the lower."""
        return sum(costs[slot] for costs, slot in zip(self.costs, sharing, strict=True))

    def moved(self, sharing: Sequence[int]) -> int:
        """Return how many people move between areas."""
        return sum(
            self.weights[piece] for piece, slot in enumerate(sharing) if self.moves(piece, slot)
        )

    def along(self, sharing: Sequence[int]) -> int:
        """Return how many people come along to a new area because theirs is split."""
        return sum(
            self.weights[piece]
            for piece, slot in enumerate(sharing)
            if slot != self.home[piece] and not self.moves(piece, slot)
        )

    def held(self, sharing: Sequence[int]) -> list[list[int]]:
        """Return for each range the people of each slot."""
        held = [[0] * len(self.slots) for _ in self.ranges]
        for row, each in zip(held, self.ranges, strict=True):
            for people, slot in zip(each.people, sharing, strict=True):
                row[slot] += people
        return held

    def shifts(self, sharing: Sequence[int]) -> dict[int, Integers]:
        """Return for each range that must hold in samples what these add to each slot.

        Returns:
            By number of the range, shape (samples, slots).
        """
        if self.ties is None:
            return {}
        origins = [each.origin for each in self.slots]
        leads = self.ties.lead_slots(sharing, origins, self.home, self.weights)
        return {
            number: self.ties.shifts(number, self.ranges[number].people, sharing, leads)[:, :-1]
            for number in self.ties.ranges
        }

    def spans(self, sharing: Sequence[int]) -> list[list[tuple[int, int]]]:
        """Return for each range the fewest and most people of each slot, samples among them."""
        spans = [[(people, people) for people in row] for row in self.held(sharing)]
        for number, shifts in self.shifts(sharing).items():
            low, high = shifts.min(axis=0, initial=0), shifts.max(axis=0, initial=0)
            spans[number] = [
                (fewest + int(less), most + int(more))
                for (fewest, most), less, more in zip(spans[number], low, high, strict=True)
            ]
        return spans

    def outside(self, sharing: Sequence[int]) -> int:
        """Return how many people are short of the ranges or over them, over all slots in use.

        In samples it is as many as in the worst of them, slot by slot.
        """
        used = set(sharing)
        return sum(
            each.outside(*row[slot], self.slots[slot].areas)
            for row, each in zip(self.spans(sharing), self.ranges, strict=True)
            for slot in range(len(self.slots))
            if slot in used or not self.slots[slot].may_be_empty
        )

    def members(self, sharing: Sequence[int]) -> list[int]:
        """Return for each slot the set of its pieces."""
        sets = [0] * len(self.slots)
        for piece, slot in enumerate(sharing):
            sets[slot] |= 1 << piece
        return sets

    @cached_property
    def now(self) -> tuple[int, ...]:
        """For each slot, the set of pieces that it has now."""
        return tuple(self.members(self.home))

    @cached_property
    def own(self) -> tuple[int, ...]:
        """For each slot, the set of pieces that do not move if they are in it."""
        return tuple(
            self.now[slot if each.origin is None else each.origin]
            for slot, each in enumerate(self.slots)
        )

    @cached_property
    def firm(self) -> tuple[int, ...]:
        """For each slot, the set of its own pieces that are not loose."""
        return tuple(own & ~each.loose for own, each in zip(self.own, self.slots, strict=True))

    @cached_property
    def may_hold(self) -> tuple[int, ...]:
        """For each slot, the set of pieces that it may have."""
        return tuple(
            sum(1 << piece for piece, slots in enumerate(self.allowed) if slots >> slot & 1)
            for slot in range(len(self.slots))
        )

    def is_whole(self, slot: int, pieces: int) -> bool:
        """Whether a set of pieces hangs together as this slot must."""
        return not self.torn(slot, pieces)

    def torn(self, slot: int, pieces: int) -> list[int]:
        """Return the parts of a set that should hang together with its main part and do not.

        The main part is the one with most people among those that are not loose. Of a slot that
        stands for several areas, only parts that are too small to be one are torn.
        """
        loose = self.slots[slot].loose
        found = [part for part in parts(self.neighbours, pieces) if part & ~loose]
        if len(found) < 2:
            return []
        main = max(found, key=lambda part: (self.people(part), part))
        one_area = self.slots[slot].areas == 1 or self.is_crowded(slot, main)
        return [
            part
            for part in found
            if part != main and (one_area or self.is_short(part | pieces & loose))
        ]

    def is_crowded(self, slot: int, pieces: int) -> bool:
        """Whether a set of pieces needs all the areas that a slot stands for.

        What is loose need not be in the area of the pieces that it touches, and does not count.
        """
        each_slot = self.slots[slot]
        return any(
            sum(each.people[piece] for piece in bits(pieces & ~each_slot.loose))
            > each.ceiling * (each_slot.areas - 1)
            for each in self.ranges
        )

    def is_short(self, pieces: int) -> bool:
        """Whether a set of pieces has too few people to be all that a slot has."""
        return any(
            sum(each.people[piece] for piece in bits(pieces)) < each.lowest for each in self.ranges
        )

    def people(self, pieces: int) -> int:
        """Return how many people come with a set of pieces."""
        return sum(self.weights[piece] for piece in bits(pieces))

    def fits(self, sharing: Sequence[int]) -> bool:
        """Whether a sharing meets every requirement."""
        sets = self.members(sharing)
        created = sum(
            1 for slot, each in enumerate(self.slots) if each.origin is not None and sets[slot]
        )
        emptied = sum(
            1 for slot, each in enumerate(self.slots) if each.origin is None and not sets[slot]
        )
        return (
            self.outside(sharing) == 0
            and all(pieces or self.slots[slot].may_be_empty for slot, pieces in enumerate(sets))
            and created <= self.create
            and emptied <= self.retire
            and all(self.allowed[piece] >> slot & 1 for piece, slot in enumerate(sharing))
            and not (
                self.contiguous
                and any(not self.is_whole(slot, pieces) for slot, pieces in enumerate(sets))
            )
        )

    def _cost(self, piece: int, slot: int) -> int:
        weight = self.weights[piece]
        extra = weight * self.prices[piece][slot] if self.prices else 0
        if slot == self.home[piece]:
            return 0
        return extra + weight * (MOVED if self.moves(piece, slot) else COMES_ALONG)
