"""A county drawn on squared paper, whose every figure can be worked out by hand.

Twenty-four squares of one kilometre, four from west to east in six rows from south to north. The
square in row r and column c is the unit ``S{r}{c}``: S11 in the south-west, S64 in the
north-east. Row 6 lies outside the system and is only context.

    row 6   S61 S62 S63 S64     CCG 03N, Northbury, N5                 (outside the system)
    row 5   S51 S52|S53 S54     west: CCG 01W         east: CCG 02E
    row 4   S41 S42|S43 S44     N2 in rows 3 to 5     N4 in rows 4 and 5
    row 3   S31 S32|S33 S34                           N3 in rows 1 to 3
    row 2   S21 S22|S23 S24     N1 in rows 1 and 2
    row 1   S11 S12|S13 S14

Districts and CCGs agree except for the Hook, S33 and S43: it is in the eastern CCG, but in the
western district, Westbury. Places by district (``icp``) follow the districts, places by CCG
(``icp_by_ccg``) the CCGs, and so do the networks.

Each square in row r has 100 × r residents in mid-2019: 5 × r in every five-year age band and
10 × r aged 90 and over. In mid-2020 each has 10 more, all under five. So on mid-2019 the system
has 6,000 residents, each of its two CCGs 3,000, Westbury 3,700 and Eastbury 2,300; N1 has 600,
N2 2,400, N3 1,200, N4 1,800 and N5 2,400.

In July 2022 110 × r registered patients live in each square, 80 × r with its own network, which
leads; but in S33 N2 leads with 180 and its own N3 has 120, and in S61, outside the system, N9 of
another county leads with 500.

Practices and their lists in April 2020 and July 2022 (see ``LISTS``) come in every state. P90
belongs to CCG 02E and to no network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.pack_files import spoil_cell, spoil_rows, spoil_text, write_csv

__all__ = [  # what tests of other rooms need to draw the county and to spoil it
    "HOOK",
    "OUTSIDE",
    "SQUARES",
    "ToyCounty",
    "column_of",
    "row_of",
    "spoil_cell",
    "spoil_rows",
    "spoil_text",
    "write_toy_pack",
]

WEST, SOUTH = 450_000, 340_000
"""Easting and northing of the county's south-western corner."""
ROWS, COLUMNS = range(1, 7), range(1, 5)
SQUARES = [f"S{row}{column}" for row in ROWS for column in COLUMNS]
OUTSIDE = [f"S6{column}" for column in COLUMNS]
HOOK = ["S33", "S43"]
RESIDENT_DATES = ("2019-06-30", "2020-06-30")
LIST_DATES = ("2020-04-01", "2022-07-01")
AGES = [*(f"age_{start:02d}_{start + 4:02d}" for start in range(0, 90, 5)), "age_90_plus"]

LISTS: dict[str, tuple[str | int, str | int]] = {
    "P11": (400, 420),
    "P12": (300, 310),
    "P21": (1500, 1600),
    "P22": (1000, "closed"),
    "P23": ("not yet open", 1100),
    "P31": (900, 910),
    "P32": ("dormant", "dormant"),
    "P41": (1200, 1200),
    "P42": (700, "missing"),
    "P51": (2600, 2600),
    "P90": (50, 50),
}
"""Patients, or why there is no list, in April 2020 and July 2022."""

AGE_SHARES = {
    "aged_16_and_over": 80,
    "aged_17_and_over": 80,
    "aged_18_and_over": 70,
    "aged_30_to_74": 50,
    "aged_50_and_over": 40,
    "aged_0_to_64": 80,
    "aged_65_and_over": 20,
}
"""Hundredths of each list of April 2020; no ages were published for July 2022."""

SETTINGS = Path(__file__).with_name("toy_county_settings")


def row_of(square: str) -> int:
    return int(square[1])


def column_of(square: str) -> int:
    return int(square[2])


def is_inside(square: str) -> bool:
    return square not in OUTSIDE


def drawn_ccg(square: str) -> str:
    if not is_inside(square):
        return "03N"
    return "01W" if column_of(square) <= 2 else "02E"


