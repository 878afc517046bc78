"""Who changes area by age and by deprivation, by hand on the toy county and against pandas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import AGE_BANDS, Pack
from geo.pack import read_pack
from geo.plan.comparison import compare
from geo.plan.edits import Change, MovePractices, MoveUnits
from geo.plan.equality import (
    AGE_GROUPS,
    EqualityRow,
    EqualityTable,
    EqualityView,
    LayerEquality,
    equality,
)
from geo.plan.ground import Ground
from geo.plan.impact import find_impact
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.geo.plan.plans import (
    changes,
    edited,
    edited_where_possible,
    measured,
    steady,
    toy_plan,
)
from tests.toy_county import write_toy_pack


def view(pack: Pack, *made: Change) -> EqualityView:
    before = measured(toy_plan(pack))
    return equality(find_impact(before, measured(edited(toy_plan(pack), *made))))


def row(table: EqualityTable, group: str) -> EqualityRow:
    (found,) = [each for each in table.rows if each.group == group]
    return found


def networks(found: EqualityView) -> LayerEquality:
    (layer,) = [each for each in found.layers if each.layer == "pcn"]
    return layer


def test_age_groups_hold_each_published_band_once() -> None:
    bands = [band for _, group in AGE_GROUPS for band in AGE_BANDS[group]]
    assert tuple(bands) == AGE_BANDS
    for name, group in AGE_GROUPS[1:-1]:
        first, last = AGE_BANDS[group][0], AGE_BANDS[group][-1]
        assert name == f"{first.split('_')[1]} to {last.split('_')[2]}"


def test_movers_by_age_and_deprivation_by_hand(toy_pack: Pack) -> None:
    """S31 and S51: 300 + 500 people, 15 and 25 in each band, of deciles 3 and 5."""
    layer = networks(view(toy_pack, MoveUnits("pcn", ("S31", "S51"), "N1")))
    assert layer.by_age.movers == 800
    assert layer.by_age.everyone == 6000
    assert [each.movers for each in layer.by_age.rows] == [120, 80, 160, 160, 160, 120]
    third, fifth = row(layer.by_deprivation, "3"), row(layer.by_deprivation, "5")
    assert (third.movers, third.everyone) == (300, 1200)
    assert (fifth.movers, fifth.everyone) == (500, 2000)
    assert third.share_of_movers == pytest.approx(0.375)
    assert third.percentage_points == pytest.approx(17.5)
    assert row(layer.by_deprivation, "1, most deprived").movers == 0
    assert not layer.by_age.withholds


def test_the_largest_differences_are_told(toy_pack: Pack) -> None:
    found = view(toy_pack, MoveUnits("pcn", ("S31", "S51"), "N1"))
    told = list(found.sentences)
    assert any(": 800 people change " in sentence for sentence in told)
    assert any("mid-2019" in sentence for sentence in told)
    assert any(sentence.startswith("By age, no group shown differs") for sentence in told)
    fifth = [sentence for sentence in told if sentence.startswith("People in tenth 5 ")]
    assert len(fifth) == 1
    assert "are 62.5% of those who change" in fifth[0]
    assert "and 33.3% of everyone in the system." in fifth[0]
    assert told.index(fifth[0]) < next(
        place for place, each in enumerate(told) if each.startswith("Deprivation")
    )


def test_patients_who_move_with_their_practice_are_said_not_to_be_described(
    toy_pack: Pack,
) -> None:
    found = view(toy_pack, MovePractices("pcn", ("P11",), "N3"))
    assert found.layers == ()
    assert "with their practice are not among these people" in found.sentences[0]
    assert "where patients live only for July 2022 and without ages" in found.sentences[1]
    assert view(toy_pack).sentences == ()


def test_small_counts_are_withheld_and_said_to_be(tmp_path: Path) -> None:
    """20 people: 3, 2, 4, 4, 4 and 3 by age group; all of one decile."""
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S11": 20}))
    found = view(pack, MoveUnits("pcn", ("S11",), "N3"))
    layer = networks(found)
    assert layer.by_age.movers == 20
    for each in layer.by_age.rows:
        assert (each.movers, each.withheld, each.share_of_movers) == (None, True, None)
        assert each.percentage_points is None
        assert each.everyone is not None
    assert row(layer.by_deprivation, "1, most deprived").movers == 20
    assert any(sentence.startswith("Counts under 5 are withheld") for sentence in found.sentences)


def test_with_too_few_people_even_the_total_is_withheld(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S11": 3}))
    found = view(pack, MoveUnits("pcn", ("S11",), "N3"))
    layer = networks(found)
    assert (layer.by_age.movers, layer.by_age.withheld) == (None, True)
    assert all(each.movers is None for each in layer.by_age.rows)
    assert "too few people change" in found.sentences[0]
    assert not any("3 people" in sentence for sentence in found.sentences)


def test_unknown_figures_stay_unknown(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S31": "unknown"}))
    found = view(pack, MoveUnits("pcn", ("S31", "S51"), "N1"))
    layer = networks(found)
    assert (layer.by_age.movers, layer.by_age.everyone, layer.by_age.withheld) == (
        None,
        None,
        False,
    )
    assert all(each.movers is None and not each.withheld for each in layer.by_age.rows)
    assert row(layer.by_deprivation, "3").movers is None
    assert row(layer.by_deprivation, "5").movers == 500
    assert row(layer.by_deprivation, "5").share_of_movers is None
    assert "an unknown number of people change" in found.sentences[0]
    assert "By age, some figures of those who change" in " ".join(found.sentences)


def test_people_outside_the_system_are_left_aside_and_counted(toy_pack: Pack) -> None:
    found = view(toy_pack, MoveUnits("pcn", ("S51", "S61"), "N4"))
    layer = networks(found)
    assert layer.by_age.movers == 500
    assert layer.units_outside == 1
    assert any("1 small area outside the system changes" in each for each in found.sentences)


def test_an_unknown_decile_is_a_group_of_its_own(toy_pack: Pack) -> None:
    """S64, of unknown decile, joins the system and counts as part of it from then on."""
    found = view(toy_pack, MoveUnits("ics", ("S64",), "TOY"), MoveUnits("pcn", ("S64",), "N4"))
    table = networks(found).by_deprivation
    assert (row(table, "unknown").movers, row(table, "unknown").everyone) == (600, 600)
    assert networks(found).by_age.everyone == 6600


def oracle(pack: Pack, before: State, after: State, layer: str, day: date) -> pd.DataFrame:
    """Movers and everyone by age band and decile, the plain way."""
    frame = pd.DataFrame(pack.residents[day].by_age, columns=list(AGE_BANDS))
    frame["decile"] = pack.units.deprivation_decile
    frame["inside"] = before.pack.units.in_system | after.pack.units.in_system
    one, other = (
        pd.Series(state.layers[layer].area_codes_of_units(), dtype=object).fillna("none")
        for state in (before, after)
    )
    frame["moves"] = one != other
    return frame[frame["inside"]]


def test_the_shipped_pack_against_pandas(pack: Pack) -> None:
    state, ground, dates = State.of(pack), Ground.of(pack), Dates.of(pack)
    units = pack.layer("district").units_in("E07000170")
    hucknall = np.intersect1d(units, pack.layer("icp_by_ccg").units_in("SOUTH"))
    change = MoveUnits("icp_by_ccg", tuple(pack.units.codes[unit] for unit in hucknall), "MID")
    before, after = (Measured(each, ground, dates) for each in (state, change.apply(state)))
    found = equality(compare(before, after).impact)
    (layer,) = found.layers
    frame = oracle(pack, state, after.state, "icp_by_ccg", dates.resident)
    movers = frame[frame["moves"]]
    for each, (_, group) in zip(layer.by_age.rows, AGE_GROUPS, strict=True):
        bands = list(AGE_BANDS[group])
        assert each.movers == movers[bands].to_numpy().sum()
        assert each.everyone == frame[bands].to_numpy().sum()
        share = movers[bands].to_numpy().sum() / movers[list(AGE_BANDS)].to_numpy().sum()
        assert each.share_of_movers == pytest.approx(share)
    people = movers[list(AGE_BANDS)].sum(axis=1).groupby(movers["decile"]).sum()
    for decile, each in enumerate(layer.by_deprivation.rows, start=1):
        assert each.movers == people.get(decile, 0)
    assert layer.by_age.movers == 35_664


@steady
@given(st.lists(changes, max_size=8))
def test_groups_add_up_and_agree_with_pandas(toy_pack: Pack, made: list[Change]) -> None:
    before = measured(toy_plan(toy_pack))
    after = measured(edited_where_possible(toy_plan(toy_pack), made))
    for layer in equality(find_impact(before, after)).layers:
        frame = oracle(toy_pack, before.state, after.state, layer.layer, after.dates.resident)
        everyone, movers = frame[list(AGE_BANDS)], frame[frame["moves"]][list(AGE_BANDS)]
        for table in (layer.by_age, layer.by_deprivation):
            assert table.movers == movers.to_numpy().sum()
            assert table.everyone == everyone.to_numpy().sum()
            assert sum(each.movers or 0 for each in table.rows) == table.movers
            assert sum(each.everyone or 0 for each in table.rows) == table.everyone
