"""Places: finding an area, a town, a practice or a small area by name or code, as people type it.

A *place* is anything that can be found and shown on a map. A *town* is made here from wards that
are told apart by a point of the compass: Hucknall Central, North, South and West are Hucknall.
Postcodes are found by ``geo.pack.postcodes`` and become places here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Area, Layer, Pack
from geo.words import listed, start_sentence

Integers = NDArray[np.int64]
WARDS, DISTRICTS = "ward", "district"
_COMPASS = re.compile(
    r"^(?P<town>.+?) (?:(?:North|South)(?: (?:East|West))?|East|West|Central)$", re.IGNORECASE
)
_ENDINGS = re.compile(r" (?:pcn|ccg)$")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ALIKE = 0.7


class PlaceKind(StrEnum):
    """What sort of place."""

    AREA = "area"
    TOWN = "town"
    PRACTICE = "practice"
    UNIT = "unit"
    POSTCODE = "postcode"


@dataclass(frozen=True)
class Place:
    """Something that was found.

    Attributes:
        kind: what sort.
        name: as a reader knows it.
        code: of the area, practice or unit, or the postcode; for a town its name.
        context: what tells it from others of the same name, for example ``ward in Ashfield``.
        layer: key of an area's layer; None for other kinds.
        units: positions of the units that it is or lies in, ascending; empty where unknown.
        point: (easting, northing) in EPSG:27700, metres; None for areas, towns and units.
    """

    kind: PlaceKind
    name: str
    code: str
    context: str
    layer: str | None
    units: tuple[int, ...]
    point: tuple[float, float] | None = None


class PlaceIndex:
    """All places of a pack except postcodes, to be searched by what somebody types."""

    def __init__(self, pack: Pack, unit_of_practice: Integers) -> None:
        """Gather the places.

        Args:
            pack: whose places they are.
            unit_of_practice: from ``geo.plan.locating.locate_practices``.
        """
        tiered = [layer for layer in pack.layers.values() if layer.definition.tier is not None]
        other = [
            layer
            for layer in pack.layers.values()
            if layer.definition.tier is None and layer.key not in (WARDS, "unit")
        ]
        local = [pack.layers[WARDS]] if WARDS in pack.layers else []
        self.places: tuple[Place, ...] = (
            *_areas(pack, tiered),
            *_areas(pack, [layer for layer in other if layer.key == DISTRICTS]),
            *_areas(pack, [layer for layer in other if layer.key != DISTRICTS]),
            *_towns(pack),
            *_areas(pack, local),
            *_practices(pack, unit_of_practice),
            *_units(pack),
        )

    @cached_property
    def _names(self) -> list[tuple[str, ...]]:
        """For each place the ways in which its name may be typed, folded."""
        return [_ways_to_type(place.name) for place in self.places]

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place, names in zip(self.places, self._names, strict=True):
            for name in names:
                found[name].append(place)
        return found

    def find(self, typed: str, most: int = 12) -> list[Place]:
        """Return places that match, best first.

        A code typed whole comes first, then a name typed whole, names that start like it, names
        with words that start like its words, and names that contain it. Equals stay in the order
        of tiers, districts, other layers, towns, wards, practices and small areas.
        """
        asked = fold(typed)
        if not asked:
            return []
        words = asked.split()
        ranked = []
        for place, names in zip(self.places, self._names, strict=True):
            rank = _rank(asked, words, place.code, names)
            if rank is not None:
                ranked.append((rank, place))
        ranked.sort(key=lambda each: each[0])
        return [place for _, place in ranked[:most]]

    def similar(self, typed: str, most: int = 4) -> list[Place]:
        """Return places whose names are spelt almost like it, for a search that found nothing."""
        names = get_close_matches(fold(typed), self._by_name, n=most, cutoff=_ALIKE)
        found = {id(place): place for name in names for place in self._by_name[name]}
        return list(found.values())[:most]


def fold(text: str) -> str:
    """Return text without capitals, accents and punctuation, ``&`` as ``and``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    plain = re.sub("['’.]", "", plain)
    return " ".join(re.sub("[^a-z0-9]+", " ", plain).split())


def postcode_place(
    pack: Pack, postcode: str, point: tuple[float, float], unit_code: str | None
) -> Place:
    """Return the place of a postcode that was found.

    Args:
        pack: that covers it.
        postcode: with its space.
        point: (easting, northing) in EPSG:27700, metres.
        unit_code: the unit that it lies in; None just outside the study area.
    """
    units = () if unit_code is None else (pack.units.position[unit_code],)
    return Place(PlaceKind.POSTCODE, postcode, postcode, "postcode", None, units, point)


