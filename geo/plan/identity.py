"""Which pack a plan was made for: its name, the dates of its layers and a fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from geo.model import Pack

SHOWN = 12
"""Signs of a fingerprint or a hash that people are shown."""


@dataclass(frozen=True)
class PackIdentity:
    """What tells one edition of a pack from another.

    Attributes:
        key: name of the pack's folder.
        vintages: the date that the boundaries of each layer are of, by the layer's key.
        fingerprint: changes with every code, name, figure and outline that a plan rests on.
    """

    key: str
    vintages: Mapping[str, date]
    fingerprint: str

    @classmethod
    def of(cls, pack: Pack) -> PackIdentity:
        """Return the identity of a pack."""
        vintages = {key: layer.definition.vintage for key, layer in pack.layers.items()}
        return cls(pack.key, vintages, fingerprint(pack))


def data_words(pack: Pack) -> str:
    """Return which edition of a pack this is, as people are shown it."""
    return f"Fingerprint of the data: {fingerprint(pack)[:SHOWN]}."


def fingerprint(pack: Pack) -> str:
    """Return a short text that is the same for packs with the same content, and for no others.

    It covers the units with their outlines, layers, residents, registrations, practices with
    their lists and their patients' homes, and bands; not titles, sources and other words around
    them.
    """
    digest = hashlib.sha256()

    def add(content: object) -> None:
        digest.update(json.dumps(content, default=str, sort_keys=True).encode())

    def add_array(values: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> None:
        digest.update(np.ascontiguousarray(values).tobytes())

    units, registrations = pack.units, pack.registrations
    add([units.codes, units.names, pack.system_layer])
    add_array(units.in_system)
    for outline in shapely.to_wkb(units.geometry):
        digest.update(outline)
    for key, layer in sorted(pack.layers.items()):
        add([key, layer.definition.vintage, layer.definition.tier, layer.definition.parent])
        add([[area.code, area.name, area.parent_code, area.in_system] for area in layer.areas])
        add_array(layer.area_of_unit)
    for day, residents in sorted(pack.residents.items()):
        add(day)
        add_array(residents.by_age)
        add_array(residents.total)
    add([registrations.date, registrations.leading_pcn, registrations.leading_pcn_name])
    for counts in (
        registrations.patients,
        registrations.with_own_pcn,
        registrations.with_leading_pcn,
    ):
        add_array(counts)
    homes = pack.homes
    add(homes.date)
    for pairs in (homes.practices, homes.units, homes.fewest, homes.most):
        add_array(pairs)
    for practice in pack.practices:
        lists = [[day, each.state, each.patients] for day, each in sorted(practice.lists.items())]
        add([practice.code, practice.name, practice.place, dict(practice.areas), lists])
    add([[band.tier, band.lowest, band.highest] for band in pack.bands])
    return digest.hexdigest()[:32]
