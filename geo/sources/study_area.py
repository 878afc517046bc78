"""The units of the study area: every unit of its CCGs, with all that lookups say of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model import Fault
from geo.sources.boundaries import PATH
from geo.sources.errors import raise_any, some_codes
from geo.sources.lookups import CCGS, MIDDLE_LAYER, SYSTEMS, WARDS
from geo.sources.populations import RESIDENTS
from geo.sources.reading import Published
from geo.sources.recipe import Recipe


@dataclass(frozen=True)
class StudyArea:
    """The study area's units.

    Attributes:
        units: indexed by unit code, ascending; ``unit_name``, ``in_system``, ``ccg``,
            ``ccg_name``, ``district``, ``district_name``, ``ward``, ``ward_name``, ``msoa``,
            ``deprivation_decile``.
        outlines: shape (units,), published outlines in EPSG:27700, in the same order.
        networks: networks of the study area's CCGs, indexed by ``pcn``: ``pcn_name``, ``ccg``.
    """

    units: pd.DataFrame
    outlines: NDArray[np.object_]
    networks: pd.DataFrame


def choose_study_area(published: Published, recipe: Recipe) -> StudyArea:
    """Pick the study area's units and networks.

    Raises:
        SourceError: a publication lacks a unit, or ``pack.toml`` names CCGs or a system that the
            publications do not know.
    """
    faults = _find_unknown_ccgs(published, recipe)
    units = published.ccgs[published.ccgs["ccg"].isin(recipe.ccgs)].sort_index()
    needed = {
        PATH: pd.Index(list(published.outlines)),
        WARDS.name: published.wards.index,
        MIDDLE_LAYER.name: published.middle_layer.index,
        **{RESIDENTS[day].name: table.index for day, table in published.residents.items()},
    }
    for name, codes in needed.items():
        lacking = units.index.difference(codes)
        if len(lacking):
            faults.append(Fault(name, f"No row for {some_codes(lacking)}."))
    in_places = set(recipe.place_of_district())
    placeless = units[units["ccg"].isin(recipe.system_ccgs) & ~units["district"].isin(in_places)]
    for district in sorted(set(placeless["district"])):
        faults.append(
            Fault("pack.toml", "This district of the system is in no place.", code=district)
        )
    raise_any(faults)
    units = units.join(published.wards).join(published.middle_layer)
    units.insert(1, "in_system", units["ccg"].isin(recipe.system_ccgs))
    networks = published.networks[published.networks["ccg"].isin(recipe.ccgs)].sort_index()
    without = sorted(set(recipe.ccgs) - set(networks["ccg"]))
    raise_any(
        Fault("pack.toml", "No primary care network belongs to this CCG.", code=ccg)
        for ccg in without
    )
    outlines = np.array([published.outlines[code] for code in units.index], dtype=object)
    return StudyArea(units, outlines, networks)


def _find_unknown_ccgs(published: Published, recipe: Recipe) -> list[Fault]:
    known = set(published.ccgs["ccg"])
    faults = [
        Fault("pack.toml", f"{CCGS.name} has no CCG of this code.", code=ccg)
        for ccg in recipe.ccgs
        if ccg not in known
    ]
    if recipe.system[0] not in set(published.systems["system"]):
        message = f"{SYSTEMS.name} has no system of this code."
        faults.append(Fault("pack.toml", message, code=recipe.system[0]))
    return faults
