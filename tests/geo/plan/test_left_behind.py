"""What a plan leaves behind: a second definition of its tier, and areas whose people moved on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.model import Pack
from geo.plan.better_parents import better_parents
from geo.plan.edits import Change, MoveArea, MoveUnits
from geo.plan.left_behind import left_behind
from tests.geo.plan.plans import edited, measured, toy_plan

N1 = ("S11", "S12", "S21", "S22")


def told(pack: Pack, *changes: Change) -> list[str]:
    plan = toy_plan(pack)
    return left_behind(measured(plan), measured(edited(plan, *changes)))


def test_a_plan_that_changes_nothing_leaves_nothing_behind(toy_pack: Pack) -> None:
    assert told(toy_pack) == []
    assert told(toy_pack, MoveUnits("pcn", ("S31",), "N1")) == []


def test_another_definition_of_the_tier_and_the_networks_inside_are_told(toy_pack: Pack) -> None:
    other, network = told(toy_pack, MoveUnits("icp", N1, "PE"))
    assert other == ("Places (by CCG) are as they were: edit that layer too if they are to follow.")
    assert network == (
        "Southwest Network still belongs to West place, although all of its residents now live in "
        "East place: give Southwest Network to East place if it is to follow."
    )


def test_what_was_moved_too_is_not_told(toy_pack: Pack) -> None:
    by_ccg = toy_pack.layer("icp_by_ccg")
    here = by_ccg.area_codes_of_units()[toy_pack.units.position["S11"]]
    (there,) = {area.code for area in by_ccg.areas} - {here}
    assert (
        told(
            toy_pack,
            MoveUnits("icp", N1, "PE"),
            MoveUnits("icp_by_ccg", N1, there),
            MoveArea("pcn", "N1", "PE"),
        )
        == []
    )


def test_half_of_the_people_is_not_most_of_them(toy_pack: Pack) -> None:
    half = measured(edited(toy_plan(toy_pack), MoveUnits("icp", ("S11", "S21"), "PE")))
    assert better_parents(half, "pcn") == {}
    more = measured(edited(toy_plan(toy_pack), MoveUnits("icp", ("S11", "S21", "S22"), "PE")))
    (found,) = better_parents(more, "pcn").values()
    assert (found.residents, found.everyone) == (500, 600)
    assert found.change == MoveArea("pcn", "N1", "PE")
    (sentence,) = left_behind(measured(toy_plan(toy_pack)), more)[1:]
    assert "although 83% of its residents" in sentence


def test_where_a_figure_is_unknown_no_parent_is_the_better(toy_pack: Pack) -> None:
    plan = measured(edited(toy_plan(toy_pack), MoveUnits("icp", N1, "PE")))
    assert "N1" in better_parents(plan, "pcn")
    counts = toy_pack.residents[plan.dates.resident]
    total = counts.total.copy()
    total[toy_pack.units.position["S11"]] = np.nan
    residents = {**toy_pack.residents, plan.dates.resident: replace(counts, total=total)}
    state = replace(plan.state, baseline=replace(toy_pack, residents=residents))
    assert better_parents(replace(plan, state=state), "pcn") == {}


def test_a_network_that_was_in_the_wrong_place_is_told_only_when_more_people_move_under_it(
    pack: Pack,
) -> None:
    before = measured(toy_plan(pack))
    (byron,) = better_parents(before, "pcn").values()
    assert byron.words == "Give Byron PCN to Mid-Nottinghamshire"
    assert left_behind(before, before) == []
    layer, above = pack.layer("pcn"), pack.layer("icp")
    outside = [
        pack.units.codes[unit]
        for unit in layer.units_in(byron.area.code)
        if above.areas[above.area_of_unit[unit]].code != byron.better.code
    ]
    after = measured(edited(toy_plan(pack), MoveUnits("icp", tuple(outside), byron.better.code)))
    assert left_behind(before, after)[-1].startswith(
        "Byron PCN still belongs to South Nottinghamshire, although all of its residents now live"
    )
