"""Stray pieces: which can join their only neighbour, and that doing so never makes new pieces."""

from __future__ import annotations

from pathlib import Path

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.advice.strays import Stray, find_strays
from geo.model import UNASSIGNED, Pack
from geo.pack import read_pack
from geo.plan.edits import Change, MoveUnits
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.geo.plan.plans import (
    NETWORKS,
    changes,
    edited,
    edited_where_possible,
    measured,
    squares,
    steady,
    toy_plan,
)
from tests.toy_county import SQUARES, column_of, row_of, write_toy_pack


def after(pack: Pack, *made: Change) -> Measured:
    return measured(edited(toy_plan(pack), *made))


def told(strays: tuple[Stray, ...]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(stray.area, stray.neighbours, stray.unit_codes) for stray in strays]


def pieces(state: State) -> dict[str, list[set[str]]]:
    """Pieces of each network by drawing which squares share a side."""
    area = dict(zip(SQUARES, state.layers["pcn"].area_codes_of_units(), strict=True))
    found: dict[str, list[set[str]]] = {}
    for code in state.layers["pcn"].position:
        graph = networkx.Graph()
        mine = [square for square in SQUARES if area[square] == code]
        graph.add_nodes_from(mine)
        graph.add_edges_from(
            (one, other)
            for one in mine
            for other in mine
            if abs(row_of(one) - row_of(other)) + abs(column_of(one) - column_of(other)) == 1
        )
        found[code] = list(networkx.connected_components(graph))
    return found


def applied(plan: Measured, moves: tuple[MoveUnits, ...]) -> State:
    state = plan.state
    for move in moves:
        assert move.faults(state) == []
        state = move.apply(state)
    return state


def test_a_corner_with_one_neighbour_can_join_it(toy_pack: Pack) -> None:
    strays = find_strays(after(toy_pack, MoveUnits("pcn", ("S11",), "N4")), "pcn")
    assert told(strays.safe) == [("N4", ("N1",), ("S11",))]
    assert strays.moves == (MoveUnits("pcn", ("S11",), "N1"),)
    assert strays.sentences[0] == (
        "1 stray piece with 100 residents (mid-2019) can join its only neighbour; no list of "
        "patients moves."
    )
    assert strays.sentences[1].endswith(": to Southwest Network, 100 residents (mid-2019).")


def test_a_piece_between_several_areas_is_left_with_their_names(toy_pack: Pack) -> None:
    strays = find_strays(after(toy_pack, MoveUnits("pcn", ("S44",), "N1")), "pcn")
    assert strays.moves == ()
    assert told(strays.ambiguous) == [("N1", ("N3", "N4"), ("S44",))]
    assert strays.sentences[0] == (
        "1 stray piece with 400 residents (mid-2019), touching several areas, is left to you."
    )
    assert "beside Southeast Network and Northeast Network" in strays.sentences[1]


def test_the_main_piece_is_the_one_with_most_residents(toy_pack: Pack) -> None:
    """N1 keeps S11 and S12, 200 people, and gets S54, 500: the south is the stray."""
    strays = find_strays(
        after(
            toy_pack,
            MoveUnits("pcn", ("S21", "S22"), "N2"),
            MoveUnits("pcn", ("S54",), "N1"),
        ),
        "pcn",
    )
    assert told(strays.ambiguous) == [("N1", ("N2", "N3"), ("S11", "S12"))]


def test_units_without_an_area_and_the_outside_are_no_neighbours(toy_pack: Pack) -> None:
    beside = MoveUnits("pcn", ("S12",), None)
    corner = MoveUnits("pcn", ("S11",), "N4")
    assert told(find_strays(after(toy_pack, corner, beside), "pcn").safe) == [
        ("N4", ("N1",), ("S11",))
    ]
    alone = find_strays(after(toy_pack, corner, MoveUnits("pcn", ("S12", "S21"), None)), "pcn")
    assert told(alone.alone) == [("N4", (), ("S11",))]
    assert alone.moves == ()
    assert "touching no other area" in alone.sentences[0]


def test_strays_that_touch_only_each_other_do_not_change_places(toy_pack: Pack) -> None:
    plan = after(
        toy_pack,
        MoveUnits("pcn", ("S11",), "N4"),
        MoveUnits("pcn", ("S12",), "N5"),
        MoveUnits("pcn", ("S21", "S22", "S13"), None),
    )
    strays = find_strays(plan, "pcn")
    assert strays.moves == ()
    assert told(strays.waiting) == [("N4", ("N5",), ("S11",)), ("N5", ("N4",), ("S12",))]


