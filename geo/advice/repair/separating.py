"""Separating: cuts that are found before anything is torn, from fractions of pieces.

A linear program may share a piece out in fractions. In its answer no more of a piece may be in a
slot than of each set that separates it from the core of the slot. Where that does not hold, a
minimum cut names the separator (the method of R. Carvajal and others, "Imposing connectivity
constraints in forest planning models", Operations Research 61, 2013, 824-836, and of Y. Wang,
A. Buchanan and S. Butenko, "On imposing connectivity constraints in integer programs", Mathematical
Programming 166, 2017, 241-271). The program takes it for granted that each core stays; the cuts do
not, as they speak of slots that keep their core.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow
from scipy.optimize import linprog
from scipy.sparse import csr_array

from geo.advice.repair.clock import Clock
from geo.advice.repair.cores import Cores
from geo.advice.repair.cuts import Cut, beyond
from geo.advice.repair.pieces import bits
from geo.advice.repair.problem import Problem

MOST_ROUNDS = 40
"""The linear program is asked so often at most."""
MOST_IN_A_SLOT = 15
"""In a round cuts are made for so many pieces of each slot, those first of which it has most."""
ROUND_EFFORT = 2e-5
"""What a round counts as for each piece and slot, in the solver's own measure of time."""
LEAST = 0.02
"""Smaller shares, and smaller differences between them, are taken for none."""
_WHOLE = 100_000
"""A whole piece, in the whole numbers that flows are counted in."""

Shares = Mapping[tuple[int, int], float]
Split = tuple[int, int, int]
"""A slot, a piece, and the set of pieces that separates it from the core of the slot."""


def separating_cuts(problem: Problem, cores: Cores, clock: Clock) -> tuple[set[Cut], float]:
    """Return cuts that sharings in fractions violate, and no sharing that hangs together does.

    Args:
        problem: what is to be shared out.
        cores: of its slots; no cut speaks of another slot.
        clock: looked at between rounds.

    Returns:
        The cuts, and what the search counts as the effort, which is the same on every machine.
    """
    program = _Program(problem, cores)
    grounds = [_Ground(problem, slot, core) for slot, core in sorted(cores.items())]
    found: set[Split] = set()
    rounds = 0
    while rounds < MOST_ROUNDS and not clock.is_over:
        rounds += 1
        shares = program.solve()
        if shares is None:
            break
        new = {split for ground in grounds for split in ground.separate(shares)} - found
        if not new:
            break
        found |= new
        program.add(new)
    cuts = {
        Cut(slot, beyond(problem, slot, separator, 1 << cores[slot]), cores[slot], separator)
        for slot, _, separator in found
    }
    return cuts, ROUND_EFFORT * rounds * program.size


class _Program:
    """A problem as a linear program in which every core stays."""

    def __init__(self, problem: Problem, cores: Cores) -> None:
        self._at = {
            (piece, slot): number
            for number, (piece, slot) in enumerate(
                (piece, slot)
                for piece in range(len(problem))
                for slot in bits(problem.allowed[piece])
            )
        }
        self._costs = np.array(
            [
                problem.weights[piece] if problem.moves(piece, slot) else 0
                for piece, slot in self._at
            ],
            dtype=float,
        )
        self._lowest = np.zeros(len(self._at))
        for slot, core in cores.items():
            self._lowest[self._at[core, slot]] = 1
        self._rows: list[dict[int, float]] = []
        self._most: list[float] = []
        for slot, each in enumerate(problem.slots):
            for people in problem.ranges:
                held = {
                    self._at[piece, slot]: float(people.people[piece])
                    for piece in bits(problem.may_hold[slot])
                }
                self._ask(held, people.ceiling * each.areas)
                if not each.may_be_empty:
                    few = {number: -count for number, count in held.items()}
                    self._ask(few, -people.lowest * each.areas)
        self._placed = csr_array(
            (
                np.ones(len(self._at)),
                ([piece for piece, _ in self._at], list(range(len(self._at)))),
            ),
            shape=(len(problem), len(self._at)),
        )

    @property
    def size(self) -> int:
        """How many shares it asks about."""
        return len(self._at)

    def add(self, splits: Iterable[Split]) -> None:
        """Ask for no more of a piece than of what separates it from the core."""
        for slot, piece, separator in sorted(splits):
            row = {self._at[other, slot]: -1.0 for other in bits(separator)}
            self._ask({**row, self._at[piece, slot]: 1.0}, 0)

    def solve(self) -> Shares | None:
        """Return the share of each piece in each slot at the lowest cost; None for none."""
        starts = np.cumsum([0, *(len(row) for row in self._rows)])
        columns = np.array([number for row in self._rows for number in row], dtype=np.int64)
        values = np.array([value for row in self._rows for value in row.values()])
        answer = linprog(
            self._costs,
            A_ub=csr_array((values, columns, starts), shape=(len(self._rows), len(self._at))),
            b_ub=np.array(self._most),
            A_eq=self._placed,
            b_eq=np.ones(self._placed.shape[0]),
            bounds=np.column_stack([self._lowest, np.ones(len(self._at))]),
            method="highs-ds",
        )
        if answer.x is None or answer.status != 0:
            return None
        return dict(zip(self._at, answer.x.tolist(), strict=True))

    def _ask(self, row: dict[int, float], most: float) -> None:
        self._rows.append(row)
        self._most.append(most)