def drawn_district(square: str) -> str:
    if not is_inside(square):
        return "DN"
    return "DW" if column_of(square) <= 2 or square in HOOK else "DE"


def drawn_network(square: str) -> str:
    if not is_inside(square):
        return "N5"
    if column_of(square) <= 2:
        return "N1" if row_of(square) <= 2 else "N2"
    return "N3" if row_of(square) <= 3 else "N4"


def each_square(rule: Callable[[str], str]) -> Mapping[str, str]:
    return {square: rule(square) for square in SQUARES}


@dataclass
class ToyCounty:
    """What may be changed; every mapping is by square. Changes replace single entries."""

    residents: dict[str, int | str] = field(
        default_factory=lambda: {square: 100 * row_of(square) for square in SQUARES}
    )
    """Mid-2019; where it is a multiple of 20 the ages are as described, else all are under 5."""
    network: dict[str, str] = field(default_factory=lambda: dict(each_square(drawn_network)))
    district: dict[str, str] = field(default_factory=lambda: dict(each_square(drawn_district)))
    ccg: dict[str, str] = field(default_factory=lambda: dict(each_square(drawn_ccg)))
    lists: dict[str, tuple[str | int, str | int]] = field(default_factory=lambda: dict(LISTS))

    def units(self) -> list[list[object]]:
        rows: list[list[object]] = [
            ["unit_code", "unit_name", "in_system", "area_km2", "deprivation_decile"]
        ]
        for square in SQUARES:
            decile = "unknown" if square == "S64" else row_of(square)
            name = f"Square {row_of(square)}-{column_of(square)}"
            rows.append([square, name, yes_no(is_inside(square)), "1.000000", decile])
        return rows

    def geometry(self) -> list[list[object]]:
        return [["unit_code", "outline"], *([square, outline(square)] for square in SQUARES)]

    def areas(self) -> list[list[object]]:
        return [["layer", "area_code", "area_name", "parent_code", "in_system"], *AREAS]

    def assignments(self) -> list[list[object]]:
        layers = [
            "ics",
            "icp",
            "icp_by_ccg",
            "pcn",
            "district",
            "ccg",
            "single_ccg",
            "ward",
            "msoa",
        ]
        rows: list[list[object]] = [["unit_code", *layers]]
        for square in SQUARES:
            inside, row = is_inside(square), row_of(square)
            rows.append(
                [
                    square,
                    "TOY" if inside else "",
                    {"DW": "PW", "DE": "PE"}[self.district[square]] if inside else "",
                    {"01W": "PW", "02E": "PE"}[self.ccg[square]] if inside else "",
                    self.network[square],
                    self.district[square],
                    self.ccg[square],
                    "99X" if inside else "",
                    f"W{row}{'W' if column_of(square) <= 2 else 'X'}",
                    f"M{row}",
                ]
            )
        return rows

    def resident_rows(self) -> list[list[object]]:
        rows: list[list[object]] = [["unit_code", "date", "all_ages", *AGES]]
        for square in SQUARES:
            for more, date in zip((0, 10), RESIDENT_DATES, strict=True):
                rows.append([square, date, *ages(self.residents[square], more)])
        return rows

    def registrations(self) -> list[list[object]]:
        header = [
            "unit_code",
            "date",
            "patients",
            "with_own_pcn",
            "leading_pcn",
            "leading_pcn_name",
            "with_leading_pcn",
        ]
        rows: list[list[object]] = [header]
        for square in SQUARES:
            row, own = row_of(square), self.network[square]
            figures = {"S33": (120, "N2", 180), "S61": (100, "N9", 500)}
            with_own, leading, most = figures.get(square, (80 * row, own, 80 * row))
            name = NETWORK_NAMES.get(leading, "Unheard-of Network")
            rows.append([square, "2022-07-01", 110 * row, with_own, leading, name, most])
        return rows

    def homes(self) -> list[list[object]]:
        """All with the first practice of each network, but for a few people of S11."""
        first = {"N1": "P11", "N2": "P21", "N3": "P31", "N4": "P41", "N5": "P51"}
        patients: dict[tuple[str, str], object] = {("P12", "S11"): ""}
        for square, _, _, own, leading, _, most in self.registrations()[1:]:
            network = self.network[str(square)]
            patients[first[network], str(square)] = own
            if leading in first:
                patients[first[str(leading)], str(square)] = most
        patients[first[self.network["S11"]], "S11"] = 77
        rows = [[*pair, "2022-07-01", count] for pair, count in sorted(patients.items())]
        return [["practice_code", "unit_code", "date", "patients"], *rows]

    def practices(self) -> list[list[object]]:
        return [PRACTICE_COLUMNS, *([*row] for row in PRACTICES)]

    def list_rows(self) -> list[list[object]]:
        rows: list[list[object]] = [["practice_code", "date", "state", "patients", *AGE_SHARES]]
        for code, on_dates in sorted(self.lists.items()):
            for date, patients in zip(LIST_DATES, on_dates, strict=True):
                if isinstance(patients, str):
                    rows.append([code, date, patients, "", *("" for _ in AGE_SHARES)])
                    continue
                published = date == LIST_DATES[0] and patients % 10 == 0
                shares = [
                    patients * share // 100 if published else "" for share in AGE_SHARES.values()
                ]
                rows.append([code, date, "counted", patients, *shares])
        return rows

    def postcodes(self) -> list[list[object]]:
        rows: list[list[object]] = [["postcode", "easting", "northing", "unit_code"]]
        for square in SQUARES:
            rows.append([postcode(square), *centre(square), square])
        rows.append(["TY9 9ZZ", WEST - 100, SOUTH - 100, ""])
        return rows

    def reconciliation(self) -> list[list[object]]:
        return [
            ["topic", "code", "name", "published", "packed", "explanation"],
            ["Residents by CCG, mid-2019", "01W", "Westshire CCG", 3000, 3000, ""],
            ["Residents by CCG, mid-2019", "02E", "Eastshire CCG", 3001, 3000, "Rounded by hand."],
        ]

    def left_out(self) -> list[list[object]]:
        return [
            ["source", "subject", "rows", "people", "reason"],
            ["paper", "Patients whose square is not known", 3, 12, "They cannot be placed."],
            ["paper", "Wards without a square", 1, "", "A ward needs a square."],
        ]

    def files(self) -> dict[str, list[list[object]]]:
        """Rows of every CSV file, header first."""
        return {
            "units.csv": self.units(),
            "geometry.csv": self.geometry(),
            "areas.csv": self.areas(),
            "assignments.csv": self.assignments(),
            "residents.csv": self.resident_rows(),
            "registrations.csv": self.registrations(),
            "practices.csv": self.practices(),
            "lists.csv": self.list_rows(),
            "homes.csv": self.homes(),
            "postcodes.csv": self.postcodes(),
            "reconciliation.csv": self.reconciliation(),
            "left_out.csv": self.left_out(),
        }


