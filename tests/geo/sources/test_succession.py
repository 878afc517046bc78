"""Which practice took another's place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.sources.errors import SourceError
from geo.sources.reading import Published, read_published
from geo.sources.succession import find_members, find_networks_of_practices
from tests.geo.sources.toy_publications import LISTS, REGISTERED

NETWORKS = ["U1", "U2", "U9"]
WITH_PATIENTS = sorted({*LISTS, *(practice for practice, _, _ in REGISTERED)})


def read(sources: Path) -> Published:
    return read_published(sources, lambda _name: None)


def change_extracts(sources: Path, code: str, column: int, value: str) -> None:
    for name in ("dec2019", "apr2022"):
        file = sources / "england" / f"epraccur_{name}.csv"
        table = pd.read_csv(file, header=None, dtype=str, keep_default_na=False)
        table.loc[table[0] == code, column] = value
        table.to_csv(file, header=False, index=False)


def test_the_newcomer_at_the_same_postcode_takes_the_dormant_members_place(sources: Path) -> None:
    members = find_members(read(sources), NETWORKS, WITH_PATIENTS)
    assert members["P8"].predecessor == "P3"
    assert members["P3"].successor == "P8"
    assert [member.code for member in members.values() if member.predecessor] == ["P8"]


def test_another_postcode_makes_no_successor(sources: Path) -> None:
    change_extracts(sources, "P8", 9, "TT4 1AA")
    assert find_members(read(sources), NETWORKS, WITH_PATIENTS)["P8"].predecessor is None


def test_an_open_member_at_the_same_postcode_keeps_its_place(sources: Path) -> None:
    change_extracts(sources, "P3", 12, "A")
    assert find_members(read(sources), NETWORKS, WITH_PATIENTS)["P8"].predecessor is None


def test_two_candidates_settle_nothing(sources: Path) -> None:
    change_extracts(sources, "P1", 9, "TT3 1AA")
    change_extracts(sources, "P1", 12, "D")
    assert find_members(read(sources), NETWORKS, WITH_PATIENTS)["P8"].predecessor is None


def test_a_newcomer_without_patients_is_not_held(sources: Path) -> None:
    members = find_members(read(sources), NETWORKS, set(WITH_PATIENTS) - {"P8"})
    assert sorted(members) == ["P1", "P2", "P3", "P4", "P5", "P6"]


def test_a_practice_in_two_networks_is_refused(sources: Path) -> None:
    file = sources / "england" / "ePCN_dec2019.xlsx"
    sheets = pd.read_excel(file, sheet_name=None, dtype=str, keep_default_na=False)
    members = sheets["PCN Core Partner Details"]
    twice = members[members["Partner Organisation Code"] == "P1"].assign(**{"PCN Code": "U2"})
    with pd.ExcelWriter(file) as book:
        sheets["PCN Details"].to_excel(book, sheet_name="PCN Details", index=False)
        pd.concat([members, twice]).to_excel(
            book, sheet_name="PCN Core Partner Details", index=False
        )
    with pytest.raises(SourceError, match="P1: This practice is a member of more than one"):
        find_members(read(sources), NETWORKS, WITH_PATIENTS)


def test_practices_elsewhere_keep_their_networks_and_successors_have_ours(sources: Path) -> None:
    published = read(sources)
    pcn_of = find_networks_of_practices(published, find_members(published, NETWORKS, WITH_PATIENTS))
    assert (pcn_of["P1"], pcn_of["P7"], pcn_of["P8"]) == ("U1", "U8", "U1")
    assert "P9" not in pcn_of


def test_a_member_that_no_extract_lists_is_refused(sources: Path) -> None:
    change_extracts(sources, "P2", 0, "P2X")
    with pytest.raises(SourceError, match="P2: No extract lists this member"):
        find_members(read(sources), NETWORKS, WITH_PATIENTS)
