"""Rings: an exact model around a good sharing in which every answer hangs together.

Each slot gets a core. Pieces lie in *rings* around it, by how many borders one must cross to reach
them; a piece may be in a slot only with a piece of the ring before. What the rings forbid beyond
contiguity depends on where the cores lie, so the model is built again around each better sharing.
"""

from __future__ import annotations

from random import Random

from geo.advice.repair.clock import Clock
from geo.advice.repair.in_samples import InSamples, SampleEnd, missed_ends, nearest_ends
from geo.advice.repair.model import Model
from geo.advice.repair.pieces import around, bits, reach
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.solving import solve
from geo.advice.repair.ties import Ties

NEAREST = 5
"""So many samples of weak ties are asked for at each end of a slot before an answer is seen."""
LEAST_EFFORT = 0.05
"""Each model counts as so much at the least, since it must be built."""
FARTHEST = 4
"""A slot may grow by so many rings beyond what it has in the sharing that it is built around."""


def improve_by_rings(
    problem: Problem, near: Sharing, random: Random, effort: float, clock: Clock
) -> Sharing:
    """Return the best sharing that was met within the rings around another, or that one.

    Args:
        problem: what is to be shared out.
        near: a sharing that fits, to build around.
        random: where the choice of cores comes from.
        effort: how long it may take, in the solver's own measure of time, which is the same on
            every machine.
        clock: ends it before.
    """
    if problem.ties is not None:
        return _improve_in_samples(problem, problem.ties, near, random, effort, clock)
    model = _around(problem, near, random)
    met = solve(model, random.randrange(2**30), effort, clock).met
    return min((near, *met), key=problem.cost)


def _around(problem: Problem, near: Sharing, random: Random) -> Model:
    model = Model.of(problem)
    model.ask_for_lowest_cost()
    for slot, pieces in enumerate(problem.members(near)):
        _keep_to_rings(model, slot, pieces, random)
    model.hint(near)
    return model


def _improve_in_samples(
    problem: Problem, ties: Ties, near: Sharing, random: Random, effort: float, clock: Clock
) -> Sharing:
    """Build around the best again and again, and ask for ends in more samples where one is missed.

    What must hold in samples leaves so little within the rings that a model is soon through.
    """
    ends: set[SampleEnd] = set()
    while effort > 0 and not clock.is_over:
        model = _around(problem, near, random)
        ends |= nearest_ends(problem, near, NEAREST)
        InSamples(model, ties, set(near)).ask(ends)
        answer = solve(model, random.randrange(2**30), effort, clock)
        effort -= max(answer.effort, LEAST_EFFORT)
        ends |= set().union(*(missed_ends(problem, each) for each in answer.met))
        near = min(
            (near, *(each for each in answer.met if not problem.outside(each))), key=problem.cost
        )
    return near


def _keep_to_rings(model: Model, slot: int, pieces: int, random: Random) -> None:
    problem, at = model.problem, model.at
    if not pieces:  # an area that is not created, or was emptied, stays so
        for piece in bits(problem.may_hold[slot]):
            model.model.add(at[piece, slot] == 0)
        return
    if not problem.contiguous:
        return
    reached = _core(problem, slot, pieces, random)
    # What is loose and detached here may stay or leave; nothing else can hang on to it.
    whole = reach(problem.neighbours, reached, pieces)
    free = problem.slots[slot].loose & ~whole
    for piece in bits(reached):
        model.model.add(at[piece, slot] == 1)
    ground = problem.may_hold[slot] & ~free
    beyond = 0
    while True:
        ring = around(problem.neighbours, reached) & pieces & ground
        if not ring:
            ring = around(problem.neighbours, reached) & ground
            beyond += 1
            if not ring or beyond > FARTHEST:
                break
        _ask(model, slot, ring, reached)
        reached |= ring
    for piece in bits(ground & ~reached):
        model.model.add(at[piece, slot] == 0)


def _ask(model: Model, slot: int, ring: int, reached: int) -> None:
    for piece in bits(ring):
        before = [model.at[each, slot] for each in bits(model.problem.neighbours[piece] & reached)]
        model.model.add_bool_or([*before, model.at[piece, slot].negated()])


def _core(problem: Problem, slot: int, pieces: int, random: Random) -> int:
    """Return a piece to build on: one of those that the slot has now, if any, far inside or not."""
    firm = pieces & ~problem.slots[slot].loose
    choice = list(bits(firm & problem.now[slot] or firm or pieces))
    weights = [(problem.neighbours[piece] & pieces).bit_count() + 1 for piece in choice]
    (core,) = random.choices(choice, weights)
    return 1 << core
