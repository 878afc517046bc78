"""What is possible, against every way of sharing out the squares of half a county."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.advice.assessing import assess
from geo.advice.neighbour_flow import Obstacle
from geo.model import Measure, Pack
from geo.plan.edits import CreateArea, MoveUnits, SetBand
from geo.plan.measures import Measured
from tests.geo.plan.plans import edited_where_possible, measured, toy_plan
from tests.toy_county import SQUARES, column_of, row_of

WEST = [square for square in SQUARES if column_of(square) <= 2 and row_of(square) <= 5]
"""The ten squares of N1 and N2, which are all the networks of West place."""


def every_way(plan: Measured, codes: list[str], locked: Collection[str]) -> tuple[np.ndarray, ...]:
    """Every assignment of the western squares to the areas, movers and who goes to a neighbour.

    Returns:
        Whether all areas fit, how many people move, and whether each goes to a neighbour.
    """
    layer, pack = plan.state.layers["pcn"], plan.state.pack
    band = plan.state.bands["neighbourhood"]
    units = [
        unit
        for unit, area in enumerate(layer.area_of_unit.tolist())
        if area >= 0 and layer.areas[area].code in codes
    ]
    people = pack.residents[plan.dates.resident].total[units].astype(int)
    home = np.array([codes.index(layer.areas[layer.area_of_unit[unit]].code) for unit in units])
    borders = np.eye(len(codes), dtype=bool)
    for one, mine in zip(units, home, strict=True):
        for other, theirs in zip(units, home, strict=True):
            first, second = SQUARES[one], SQUARES[other]
            steps = abs(row_of(first) - row_of(second)) + abs(column_of(first) - column_of(second))
            if steps == 1:
                borders[mine, theirs] = True
    fixed = [code in locked for code in codes]
    ways = np.stack(np.meshgrid(*[range(len(codes))] * len(units), indexing="ij"), -1)
    ways = ways.reshape(-1, len(units))
    moves = ways != home
    stays = ~(moves & (np.array(fixed)[ways] | np.array(fixed)[home])).any(axis=1)
    ways, moves = ways[stays], moves[stays]
    totals = np.stack([((ways == area) * people).sum(axis=1) for area in range(len(codes))], 1)
    fit = (totals >= band.lowest).all(axis=1) & (totals <= (band.highest or 0)).all(axis=1)
    return fit, (moves * people).sum(axis=1), borders[home, ways].all(axis=1)


west = some.lists(some.sampled_from(WEST), min_size=1, max_size=4, unique=True).map(tuple)


@settings(max_examples=25)
@given(
    new=west,
    moved=some.lists(some.tuples(west, some.sampled_from(["N1", "N2", "X1"])), max_size=2),
    ends=some.tuples(some.integers(0, 16), some.integers(0, 20)),
    locked=some.sets(some.sampled_from(["N1", "N2", "X1"]), max_size=2),
)
def test_no_way_of_sharing_out_the_squares_moves_fewer_people(
    toy_pack: Pack,
    new: tuple[str, ...],
    moved: list[tuple[tuple[str, ...], str]],
    ends: tuple[int, int],
    locked: set[str],
) -> None:
    lowest, highest = 100 * min(ends), 100 * max(*ends, 1)
    plan = measured(
        edited_where_possible(
            toy_plan(toy_pack),
            [
                CreateArea("pcn", "X1", "New Network", "PW"),
                MoveUnits("pcn", new, "X1"),
                *(MoveUnits("pcn", units, area) for units, area in moved),
                SetBand("neighbourhood", lowest, highest),
            ],
        )
    )
    (family,) = assess(plan, "pcn", parent="PW", locked=locked).parents
    bounds = family.bounds
    fit, people, near = every_way(plan, ["N1", "N2", "X1"], locked)
    if family.impossible:
        assert not fit.any()
    if fit.any():
        assert bounds.at_least <= people[fit].min()
    if isinstance(bounds.shifts, Obstacle):
        assert not (fit & near).any()
    elif (fit & near).any():
        assert bounds.at_least <= (bounds.between_neighbours or 0) <= people[fit & near].min()
    for split in family.splits:
        assert split.known > 2 * highest
        assert split.fewest >= 3
        assert split.needs_new is not True or not fit.any()


@given(
    some.lists(
        some.builds(
            MoveUnits,
            some.just("pcn"),
            some.lists(some.sampled_from(SQUARES), min_size=1, max_size=6, unique=True).map(tuple),
            some.sampled_from([None, "N1", "N2", "N3", "N4", "N5"]),
        ),
        max_size=4,
    ),
    some.sampled_from(list(Measure)),
    some.sets(some.sampled_from(["N1", "N2", "N3", "N4", "N5"])),
)
def test_any_plan_is_told_in_sentences(
    toy_pack: Pack, made: list[MoveUnits], measure: Measure, locked: set[str]
) -> None:
    plan = measured(edited_where_possible(toy_plan(toy_pack), list(made)))
    found = assess(plan, "pcn", measure, locked=locked)
    assert all(sentence.endswith(".") and "None" not in sentence for sentence in found.sentences)
    assert all(family.bounds.at_least <= found.at_least for family in found.families)
