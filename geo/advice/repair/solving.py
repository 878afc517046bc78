"""Solving: the solver is asked once, for so much effort, until a clock says stop."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ortools.sat.python import cp_model

from geo.advice.repair.clock import Clock
from geo.advice.repair.model import Model
from geo.advice.repair.problem import Sharing

_ALMOST = 1e-6
_LOOKS_EVERY = 0.05


@dataclass(frozen=True)
class Answer:
    """What the solver says.

    Attributes:
        met: the sharings that it met, ever better ones.
        bound: what is asked to be low is no lower than this; None where nothing is proved.
        impossible: whether nothing meets the model.
        effort: what was spent, in the solver's own measure, never nothing.
    """

    met: tuple[Sharing, ...]
    bound: int | None
    impossible: bool
    effort: float


def solve(
    model: Model, seed: int, effort: float, clock: Clock, close_enough: float = 0.0
) -> Answer:
    """Ask the solver; the answer depends on the model, the seed and the effort alone.

    Args:
        model: with what is asked to be low.
        seed: of the solver's chance.
        effort: how long it may take, in the solver's own measure of time, which is the same on
            every machine.
        clock: ends it before.
        close_enough: share of the bound; an answer that is so near ends it too.
    """
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # whoever searches says what becomes of Ctrl+C
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1
    solver.parameters.relative_gap_limit = close_enough
    solver.parameters.max_deterministic_time = effort
    solver.parameters.max_time_in_seconds = clock.left
    collect = _Collect(model)
    with _watched(solver, clock):
        status = solver.solve(model.model, collect)
    bound = solver.best_objective_bound
    return Answer(
        met=tuple(collect.met),
        bound=math.ceil(bound - _ALMOST) if math.isfinite(bound) else None,
        impossible=status == cp_model.INFEASIBLE,
        effort=max(float(solver.response_proto.deterministic_time), _ALMOST),
    )


class _Collect(cp_model.CpSolverSolutionCallback):
    """Notes every sharing that the solver meets."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model
        self.met: list[Sharing] = []

    def on_solution_callback(self) -> None:
        """Note the sharing."""
        self.met.append(self._model.read(self))


@contextmanager
def _watched(solver: cp_model.CpSolver, clock: Clock) -> Iterator[None]:
    """End the solver's work as soon as somebody wants it to end."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_LOOKS_EVERY):
            if clock.stopping.is_set():
                solver.stop_search()

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        ended.set()
        watching.join()
