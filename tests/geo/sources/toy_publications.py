"""Publishers' files for a county that never was, small enough to work out by hand.

Eight squares of one kilometre, two from west to east in four rows:

    row 4   A41 A42     CCG 09Z, district Faraway     context only
    row 3   A31 A32     CCG 01A, district Uptown
    row 2   A21 A22     CCG 01A, district Uptown
    row 1   A11 A12     CCG 01A, district Downtown (a city)

Every square has 190 residents in each year, ten in every age band. Practices and what happens to
them:

    P1   network U1   always open
    P2   network U2   always open
    P3   network U1   dormant in December 2019; its place was taken by P8 at the same postcode
    P4   network U2   closed on 31 January 2021
    P5   network U9   in the context CCG
    P6   network U2   open, but without a list in April 2020
    P7   network U8   far away, of no concern
    P8   network U1   opened on 1 July 2020
    P9   no network   a GP practice of CCG 01A with a list
"""

from __future__ import annotations

import json
from pathlib import Path

import brotli
import msgpack
import pandas as pd
import pyproj

AGES = [*(f"age_{start:02d}_{start + 4:02d}" for start in range(0, 90, 5)), "age_90_plus"]
WEST, SOUTH = 450_000, 340_000
CCG_OF_ROW = {1: "01A", 2: "01A", 3: "01A", 4: "09Z"}
DISTRICT_OF_ROW = {
    1: ("E06000001", "Downtown"),
    2: ("E07000001", "Uptown"),
    3: ("E07000001", "Uptown"),
    4: ("E07000002", "Faraway"),
}
SQUARES = [(row, column) for row in (1, 2, 3, 4) for column in (1, 2)]
ELSEWHERE = "E01999999"

REGISTERED = [
    ("P1", "A11", 100),
    ("P2", "A11", 40),
    ("P1", "A12", 30),
    ("P2", "A12", 30),
    ("P1", "A21", 10),
    ("P2", "A21", 80),
    ("P8", "A21", 75),
    ("P2", "A22", 90),
    ("P6", "A22", 20),
    ("P2", "A31", 60),
    ("P5", "A31", 200),
    ("P2", "A32", 70),
    ("P7", "A32", 5),
    ("P5", "A41", 110),
    ("P1", "A41", 120),
    ("P5", "A42", 130),
    ("P5", "A12", 4),
    ("P1", ELSEWHERE, 7),
    ("P1", "NO2011", 3),
    ("P7", ELSEWHERE, 500),
    ("P9", "A32", 11),
]
"""Practice, square and patients in July 2022."""

LISTS = {"P1": 1000, "P2": 2000, "P4": 400, "P5": 300, "P7": 900, "P9": 10}
"""Patients in April 2020."""

POSTCODE = {
    "P1": "TT1 1AA",
    "P2": "TT2 1AA",
    "P3": "TT3 1AA",
    "P4": "TT4 1AA",
    "P5": "TT5 1AA",
    "P6": "TT6 1AA",
    "P7": "ZZ9 9ZZ",
    "P8": "TT3 1AA",
    "P9": "TT9 1AA",
}
PLACES = {
    "TT1 1AA": (450_500, 340_500, "E06000001"),
    "TT101AA": (451_500, 340_500, "E06000001"),
    "TT2 1AA": (450_500, 341_500, "E07000001"),
    "TT3 1AA": (451_500, 341_500, "E07000001"),
    "TT4 1AA": (450_500, 342_500, "E07000001"),
    "TT5 1AA": (450_500, 343_500, "E07000002"),
    "TT6 1AA": (449_900, 341_500, "E07000001"),
    "TT7 1AA": (400_000, 341_500, "E07000001"),
}
"""Postcodes as the directory writes them: easting, northing, district. TT9 1AA has no place."""


def unit_code(square: str) -> str:
    return square if square in (ELSEWHERE, "NO2011") else f"E010000{square[1:]}"


def write_publications(folder: Path) -> Path:
    """Write every published file below ``folder`` and return it."""
    england, local = folder / "england", folder / "toyshire"
    england.mkdir(parents=True)
    local.mkdir()
    _write_outlines(local)
    _write_lookups(england)
    _write_residents(england)
    _write_networks(england)
    _write_practices(england)
    _write_lists(england)
    return folder


def write_postcodes(folder: Path) -> Path:
    """Write a postcode directory in the package's own format and return its folder."""
    folder.mkdir(parents=True)
    data = [[postcode, float(x), float(y), laua] for postcode, (x, y, laua) in PLACES.items()]
    data.append(["TT9 1AA", None, None, None])
    packed = msgpack.packb({"columns": ["pcd", "oseast1m", "osnrth1m", "laua"], "data": data})
    (folder / "postcodes_T.msgpack.br").write_bytes(brotli.compress(packed))
    return folder