def yes_no(value: bool) -> str:
    return "yes" if value else "no"


def outline(square: str) -> str:
    west, south = WEST + 1000 * (column_of(square) - 1), SOUTH + 1000 * (row_of(square) - 1)
    east, north = west + 1000, south + 1000
    corners = [(west, south), (west, north), (east, north), (east, south), (west, south)]
    return f"POLYGON (({', '.join(f'{x} {y}' for x, y in corners)}))"


def centre(square: str) -> tuple[int, int]:
    return WEST + 1000 * column_of(square) - 500, SOUTH + 1000 * row_of(square) - 500


def postcode(square: str) -> str:
    return f"TY{row_of(square)} {column_of(square)}AA"


def ages(people: int | str, more: int) -> list[object]:
    """All ages and the nineteen age bands of one square, ``more`` people being under five."""
    if isinstance(people, str):
        return [people] * 20
    band = people // 20 if people % 20 == 0 else 0
    oldest = 2 * band
    youngest = people - 17 * band - oldest
    return [people + more, youngest + more, *[band] * 17, oldest]


AREAS: list[list[object]] = [
    ["ics", "TOY", "Toyshire", "", "yes"],
    ["icp", "PE", "East place", "TOY", "yes"],
    ["icp", "PW", "West place", "TOY", "yes"],
    ["icp_by_ccg", "PE", "East place", "TOY", "yes"],
    ["icp_by_ccg", "PW", "West place", "TOY", "yes"],
    ["pcn", "N1", "Southwest Network", "PW", "yes"],
    ["pcn", "N2", "Northwest Network", "PW", "yes"],
    ["pcn", "N3", "Southeast Network", "PE", "yes"],
    ["pcn", "N4", "Northeast Network", "PE", "yes"],
    ["pcn", "N5", "Far North Network", "", "no"],
    ["district", "DE", "Eastbury", "", "yes"],
    ["district", "DN", "Northbury", "", "no"],
    ["district", "DW", "Westbury", "", "yes"],
    ["ccg", "01W", "Westshire CCG", "", "yes"],
    ["ccg", "02E", "Eastshire CCG", "", "yes"],
    ["ccg", "03N", "Northshire CCG", "", "no"],
    ["single_ccg", "99X", "Toyshire CCG", "", "yes"],
    *(
        ["ward", f"W{row}{half}", f"Ward {row} {side}", "", yes_no(row < 6)]
        for row in ROWS
        for half, side in (("W", "west"), ("X", "east"))
    ),
    *(["msoa", f"M{row}", f"Row {row}", "", yes_no(row < 6)] for row in ROWS),
]

