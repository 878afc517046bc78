"""Units into areas, for every layer of the pack."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geo.sources.names import readable_name
from geo.sources.recipe import Recipe
from geo.sources.study_area import StudyArea


def assign_units(area: StudyArea, recipe: Recipe, pcn_of_unit: pd.Series[str]) -> pd.DataFrame:
    """Return the area of every unit in every layer.

    Returns:
        Indexed by unit code, one column per layer of ``recipe.assigned_layers``; empty text where
        a layer covers only the system and the unit lies outside it.
    """
    units = area.units
    columns = {
        "ics": pd.Series(recipe.system[0], index=units.index),
        "icp": units["district"].map(recipe.place_of_district()),
        "icp_by_ccg": units["ccg"].map(recipe.place_of_ccg()),
        "pcn": pcn_of_unit,
        "district": units["district"],
        "ccg": units["ccg"],
        "single_ccg": pd.Series(recipe.single_ccg[0], index=units.index),
        "ward": units["ward"],
        "msoa": units["msoa"],
    }
    system_only = {layer.key for layer in recipe.layers if layer.covers_system_only}
    return pd.DataFrame(
        {
            key: columns[key].where(units["in_system"], "") if key in system_only else columns[key]
            for key in recipe.assigned_layers
        },
        index=units.index,
    )


def name_areas(area: StudyArea, recipe: Recipe) -> Mapping[str, Mapping[str, str]]:
    """Return the name of every area: layer key → area code → name."""
    units = area.units
    places = {place.code: place.name for place in recipe.places}
    return {
        "ics": dict([recipe.system]),
        "icp": places,
        "icp_by_ccg": places,
        "pcn": {str(code): readable_name(name) for code, name in area.networks["pcn_name"].items()},
        "district": dict(zip(units["district"], units["district_name"], strict=True)),
        "ccg": dict(zip(units["ccg"], units["ccg_name"], strict=True)),
        "single_ccg": dict([recipe.single_ccg]),
        "ward": _name_wards(units),
        # A unit is named after its middle-layer area and a letter: Nottingham 018A.
        "msoa": dict(zip(units["msoa"], units["unit_name"].str[:-1], strict=True)),
    }


def _name_wards(units: pd.DataFrame) -> Mapping[str, str]:
    """Name wards, with the district where two wards of the study area have the same name."""
    wards = units.drop_duplicates("ward").set_index("ward").sort_index()
    repeated = wards["ward_name"].duplicated(keep=False)
    longer = wards["ward_name"] + " (" + wards["district_name"] + ")"
    return {
        str(code): str(name) for code, name in wards["ward_name"].mask(repeated, longer).items()
    }


def areas_of_network(pcn: str, area: StudyArea, recipe: Recipe) -> Mapping[str, str]:
    """Return a network's area in each layer that counts practices' lists; empty text for none.

    A network belongs to its CCG, and through it to a place, the system and the merged CCG.
    """
    ccg = str(area.networks.loc[pcn, "ccg"])
    in_system = ccg in recipe.system_ccgs
    place = recipe.place_of_ccg().get(ccg, "")
    codes = {
        "ics": recipe.system[0] if in_system else "",
        "icp": place if in_system else "",
        "icp_by_ccg": place if in_system else "",
        "pcn": pcn,
        "ccg": ccg,
        "single_ccg": recipe.single_ccg[0] if in_system else "",
    }
    return {key: codes[key] for key in recipe.list_layers}


def parent_of_area(layer: str, code: str, area: StudyArea, recipe: Recipe) -> str:
    """Return the area of the parent layer that an area belongs to; empty text for none."""
    parent = next(entry.parent for entry in recipe.layers if entry.key == layer)
    if not parent:
        return ""
    if layer == "pcn":
        return areas_of_network(code, area, recipe).get(parent, "")
    return recipe.system[0]