def test_a_locked_area_neither_gains_nor_loses(toy_pack: Pack) -> None:
    plan = after(toy_pack, MoveUnits("pcn", ("S11",), "N4"))
    for locked in (["N1"], ["N4"]):
        strays = find_strays(plan, "pcn", locked=locked)
        assert strays.moves == ()
        assert told(strays.locked) == [("N4", ("N1",), ("S11",))]
        assert "of or beside a locked area" in strays.sentences[0]
    assert find_strays(plan, "pcn", locked=["N2"]).moves
    with pytest.raises(ValueError, match="N99"):
        find_strays(plan, "pcn", locked=["N99"])


def test_unknown_residents_stay_unknown(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S11": "unknown"}))
    strays = find_strays(after(pack, MoveUnits("pcn", ("S11",), "N4")), "pcn")
    (stray,) = strays.safe
    assert stray.residents.count is None
    assert stray.residents.missing == ("S11",)
    assert "an unknown number of residents (mid-2019)" in strays.sentences[0]


def test_a_layer_in_one_piece_each_is_told_so(toy_pack: Pack) -> None:
    strays = find_strays(after(toy_pack), "pcn")
    assert (strays.safe, strays.ambiguous, strays.moves) == ((), (), ())
    assert len(strays.sentences) == 1
    assert strays.sentences[0].endswith("none has a stray piece.")


def test_the_shipped_networks_have_six_strays_that_nobody_can_mend_for_the_planner(
    pack: Pack,
) -> None:
    plan = Measured(State.of(pack), Ground.of(pack), Dates.of(pack))
    strays = find_strays(plan, "pcn")
    assert strays.moves == ()
    assert sorted(stray.residents.count or 0 for stray in strays.ambiguous) == [
        *(1_014, 1_637, 1_948, 2_180, 2_236, 7_647)
    ]
    assert strays.sentences[0] == (
        "6 stray pieces with 16,662 residents (mid-2019), touching several areas, are left to you."
    )


scattered = st.lists(
    st.builds(MoveUnits, st.just("pcn"), squares, st.one_of(st.none(), st.sampled_from(NETWORKS))),
    min_size=1,
    max_size=8,
)


@steady
@given(st.one_of(scattered, st.lists(changes, max_size=8)), st.sets(st.sampled_from(NETWORKS)))
def test_joining_strays_never_makes_new_pieces(
    toy_pack: Pack, made: list[Change], locked: set[str]
) -> None:
    plan = measured(edited_where_possible(toy_plan(toy_pack), made))
    strays = find_strays(plan, "pcn", locked & plan.state.layers["pcn"].position.keys())
    before, now = pieces(plan.state), pieces(applied(plan, strays.moves))
    for code, found in now.items():
        assert len(found) <= len(before[code])
    count_before, count_now = (sum(map(len, each.values())) for each in (before, now))
    assert count_now <= count_before - len(strays.moves)
    backwards = applied(plan, strays.moves[::-1]).layers["pcn"].area_of_unit
    forwards = applied(plan, strays.moves).layers["pcn"].area_of_unit
    assert np.array_equal(backwards, forwards)
    assert np.array_equal(
        forwards == UNASSIGNED, plan.state.layers["pcn"].area_of_unit == UNASSIGNED
    )
    for code in locked & before.keys():
        assert sorted(map(sorted, now[code])) == sorted(map(sorted, before[code]))


@steady
@given(scattered)
def test_every_piece_but_the_main_one_is_a_stray_of_one_kind(
    toy_pack: Pack, made: list[Change]
) -> None:
    plan = measured(edited_where_possible(toy_plan(toy_pack), made))
    strays = find_strays(plan, "pcn")
    found = [*strays.safe, *strays.ambiguous, *strays.alone, *strays.waiting, *strays.locked]
    by_area: dict[str, list[set[str]]] = {}
    for stray in found:
        by_area.setdefault(stray.area, []).append(set(stray.unit_codes))
    for code, every in pieces(plan.state).items():
        mine = by_area.get(code, [])
        assert len(mine) == max(len(every) - 1, 0)
        assert all(piece in every for piece in mine)
        main = [piece for piece in every if piece not in mine]
        people = [sum(100 * row_of(square) for square in piece) for piece in (*mine, *main)]
        assert not people or people[-1] == max(people)
