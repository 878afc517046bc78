"""What an edit leads to on the toy county, worked out by hand, and the account of it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from geo.model import BandStatus, Pack
from geo.plan.account import account
from geo.plan.check_keys import CheckKey, CheckKind
from geo.plan.comparison import compare
from geo.plan.edits import (
    AcceptCheck,
    Change,
    CreateArea,
    MergeAreas,
    MoveArea,
    MovePractices,
    MoveUnits,
    RenameArea,
    SetBand,
)
from geo.plan.failed_checks import failed_checks
from geo.plan.ground import Ground
from geo.plan.impact import AreaChange, Impact, find_impact
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.geo.plan.plans import NOW, edited, toy_plan


def impact_of(pack: Pack, *made: Change) -> Impact:
    ground, dates = Ground.of(pack), Dates.of(pack)
    before = Measured(State.of(pack), ground, dates)
    return find_impact(before, Measured(edited(toy_plan(pack), *made).state, ground, dates))


def area(impact: Impact, layer: str, code: str) -> AreaChange:
    (found,) = [each for each in impact.areas if (each.layer, each.area.code) == (layer, code)]
    return found


def test_moving_units_is_told_for_gainer_loser_and_parents(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MoveUnits("pcn", ("S31", "S32"), "N1"))
    assert [(each.layer, each.area.code) for each in impact.areas] == [
        ("ics", "TOY"),
        ("icp", "PW"),
        ("pcn", "N1"),
        ("pcn", "N2"),
    ]
    gainer = area(impact, "pcn", "N1")
    assert gainer.before is not None
    assert gainer.after is not None
    assert (gainer.before.check.resident.figure.count, gainer.before.check.resident.status) == (
        600,
        BandStatus.BELOW,
    )
    assert (gainer.after.check.resident.figure.count, gainer.after.check.resident.status) == (
        1_200,
        BandStatus.WITHIN,
    )
    assert gainer.after.check.registered.figure.count == 700
    assert gainer.after.living_inside.figure.count == 110 * 12
    assert gainer.after.practices == ("P11", "P12")
    assert gainer.after.leaning_elsewhere == 2
    assert gainer.after.compactness == pytest.approx(4 * math.pi * 6 / 10**2)
    loser = area(impact, "pcn", "N2")
    assert loser.after is not None
    assert loser.after.practices_outside == ("P21",)
    assert account(impact) == [
        (
            "Primary care networks, mid-2019: 2 small areas with 600 residents move from Northwest "
            "Network to Southwest Network; Southwest Network rises from 600 to 1,200, now "
            "within 1,000 to 2,000; Northwest Network falls from 2,400 to 1,800, now within 1,000 "
            "to 2,000."
        )
    ]


def test_moving_a_practice_is_told_in_registered_patients_only(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MovePractices("pcn", ("P12",), "N3"))
    assert impact.units == ()
    assert account(impact) == [
        (
            "Places, by district, April 2020: 1 practice with 300 registered "
            "patients moves from West place to East place; East place rises from 2,800 to 3,100, "
            "still within 2,500 to 4,000; West place falls from 3,200 to 2,900, still within 2,500 "
            "to 4,000."
        ),
        (
            "Of the 310 patients of The Wharf (July 2022), 0 live in the small areas of East "
            "place, 1 to 4 in those of West place, 0 elsewhere in this pack and 306 to 309 "
            "outside it or at an unknown address."
        ),
        (
            "Primary care networks, April 2020: 1 practice with 300 registered patients moves from "
            "Southwest Network to Southeast Network; Southwest Network falls from 700 to 400, "
            "still below 1,000; Southeast Network rises from 900 to 1,200, now within 1,000 to "
            "2,000."
        ),
        (
            "Of the 310 patients of The Wharf (July 2022), 0 live in the small areas of Southeast "
            "Network, 1 to 4 in those of Southwest Network, 0 elsewhere in this pack and 306 to "
            "309 outside it or at an unknown address."
        ),
    ]
    gainer = area(impact, "pcn", "N3").after
    assert gainer is not None
    assert gainer.practices_outside == ("P12",)
    assert gainer.leaning_elsewhere == 1  # S33, whose patients are mostly with N2 as published


def test_homes_of_more_than_three_practices_are_told_for_each_way_they_go(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MovePractices("pcn", ("P11", "P12", "P21", "P31"), "N5"))
    assert account(impact)[-3:] == [
        (
            "Of the patients of High Street Practice (July 2022), 0 live in the small areas of Far "
            "North Network, 1,920 in those of Northwest Network and 180 elsewhere in this pack; "
            "how many live outside this pack is unknown."
        ),
        (
            "Of the 910 patients of Orchard Practice (July 2022), 0 live in the small areas of Far "
            "North Network, 840 in those of Southeast Network, 0 elsewhere in this pack and 70 "
            "outside it or at an unknown address."
        ),
        (
            "Of the 730 patients of the 2 practices that go from Southwest Network to Far North "
            "Network (July 2022), 0 live in the small areas of Far North Network, 478 to 481 in "
            "those of Southwest Network, 0 elsewhere in this pack and 249 to 252 outside it or at "
            "an unknown address."
        ),
    ]


def test_units_left_without_an_area_are_counted(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MoveUnits("pcn", ("S11",), None))
    assert impact.unassigned["pcn"].units == (0, 1)
    assert impact.unassigned["pcn"].residents[1].count == 100
    assert account(impact)[1] == (
        "1 small area has no primary care network now, with 100 residents (before: 0)."
    )


def test_more_than_two_areas_have_a_sentence_each_with_layer_population_and_date(
    toy_pack: Pack,
) -> None:
    impact = impact_of(toy_pack, MoveUnits("pcn", ("S31",), "N1"), MoveUnits("pcn", ("S13",), "N1"))
    networks = [each for each in account(impact) if each.startswith("Primary care networks")]
    assert networks == [
        (
            "Primary care networks, mid-2019: 2 small areas with 400 residents move from Northwest "
            "Network and Southeast Network to Southwest Network."
        ),
        (
            "Primary care networks, residents, mid-2019: "
            "Southwest Network rises from 600 to 1,000, "
            "now within 1,000 to 2,000."
        ),
        (
            "Primary care networks, residents, mid-2019: "
            "Northwest Network falls from 2,400 to 2,100, "
            "still above 2,000."
        ),
        (
            "Primary care networks, residents, mid-2019: "
            "Southeast Network falls from 1,200 to 1,100, "
            "still within 1,000 to 2,000."
        ),
    ]


def test_a_closed_practice_moves_nobody(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MovePractices("pcn", ("P32",), "N1"))
    assert impact.practices == ()
    assert account(impact) == []


def test_areas_that_begin_end_or_are_called_otherwise_are_told(toy_pack: Pack) -> None:
    impact = impact_of(
        toy_pack,
        CreateArea("pcn", "X1", "Brand New", "PE"),
        RenameArea("pcn", "N3", "Orchard Network"),
        MergeAreas("pcn", ("N4",), "N3"),
        MoveArea("pcn", "N2", None),
    )
    sentences = account(impact)
    assert sentences[:4] == [
        "Primary care networks: Brand New is new.",
        "Primary care networks: Northeast Network ends.",
        "Northwest Network goes from West place to no place (by district).",
        "The primary care network Southeast Network is now called Orchard Network.",
    ]
    assert area(impact, "pcn", "N4").after is None
    assert area(impact, "pcn", "X1").before is None


def test_another_band_is_told_with_the_areas_that_it_judges_otherwise(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, SetBand("neighbourhood", 500, 3_000))
    assert {each.area.code for each in impact.areas if each.layer == "pcn"} >= {"N1", "N2"}
    assert account(impact) == [
        "The band of a neighbourhood is 500 to 3,000 in this plan, not 1,000 to 2,000."
    ]


def test_an_unknown_list_is_told_as_unknown(toy_pack: Pack) -> None:
    ground, dates = Ground.of(toy_pack), Dates(toy_pack.resident_date, toy_pack.list_dates[1])
    plan = edited(toy_plan(toy_pack), MovePractices("pcn", ("P42",), "N3"))
    impact = find_impact(
        Measured(State.of(toy_pack), ground, dates), Measured(plan.state, ground, dates)
    )
    assert account(impact) == [
        (
            "Primary care networks, July 2022: 1 practice with an unknown number of registered "
            "patients moves from Northeast Network to Southeast Network; the total of "
            "Southeast Network is unknown, at least 910; Northeast Network has 1,200, before "
            "unknown, now within 1,000 to 2,000."
        ),
        "Where the patients of Hilltop Surgery live is unknown (July 2022).",
    ]


def test_an_accepted_check_is_shown_as_such(toy_pack: Pack) -> None:
    accept = AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND)
    impact = impact_of(toy_pack, accept)
    assert account(impact) == [
        (
            "Primary care networks: Southwest Network, resident population outside its band, is "
            "accepted by Ada Planner: “A reason.”"
        )
    ]
    failed = {each.key: each for each in failed_checks(impact.after)}
    assert failed[accept.key].waiver == impact.accepted[0]
    assert failed[accept.key].sentence == (
        "Southwest Network has 600 residents (mid-2019), 400 below the band of 1,000 to 2,000."
    )


def test_checks_gained_and_lost_are_told_apart(toy_pack: Pack) -> None:
    ground, dates = Ground.of(toy_pack), Dates.of(toy_pack)
    before = Measured(State.of(toy_pack), ground, dates)
    plan = edited(
        toy_plan(toy_pack),
        MoveUnits("pcn", ("S31", "S32", "S13"), "N1"),
        MergeAreas("pcn", ("N4",), "N3"),
    )
    found = compare(before, Measured(plan.state, ground, dates))
    resident, registered = CheckKind.RESIDENT_BAND, CheckKind.REGISTERED_BAND
    assert {failed.key for failed in found.passes_now} >= {
        CheckKey("pcn", "N1", resident),
        CheckKey("pcn", "N2", resident),
    }
    assert CheckKey("pcn", "N3", registered) in {each.key for each in found.fails_now} | {
        each.key for each in found.still_fails
    }
    assert CheckKey("pcn", "N1", CheckKind.PARENT) in {each.key for each in found.fails_now}
    assert CheckKey("pcn", "N3", resident) in {each.key for each in found.fails_now}
    assert {each.key.area_code for each in found.ended} <= {"N4"}
    assert found.residents_moved["pcn"].count == 700 + 1_800
    assert found.patients_moved["pcn"].count == 1_900


def test_plans_for_different_packs_or_dates_are_not_compared(toy_pack: Pack) -> None:
    ground, dates = Ground.of(toy_pack), Dates.of(toy_pack)
    one = Measured(State.of(toy_pack), ground, dates)
    with pytest.raises(ValueError, match="same pack"):
        find_impact(one, Measured(State.of(replace(toy_pack)), ground, dates))
    later = Dates(dates.resident, toy_pack.list_dates[1])
    with pytest.raises(ValueError, match="same dates"):
        find_impact(one, Measured(one.state, ground, later))


def test_the_last_unit_without_an_area_is_told_when_it_gets_one(toy_pack: Pack) -> None:
    ground, dates = Ground.of(toy_pack), Dates.of(toy_pack)
    without = edited(toy_plan(toy_pack), MoveUnits("pcn", ("S11",), None))
    again = edited(without, MoveUnits("pcn", ("S11",), "N1"))
    impact = find_impact(
        Measured(without.state, ground, dates), Measured(again.state, ground, dates)
    )
    assert account(impact)[1] == (
        "No small area is without a primary care network now (before: 1)."
    )


def test_a_check_that_two_plans_accept_otherwise_is_not_told_as_withdrawn(toy_pack: Pack) -> None:
    ground, dates = Ground.of(toy_pack), Dates.of(toy_pack)
    accept = AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND)
    one = toy_plan(toy_pack).edit(accept, "Ada", NOW, "It is small.")
    other = toy_plan(toy_pack).edit(accept, "Bea", NOW, "It is rural.")
    impact = find_impact(Measured(one.state, ground, dates), Measured(other.state, ground, dates))
    assert [waiver.author for waiver in impact.accepted] == ["Bea"]
    assert impact.withdrawn == ()


def test_a_check_of_an_area_that_leaves_the_system_has_not_passed(toy_pack: Pack) -> None:
    ground, dates = Ground.of(toy_pack), Dates.of(toy_pack)
    before = Measured(State.of(toy_pack), ground, dates)
    units = tuple(toy_pack.units.codes[unit] for unit in toy_pack.layer("pcn").units_in("N1"))
    after = before.next(edited(toy_plan(toy_pack), MoveUnits("ics", units, None)).state)
    found = compare(before, after)
    failed = CheckKey("pcn", "N1", CheckKind.RESIDENT_BAND)
    assert failed in {each.key for each in found.ended}
    assert failed not in {each.key for each in found.passes_now}
