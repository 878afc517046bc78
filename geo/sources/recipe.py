"""What to build: the part of ``pack.toml`` and ``sources.toml`` that preparation follows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.model import Fault
from geo.sources.errors import SourceError

BUILT_LAYERS = (
    *("ics", "icp", "icp_by_ccg", "pcn", "district", "ccg", "single_ccg", "ward", "msoa", "unit"),
)
"""Layers that preparation knows how to build."""
LISTABLE_LAYERS = ("ics", "icp", "icp_by_ccg", "pcn", "ccg", "single_ccg")
"""Layers to which a network, and so its practices' lists, can belong."""


@dataclass(frozen=True)
class PlaceDefinition:
    """An area of the tier *place*: the districts that define it, and its CCGs."""

    code: str
    name: str
    districts: tuple[str, ...]
    ccgs: tuple[str, ...]


@dataclass(frozen=True)
class LayerPlan:
    """What preparation must know of a layer; see ``geo.model.LayerDefinition``."""

    key: str
    parent: str
    covers_system_only: bool
    has_lists: bool


@dataclass(frozen=True)
class PublishedTotal:
    """An area that a publisher states in words, with the decimals that it was published to.

    Attributes:
        topic, code, name: of its row in the reconciliation.
        districts: codes of the districts whose small areas it is the area of.
        value: square kilometres.
        decimals: that the publisher gives.
    """

    topic: str
    code: str
    name: str
    districts: tuple[str, ...]
    value: float
    decimals: int


@dataclass(frozen=True)
class Recipe:
    """Everything that people decided about a pack.

    Attributes:
        system_ccgs, context_ccgs: ODS codes.
        places: in the order of the file.
        system, single_ccg: code and name of the system and of the merged CCG.
        layers: in the order in which a reader meets them.
        published_totals: to compare with.
        source_keys: keys of ``sources.toml``.
    """

    system_ccgs: tuple[str, ...]
    context_ccgs: tuple[str, ...]
    places: tuple[PlaceDefinition, ...]
    system: tuple[str, str]
    single_ccg: tuple[str, str]
    layers: tuple[LayerPlan, ...]
    published_totals: tuple[PublishedTotal, ...]
    source_keys: frozenset[str]

    @property
    def ccgs(self) -> tuple[str, ...]:
        """All CCGs of the study area."""
        return self.system_ccgs + self.context_ccgs

    @property
    def list_layers(self) -> tuple[str, ...]:
        """Layers whose registered population is their practices' lists."""
        return tuple(layer.key for layer in self.layers if layer.has_lists)

    @property
    def assigned_layers(self) -> tuple[str, ...]:
        """Layers with a column in ``assignments.csv``: all but the units themselves."""
        return tuple(layer.key for layer in self.layers if layer.key != "unit")

    def place_of_ccg(self) -> Mapping[str, str]:
        """Code of the place that each CCG of the system belongs to."""
        return {ccg: place.code for place in self.places for ccg in place.ccgs}

    def place_of_district(self) -> Mapping[str, str]:
        """Code of the place that each district belongs to."""
        return {district: place.code for place in self.places for district in place.districts}


def read_recipe(folder: Path) -> Recipe:
    """Read what to build from a pack's folder.

    Raises:
        SourceError: a file or an entry is missing, or the places and CCGs contradict each other.
    """
    pack = _read_toml(folder / "pack.toml")
    sources = _read_toml(folder / "sources.toml")
    try:
        recipe = _to_recipe(pack, sources)
    except (KeyError, TypeError) as problem:
        message = f"An entry is missing or has the wrong form: {problem}."
        raise SourceError([Fault("pack.toml", message)]) from problem
    faults = _find_contradictions(recipe)
    if faults:
        raise SourceError(faults)
    return recipe


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise SourceError([Fault(file.name, "The pack's folder has no such file.")]) from problem
    except ValueError as problem:
        raise SourceError([Fault(file.name, f"Not a TOML file: {problem}.")]) from problem


def _to_recipe(pack: Mapping[str, Any], sources: Mapping[str, Any]) -> Recipe:
    area = pack["study_area"]
    return Recipe(
        system_ccgs=tuple(area["system_ccgs"]),
        context_ccgs=tuple(area["context_ccgs"]),
        places=tuple(
            PlaceDefinition(
                entry["code"], entry["name"], tuple(entry["districts"]), tuple(entry["ccgs"])
            )
            for entry in pack["place"]
        ),
        system=(pack["system"]["code"], pack["system"]["name"]),
        single_ccg=(pack["single_ccg"]["code"], pack["single_ccg"]["name"]),
        layers=tuple(
            LayerPlan(
                key=entry["key"],
                parent=entry.get("parent", ""),
                covers_system_only=entry["covers"] == "system",
                has_lists=entry["registered"] == "lists",
            )
            for entry in pack["layer"]
        ),
        published_totals=tuple(
            PublishedTotal(
                topic=entry["topic"],
                code=entry["code"],
                name=entry["name"],
                districts=tuple(entry["districts"]),
                value=float(entry["value"]),
                decimals=len(str(entry["value"]).partition(".")[2]),
            )
            for entry in pack.get("published_total", [])
        ),
        source_keys=frozenset(entry["key"] for entry in sources["source"]),
    )


def _find_contradictions(recipe: Recipe) -> list[Fault]:
    faults = [
        Fault("pack.toml", "Preparation does not know how to build this layer.", code=layer.key)
        for layer in recipe.layers
        if layer.key not in BUILT_LAYERS
    ]
    faults += [
        Fault("pack.toml", "Practices' lists cannot be counted by this layer.", code=key)
        for key in recipe.list_layers
        if key not in LISTABLE_LAYERS
    ]
    both = set(recipe.system_ccgs) & set(recipe.context_ccgs)
    faults += [
        Fault("pack.toml", "This CCG is both in the system and context.", code=ccg)
        for ccg in sorted(both)
    ]
    listed = [ccg for place in recipe.places for ccg in place.ccgs]
    faults += [
        Fault("pack.toml", "This CCG of the system must be in exactly one place.", code=ccg)
        for ccg in recipe.system_ccgs
        if listed.count(ccg) != 1
    ]
    return faults
