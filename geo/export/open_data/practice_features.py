"""The practices as features: where they stand, what they belong to, and their lists.

In which small areas a practice's patients live is not among it: such counts can identify people.
"""

from __future__ import annotations

import numpy as np
import shapely

from geo.export.open_data.features import FeatureTable, Field, Value, short_names
from geo.model import Pack, Practice, day_label

PRACTICES = "practice"
"""Key of their table."""


def practice_features(pack: Pack) -> FeatureTable:
    """Return the practices of a plan's pack, in the order of their codes.

    For each date of lists there is a column with the patients and one that says why there are
    none: ``closed``, ``dormant`` and ``not yet open`` had no list, ``missing`` is not known.
    """
    keys = [key for key, each in pack.layers.items() if each.definition.registered == "lists"]
    fixed = (
        Field("practice_code", "prac_code", "text", "ODS code of the practice."),
        Field("practice_name", "prac_name", "text", "Name of the practice, as published."),
        Field("postcode", "postcode", "text", "Postcode of its main site."),
        Field("place_known", "place_ok", "truth", "Whether the place of the postcode is known."),
    )
    memberships = tuple(
        Field(
            f"{key}_code",
            short,
            "text",
            f"Code of the {pack.layers[key].definition.singular} that it belongs to; empty: none.",
        )
        for key, short in zip(keys, short_names(keys, [each.short for each in fixed]), strict=True)
    )
    lists = tuple(
        field
        for day in pack.list_dates
        for field in (
            Field(
                f"list_{day:%Y_%m_%d}",
                f"l{day:%Y%m%d}",
                "whole",
                f"Registered patients on its list, {day_label(day)}; empty where there is none.",
            ),
            Field(
                f"list_{day:%Y_%m_%d}_state",
                f"s{day:%Y%m%d}",
                "text",
                f"The list of {day_label(day)}: counted, closed, dormant, not yet open, or missing "
                "(not known).",
            ),
        )
    )
    note = (Field("note", "note", "text", "What happened to it between the dates of the lists."),)
    shapes = np.array(
        [None if each.place is None else shapely.Point(*each.place) for each in pack.practices],
        dtype=object,
    )
    return FeatureTable(
        key=PRACTICES,
        title="GP practices",
        about="General practices at the postcode of their main site, with their registered lists.",
        vintage=None,
        code="practice_code",
        name="practice_name",
        fields=(*fixed, *memberships, *lists, *note),
        rows=tuple(_row(pack, practice, keys) for practice in pack.practices),
        shapes=shapes,
        polygons=False,
    )


def _row(pack: Pack, practice: Practice, keys: list[str]) -> tuple[Value, ...]:
    return (
        practice.code,
        practice.name,
        practice.postcode,
        practice.place is not None,
        *(practice.areas.get(key) for key in keys),
        *(
            cell
            for day in pack.list_dates
            for cell in (practice.lists[day].patients, practice.lists[day].state.value)
        ),
        practice.note or None,
    )
