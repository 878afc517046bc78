"""Bounding: how few people must move, proved by a model that knows contiguity only by its cuts.

Nothing can be much better than an answer of the model under the cuts so far, and how much is told
with it: that is a bound. Where the answer is torn, new cuts forbid that; where it hangs together,
only better ones are asked for. The bound rises until nothing better than what is known is left. The
better what is known, the fewer pieces can reach a slot, and the smaller the model.
"""

from __future__ import annotations

from geo.advice.repair.clock import Clock
from geo.advice.repair.cores import choose_cores
from geo.advice.repair.cuts import Cut, find_cuts, first_cuts
from geo.advice.repair.cutting import Cutting
from geo.advice.repair.in_samples import SampleEnd, missed_ends, nearest_ends
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.reaching import excess_of, narrowed
from geo.advice.repair.separating import separating_cuts
from geo.advice.repair.solving import Answer, solve

CLOSE_ENOUGH = 0.02
"""An answer so near the bound, as a share of it, is looked at for what is torn in it: the next one
under more cuts teaches more than the last per cent of this one."""
LONGEST = 6.0
"""A model from which nothing was learnt is asked for longer each time, but never for longer."""


class Bounding:
    """A bound that rises, in one case of a problem.

    Attributes:
        bound: people that must move between areas, proved so far.
        impossible: whether it is proved that nothing fits.
        proved: whether the bound is met: nothing that fits moves fewer.
        best: the last sharing that fits which the model has met; it moves fewest people of all
            that are known.
        torn: the last answer, which need not hang together; None before the first.
    """

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem = problem
        self.bound = sum(excess_of(problem, slot) for slot in range(len(problem.slots)))
        self.impossible = self.proved = False
        self.best: Sharing | None = None
        self.torn: Sharing | None = None
        self._seed, self._longer = seed, 0.0
        self._most, self._known = sum(problem.weights), False
        self._cores = choose_cores(problem) if problem.contiguous else {}
        self._cuts: set[Cut] = first_cuts(problem, self._cores) if problem.contiguous else set()
        self._is_separated = not self._cores
        self._ends: set[SampleEnd] = nearest_ends(problem, problem.home)
        self._misfits: set[Sharing] = set()
        self._build(problem)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be proved."""
        return self.impossible or self.proved

    def look_below(self, known: Sharing) -> None:
        """From now on leave out whatever moves as many people as what is known.

        Args:
            known: a sharing that fits, if need be with slots that this problem does not have.
        """
        moved = self.problem.moved(known)
        if self._known and moved > self._most:
            return
        self._known, self._most = True, moved - 1
        self.proved = self.bound > self._most
        if not self.is_over:
            self._build(narrowed(self._cutting.problem, self._most))
            self._cutting.model.hint(known)

    def ask(self, effort: float, clock: Clock) -> float:
        """Ask the model once, and return how much effort that took.

        Args:
            effort: how long it may take, in the solver's own measure of time, which is the same on
                every machine.
            clock: ends it before.
        """
        spent = self._separate(clock) if self.torn is not None else 0.0
        self._cutting.model.look_between(self.bound, self._most)
        before = self._learnt
        answer = solve(
            self._cutting.model, self._seed, max(effort, self._longer), clock, CLOSE_ENOUGH
        )
        if answer.impossible:
            self.impossible, self.proved = not self._known, self._known
            self.bound = self._most + 1 if self._known else self.bound
        elif answer.bound is not None:
            self.bound = max(self.bound, min(answer.bound, self._most + 1))
        if answer.met:
            self.torn = answer.met[-1]
            self._learn(answer)
        if self._learnt == before:  # the same again would lead to the same
            self._longer = min(2 * max(effort, self._longer), LONGEST)
            self._seed += 1
        return spent + answer.effort

    @property
    def _learnt(self) -> tuple[int, ...]:
        """What was learnt so far, in figures that never fall."""
        return self.bound, len(self._cuts), len(self._ends), len(self._misfits)

    def _separate(self, clock: Clock) -> float:
        """Learn once what fractions of pieces show to be needed, and return the effort."""
        if self._is_separated:
            return 0.0
        self._is_separated = True
        found, effort = separating_cuts(self._cutting.problem, self._cores, clock)
        self._add(found)
        return effort

    def _learn(self, answer: Answer) -> None:
        if self.problem.ties is not None:
            self._learn_from_samples(answer)
        if self.problem.contiguous:
            for met in answer.met:
                self._add(find_cuts(self._cutting.problem, met, self._cores))
        for met in answer.met:
            if self.problem.fits(met):
                self.best = met
        if self.best is not None:
            self.look_below(self.best)

    def _learn_from_samples(self, answer: Answer) -> None:
        """Ask for what is missed in samples; forbid what misses more than a model can be asked."""
        problem = self.problem
        found = set().union(*(missed_ends(problem, each) for each in answer.met)) - self._ends
        self._ends |= found
        misfits = {
            met
            for met in answer.met
            if problem.outside(met) and not missed_ends(problem, met) & found
        } - self._misfits
        self._misfits |= misfits
        self._cutting.hold_in_samples(found, misfits)

    def _add(self, cuts: set[Cut]) -> None:
        self._cutting.add(cuts - self._cuts)
        self._cuts |= cuts

    def _build(self, problem: Problem) -> None:
        self._cutting = Cutting(problem, self._most)
        self._cutting.hold_in_samples(self._ends, self._misfits)
        self._cutting.add(self._cuts)