def _write_outlines(folder: Path) -> None:
    to_degrees = pyproj.Transformer.from_crs(27700, 4326, always_xy=True)

    def feature(properties: dict[str, str], row: int, column: int) -> dict[str, object]:
        west, south = WEST + (column - 1) * 1000, SOUTH + (row - 1) * 1000
        corners = [(0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0)]
        ring = [to_degrees.transform(west + x, south + y) for x, y in corners]
        shape = {"type": "Polygon", "coordinates": [[[round(v, 9) for v in p] for p in ring]]}
        return {"type": "Feature", "properties": properties, "geometry": shape}

    units = [feature({"LSOA11CD": f"E010000{r}{c}"}, r, c) for r, c in SQUARES]
    wards = [feature({"WD19CD": f"W{row}"}, row, 1) for row in (1, 2, 3, 4, 5)]
    for name, features in (
        ("LSOA_Dec_2011_Boundaries_BGC", units),
        ("Wards_Dec_2019_Boundaries_BGC", wards),
    ):
        content = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"{name}.geojson").write_text(content, encoding="utf-8")


def _write_lookups(folder: Path) -> None:
    rows = [
        [f"E010000{r}{c}", f"Toy 00{r}{'AB'[c - 1]}", CCG_OF_ROW[r], *DISTRICT_OF_ROW[r], f"W{r}"]
        for r, c in SQUARES
    ]
    rows.append([ELSEWHERE, "Elsewhere 001A", "99X", "E07000099", "Elsewhere", "W99"])
    columns = ["LSOA11CD", "LSOA11NM", "CCG19CDH", "LAD19CD", "LAD19NM", "WD19CD"]
    table = pd.DataFrame(rows, columns=columns)
    table["CCG19NM"] = "NHS " + table["CCG19CDH"] + " CCG"
    table["WD19NM"] = table["WD19CD"].map({"W1": "Castle", "W2": "Park", "W3": "Castle"})
    table["WD19NM"] = table["WD19NM"].fillna("Field")
    table["LSOA_CODE"] = table["LSOA11CD"]
    table["MSOA_CODE"] = "M" + table["LSOA11NM"].str[-2]
    table["IMD_OVERALL"] = "3"
    table.to_csv(folder / "LSOA11_CCG19_LAD19.csv", index=False)
    table.to_csv(folder / "LSOA11_WD19_LAD19.csv", index=False)
    table.to_csv(folder / "LSOA11_MSOA11_region_IMD19.csv", index=False)
    footprint = [["01A", "E54000001"], ["09Z", "E54000002"], ["99X", "E54000002"]]
    systems = pd.DataFrame(footprint, columns=["CCG19CDH", "STP19CD"])
    systems.assign(STP19NM="Toyshire Health and Care").to_csv(
        folder / "CCG19_STP19.csv", index=False
    )


def _write_residents(folder: Path) -> None:
    codes = [*(f"E010000{r}{c}" for r, c in SQUARES), ELSEWHERE]
    table = pd.DataFrame({"LSOA11CD": codes, "all_ages": 190, **dict.fromkeys(AGES, 10)})
    for year in (2017, 2019, 2020):
        table.to_csv(folder / f"LSOA11_population_mid{year}.csv", index=False)


def _write_networks(folder: Path) -> None:
    networks = pd.DataFrame(
        [
            ["U1", "EAST AND WEST PCN", "01A"],
            ["U2", "BACHS (TOY) PCN", "01A"],
            ["U9", "FARAWAY PCN", "09Z"],
            ["U8", "ELSEWHERE PCN", "99X"],
        ],
        columns=["PCN Code", "PCN Name", "Current Clinical Commissioning Group Code"],
    )
    first = [
        *(["P1", "U1", ""], ["P2", "U2", ""], ["P3", "U1", ""], ["P4", "U2", ""]),
        *(["P5", "U9", ""], ["P6", "U2", ""], ["P7", "U8", ""]),
    ]
    later = [
        *(["P1", "U1", ""], ["P2", "U2", ""], ["P3", "U1", "20200701"], ["P4", "U2", "20201231"]),
        *(["P5", "U9", ""], ["P6", "U2", ""], ["P7", "U8", ""], ["P8", "U1", ""]),
    ]
    for name, members, broken in (("dec2019", first, " "), ("apr2022", later, "\n")):
        table = pd.DataFrame(
            members,
            columns=[
                heading.replace(" ", broken)
                for heading in (
                    "Partner Organisation Code",
                    "PCN Code",
                    "Practice to PCN Relationship End Date",
                )
            ],
        )
        table[f"Partner{broken}Name"] = "NOT READ"
        table["Practice to PCN Relationship Start Date"] = "20191001"
        ccg_of = networks.set_index("PCN Code")["Current Clinical Commissioning Group Code"]
        table["PCN Parent CCG Code"] = table.iloc[:, 1].map(ccg_of)
        with pd.ExcelWriter(folder / f"ePCN_{name}.xlsx") as book:
            networks.to_excel(book, sheet_name="PCN Details", index=False)
            table.to_excel(book, sheet_name="PCN Core Partner Details", index=False)