class _Ground:
    """Where a slot may be, as a network: through a piece goes no more than the slot has of it."""

    def __init__(self, problem: Problem, slot: int, core: int) -> None:
        self._slot, self._core = slot, core
        self._pieces = list(bits(problem.may_hold[slot]))
        self._place = {piece: place for place, piece in enumerate(self._pieces)}
        self._loose = problem.slots[slot].loose
        through = [(2 * place, 2 * place + 1, 0) for place in range(len(self._pieces))]
        between = [
            (2 * self._place[piece] + 1, 2 * self._place[other], len(self._pieces) * _WHOLE)
            for piece in self._pieces
            for other in bits(problem.neighbours[piece] & problem.may_hold[slot])
        ]
        self._through = np.arange(len(through), dtype=np.int32)
        tails, heads, most = np.array([*through, *between], dtype=np.int64).T
        self._flow = max_flow.SimpleMaxFlow()
        self._flow.add_arcs_with_capacity(
            tails.astype(np.int32), heads.astype(np.int32), most.astype(np.int64)
        )

    def separate(self, shares: Shares) -> Iterable[Split]:
        """Yield what shares violate: of each piece, from the side of the core and the other."""
        held = {piece: shares.get((piece, self._slot), 0.0) for piece in self._pieces}
        open_pieces = [
            piece
            for piece in self._pieces
            if held[piece] > LEAST and piece != self._core and not self._loose >> piece & 1
        ]
        found = 0
        # A little for each piece: of separators that say as much the smallest is cut.
        room: NDArray[np.int64] = np.array(
            [round(_WHOLE * held[piece]) + 1 for piece in self._pieces], dtype=np.int64
        )
        room[self._place[self._core]] = _WHOLE
        self._flow.set_arcs_capacity(self._through, room)
        for piece in sorted(open_pieces, key=lambda piece: (-held[piece], piece)):
            if found == MOST_IN_A_SLOT:
                break
            place = self._place[piece]
            self._flow.set_arc_capacity(place, _WHOLE)
            self._flow.solve(2 * self._place[self._core], 2 * place + 1)
            if self._flow.optimal_flow() < _WHOLE * (held[piece] - LEAST):
                found += 1
                nodes = set(range(2 * len(self._pieces)))
                near = set(self._flow.get_source_side_min_cut())
                not_far = nodes - set(self._flow.get_sink_side_min_cut())
                for side in (near, not_far):
                    yield self._slot, piece, self._leaving(side)
            self._flow.set_arc_capacity(place, int(room[place]))

    def _leaving(self, side: set[int]) -> int:
        """Return the pieces through which one leaves a side."""
        return sum(
            1 << piece
            for piece, place in self._place.items()
            if 2 * place in side and 2 * place + 1 not in side
        )
