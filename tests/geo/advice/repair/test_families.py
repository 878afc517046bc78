"""Families against every sharing of their areas."""

from __future__ import annotations

from itertools import product
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from geo.advice.repair.cases import cases
from geo.advice.repair.cuts import Cut, find_cuts, first_cuts
from geo.advice.repair.families import has_families, in_families, taken_apart, taken_together
from geo.advice.repair.problem import Problem
from tests.geo.advice.repair.small_problems import fitting_sharings, numbers, small_problems
from tests.geo.advice.repair.test_cuts import holds


@settings(max_examples=150)
@given(problem=small_problems(most_sharings=700))
def test_what_fits_a_case_fits_its_families_and_all_that_is_asked_of_them(
    problem: Problem,
) -> None:
    made = [case for case in cases(problem) if has_families(case)]
    assume(made)
    for case in made:
        together = taken_together(case)
        fitting = list(fitting_sharings(case))
        images = {in_families(case, sharing) for sharing in fitting}
        for sharing in fitting:
            image = in_families(case, sharing)
            assert together.fits(image)
            assert together.moved(image) == case.moved(sharing)
        cuts: set[Cut] = first_cuts(together, {}) if together.contiguous else set()
        if together.contiguous:
            for sharing in product(*(sorted(numbers(slots)) for slots in together.allowed)):
                cuts |= find_cuts(together, sharing, {})
        for cut in cuts:
            if cut.other is not None or cut.crowd or together.slots[cut.slot].areas == 1:
                assert all(holds(together, cut, image) for image in images)


@settings(max_examples=150)
@given(problem=small_problems(most_sharings=700), seed=some.integers(0, 1000))
def test_taken_apart_and_together_again_is_the_same(problem: Problem, seed: int) -> None:
    for case in cases(problem):
        for sharing in list(fitting_sharings(case))[:5]:
            image = in_families(case, sharing)
            apart = taken_apart(case, image, Random(seed))
            assert in_families(case, apart) == image
            assert all(case.allowed[piece] >> slot & 1 for piece, slot in enumerate(apart))