def areas_of_unit(pack: Pack, unit: int) -> list[tuple[Layer, Area | None]]:
    """Return the area of each layer that a unit is in, in the order of the pack's layers."""
    return [
        (layer, None if position == UNASSIGNED else layer.areas[position])
        for layer in pack.layers.values()
        for position in (int(layer.area_of_unit[unit]),)
    ]


def _areas(pack: Pack, layers: list[Layer]) -> list[Place]:
    return [
        Place(
            PlaceKind.AREA,
            area.name,
            area.code,
            start_sentence(layer.definition.singular) + _in_district(pack, layer, area),
            layer.key,
            tuple(layer.units_in(area.code).tolist()),
        )
        for layer in layers
        for area in layer.areas
    ]


def _in_district(pack: Pack, layer: Layer, area: Area) -> str:
    if layer.key != WARDS or DISTRICTS not in pack.layers:
        return ""
    units = layer.units_in(area.code)
    return "" if len(units) == 0 else f" in {_district(pack, int(units[0]))}"


def _district(pack: Pack, unit: int) -> str:
    districts = pack.layer(DISTRICTS)
    return districts.areas[int(districts.area_of_unit[unit])].name


def _towns(pack: Pack) -> list[Place]:
    if WARDS not in pack.layers or DISTRICTS not in pack.layers:
        return []
    wards = pack.layer(WARDS)
    members: dict[tuple[str, str], list[tuple[str, Integers]]] = defaultdict(list)
    starts: dict[str, set[str]] = defaultdict(set)
    for ward in wards.areas:
        units = wards.units_in(ward.code)
        if len(units) == 0:
            continue
        district = _district(pack, int(units[0]))
        if match := _COMPASS.match(ward.name):
            starts[district].add(match["town"])
        members[district, ward.name] = [(ward.name, units)]
    towns = []
    for district, names in sorted(starts.items()):
        for town in sorted(names):
            inside = [
                units
                for (of, name), [(_, units)] in members.items()
                if of == district and (name == town or name.startswith(f"{town} "))
            ]
            if len(inside) > 1:
                together = np.sort(np.concatenate(inside))
                context = f"Place in {district}, {len(inside)} wards"
                towns.append(
                    Place(PlaceKind.TOWN, town, town, context, None, tuple(together.tolist()))
                )
    return towns


def _practices(pack: Pack, unit_of_practice: Integers) -> list[Place]:
    return [
        Place(
            PlaceKind.PRACTICE,
            practice.name,
            practice.code,
            f"GP practice, {practice.postcode}",
            None,
            () if unit == UNASSIGNED else (int(unit),),
            practice.place,
        )
        for practice, unit in zip(pack.practices, unit_of_practice, strict=True)
    ]


def _units(pack: Pack) -> list[Place]:
    wards = pack.layers.get(WARDS)
    return [
        Place(
            PlaceKind.UNIT,
            name,
            code,
            "Small area" + ("" if wards is None else f" in {_name_of(wards, position)}"),
            "unit",
            (position,),
        )
        for position, (code, name) in enumerate(
            zip(pack.units.codes, pack.units.names, strict=True)
        )
    ]


def _name_of(layer: Layer, unit: int) -> str:
    position = int(layer.area_of_unit[unit])
    return "no ward" if position == UNASSIGNED else layer.areas[position].name


def _ways_to_type(name: str) -> tuple[str, ...]:
    whole = fold(name)
    bare = _ENDINGS.sub("", fold(_BRACKETS.sub("", name)).removeprefix("nhs "))
    return tuple(dict.fromkeys((whole, bare)))


def _rank(asked: str, words: list[str], code: str, names: tuple[str, ...]) -> int | None:
    if asked == code.casefold():
        return 0
    if asked in names:
        return 1
    if any(name.startswith(asked) for name in names):
        return 2
    parts = names[0].split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 3
    return 4 if len(asked) > 2 and asked in names[0] else None


def town_names(wards: Sequence[str]) -> list[str]:
    """Return wards' names without points of the compass, each once: ``Hucknall`` for four."""
    found = [match["town"] if (match := _COMPASS.match(name)) else name for name in wards]
    return list(dict.fromkeys(found))


def listed_names(names: Sequence[str]) -> str:
    """Return names as a list, parted by semicolons where one of them has an “and” of its own."""
    if len(names) > 1 and any(" and " in name or "," in name for name in names):
        return f"{'; '.join(names[:-1])}; and {names[-1]}"
    return listed(names)
