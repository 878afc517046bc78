"""Names in capitals as a reader would write them."""

from __future__ import annotations

import pytest

from geo.sources.names import readable_name
from geo.sources.postcodes import spaced_postcode


@pytest.mark.parametrize(
    ("published", "readable"),
    [
        ("ARNOLD AND CALVERTON PCN", "Arnold and Calverton PCN"),
        ("BACHS PCN", "BACHS PCN"),
        ("UNITY (NOTTINGHAM) PCN", "Unity (Nottingham) PCN"),
        ("CLIFTON & MEADOWS PCN", "Clifton & Meadows PCN"),
        ("THE OM SURGERY", "The OM Surgery"),
        ("NC GPA PLUS", "NC GPA Plus"),
        ("KING'S MEDICAL CENTRE", "King's Medical Centre"),
        ("ST PETERS MEDICAL PRACTICE", "St Peters Medical Practice"),
        ("GREENFIELDS MEDICAL CENTRE (YVS RAO)", "Greenfields Medical Centre (YVS Rao)"),
        ("BAWTRY AND BLYTH MEDICAL", "Bawtry and Blyth Medical"),
        ("RADCLIFFE-ON-TRENT. HEALTH CENTRE", "Radcliffe-on-Trent. Health Centre"),
        ("KIRKBY  CENTRE (3)", "Kirkby Centre (3)"),
        ("", ""),
    ],
)
def test_names_are_written_as_a_reader_would(published: str, readable: str) -> None:
    assert readable_name(published) == readable


@pytest.mark.parametrize("written", ["NG101AA", "NG10 1AA", "ng10  1aa"])
def test_postcodes_have_one_space(written: str) -> None:
    assert spaced_postcode(written) == "NG10 1AA"
