"""Who lives between two layers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.model import Pack
from geo.pack import read_pack
from geo.plan.disagreement import disagreements, pieces, summary_sentence
from geo.plan.naming import place_names
from geo.topology import find_adjacency
from tests.toy_county import HOOK, write_toy_pack

MID_2019 = date(2019, 6, 30)


def test_the_hook_lies_between_the_ccgs_and_the_districts(toy_pack: Pack) -> None:
    (found,) = disagreements(toy_pack, toy_pack.layer("ccg"), toy_pack.layer("district"), MID_2019)
    assert (found.first.code, found.second.code, found.residents) == ("02E", "DW", 700)
    assert [toy_pack.units.codes[unit] for unit in found.units] == HOOK
    assert found.sentence == (
        "700 residents (mid-2019) in 2 small areas live in the district Westbury, but in the "
        f"{toy_pack.layer('ccg').definition.singular} Eastshire CCG: wards Ward 3 east and "
        "Ward 4 east."
    )
    assert found.reason == (
        "Westbury lies mainly in Westshire CCG; Eastshire CCG lies mainly in Eastbury."
    )


def test_layers_that_line_up_have_nothing_between_them(toy_pack: Pack) -> None:
    first, second = toy_pack.layer("ccg"), toy_pack.layer("icp_by_ccg")
    assert disagreements(toy_pack, first, second, MID_2019) == []
    told = summary_sentence(toy_pack, first, second, [], MID_2019)
    assert told.endswith("line up.")


def test_an_unknown_figure_is_told_as_unknown_and_first(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "gap", residents={"S33": "unknown"}))
    found = disagreements(pack, pack.layer("ccg"), pack.layer("district"), MID_2019)
    assert [each.residents for each in found if set(HOOK) & units_of(pack, each.units)] == [None]
    assert "An unknown number of residents" in found[0].sentence
    told = summary_sentence(pack, pack.layer("ccg"), pack.layer("district"), found, MID_2019)
    assert told.startswith("An unknown number of residents")


def units_of(pack: Pack, units: NDArray[np.int64]) -> set[str]:
    return {pack.units.codes[unit] for unit in units}


def test_places_are_named_by_their_units_where_wards_say_nothing_new(toy_pack: Pack) -> None:
    hook = toy_pack.layer("unit").units_in("S33")
    assert place_names(toy_pack, hook)[1] == ("Ward 3 east",)
    assert place_names(toy_pack, hook, without=("ward",))[1] == ("Square 3-3",)


def test_pieces_are_told_apart_by_their_places(toy_pack: Pack) -> None:
    adjacency = find_adjacency(toy_pack.units.geometry)
    units = np.array([toy_pack.units.position[code] for code in ("S11", "S12", "S14", "S33")])
    found = pieces(toy_pack, adjacency, units)
    assert [[toy_pack.units.codes[unit] for unit in piece] for piece, _ in found] == [
        ["S11", "S12"],
        ["S14"],
        ["S33"],
    ]
    assert [places for _, places in found] == [
        ("Ward 1 west",),
        ("Ward 1 east",),
        ("Ward 3 east",),
    ]
