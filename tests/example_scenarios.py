"""Writes the example scenarios of the shipped pack: ``python -m tests.example_scenarios``.

They are data like any scenario that a planner saves; a test holds that what is committed is what
this writes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model import Pack
from geo.pack import SHIPPED, data_folder, read_pack
from geo.plan.check_keys import CheckKind
from geo.plan.edits import (
    AcceptCheck,
    Change,
    CreateArea,
    MergeLayer,
    MoveArea,
    MovePractices,
    MoveUnits,
    Part,
    RenameArea,
    SplitArea,
)
from geo.plan.ground import Ground
from geo.plan.opened import OpenScenario, new_scenario
from geo.plan.scenario_text import scenario_text
from geo.topology import find_parts

AUTHOR = "Example"
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
RUSHCLIFFE, BYRON = "U12563", "U06437"
Integers = NDArray[np.int64]


def one_ccg(pack: Pack) -> OpenScenario:
    return _made(
        new_scenario(pack, "one-ccg", "One CCG"),
        (
            MergeLayer("ccg", "52R", "Nottingham and Nottinghamshire CCG"),
            "The proposal of the 2019 consultation: the six commissioners merge into one.",
        ),
    )


def hucknall_follows_its_district(pack: Pack) -> OpenScenario:
    ashfield = pack.layer("district").units_in("E07000170")
    by_ccg = pack.layer("icp_by_ccg")
    south = by_ccg.units_in("SOUTH")
    hucknall = tuple(pack.units.codes[unit] for unit in np.intersect1d(ashfield, south))
    practices = _practices_in(pack, "pcn", BYRON)
    return _made(
        new_scenario(pack, "hucknall-follows-its-district", "Hucknall follows its district"),
        (
            MoveUnits("icp_by_ccg", hucknall, "MID"),
            "Hucknall is in Ashfield, and the rest of Ashfield is in Mid-Nottinghamshire.",
        ),
        (
            MovePractices("icp_by_ccg", practices, "MID"),
            "All practices of Byron PCN stand in Hucknall and come with their lists.",
        ),
        (
            MoveArea("pcn", BYRON, "MID"),
            "The network of Hucknall belongs to the provider that Hucknall is in.",
        ),
        (
            AcceptCheck("pcn", BYRON, CheckKind.PARENT),
            "Two small areas of Gedling lean to Hucknall's practices; nobody changes practice.",
        ),
    )


def rushcliffe_as_three_neighbourhoods(pack: Pack) -> OpenScenario:
    ground = Ground.of(pack)
    units = pack.layer("pcn").units_in(RUSHCLIFFE)
    practices = _practices_in(pack, "pcn", RUSHCLIFFE)
    part_of_unit, part_of_practice = three_parts(pack, ground, units, practices)
    east, south = (
        Part(
            code,
            name,
            tuple(pack.units.codes[unit] for unit in units[part_of_unit == part]),
            tuple(
                practice
                for practice, own in zip(practices, part_of_practice.tolist(), strict=True)
                if own == part
            ),
        )
        for part, code, name in (
            (0, "RUSHCLIFFE-EAST", "Rushcliffe East"),
            (1, "RUSHCLIFFE-SOUTH", "Rushcliffe South"),
        )
    )
    return _made(
        new_scenario(
            pack, "rushcliffe-as-three-neighbourhoods", "Rushcliffe as three neighbourhoods"
        ),
        (
            SplitArea("pcn", RUSHCLIFFE, (east, south)),
            "Each neighbourhood is in one piece, and in the band for residents and for lists.",
        ),
        (
            RenameArea("pcn", RUSHCLIFFE, "Rushcliffe Central"),
            "What remains is West Bridgford and its surroundings.",
        ),
    )


def bassetlaw_joins(pack: Pack) -> OpenScenario:
    units = tuple(pack.units.codes[unit] for unit in pack.layer("ccg").units_in("02Q"))
    practices = _practices_in(pack, "ccg", "02Q")
    networks = sorted(
        {
            pack.practice[code].areas["pcn"]
            for code in practices
            if "pcn" in pack.practice[code].areas
        }
    )
    system = pack.layer("ics").areas[0].code
    as_place = "Bassetlaw comes as a place of its own, as it did in 2022."
    small = "A district of its own in the north; no neighbouring place is asked to grow."
    steps: list[tuple[Change, str]] = [
        (
            MoveUnits("ics", units, system),
            "The system then covers the whole county, as it did from 2022.",
        )
    ]
    for layer in ("icp", "icp_by_ccg"):
        steps += [
            (CreateArea(layer, "BASSETLAW", "Bassetlaw", system), as_place),
            (MoveUnits(layer, units, "BASSETLAW"), as_place),
        ]
    steps.append((MovePractices("icp_by_ccg", practices, "BASSETLAW"), as_place))
    steps += [(MoveArea("pcn", network, "BASSETLAW"), as_place) for network in networks]
    steps += [
        (AcceptCheck(layer, "BASSETLAW", kind), small)
        for layer in ("icp", "icp_by_ccg")
        for kind in (CheckKind.RESIDENT_BAND, CheckKind.REGISTERED_BAND)
    ]
    return _made(new_scenario(pack, "bassetlaw-joins", "Bassetlaw joins"), *steps)


EXAMPLES = (
    one_ccg,
    hucknall_follows_its_district,
    rushcliffe_as_three_neighbourhoods,
    bassetlaw_joins,
)


def three_parts(
    pack: Pack, ground: Ground, units: Integers, practices: tuple[str, ...]
) -> tuple[Integers, Integers]:
    """Cut units into three parts, and give each practice to the part that it stands in.

    One straight line cuts the first part off, another parts the rest. Of all pairs of lines (every
    10 degrees, and several shares of the people) whose three parts are each in one piece and
    inside the band of a neighbourhood by residents and by lists, the one whose parts have the
    shortest border between them is taken. A practice that stands in none of the units belongs to
    the part of the nearest.
    """
    band = pack.published_bands["neighbourhood"]
    assert band.highest is not None
    residents = pack.residents[pack.resident_date].total[units]
    lists = np.array(
        [pack.practice[code].lists[pack.registered_date].patients or 0 for code in practices]
    )
    centres = shapely.get_coordinates(shapely.centroid(pack.units.geometry[units]))
    nearest = _nearest(pack, ground, units, centres, practices)
    adjacency = ground.adjacency
    best: tuple[float, Integers] | None = None
    for part in _cuts(centres, residents):
        for weights, of_part in ((residents, part), (lists, part[nearest])):
            people = np.bincount(of_part, weights, minlength=3)
            if people.min() < band.lowest or people.max() > band.highest:
                break
        else:
            whole = np.full(len(pack.units), -1, dtype=np.int64)
            whole[units] = part
            if len(np.unique(find_parts(adjacency, whole)[units])) > 3:
                continue
            one, other = whole[adjacency.first], whole[adjacency.second]
            between = (one != other) & (one >= 0) & (other >= 0)
            border = float(adjacency.shared_metres[between].sum())
            if best is None or border < best[0]:
                best = border, part
    assert best is not None
    return best[1], best[1][nearest]


def _cuts(centres: NDArray[np.float64], residents: NDArray[np.float64]) -> Iterator[Integers]:
    """Yield every cut of units into three parts that ``three_parts`` looks at."""
    for first, share in product(range(0, 360, 10), (0.29, 0.33, 0.37)):
        order = np.argsort(centres @ _direction(first), kind="stable")
        size = int(np.searchsorted(np.cumsum(residents[order]), share * residents.sum()))
        rest = order[size:]
        for second, half in product(range(0, 180, 10), (0.42, 0.46, 0.5, 0.54, 0.58)):
            along = rest[np.argsort(centres[rest] @ _direction(second), kind="stable")]
            people = np.cumsum(residents[along])
            part = np.full(len(centres), 2, dtype=np.int64)
            part[order[:size]] = 0
            part[along[: int(np.searchsorted(people, half * people[-1]))]] = 1
            yield part


def _direction(degrees: int) -> NDArray[np.float64]:
    """Return the unit vector (easting, northing) of a bearing."""
    return np.array([math.sin(math.radians(degrees)), math.cos(math.radians(degrees))])


def _nearest(
    pack: Pack,
    ground: Ground,
    units: Integers,
    centres: NDArray[np.float64],
    practices: tuple[str, ...],
) -> Integers:
    """Return, for each practice, which of the units it stands in or is nearest to."""
    found = []
    for code in practices:
        inside = np.flatnonzero(units == ground.unit_of_practice[code])
        place = pack.practice[code].place
        assert place is not None
        away = ((centres - np.array(place)) ** 2).sum(axis=1)
        found.append(int(inside[0]) if len(inside) else int(np.argmin(away)))
    return np.array(found, dtype=np.int64)


def _practices_in(pack: Pack, layer: str, area: str) -> tuple[str, ...]:
    return tuple(each.code for each in pack.practices if each.areas.get(layer) == area)


def _made(opened: OpenScenario, *steps: tuple[Change, str]) -> OpenScenario:
    for minute, (change, reason) in enumerate(steps):
        opened = opened.edit(change, AUTHOR, START + timedelta(minutes=minute), reason)
    return opened


if __name__ == "__main__":
    shipped = read_pack(data_folder() / SHIPPED)
    folder = data_folder() / SHIPPED / "scenarios"
    folder.mkdir(exist_ok=True)
    for example in EXAMPLES:
        scenario = example(shipped).scenario
        text = scenario_text(scenario)
        (folder / f"{scenario.key}.json").write_text(text, encoding="utf-8", newline="\n")
