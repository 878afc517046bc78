"""Homes of practices' patients: read as they are, and told where they cannot be so."""

from pathlib import Path

import numpy as np
import pytest

from geo.model import Fault, Pack, PackError
from geo.pack import read_pack
from tests.pack_files import row_with, spoil_cell, spoil_rows


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return list(caught.value.faults)


def test_a_withheld_count_lies_between_one_and_four(toy_pack: Pack) -> None:
    homes, codes = toy_pack.homes, [practice.code for practice in toy_pack.practices]
    s11 = toy_pack.units.position["S11"]
    here = {
        codes[practice]: (fewest, most)
        for practice, unit, fewest, most in zip(
            homes.practices.tolist(),
            homes.units.tolist(),
            homes.fewest.tolist(),
            homes.most.tolist(),
            strict=True,
        )
        if unit == s11
    }
    assert here == {"P11": (77, 77), "P12": (1, 4)}


def test_the_shipped_pack_tells_no_count_that_could_identify_somebody(pack: Pack) -> None:
    homes = pack.homes
    told = homes.fewest == homes.most
    assert homes.fewest[told].min() >= 5
    assert set(zip(homes.fewest[~told].tolist(), homes.most[~told].tolist(), strict=True)) == {
        (1, 4)
    }


def test_homes_of_the_shipped_pack_are_parts_of_its_registrations(pack: Pack) -> None:
    homes = pack.homes
    together = np.bincount(homes.units, homes.fewest, minlength=len(pack.units))
    assert (together <= pack.registrations.patients).all()
    networks = [practice.areas.get("pcn") for practice in pack.practices]
    own = np.array(pack.layer("pcn").area_codes_of_units())[homes.units]
    with_own = np.array([networks[place] for place in homes.practices]) == own
    for bound, fits in ((homes.fewest, np.less_equal), (homes.most, np.greater_equal)):
        counted = np.bincount(homes.units[with_own], bound[with_own], minlength=len(pack.units))
        assert fits(counted, pack.registrations.with_own_pcn).all()


@pytest.mark.parametrize("count", ["4", "0"])
def test_a_count_that_could_identify_somebody_is_a_fault(toy_pack_folder: Path, count: str) -> None:
    row = row_with(toy_pack_folder, "homes.csv", "P12", "S11")
    spoil_cell(toy_pack_folder, "homes.csv", row, "patients", count)
    assert faults_of(toy_pack_folder) == [
        Fault(
            "homes.csv",
            f"tells of {count} patients in S11, who could be recognised. Leave a number under 5 "
            "empty.",
            row,
            "P12",
        )
    ]


def test_more_homes_than_registrations_are_a_fault(toy_pack_folder: Path) -> None:
    row = row_with(toy_pack_folder, "homes.csv", "P11", "S11")
    spoil_cell(toy_pack_folder, "homes.csv", row, "patients", "120")
    assert faults_of(toy_pack_folder) == [
        Fault(
            "homes.csv",
            "has at least 121 patients of this unit, but registrations.csv has 110.",
            None,
            "S11",
        )
    ]


def test_another_date_than_that_of_the_registrations_is_a_fault(toy_pack_folder: Path) -> None:
    row = row_with(toy_pack_folder, "homes.csv", "P11", "S12")
    spoil_cell(toy_pack_folder, "homes.csv", row, "date", "2021-07-01")
    assert faults_of(toy_pack_folder) == [
        Fault("homes.csv", "is of 2021-07-01, but registrations.csv is of 2022-07-01.", row, "P11")
    ]


def test_a_file_without_rows_is_a_fault(toy_pack_folder: Path) -> None:
    spoil_rows(toy_pack_folder, "homes.csv", lambda rows: rows[:1])
    assert faults_of(toy_pack_folder) == [Fault("homes.csv", "has no rows.")]
