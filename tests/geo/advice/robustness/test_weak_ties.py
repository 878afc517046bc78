"""Weakly tied units: which they are, and how often they are drawn into which network."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from geo.advice.robustness.weak_ties import (
    WEAK_SHARE,
    WeakTies,
    find_weak_ties,
    tie_worlds,
)
from geo.advice.robustness.worlds import Kind, area_counts
from geo.model import Measure, Pack
from geo.plan.edits import Edit, MovePractices, MoveUnits
from geo.plan.leaning import find_leaning
from geo.plan.opened import replay
from geo.plan.state import State

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def after(pack: Pack, *changes: MovePractices | MoveUnits) -> State:
    made = replay(pack, [Edit(change, "A", NOW) for change in changes])
    assert made.refused == ()
    return made.state


def chances_of(pack: Pack, ties: WeakTies, place: int) -> dict[str, float]:
    """The chances of one weakly tied unit by the network of the practices that it may draw."""
    found: dict[str, float] = {}
    own = ties.rows == place
    for practice, chance in zip(ties.practices[own], ties.chances[own], strict=True):
        network = pack.practices[practice].areas["pcn"]
        found[network] = found.get(network, 0.0) + chance
    return found


def test_in_the_toy_county_only_the_hook_s_south_is_weakly_tied(toy_pack: Pack) -> None:
    """S33 has 120 of 330 patients with its own N3, 180 with N2; S61 leans to another county."""
    ties = find_weak_ties(State.of(toy_pack))
    codes = [toy_pack.units.codes[unit] for unit in ties.units]
    assert codes == ["S33"]
    assert chances_of(toy_pack, ties, 0) == pytest.approx({"N2": 180 / 300, "N3": 120 / 300})
    assert (ties.without_choice, ties.unknown) == (1, 0)


def test_the_threshold_is_not_itself_weak(toy_pack: Pack) -> None:
    share = 120 / 330
    assert len(find_weak_ties(State.of(toy_pack), share).units) == 0
    assert len(find_weak_ties(State.of(toy_pack), share + 1e-9).units) == 1


def test_a_unit_is_drawn_in_proportion_to_its_registrations(toy_pack: Pack) -> None:
    state = State.of(toy_pack)
    worlds = tie_worlds(state, find_weak_ties(state), toy_pack.resident_date, 4_000, 7)
    hook = toy_pack.units.position["S33"]
    tally = Counter(int(world.network_of_unit[hook]) for world in worlds)  # type: ignore[index]
    networks = toy_pack.layer("pcn").position
    assert set(tally) == {networks["N2"], networks["N3"]}
    assert tally[networks["N2"]] / 4_000 == pytest.approx(0.6, abs=0.03)


def test_only_weakly_tied_units_change_and_nobody_is_lost(pack: Pack) -> None:
    state = State.of(pack)
    layer, ties = pack.layer("pcn"), find_weak_ties(state)
    total = float(pack.residents[pack.resident_date].total.sum())
    for world in tie_worlds(state, ties, pack.resident_date, 20, 1):
        assert world.kind is Kind.WEAK_TIES
        moved = np.flatnonzero(world.network_of_unit != layer.area_of_unit)
        assert set(moved) <= set(ties.units)
        counts = area_counts(pack, layer, world, Measure.RESIDENTS)
        assert counts is not None
        assert counts.sum() == total
        assert area_counts(pack, layer, world, Measure.LISTS) is None
        assert area_counts(pack, pack.layer("icp"), world, Measure.RESIDENTS) is None


def test_the_units_and_networks_are_those_that_pandas_finds(pack: Pack) -> None:
    homes = pack.homes
    table = pd.DataFrame(
        {
            "unit": homes.units,
            "network": [pack.practices[each].areas.get("pcn") for each in homes.practices],
            "patients": (homes.fewest + homes.most) / 2,
        }
    )
    table = table[table["network"].isin([area.code for area in pack.layer("pcn").areas])]
    sums = table.groupby(["unit", "network"])["patients"].sum()
    own = pack.layer("pcn").area_codes_of_units()
    ties = find_weak_ties(State.of(pack))
    weak = [
        unit
        for unit, share in enumerate(pack.registrations.share_with_own_pcn)
        if own[unit] is not None and share < WEAK_SHARE
    ]
    assert ties.units.tolist() == weak
    inside = [unit for unit in weak if pack.units.in_system[unit]]
    assert len(inside) == find_leaning(pack, pack.layer("pcn")).below(WEAK_SHARE)
    for place, unit in enumerate(weak):
        here = sums[unit].sort_values(ascending=False)
        considered = {*here.index[:2], own[unit]}
        weights = {code: here.get(code, 0.0) for code in considered}
        expected = {code: people / sum(weights.values()) for code, people in weights.items()}
        assert chances_of(pack, ties, place) == pytest.approx(
            {code: each for code, each in expected.items() if each}
        )


def test_a_unit_that_the_plan_has_moved_stays_there(toy_pack: Pack) -> None:
    state = after(toy_pack, MoveUnits("pcn", ("S33",), "N2"))
    assert len(find_weak_ties(state).units) == 0
    assert tie_worlds(state, find_weak_ties(state), toy_pack.resident_date, 10, 1) == []


def test_a_unit_goes_where_the_practice_that_it_draws_belongs_in_the_plan(toy_pack: Pack) -> None:
    """S33 draws P21 of N2, with 6 in 10, or P31 of N3: in N4 it is wherever P31 has gone."""
    now, then = State.of(toy_pack), after(toy_pack, MovePractices("pcn", ("P31",), "N4"))
    nowhere = after(toy_pack, MovePractices("pcn", ("P31",), None))
    networks = toy_pack.layer("pcn").position
    hook = toy_pack.units.position["S33"]
    drawn = [
        [
            int(world.network_of_unit[hook])  # type: ignore[index]
            for world in tie_worlds(each, find_weak_ties(each), toy_pack.resident_date, 50, 3)
        ]
        for each in (now, then, nowhere)
    ]
    assert set(drawn[0]) == {networks["N2"], networks["N3"]}
    assert drawn[1] == [networks["N4"] if each == networks["N3"] else each for each in drawn[0]]
    assert drawn[2] == drawn[0]  # it stays with N3


def test_a_unit_draws_the_same_in_every_plan(pack: Pack) -> None:
    now = State.of(pack)
    ties = find_weak_ties(now)
    first = pack.units.codes[ties.units[0]]
    home = pack.layer("pcn").area_of_unit[ties.units[0]]
    other = next(area.code for place, area in enumerate(pack.layer("pcn").areas) if place != home)
    then = after(pack, MoveUnits("pcn", (first,), other))
    assert len(find_weak_ties(then).units) == len(ties.units) - 1
    for before, moved in zip(
        tie_worlds(now, ties, pack.resident_date, 5, 9),
        tie_worlds(then, find_weak_ties(then), pack.resident_date, 5, 9),
        strict=True,
    ):
        assert before.network_of_unit is not None
        assert moved.network_of_unit is not None
        changed = before.network_of_unit != moved.network_of_unit
        assert set(np.flatnonzero(changed)) <= {ties.units[0]}


def test_a_unit_whose_patients_are_all_elsewhere_stays(toy_pack: Pack) -> None:
    """S61 leans to a network beyond the pack; its own is the only one of the pack."""
    ties = find_weak_ties(State.of(toy_pack), 1.0)
    assert [toy_pack.units.codes[unit] for unit in ties.units] == ["S33"]
    assert ties.without_choice == 23


def test_no_samples_give_no_worlds(toy_pack: Pack) -> None:
    state = State.of(toy_pack)
    assert tie_worlds(state, find_weak_ties(state), toy_pack.resident_date, 0, 1) == []
