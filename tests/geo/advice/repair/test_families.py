"""Families against every sharing of their areas."""

from __future__ import annotations

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from geo.advice.repair.cases import cases
from geo.advice.repair.cuts import Cut, find_cuts, first_cuts
from geo.advice.repair.families import has_families, in_families, taken_apart, taken_together
from geo.advice.repair.problem import Problem, Range, Slot
from tests.geo.advice.repair.small_problems import fitting_sharings, numbers, small_problems
from tests.geo.advice.repair.test_cuts import holds


@settings(max_examples=150)
@given(problem=small_problems(most_sharings=700))
def test_what_fits_a_case_fits_its_families_and_all_that_is_asked_of_them(
    problem: Problem,
) -> None:
    for case in (case for case in cases(problem) if has_families(case)):
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


def test_a_small_part_may_be_one_area_with_what_is_loose_and_elsewhere_now() -> None:
    problem = Problem(
        ranges=(
            Range((25, 25, 0, 20, 4, 1), 20, 25),
            Range((15, 25, 10, 20, 5, 0), 20, 40),
        ),
        weights=(25, 25, 0, 20, 4, 1),
        home=(1, 1, 1, 0, 0, 1),
        slots=(Slot(), Slot(loose=0b000100), Slot(1, may_be_empty=True)),
        neighbours=(0b100000, 0b100000, 0b001000, 0b010100, 0b101000, 0b010011),
        allowed=(0b111,) * 6,
        create=1,
    )
    fitting = (1, 2, 1, 0, 0, 0)
    assert fitting in set(fitting_sharings(problem))
    (case,) = (case for case in cases(problem) if has_families(case))
    together = taken_together(case)
    cuts = find_cuts(together, (1, 1, 0, 0, 0, 0), {})
    assert cuts
    assert all(holds(together, cut, in_families(case, fitting)) for cut in cuts)