def _write_practices(folder: Path) -> None:
    first = {"P1": "A", "P2": "A", "P3": "D", "P4": "A", "P5": "A", "P6": "A", "P7": "A", "P9": "A"}
    later = {**first, "P3": "C", "P4": "C", "P8": "A"}
    closed = {"P3": "20201130", "P4": "20210131"}
    commissioner = {"P5": "09Z", "P7": "99X"}
    for name, states in (("dec2019", first), ("apr2022", later)):
        rows = []
        for code, status in states.items():
            row = [""] * 27
            row[0], row[1], row[9] = code, f"THE {code} PRACTICE", POSTCODE[code]
            row[10] = "20200701" if code == "P8" else "19740401"
            row[11] = closed.get(code, "") if status == "C" else ""
            row[12], row[14], row[25] = status, commissioner.get(code, "01A"), "4"
            rows.append(row)
        pd.DataFrame(rows).to_csv(folder / f"epraccur_{name}.csv", index=False, header=False)


def _write_lists(folder: Path) -> None:
    rows = [
        [code, total, total, total, total, total // 2, total // 2, total - 5, 5, 0.1]
        for code, total in LISTS.items()
    ]
    columns = ["PRACTICE_CODE", "TOTAL", "16OV", "17OV", "18OV", "30_74", "50OV", "0_64", "65OV"]
    table = pd.DataFrame(rows, columns=[*columns, "65OV%"]).astype(str)
    # As in the real file: an estimate where the publisher withheld an age group.
    table.loc[table["PRACTICE_CODE"] == "P5", "30_74"] = "101.25"
    table.to_csv(folder / "GP_list_size_apr2020.csv", index=False)
    homes = pd.DataFrame(
        [(code, unit_code(square), patients) for code, square, patients in REGISTERED],
        columns=["OrganisationCode", "LSOA11CD", "Patient"],
    )
    homes.to_parquet(folder / "GP_registrations_LSOA11_jul2022.parquet", index=False)


PACK_TOML = """
[study_area]
system_ccgs = ["01A"]
context_ccgs = ["09Z"]

[[place]]
code = "TOWN"
name = "The Town"
districts = ["E06000001", "E07000001"]
ccgs = ["01A"]

[system]
code = "E54000001"
name = "Toyshire"

[single_ccg]
code = "77T"
name = "Toyshire CCG"

[[published_total]]
topic = "Area in square kilometres"
code = "county"
name = "Toyshire without Downtown"
districts = ["E07000001", "E07000002"]
value = 6.0
"""
LAYERS = [
    ("ics", "", "system", "lists"),
    ("icp", "ics", "system", "lists"),
    ("icp_by_ccg", "ics", "system", "lists"),
    ("pcn", "icp", "everything", "lists"),
    ("district", "", "everything", "living_inside"),
    ("ccg", "", "everything", "lists"),
    ("single_ccg", "", "system", "lists"),
    ("ward", "", "everything", "living_inside"),
    ("msoa", "", "everything", "living_inside"),
    ("unit", "", "everything", "living_inside"),
]
SOURCE_KEYS = [
    *("boundaries_2011", "lookup_2019", "ccg_stp_2019", "ward_lookup_2019", "imd_2019"),
    *("residents", "epcn_2019", "practices_2019", "lists_2020", "registrations_2022", "postcodes"),
]


def write_recipe(folder: Path) -> Path:
    """Write the two files that people write and return the pack's folder."""
    folder.mkdir(parents=True)
    layers = ""
    for key, parent, covers, registered in LAYERS:
        layers += f'[[layer]]\nkey = "{key}"\ncovers = "{covers}"\nregistered = "{registered}"\n'
        layers += f'parent = "{parent}"\n' if parent else ""
    (folder / "pack.toml").write_text(PACK_TOML + layers, encoding="utf-8")
    sources = "".join(f'[[source]]\nkey = "{key}"\n' for key in SOURCE_KEYS)
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    return folder
