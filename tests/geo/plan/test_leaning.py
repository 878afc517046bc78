"""How clearly units lean to their networks, on squared paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.model import Pack
from geo.pack import read_pack
from geo.plan.leaning import find_leaning
from tests.pack_files import row_with, spoil_cell


def test_only_the_hook_is_held_back_by_its_ccg(toy_pack: Pack) -> None:
    leaning = find_leaning(toy_pack, toy_pack.layer("pcn"))
    assert leaning.date == date(2022, 7, 1)
    assert len(leaning.units) == 20
    (hook,) = leaning.held_back
    assert toy_pack.units.codes[hook.unit] == "S33"
    assert (hook.own, hook.leading) == ("N3", "N2")
    assert (hook.own_name, hook.leading_name) == ("Southeast Network", "Northwest Network")
    assert hook.share_with_own == pytest.approx(120 / 330)
    assert hook.share_with_leading == pytest.approx(180 / 330)
    assert leaning.weakest(1) == [hook]
    assert (leaning.below(0.5), leaning.unknown) == (1, 0)
    assert leaning.per_tenth() == [0, 0, 0, 1, 0, 0, 0, 19, 0, 0]


def test_patients_of_the_system_are_added_up(toy_pack: Pack) -> None:
    leaning = find_leaning(toy_pack, toy_pack.layer("pcn"))
    assert (leaning.patients, leaning.with_own) == (6600, 4800 - 240 + 120)


def test_an_unknown_figure_stays_unknown(toy_pack_folder: Path) -> None:
    row = row_with(toy_pack_folder, "registrations.csv", "S11")
    for column in ("patients", "with_own_pcn", "with_leading_pcn"):
        spoil_cell(toy_pack_folder, "registrations.csv", row, column, "unknown")
    pack = read_pack(toy_pack_folder)
    leaning = find_leaning(pack, pack.layer("pcn"))
    assert leaning.unknown == 1
    assert (leaning.patients, leaning.with_own) == (None, None)
    assert sum(leaning.per_tenth()) == 19
