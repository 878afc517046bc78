"""Settings: the three files of a pack that people write, ``pack.toml`` and its two companions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, cast

from geo.model import Band, LayerDefinition, Source, Tier
from geo.pack.collecting import FaultList
from geo.pack.entries import Entries, read_entries

SCHEMA = 1
"""Number of the newest pack format that this program reads."""
COORDINATE_SYSTEM = "EPSG:27700"


@dataclass(frozen=True)
class Settings:
    """What ``pack.toml`` says; the attributes of ``geo.model.Pack`` of the same names.

    The two dates are None where the file gives none that can be read. Tiers and layers are None
    where their list is damaged, so that what does not fit it proves nothing.
    """

    title: str
    system_layer: str
    resident_date: date | None
    registered_date: date | None
    cautions: tuple[str, ...]
    tiers: tuple[Tier, ...] | None
    layers: tuple[LayerDefinition, ...] | None


def read_settings(folder: Path, faults: FaultList) -> Settings | None:
    """Read ``pack.toml``; None where it is missing or cannot be understood."""
    entries = read_entries(folder, "pack.toml", faults)
    if entries is None:
        return None
    _check_schema(entries)
    system = entries.text("coordinate_system")
    if system and system != COORDINATE_SYSTEM:
        entries.fault(
            "gives the outlines in {found}, but only {wanted} (British National Grid) can be "
            "read; nothing is converted.",
            found=system,
            wanted=COORDINATE_SYSTEM,
        )
    settings = Settings(
        title=entries.text("title"),
        system_layer=entries.text("system_layer"),
        resident_date=entries.day("resident_date"),
        registered_date=entries.day("registered_date"),
        cautions=entries.texts("cautions"),
        tiers=_read_list(entries, "tier", _tier, faults),
        layers=_read_list(entries, "layer", _layer, faults),
    )
    _check_layers(settings, faults)
    return settings


def _check_schema(entries: Entries) -> None:
    schema = entries.whole("schema")
    if schema is None or schema == SCHEMA:
        return
    entries.fault(
        "is in pack format {found}, but this program reads format {known}. {advice}",
        found=str(schema),
        known=str(SCHEMA),
        advice="A newer program is needed." if schema > SCHEMA else "Prepare the pack again.",
    )


_Kind = TypeVar("_Kind", Tier, LayerDefinition)
_DECISIVE = {"key", "parent", "covers", "registered"}
"""Entries of a tier or layer that decide what other files must hold."""


def _read_list(
    entries: Entries, kind: str, read_one: Callable[[Entries], _Kind], faults: FaultList
) -> tuple[_Kind, ...] | None:
    """Return the tiers or layers; None where one may be lost or is not what it should be."""
    tables = entries.tables(kind, "key")
    found = tuple(read_one(each) for each in tables)
    times = Counter(each.key for each in found)
    for key in times:
        if times[key] > 1:
            faults.add("pack.toml", "stands twice as a {kind}.", None, key, kind=kind)
    damaged = kind in entries.amiss or any(each.amiss & _DECISIVE for each in tables)
    return None if damaged or len(times) < len(found) else found


def _tier(entries: Entries) -> Tier:
    tier = Tier(entries.text("key"), entries.text("name"), entries.text("plural"))
    entries.nothing_else()
    return tier


def _layer(entries: Entries) -> LayerDefinition:
    layer = LayerDefinition(
        key=entries.text("key"),
        name=entries.text("name"),
        singular=entries.text("singular"),
        plural=entries.text("plural"),
        vintage=entries.day("vintage") or date.min,
        tier=entries.text("tier", optional=True) or None,
        parent=entries.text("parent", optional=True) or None,
        covers=cast(
            Literal["everything", "system"], entries.choice("covers", "everything", "system")
        ),
        registered=cast(
            Literal["lists", "living_inside"],
            entries.choice("registered", "lists", "living_inside"),
        ),
        official=entries.yes("official"),
        sources=entries.texts("sources"),
        method=entries.text("method"),
        certainty=entries.text("certainty"),
    )
    entries.nothing_else()
    return layer


def _check_layers(settings: Settings, faults: FaultList) -> None:
    """Report layers and tiers that do not fit together."""
    if settings.layers is None:
        return
    file = "pack.toml"
    layers = {layer.key: layer for layer in settings.layers}
    tiers = None if settings.tiers is None else {tier.key for tier in settings.tiers}
    for layer in settings.layers:
        if tiers is not None and layer.tier is not None and layer.tier not in tiers:
            faults.add(
                file,
                "names the tier {tier}, which has no [[tier]].",
                None,
                layer.key,
                tier=layer.tier,
            )
        if layer.parent is not None and layer.parent not in layers:
            faults.add(
                file,
                "names the parent layer {parent}, which has no [[layer]].",
                None,
                layer.key,
                parent=layer.parent,
            )
        elif _is_own_ancestor(layer, layers):
            faults.add(file, "is among its own parent layers.", None, layer.key)
    system = layers.get(settings.system_layer)
    if settings.system_layer and (system is None or system.covers != "system"):
        faults.add(
            file,
            "system_layer is {key}, which is not a layer that covers the system.",
            key=settings.system_layer,
        )
    unit = layers.get("unit")
    if unit is None or (unit.covers, unit.registered, unit.parent) != (
        *("everything", "living_inside"),
        None,
    ):
        faults.add(
            file,
            "needs the layer unit, without a parent, that covers everything and counts patients "
            "living inside.",
        )


def _is_own_ancestor(layer: LayerDefinition, layers: dict[str, LayerDefinition]) -> bool:
    above, seen = layer.parent, set[str]()
    while above is not None and above in layers and above not in seen:
        if above == layer.key:
            return True
        seen.add(above)
        above = layers[above].parent
    return False


def read_bands(folder: Path, settings: Settings | None, faults: FaultList) -> tuple[Band, ...]:
    """Read ``bands.toml`` and hold its tiers against those of ``pack.toml``."""
    entries = read_entries(folder, "bands.toml", faults)
    if entries is None:
        return ()
    bands = [_band(each) for each in entries.tables("band", "tier")]
    entries.nothing_else()
    if settings is not None and settings.tiers is not None:
        tiers = {tier.key for tier in settings.tiers}
        named = {band.tier for band in bands if band is not None}
        for tier in sorted(named - tiers):
            faults.add("bands.toml", "is not a tier of pack.toml, but has a band.", None, tier)
        if None not in bands:
            for tier in sorted(tiers - named):
                faults.add("bands.toml", "is a tier without a band.", None, tier)
    return tuple(band for band in bands if band is not None)


def _band(entries: Entries) -> Band | None:
    tier = entries.text("tier")
    lowest = entries.whole("lowest")
    highest = entries.whole("highest", optional=True)
    source = entries.text("source")
    dated = entries.day("dated")
    reference = entries.text("reference", optional=True)
    note = entries.text("note", optional=True)
    entries.day("compared", optional=True)
    entries.nothing_else()
    if not tier or lowest is None:
        return None
    try:
        return Band(tier, lowest, highest, source, dated, reference, note)
    except ValueError as error:
        entries.fault("{problem}", problem=str(error))
        return None


def read_sources(
    folder: Path, settings: Settings | None, faults: FaultList
) -> tuple[Source, ...] | None:
    """Read ``sources.toml`` and hold the sources that layers name against it.

    Returns:
        The sources, or None where the file cannot be understood, so that a key that is not among
        them proves nothing.
    """
    entries = read_entries(folder, "sources.toml", faults)
    if entries is None:
        return None
    sources = tuple(_source(each) for each in entries.tables("source", "key"))
    entries.nothing_else()
    for key, times in Counter(source.key for source in sources).items():
        if times > 1:
            faults.add("sources.toml", "stands twice as a source.", None, key)
    keys = {source.key for source in sources}
    for layer in (settings.layers if settings else None) or ():
        for key in layer.sources:
            if key not in keys:
                faults.add(
                    "pack.toml",
                    "names the source {key}, which sources.toml does not have.",
                    None,
                    layer.key,
                    key=key,
                )
    return sources


def _source(entries: Entries) -> Source:
    words = ("key", "title", "publisher", "vintage", "licence", "attribution", "used_for")
    source = Source(*(entries.text(key) for key in words))
    entries.nothing_else()
    return source
