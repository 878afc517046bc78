"""Which network a unit leans to, held against a slow and obvious second computation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.sources.errors import SourceError
from geo.sources.leaning import NetworksOfUnits, lean

CCG_OF_PCN = {"U1": "A", "U2": "A", "U3": "B", "U4": "B", "U5": "ELSEWHERE"}
NETWORKS = pd.DataFrame(
    {"pcn_name": [f"THE {pcn} PCN" for pcn in CCG_OF_PCN], "ccg": list(CCG_OF_PCN.values())},
    index=pd.Index(list(CCG_OF_PCN), name="pcn"),
)


def lean_slowly(
    rows: list[tuple[str, str, int]],
    ccg_of_unit: dict[str, str],
    pcn_of_practice: dict[str, str],
) -> dict[str, tuple[int, str, int, str, int]]:
    found = {}
    for unit, ccg in ccg_of_unit.items():
        patients = sum(count for _, home, count in rows if home == unit)
        sizes = dict.fromkeys(CCG_OF_PCN, 0)
        for practice, home, count in rows:
            if home == unit and practice in pcn_of_practice:
                sizes[pcn_of_practice[practice]] += count
        leading = min(sizes, key=lambda pcn: (-sizes[pcn], pcn))
        own = min(
            (pcn for pcn in sizes if CCG_OF_PCN[pcn] == ccg), key=lambda pcn: (-sizes[pcn], pcn)
        )
        found[unit] = (patients, own, sizes[own], leading, sizes[leading])
    return found


def lean_on(
    rows: list[tuple[str, str, int]],
    ccg_of_unit: dict[str, str],
    pcn_of_practice: dict[str, str],
) -> NetworksOfUnits:
    table = pd.DataFrame(rows, columns=["practice_code", "unit_code", "patients"])
    return lean(table, pd.Series(ccg_of_unit), pcn_of_practice, NETWORKS)


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_counting_one_by_one(seed: int) -> None:
    chance = np.random.default_rng(seed)
    ccg_of_unit = {f"E{number:02d}": "AB"[number % 2] for number in range(30)}
    pcn_of_practice = {f"P{number}": f"U{number % 5 + 1}" for number in range(10)}
    rows = [
        (f"P{practice}", unit, int(chance.integers(1, 6)))
        for unit in [*ccg_of_unit, "elsewhere"]
        for practice in range(12)
        if chance.random() < 0.8
    ]
    leaning = lean_on(rows, ccg_of_unit, pcn_of_practice)
    columns = ["patients", "pcn", "with_own_pcn", "leading_pcn", "with_leading_pcn"]
    fast = {str(unit): tuple(cells) for unit, *cells in leaning.units[columns].itertuples()}
    assert fast == lean_slowly(rows, ccg_of_unit, pcn_of_practice)


def test_a_unit_stays_with_its_own_ccg_though_another_network_leads() -> None:
    leaning = lean_on(
        [("P1", "E1", 10), ("P3", "E1", 90), ("P0", "E1", 5)], {"E1": "A"}, {"P1": "U1", "P3": "U3"}
    )
    unit = leaning.units.loc["E1"]
    assert (unit["pcn"], unit["with_own_pcn"]) == ("U1", 10)
    assert (unit["leading_pcn"], unit["with_leading_pcn"]) == ("U3", 90)
    assert unit["leading_pcn_name"] == "The U3 PCN"
    assert unit["patients"] == 105


def test_a_network_far_away_leads_where_most_patients_are_with_it() -> None:
    networks = lean_on([("P1", "E1", 10), ("P5", "E1", 11)], {"E1": "A"}, {"P1": "U1", "P5": "U5"})
    unit = networks.units.loc["E1"]
    assert (unit["pcn"], unit["leading_pcn"], unit["with_leading_pcn"]) == ("U1", "U5", 11)


def test_equal_numbers_go_to_the_smaller_code_and_are_reported() -> None:
    leaning = lean_on(
        [("P2", "E1", 10), ("P1", "E1", 10), ("P1", "E2", 1)],
        {"E1": "A", "E2": "A"},
        {"P1": "U1", "P2": "U2"},
    )
    assert leaning.units.loc["E1", "pcn"] == "U1"
    assert leaning.own_ties == ("E1",)
    assert leaning.leading_ties == ("E1",)


def test_equal_numbers_of_two_leading_networks_are_reported_apart() -> None:
    networks = lean_on(
        [("P1", "E1", 10), ("P5", "E1", 10), ("P4", "E1", 2)],
        {"E1": "A"},
        {"P1": "U1", "P4": "U4", "P5": "U5"},
    )
    assert networks.units.loc["E1", "leading_pcn"] == "U1"
    assert (networks.own_ties, networks.leading_ties) == ((), ("E1",))


def test_a_unit_without_patients_of_its_ccgs_networks_is_refused() -> None:
    with pytest.raises(SourceError, match=r"Nobody is registered .* in E2\."):
        lean_on(
            [("P1", "E1", 10), ("P3", "E2", 10)],
            {"E1": "A", "E2": "A"},
            {"P1": "U1", "P3": "U3"},
        )
