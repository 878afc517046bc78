"""The model: a problem as OR-tools' CP-SAT reads it, without contiguity.

A variable says of each piece and slot whether the piece is in the slot. Contiguity is added on top,
in two ways: ``cuts`` forbids only what was seen to be torn, so that nothing is lost and a bound is
proved; ``rings`` asks for more than contiguity, so that every answer hangs together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from geo.advice.repair.pieces import bits
from geo.advice.repair.problem import Problem, Sharing

Variable = cp_model.IntVar


@dataclass(frozen=True, eq=False)
class Model:
    """A problem in variables.

    Attributes:
        problem: the problem.
        model: CP-SAT's.
        at: by piece and slot, whether the piece is in the slot; only for slots that are allowed.
        used: by slot, whether it has any piece; only for slots that may be empty.
    """

    problem: Problem
    model: cp_model.CpModel
    at: Mapping[tuple[int, int], Variable]
    used: Mapping[int, Variable]

    @classmethod
    def of(cls, problem: Problem) -> Model:
        """Return the model of a problem: ranges, slots and limits, and the cost to be low."""
        model = cp_model.CpModel()
        at = {
            (piece, slot): model.new_bool_var("")
            for piece in range(len(problem))
            for slot in bits(problem.allowed[piece])
        }
        used = {
            slot: model.new_bool_var("")
            for slot, each in enumerate(problem.slots)
            if each.may_be_empty
        }
        made = cls(problem, model, at, used)
        for piece in range(len(problem)):
            model.add_exactly_one(at[piece, slot] for slot in bits(problem.allowed[piece]))
        for slot in range(len(problem.slots)):
            made._hold(slot)
        made._limit()
        for choice in problem.one_of:
            model.add_bool_or(at[each] for each in sorted(choice) if each in at)
        return made

    @property
    def people_moved(self) -> cp_model.LinearExprT:
        """How many people move between areas."""
        problem = self.problem
        chosen = [
            (variable, problem.weights[piece])
            for (piece, slot), variable in self.at.items()
            if problem.moves(piece, slot)
        ]
        return weighted(chosen)

    def ask_for_fewest_moved(self) -> None:
        """Ask for the fewest people moved between areas, whatever else it costs."""
        self.model.minimize(self.people_moved)

    def ask_for_lowest_cost(self) -> None:
        """Ask for the lowest cost."""
        costs = self.problem.costs
        terms = [(variable, costs[piece][slot]) for (piece, slot), variable in self.at.items()]
        self.model.minimize(weighted(terms))

    def unused(self, slot: int) -> list[cp_model.LiteralT]:
        """Return what is true where a slot has no piece; nothing for one that always has any."""
        return [self.used[slot].negated()] if slot in self.used else []

    def look_between(self, lowest: int, highest: int) -> None:
        """Look only for what is asked to be low between two values, both included."""
        domain = self.model.proto.objective.domain
        domain.clear()
        domain.extend([lowest, highest])

    def hint(self, sharing: Sequence[int]) -> None:
        """Tell the solver where to start."""
        self.model.proto.clear_solution_hint()
        for (piece, slot), variable in self.at.items():
            self.model.add_hint(variable, sharing[piece] == slot)
        held = set(sharing)
        for slot, variable in self.used.items():
            self.model.add_hint(variable, slot in held)

    def read(self, value: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> Sharing:
        """Return the sharing that a solver has found."""
        slot_of = [0] * len(self.problem)
        for (piece, slot), variable in self.at.items():
            if value.boolean_value(variable):
                slot_of[piece] = slot
        return tuple(slot_of)

    def _hold(self, slot: int) -> None:
        inside = [(piece, self.at[piece, slot]) for piece in bits(self.problem.may_hold[slot])]
        used, areas = self.used.get(slot), self.problem.slots[slot].areas
        for each in self.problem.ranges:
            people = weighted([(variable, each.people[piece]) for piece, variable in inside])
            if used is None:
                self.model.add(people >= each.lowest * areas)
                self.model.add(people <= each.ceiling * areas)
            else:
                self.model.add(people >= each.lowest * areas * used)
                self.model.add(people <= each.ceiling * areas * used)
        some = [variable for _, variable in inside]
        if used is None:
            self.model.add_bool_or(some)
        else:
            for variable in some:
                self.model.add_implication(variable, used)
            self.model.add_bool_or([*some, used.negated()])

    def _limit(self) -> None:
        slots = self.problem.slots
        created = [used for slot, used in self.used.items() if slots[slot].origin is not None]
        emptied = [used for slot, used in self.used.items() if slots[slot].origin is None]
        always = sum(1 for each in slots if each.origin is not None and not each.may_be_empty)
        if created or always > self.problem.create:
            self.model.add(sum(created) <= self.problem.create - always)
        if emptied:
            self.model.add(sum(emptied) >= len(emptied) - self.problem.retire)
        for slot in range(1, len(slots)):
            if slot in self.used and self.problem.alike(slot - 1, slot):
                self.model.add_implication(self.used[slot], self.used[slot - 1])


def weighted(terms: Sequence[tuple[Variable, int]]) -> cp_model.LinearExprT:
    """Return a sum of variables, each as often as its weight says; those of weight 0 left out."""
    kept = [(variable, weight) for variable, weight in terms if weight]
    return cp_model.LinearExpr.weighted_sum(
        [variable for variable, _ in kept], [weight for _, weight in kept]
    )
