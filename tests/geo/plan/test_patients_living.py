"""Where patients of practices live: by hand on the toy county, and against counting one by one."""

from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from geo.model import Pack
from geo.plan.edits import MoveUnits
from geo.plan.patients_living import Between, patients_living
from geo.plan.state import State


def test_homes_are_told_by_area_and_the_rest_is_what_the_list_has_more(toy_pack: Pack) -> None:
    found = patients_living(State.of(toy_pack), ("P31",), "pcn", ("N3",))
    assert found.date == date(2022, 7, 1)
    assert found.patients == 910
    assert found.inside == {"N3": Between(840, 840)}
    assert found.elsewhere == Between(0, 0)
    assert found.rest == Between(70, 70)


def test_a_withheld_count_leaves_bounds_for_the_area_and_the_rest(toy_pack: Pack) -> None:
    found = patients_living(State.of(toy_pack), ("P12",), "pcn", ("N1", "N3"))
    assert found.inside == {"N1": Between(1, 4), "N3": Between(0, 0)}
    assert found.rest == Between(306, 309)


def test_small_areas_that_move_take_the_homes_in_them_along(toy_pack: Pack) -> None:
    moved = MoveUnits("pcn", ("S34",), "N4").apply(State.of(toy_pack))
    found = patients_living(moved, ("P31",), "pcn", ("N3",))
    assert found.inside == {"N3": Between(600, 600)}
    assert found.elsewhere == Between(240, 240)


def test_small_areas_without_an_area_are_elsewhere(toy_pack: Pack) -> None:
    moved = MoveUnits("pcn", ("S34",), None).apply(State.of(toy_pack))
    assert patients_living(moved, ("P31",), "pcn", ("N3",)).elsewhere == Between(240, 240)


def test_a_missing_list_leaves_the_total_and_the_rest_unknown(toy_pack: Pack) -> None:
    found = patients_living(State.of(toy_pack), ("P31", "P42"), "pcn", ("N3",))
    assert (found.patients, found.rest) == (None, None)
    assert found.inside == {"N3": Between(840, 840)}


def test_a_list_shorter_than_the_homes_leaves_the_rest_unknown(toy_pack: Pack) -> None:
    found = patients_living(State.of(toy_pack), ("P11",), "pcn", ("N1",))
    assert found.patients == 420
    assert found.inside == {"N1": Between(477, 477)}
    assert found.rest is None


def test_a_practice_without_homes_in_the_pack_is_not_known(toy_pack: Pack) -> None:
    assert not patients_living(State.of(toy_pack), ("P42",), "pcn", ("N4",)).known


def test_an_area_that_the_plan_has_not_is_left_out(toy_pack: Pack) -> None:
    assert patients_living(State.of(toy_pack), ("P31",), "pcn", ("X1",)).inside == {}


@given(st.data())
def test_bounds_are_those_of_all_ways_to_fill_in_withheld_counts(
    pack: Pack, data: st.DataObject
) -> None:
    """Fewest and most inside, elsewhere and in the rest, over each total that can be."""
    practice = data.draw(st.sampled_from(pack.practices))
    layer = pack.layer("pcn")
    code = data.draw(st.sampled_from([area.code for area in layer.areas]))
    names = layer.area_codes_of_units()
    homes = pack.homes
    bounds = {True: [0, 0], False: [0, 0]}
    for owner, unit, fewest, most in zip(
        homes.practices.tolist(),
        homes.units.tolist(),
        homes.fewest.tolist(),
        homes.most.tolist(),
        strict=True,
    ):
        if pack.practices[owner].code == practice.code:
            side = bounds[names[unit] == code]
            side[0] += fewest
            side[1] += most
    (least_in, most_in), (least_out, most_out) = bounds[True], bounds[False]
    listed = practice.lists[homes.date].patients or 0
    ways = [
        (inside, outside, listed - inside - outside)
        for inside, outside in product(range(least_in, most_in + 1), range(least_out, most_out + 1))
        if inside + outside <= listed
    ]
    found = patients_living(State.of(pack), (practice.code,), "pcn", (code,))
    unknown = practice.lists[homes.date].patients is None and (
        practice.lists[homes.date].state.has_list
    )
    if unknown or not ways:
        assert found.rest is None
    else:
        answers = (found.inside[code], found.elsewhere, found.rest)
        spare = listed - least_in - least_out
        for answer, values in zip(answers, zip(*ways, strict=True), strict=True):
            assert answer is not None
            assert answer.fewest == min(values)
            assert answer.most == max(values) if spare >= 3 else answer.most >= max(values)


def test_a_list_that_leaves_nobody_to_spare_does_not_tell_a_withheld_count(toy_pack: Pack) -> None:
    wharf = toy_pack.practice["P12"]
    day = toy_pack.homes.date
    short = replace(wharf, lists={**wharf.lists, day: replace(wharf.lists[day], patients=1)})
    practices = tuple(short if each is wharf else each for each in toy_pack.practices)
    found = patients_living(
        State.of(replace(toy_pack, practices=practices)), ("P12",), "pcn", ("N1",)
    )
    assert found.inside == {"N1": Between(1, 4)}
    assert found.rest == Between(0, 3)
