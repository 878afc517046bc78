"""Partners to merge with: all neighbours, as the plan would have the two, in the promised order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.advice.merging import MergeAdvice, propose_mergers
from geo.advice.refusals import AdviceError
from geo.model import BandStatus, Measure, Pack
from geo.pack import read_pack
from geo.plan.edits import Change, CreateArea, MoveArea, SetBand
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.geo.advice.reading import paragraphs
from tests.geo.plan.plans import (
    NETWORKS,
    changes,
    edited,
    edited_where_possible,
    measured,
    toy_plan,
)
from tests.toy_county import SQUARES, column_of, row_of, write_toy_pack


def after(pack: Pack, *made: Change) -> Measured:
    return measured(edited(toy_plan(pack), *made))


def faults_of(plan: Measured, layer: str, area: str, **options: object) -> str:
    with pytest.raises(AdviceError) as caught:
        propose_mergers(plan, layer, area, **options)  # type: ignore[arg-type]
    return " ".join(caught.value.faults)


def partners(found: MergeAdvice) -> list[str]:
    return [each.partner.code for each in found.partners]


def drawn_neighbours(plan: Measured, area: str) -> dict[str, int]:
    """Networks beside one, with the sides of squares that they share, by looking at the drawing."""
    codes = dict(zip(SQUARES, plan.state.layers["pcn"].area_codes_of_units(), strict=True))
    sides: dict[str, int] = {}
    for one in SQUARES:
        for other in SQUARES:
            steps = abs(row_of(one) - row_of(other)) + abs(column_of(one) - column_of(other))
            theirs = codes[other]
            if steps == 1 and codes[one] == area and theirs is not None and theirs != area:
                sides[theirs] = sides.get(theirs, 0) + 1
    return sides


def test_the_best_partner_is_of_the_same_parent_and_fits(toy_pack: Pack) -> None:
    plan = after(toy_pack, SetBand("neighbourhood", 1_000, 3_200))
    found = propose_mergers(plan, "pcn", "N1")
    assert partners(found) == ["N2", "N3"]
    best = found.best
    assert best is not None
    assert (best.partner.code, best.same_parent, best.pieces, best.fits) == ("N2", True, 1, True)
    assert [each.figure.count for each in best.standings] == [3_000, 3_200]
    assert best.border_metres == 2_000
    assert best.new_crossings == {}
    assert best.keeps.code == "N2"
    assert (best.change.areas, best.change.into) == (("N1",), "N2")
    assert found.sentences == paragraphs(
        """
        Southwest Network has 600 residents (mid-2019), which is 400 below the band of 1,000 to
        3,200.

        Southwest Network has 700 patients on practices’ lists (April 2020), which is 300 below
        the band of 1,000 to 3,200.

        Northwest Network is the best partner of its 2 neighbours for Southwest Network: together
        they fit.

        Southwest Network with Northwest Network has 3,000 residents (mid-2019), which is within
        the band of 1,000 to 3,200, 200 below the upper end.

        Southwest Network with Northwest Network has 3,200 patients on practices’ lists (April
        2020), which is within the band of 1,000 to 3,200, exactly at the upper end.

        They share 2.0 km of border and are in one piece, with a compactness of 0.64.

        Together they cross no boundary that neither crosses now.
        """
    )


def test_another_parent_comes_later_and_is_flagged_with_what_it_crosses(toy_pack: Pack) -> None:
    """N1 with N2 has 3,000 residents, N1 with N3 of the east 1,800; N3 has the Hook already."""
    found = propose_mergers(after(toy_pack), "pcn", "N1")
    assert found.best is None
    own, other = found.partners
    assert (own.partner.code, own.fits) == ("N2", False)
    assert (other.partner.code, other.same_parent, other.fits) == ("N3", False, True)
    assert other.new_crossings == {"ccg": {"02E": 1_200, "01W": 600}}
    assert found.sentences[2] == (
        "No neighbour of the same parent fits, of which Northwest Network comes nearest; "
        "Southeast Network, of another parent, would."
    )


def test_why_none_fits_is_told_with_the_sum(toy_pack: Pack) -> None:
    crowded = propose_mergers(
        after(toy_pack, SetBand("neighbourhood", 1_000, 1_500)), "pcn", "N1", [Measure.RESIDENTS]
    )
    assert crowded.sentences[1:3] == (
        "None of the 2 neighbours fits with Southwest Network; Northwest Network comes nearest.",
        (
            "Even the smallest neighbour, Southeast Network, brings 1,200 residents: 600 + 1,200 = "
            "1,800 is above 1,500."
        ),
    )
    lonely = propose_mergers(
        after(toy_pack, SetBand("neighbourhood", 4_000, 5_000)), "pcn", "N1", [Measure.RESIDENTS]
    )
    assert lonely.sentences[2] == (
        "Even the largest neighbour, Northwest Network, brings only 2,400 residents: 600 + 2,400 "
        "= 3,000 is below 4,000."
    )


def test_the_edit_makes_what_was_measured(toy_pack: Pack) -> None:
    plan = after(toy_pack)
    for each in propose_mergers(plan, "pcn", "N3").partners:
        assert each.change.faults(plan.state) == []
        made = Measured(each.change.apply(plan.state), plan.ground, plan.dates).layer("pcn")
        (gone,) = each.change.areas
        assert gone not in made
        assert made[each.keeps.code].check.resident == each.measures.check.resident
        assert made[each.keeps.code].practices == each.measures.practices
        assert made[each.keeps.code].compactness == each.measures.compactness


def test_locked_neighbours_and_those_outside_are_named_and_not_proposed(toy_pack: Pack) -> None:
    found = propose_mergers(after(toy_pack), "pcn", "N4", locked=["N2"])
    assert partners(found) == ["N3"]
    assert found.sentences[-2:] == (
        "Northwest Network borders it too, but is locked.",
        "Far North Network borders it too, but is on the other side of the system’s border.",
    )
    alone = propose_mergers(after(toy_pack), "pcn", "N5")
    assert alone.partners == ()
    assert "borders no primary care network that it could be merged with" in " ".join(
        alone.sentences
    )


def test_a_layer_without_a_band_is_judged_by_shape(toy_pack: Pack) -> None:
    found = propose_mergers(after(toy_pack), "district", "DE")
    assert (partners(found), found.best) == (["DW"], None)
    assert found.partners[0].fits is None
    assert "no band says how large they may be" in " ".join(found.sentences)


def test_unknown_lists_leave_the_match_unknown(toy_pack: Pack, tmp_path: Path) -> None:
    """Without a list of Hilltop Surgery nobody knows whether the two eastern networks fit."""
    late = Measured(
        State.of(toy_pack), Ground.of(toy_pack), Dates(date(2019, 6, 30), date(2022, 7, 1))
    )
    plan = Measured(
        SetBand("neighbourhood", 1_000, 9_000).apply(late.state), late.ground, late.dates
    )
    found = propose_mergers(plan, "pcn", "N3")
    assert {each.partner.code: each.fits for each in found.partners}["N4"] is None
    assert found.best is None
    assert "Whether Southeast Network fits with Northeast Network" in " ".join(found.sentences)
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S54": "unknown"}))
    by_people = propose_mergers(after(pack), "pcn", "N3", [Measure.RESIDENTS])
    assert {each.partner.code: each.fits for each in by_people.partners}["N4"] is False


def test_a_question_that_cannot_be_answered_is_told(toy_pack: Pack) -> None:
    plan = after(toy_pack, CreateArea("pcn", "X1", "Empty"))
    assert "'N99'" in faults_of(plan, "pcn", "N99")
    assert "There is no layer 'moon'" in faults_of(plan, "moon", "N1")
    assert "cannot be changed" in faults_of(plan, "unit", "S11")
    assert "Empty has no small area" in faults_of(plan, "pcn", "X1")
    assert "is locked" in faults_of(plan, "pcn", "N1", locked=["N1"])
    assert "No population" in faults_of(plan, "pcn", "N1", measures=[])
    assert "no practices’ lists" in faults_of(plan, "ward", "W1W", measures=[Measure.LISTS])


def test_an_area_of_no_parent_is_told_so(toy_pack: Pack) -> None:
    plan = after(toy_pack, MoveArea("pcn", "N1", None))
    told = " ".join(propose_mergers(plan, "pcn", "N1").sentences)
    assert "Southwest Network to no place (by district)" in told


@given(some.lists(changes, max_size=5), some.sampled_from(NETWORKS))
def test_partners_are_the_drawn_neighbours_in_the_promised_order(
    toy_pack: Pack, made: list[Change], area: str
) -> None:
    plan = measured(edited_where_possible(toy_plan(toy_pack), made))
    if area not in plan.state.layers["pcn"].position or not len(
        plan.state.layers["pcn"].units_in(area)
    ):
        assert faults_of(plan, "pcn", area).endswith(".")
        return
    found = propose_mergers(plan, "pcn", area)
    layer = plan.state.pack.layers["pcn"]
    sides = drawn_neighbours(plan, area)
    inside = layer.area(area).in_system
    assert {each.partner.code: round(each.border_metres) for each in found.partners} == {
        code: 1_000 * count for code, count in sides.items() if layer.area(code).in_system == inside
    }
    assert [each.rank for each in found.partners] == sorted(each.rank for each in found.partners)
    for each in found.partners:
        was = [plan.layer("pcn")[code].check.resident.figure for code in (area, each.partner.code)]
        assert each.measures.check.resident.figure.known == sum(figure.known for figure in was)
        statuses = {standing.status for standing in each.standings}
        assert (each.fits is True) is (statuses == {BandStatus.WITHIN})
    assert all(sentence.endswith(".") for sentence in found.sentences)


def test_no_neighbour_fits_with_the_city_s_smallest_network(pack: Pack) -> None:
    plan = Measured(State.of(pack), Ground.of(pack), Dates.of(pack))
    found = propose_mergers(plan, "pcn", "U29053")
    assert found.best is None
    assert [each.partner.name for each in found.partners if each.same_parent] == [
        "Clifton & Meadows PCN",
        "Unity (Nottingham) PCN",
        "Radford and Mary Potter PCN",
        "BACHS PCN",
    ]
    assert (
        "Even the smallest neighbour, Clifton & Meadows PCN, brings 34,832 residents: 25,257 + "
        "34,832 = 60,089 is above 50,000."
    ) in found.sentences