NETWORK_NAMES = {
    **{str(code): str(name) for layer, code, name, *_ in AREAS if layer == "pcn"},
    "N9": "Next County Network",
}

PRACTICE_COLUMNS: list[object] = [
    *("practice_code", "practice_name", "postcode", "easting", "northing"),
    *("ics", "icp", "icp_by_ccg", "pcn", "ccg", "single_ccg", "predecessor", "note"),
]


def _practice(
    code: str, name: str, square: str, ccg: str, network: str, *, before: str = "", note: str = ""
) -> list[object]:
    place = {"01W": "PW", "02E": "PE", "03N": ""}[ccg]
    inside = ccg != "03N"
    return [
        *(code, name, postcode(square), *(centre(square) if code != "P32" else ("", ""))),
        *("TOY" if inside else "", place if network != "none" else "none", place, network, ccg),
        *("99X" if inside else "", before, note),
    ]


PRACTICES: list[list[object]] = [
    _practice("P11", "Mill Lane Surgery", "S11", "01W", "N1"),
    _practice("P12", "The Wharf", "S22", "01W", "N1"),
    _practice("P21", "High Street Practice", "S31", "01W", "N2"),
    _practice("P22", "Old Forge Surgery", "S42", "01W", "N2", note="Closed in 2021."),
    _practice("P23", "New Forge Surgery", "S42", "01W", "N2", before="P22", note="Opened in 2021."),
    _practice("P31", "Orchard Practice", "S14", "02E", "N3"),
    _practice("P32", "Meadow Surgery", "S24", "02E", "N3", note="Dormant; its place is not known."),
    _practice("P41", "Station Road Practice", "S44", "02E", "N4"),
    _practice("P42", "Hilltop Surgery", "S53", "02E", "N4", note="No list published in July 2022."),
    _practice("P51", "Moor View", "S62", "03N", "N5"),
    _practice("P90", "Special Allocation Service", "S34", "02E", "none"),
]


def write_toy_pack(folder: Path, **changes: Mapping[str, object]) -> Path:
    """Write the toy county as a pack.

    Args:
        folder: to write into; it is made if need be.
        changes: entries to replace, by attribute of ``ToyCounty``: ``network={"S33": "N2"}`` puts
            one square into another network, ``residents={"S11": "unknown"}`` hides a figure.

    Returns:
        The folder.
    """
    county = ToyCounty()
    for name, entries in changes.items():
        getattr(county, name).update(entries)
    folder.mkdir(parents=True, exist_ok=True)
    for settings in SETTINGS.glob("*.toml"):
        (folder / settings.name).write_bytes(settings.read_bytes())
    for name, rows in county.files().items():
        write_csv(folder / name, rows)
    return folder
