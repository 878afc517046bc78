"""How many areas could fit, against trying every number of areas."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.advice.feasibility import Feasibility, feasibility, fewest_areas, most_areas
from geo.model import Band, Basis, Figure, Measure, Pack
from geo.plan.checks import check_pack
from geo.plan.totals import Dates
from geo.topology import find_adjacency

people_counts = some.integers(0, 120)


@some.composite
def bands(draw: some.DrawFn) -> Band:
    lowest = draw(some.integers(0, 40))
    highest = draw(some.one_of(some.none(), some.integers(lowest, 60)))
    return Band("neighbourhood", lowest, highest)


def fits(people: int, areas: int, band: Band) -> bool:
    """The obvious answer: share people out one area at a time, and see if all can end inside."""
    reachable = {0}
    most = people if band.highest is None else min(band.highest, people)
    for _ in range(areas):
        reachable = {
            held + share
            for held in reachable
            for share in range(band.lowest, most + 1)
            if held + share <= people
        }
    return people in reachable


def answer_for(people: int, areas: int, band: Band, pack: Pack) -> Feasibility:
    return Feasibility(
        tier="neighbourhood",
        layer="pcn",
        parent=None,
        figure=Figure(people, Measure.RESIDENTS, pack.resident_date, people),
        band=band,
        areas=areas,
        fewest=fewest_areas(people, band),
        most=most_areas(people, band),
    )


@given(people=people_counts, band=bands(), areas=some.integers(0, 12))
def test_a_number_of_areas_is_possible_when_people_can_be_shared_out(
    toy_pack: Pack, people: int, band: Band, areas: int
) -> None:
    assert answer_for(people, areas, band, toy_pack).possible is fits(people, areas, band)


@given(people=people_counts, band=bands())
def test_no_number_is_told_exactly_when_none_can_be_found(
    toy_pack: Pack, people: int, band: Band
) -> None:
    any_number = any(fits(people, areas, band) for areas in range(people + 2))
    assert answer_for(people, 1, band, toy_pack).no_number is not any_number


@pytest.mark.parametrize(
    ("people", "lowest", "highest", "fewest", "most"),
    [
        (1_043_665, 30_000, 50_000, 21, 34),
        (1_000_000, 30_000, 50_000, 20, 33),
        (1_000_001, 30_000, 50_000, 21, 33),
        (1_043_665, 330_000, 700_000, 2, 3),
        (1_043_665, 1_000_000, None, 1, 1),
        (310_000, 320_000, 330_000, 1, 0),
        (10, 0, None, 1, None),
        (0, 30_000, 50_000, 0, 0),
        (5, 0, 0, 1, 0),
    ],
)
def test_worked_by_hand(
    people: int, lowest: int, highest: int | None, fewest: int, most: int | None
) -> None:
    band = Band("neighbourhood", lowest, highest)
    assert (fewest_areas(people, band), most_areas(people, band)) == (fewest, most)


def test_totals_come_first_then_parents_and_nobody_outside_the_system(toy_pack: Pack) -> None:
    answers = [
        answer
        for answer in feasibility(
            toy_pack, check_pack(toy_pack, find_adjacency(toy_pack.units.geometry))
        )
        if answer.layer == "pcn" and answer.figure.basis is Basis.RESIDENT
    ]
    assert [
        (None if answer.parent is None else answer.parent.code, answer.areas, answer.figure.count)
        for answer in answers
    ] == [(None, 4, 6000), ("PE", 2, 3000), ("PW", 2, 3000)]
    assert [(answer.fewest, answer.most) for answer in answers] == [(3, 6), (2, 3), (2, 3)]


def test_an_unknown_total_says_nothing_but_what_the_known_part_needs(toy_pack: Pack) -> None:
    dates = Dates(toy_pack.resident_date, toy_pack.list_dates[1])
    checks = check_pack(toy_pack, find_adjacency(toy_pack.units.geometry), dates)
    total = next(
        answer
        for answer in feasibility(toy_pack, checks, [Basis.REGISTERED])
        if answer.layer == "pcn" and answer.parent is None
    )
    assert (total.figure.count, total.fewest, total.most, total.possible) == (None,) * 4
    assert total.figure.known == 5540
    assert total.needed_by_known == 3
    assert not total.no_number
    assert replace(total, areas=2).possible is None
