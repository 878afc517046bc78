"""What is possible, word for word, and with what is unknown or odd."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.advice.assessing import Assessment, Family, assess
from geo.advice.refusals import AdviceError
from geo.model import BandStatus, Measure, Pack
from geo.pack import read_pack
from geo.plan.edits import Change, CreateArea, MoveArea, MoveUnits, SetBand
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.geo.advice.reading import paragraphs
from tests.geo.plan.plans import edited, measured, toy_plan
from tests.toy_county import SQUARES, write_toy_pack


def after(pack: Pack, *made: Change) -> Measured:
    return measured(edited(toy_plan(pack), *made))


def parent(found: Assessment, code: str) -> Family:
    (family,) = [
        each for each in found.parents if each.parent is not None and each.parent.code == code
    ]
    return family


def told(found: Assessment) -> str:
    return " ".join(found.sentences)


def faults_of(plan: Measured, layer: str, **options: object) -> str:
    with pytest.raises(AdviceError) as caught:
        assess(plan, layer, **options)  # type: ignore[arg-type]
    return " ".join(caught.value.faults)


# -------------------------------------------------------------------------- word for word
def test_the_toy_county_is_told_with_its_sums(toy_pack: Pack) -> None:
    assert assess(after(toy_pack), "pcn").sentences == paragraphs(
        """
        The 4 primary care networks have 6,000 residents (mid-2019): 3 to 6 could each hold 1,000
        to 2,000 (2 × 2,000 = 4,000 is too little room, 7 × 1,000 = 7,000 is more people than
        there are), so 4 can, as far as numbers go.

        If none is created or closed, and even across the borders of places (by district), at
        least 400 residents (mid-2019) must come to another primary care network: Northwest
        Network is 400 over; Southwest Network is 400 short; one move can mend both, so that the
        larger sum counts.

        Within each place (by district), as far as numbers go: East place can keep its 2; West
        place can keep its 2.

        The 2 primary care networks of East place have 3,000 residents (mid-2019): 2 or 3 could
        each hold 1,000 to 2,000 (1 × 2,000 = 2,000 is too little room, 4 × 1,000 = 4,000 is more
        people than there are), so 2 can, as far as numbers go.

        Each primary care network is inside the band, so that nobody must move.

        The 2 primary care networks of West place have 3,000 residents (mid-2019): 2 or 3 could
        each hold 1,000 to 2,000 (1 × 2,000 = 2,000 is too little room, 4 × 1,000 = 4,000 is more
        people than there are), so 2 can, as far as numbers go.

        If none is created or closed, at least 400 residents (mid-2019) must come to another
        primary care network: Northwest Network is 400 over; Southwest Network is 400 short; one
        move can mend both, so that the larger sum counts.

        If everybody who moves comes to an area that borders their own as things stand, that many
        will do, as far as numbers go, for example 400 from Northwest Network to Southwest
        Network.
        """
    )


def test_an_area_over_twice_the_band_is_told_why_it_must_be_split(toy_pack: Pack) -> None:
    plan = after(toy_pack, SetBand("neighbourhood", 500, 1_000))
    family = parent(assess(plan, "pcn"), "PW")
    (split,) = family.splits
    assert (split.area.code, split.fewest, split.keeps_over, split.room) == ("N2", 3, 1_400, 400)
    assert split.needs_new is True
    assert family.gain == 1
    assert (
        "Northwest Network must be split: it has 2,400 residents (mid-2019), over twice 1,000 "
        "(2 × 1,000 = 2,000). If it kept 1,000, 1,400 would be left, more than any one other "
        "area may hold, so its people end up in 3 areas at the least, new or old. The other "
        "primary care network of West place could take 400 at the most, so new ones are needed."
    ) in family.sentences
    empty = (CreateArea("pcn", "X1", "Empty", "PW"), SetBand("neighbourhood", 500, 1_000))
    roomy = parent(assess(after(toy_pack, *empty), "pcn"), "PW")
    (enough,) = roomy.splits
    assert (enough.room, enough.needs_new) == (1_400, False)
    assert any(
        each.endswith(
            "The 2 other primary care networks of West place could take 1,400 at the most, shared "
            "by 2 of them or more."
        )
        for each in roomy.sentences
    )
    twice = after(toy_pack, SetBand("neighbourhood", 500, 1_200))
    assert parent(assess(twice, "pcn"), "PW").splits == ()


def test_a_square_or_a_list_larger_than_an_area_may_be_is_named(toy_pack: Pack) -> None:
    plan = after(toy_pack, SetBand("neighbourhood", 100, 450))
    family = parent(assess(plan, "pcn"), "PW")
    assert [each.code for each in family.indivisible] == ["S51", "S52"]
    assert family.impossible
    assert (
        "Square 5-1 (S51), in Northwest Network, alone has 500 residents and goes to one area as "
        "a whole: whichever has it is above 450, whatever the lines."
    ) in family.sentences
    lists = parent(assess(plan, "pcn", Measure.LISTS), "PW")
    assert [each.code for each in lists.indivisible] == ["P21", "P22"]


def test_locks_take_areas_out_and_may_contradict_the_band(toy_pack: Pack) -> None:
    plan = after(toy_pack)
    family = parent(assess(plan, "pcn", locked=["N2"]), "PW")
    assert family.unlocked is not None
    assert (family.unlocked.areas, family.unlocked.figure.count) == (1, 600)
    assert family.unlocked.no_number
    assert (family.gain, family.lose, family.impossible) == (None, None, True)
    assert [each.area.code for each in family.contradicting] == ["N2"]
    assert (
        "Northwest Network is locked and 400 above 2,000: it cannot fit unless it is unlocked."
    ) in family.sentences
    assert (
        "Northwest Network stays as it is, locked. The other primary care network of West place "
        "has 600 residents (mid-2019): no number of them could each hold 1,000 to 2,000 (1 × "
        "2,000 is room enough, 1 × 1,000 = 1,000 is more people than there are)."
    ) in family.sentences
    every = parent(assess(plan, "pcn", locked=["N3", "N4"]), "PE")
    assert (every.unlocked, every.gain, every.lose) == (None, None, None)
    assert not every.impossible
    assert every.sentences[-1] == "All primary care networks are locked, so that nobody can move."


def test_what_is_locked_counts_in_no_bound(toy_pack: Pack) -> None:
    """N2 is 400 over and N1 400 short; each is alone once the other is locked."""
    for locked, bound in (("N1", (400, 0)), ("N2", (0, 400))):
        bounds = parent(assess(after(toy_pack), "pcn", locked=[locked]), "PW").bounds
        assert (bounds.excess, bounds.shortfall) == bound
        assert locked not in [each.area.code for each in bounds.members]


def test_where_an_area_must_be_closed_nobody_must_make_up_for_its_shortfall(toy_pack: Pack) -> None:
    """N1 has 600 and is 1,400 short, but once it is closed its 600 are all who move."""
    plan = after(toy_pack, SetBand("neighbourhood", 2_000, 4_000))
    family = parent(assess(plan, "pcn"), "PW")
    assert (family.lose, family.bounds.at_least, family.must_move) == (1, 1_400, 0)
    assert not any("must come to another" in each for each in family.sentences)
    same = parent(assess(after(toy_pack), "pcn"), "PW")
    assert same.must_move == same.bounds.at_least == 400


def test_an_area_that_nobody_can_reach_is_told_with_its_sum(toy_pack: Pack) -> None:
    """X1 gets S11 and S12; N1 keeps S21 and S22 between it and N2, and is locked."""
    plan = after(
        toy_pack,
        CreateArea("pcn", "X1", "Southmost", "PW"),
        MoveUnits("pcn", ("S11", "S12"), "X1"),
        SetBand("neighbourhood", 400, 2_400),
    )
    family = parent(assess(plan, "pcn", locked=["N1"]), "PW")
    assert not family.impossible
    assert family.bounds.at_least == 200
    assert family.bounds.between_neighbours is None
    assert family.sentences[-1] == (
        "If everybody who moves comes to an area that borders their own as things stand, it "
        "cannot be done: Southmost needs 1 × 400 = 400 residents, but it has only 200."
    )


def test_a_shift_along_a_chain_says_what_it_assumes(toy_pack: Pack) -> None:
    plan = after(
        toy_pack,
        CreateArea("pcn", "X1", "Southmost", "PW"),
        MoveUnits("pcn", ("S11", "S12"), "X1"),
        SetBand("neighbourhood", 300, 2_300),
    )
    family = parent(assess(plan, "pcn"), "PW")
    assert (family.bounds.at_least, family.bounds.between_neighbours) == (100, 200)
    assert family.sentences[-1] == (
        "If everybody who moves comes to an area that borders their own as things stand, at "
        "least 200 must move, for example 100 from Southwest Network to Southmost and 100 from "
        "Northwest Network to Southwest Network. Only an area in pieces, or one that first grows "
        "past a neighbour, could do it with fewer."
    )


def test_an_area_that_grows_past_a_neighbour_can_do_with_fewer_than_the_flow_bound(
    tmp_path: Path,
) -> None:
    """Nobody lives in S21 and S31: N2 comes down through them and takes S11 from X1 at once."""
    people = {"S11": 100, "S12": 500, "S21": 0, "S31": 0, "S22": 200, "S32": 300}
    north = {"S41": 0, "S42": 100, "S51": 100, "S52": 100}
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={**people, **north}))
    plan = edited(
        toy_plan(pack),
        CreateArea("pcn", "X1", "Southmost", "PW"),
        MoveUnits("pcn", ("S11", "S12"), "X1"),
        MoveUnits("pcn", ("S31", "S32"), "N1"),
        SetBand("neighbourhood", 400, 500),
    )
    bounds = parent(assess(measured(plan), "pcn"), "PW").bounds
    assert (bounds.at_least, bounds.between_neighbours) == (100, 200)
    after_all = measured(edited(plan, MoveUnits("pcn", ("S11", "S21", "S31"), "N2"))).layer("pcn")
    for code in ("N1", "N2", "X1"):
        assert after_all[code].check.resident.status is BandStatus.WITHIN
        assert len(after_all[code].check.parts) == 1


# ------------------------------------------------------------------------- unknown and hostile
def test_unknown_figures_stay_unknown_and_bound_what_they_can(
    toy_pack: Pack, tmp_path: Path
) -> None:
    late = Measured(
        State.of(toy_pack), Ground.of(toy_pack), Dates(date(2019, 6, 30), date(2022, 7, 1))
    )
    family = parent(assess(late, "pcn", Measure.LISTS), "PE")
    assert (family.answer.possible, family.gain, family.lose) == (None, None, None)
    assert family.bounds.shifts is None
    assert [each.area.code for each in family.bounds.unknown] == ["N4"]
    assert (family.bounds.excess, family.bounds.shortfall) == (0, 90)
    assert "it may be more, as not all is known of Northeast Network" in family.sentences[-1]
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S31": "unknown"}))
    west_place = parent(assess(after(pack), "pcn"), "PW")
    assert "1 small area has no figure for mid-2019." in west_place.sentences[0]
    assert west_place.bounds.shifts is None
    nothing = read_pack(write_toy_pack(tmp_path / "other", residents={"S11": "unknown"}))
    wide = parent(assess(after(nothing, SetBand("neighbourhood", 100, 9_000)), "pcn"), "PW")
    assert wide.must_move is None


def test_who_takes_no_part_is_told(toy_pack: Pack) -> None:
    plan = after(toy_pack, MoveUnits("pcn", ("S11",), None), MoveArea("pcn", "N4", None))
    found = assess(plan, "pcn")
    assert found.unassigned[0] == 1
    assert found.notes == (
        (
            "1 small area with 100 residents (mid-2019) is in no primary care network and is not "
            "counted."
        ),
        ("Northeast Network belongs to no place (by district) and only to the whole system."),
    )
    assert parent(found, "PE").answer.areas == 1


def test_a_plan_s_own_band_counts(toy_pack: Pack) -> None:
    found = assess(after(toy_pack, SetBand("neighbourhood", 600, 2_400)), "pcn")
    assert (found.band.lowest, found.band.highest, found.at_least) == (600, 2_400, 0)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((1_500, 1_500), "exactly 2 could each hold 1,500 to 1,500"),
        ((1_600, 1_900), "no number of them could each hold 1,600 to 1,900 (1 × 1,900 = 1,900 is "),
        ((0, 0), "no number of them could each hold 0 to 0 (0 each is no room for anybody)"),
        ((0, 5_000), "1 or more could each hold 0 to 5,000 (1 × 5,000 is room enough)"),
    ],
)
def test_odd_bands_are_told(toy_pack: Pack, ends: tuple[int, int], words: str) -> None:
    family = parent(assess(after(toy_pack, SetBand("neighbourhood", *ends)), "pcn"), "PW")
    assert words in family.sentences[0]


def test_nobody_at_all_is_a_number_too(tmp_path: Path) -> None:
    nobody: Iterable[tuple[str, int]] = ((square, 0) for square in SQUARES)
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents=dict(nobody)))
    family = parent(assess(after(pack), "pcn"), "PW")
    assert (family.answer.fewest, family.answer.most, family.lose) == (0, 0, 2)
    assert "so 2 cannot: there must be 2 fewer" in family.sentences[0]


def test_one_area_and_an_empty_one_are_told(toy_pack: Pack) -> None:
    whole = assess(after(toy_pack), "ics")
    assert whole.parents == ()
    assert whole.sentences == (
        (
            "The only integrated care system has 6,000 residents (mid-2019): exactly 1 could hold "
            "5,000 or more (2 × 5,000 = 10,000 is more people than there are), so 1 can, as far as "
            "numbers go."
        ),
        "Each integrated care system is inside the band, so that nobody must move.",
    )
    plan = after(toy_pack, CreateArea("pcn", "X1", "Empty", "PW"))
    family = parent(assess(plan, "pcn"), "PW")
    assert [each.area.code for each in family.bounds.below] == ["X1", "N1"]
    assert "Empty needs 1 × 1,000 = 1,000 residents, but it has only 0" in family.sentences[-1]


def test_a_question_that_cannot_be_answered_is_told_with_every_reason(toy_pack: Pack) -> None:
    plan = after(toy_pack)
    assert "There is no layer 'moon'" in faults_of(plan, "moon")
    assert "Small areas are what everything is built from" in faults_of(plan, "unit")
    assert "nothing says how many people" in faults_of(plan, "district")
    assert "have no practices’ lists of their own" in faults_of(plan, "ward", measure=Measure.LISTS)
    both = faults_of(plan, "pcn", parent="P9", locked=["N9"])
    assert "'N9'" in both
    assert "'P9'" in both
    assert "belong to no layer above" in faults_of(plan, "ics", parent="PW")
    empty = after(toy_pack, MoveArea("pcn", "N1", "PE"), MoveArea("pcn", "N2", "PE"))
    assert "West place has no primary care network." in faults_of(empty, "pcn", parent="PW")
    bare = Measured(replace(plan.state, bands={}), plan.ground, plan.dates)
    assert "nothing says how many people" in faults_of(bare, "pcn")
    outside = after(toy_pack, MoveUnits("ics", tuple(SQUARES[:20]), None))
    assert "No primary care network is in the system." in faults_of(outside, "pcn")


# --------------------------------------------------------------------------------- real facts
@pytest.fixture(scope="module")
def real(pack: Pack) -> Measured:
    return Measured(State.of(pack), Ground.of(pack), Dates.of(pack))


def test_twenty_networks_cannot_fit_and_each_place_is_told_how_many_it_lacks(
    real: Measured,
) -> None:
    found = assess(real, "pcn")
    assert found.whole is not None
    answer = found.whole.answer
    assert (answer.figure.count, answer.areas, answer.fewest, answer.most) == (
        *(1_043_665, 20),
        *(21, 34),
    )
    lacking = {each.parent.code: each.gain for each in found.parents if each.parent is not None}
    assert lacking == {"CITY": 0, "MID": 1, "SOUTH": 2}
    assert [split.area.name for split in found.whole.splits] == [
        "Rushcliffe PCN",
        "Nottingham West PCN",
    ]
    assert [split.fewest for split in found.whole.splits] == [3, 3]
    assert "so 20 cannot: 1 more must be created." in found.sentences[0]
    assert (
        "Within each integrated care provider (by district), as far as numbers go: Nottingham "
        "City can keep its 8; Mid-Nottinghamshire needs 1 more; South Nottinghamshire needs 2 "
        "more."
    ) in found.sentences


def test_the_city_must_move_5503_residents_and_twice_as_many_between_neighbours(
    real: Measured,
) -> None:
    """55,503 are 5,503 too many, 25,257 are 4,743 too few, and the two do not border."""
    family = parent(assess(real, "pcn", parent="CITY"), "CITY")
    assert not family.impossible
    assert (family.bounds.excess, family.bounds.shortfall) == (5_503, 4_743)
    assert family.bounds.at_least == 5_503
    assert family.bounds.between_neighbours == 5_503 + 4_743


def test_a_parent_asked_for_alone_comes_alone(real: Measured) -> None:
    found = assess(real, "pcn", parent="MID")
    assert found.whole is None
    assert [each.parent.name for each in found.parents if each.parent is not None] == [
        "Mid-Nottinghamshire"
    ]
    assert "Nottingham City" not in told(found)
