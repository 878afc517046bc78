"""The small areas as features: which area of each layer they are in, and how many people."""

from __future__ import annotations

from datetime import date

import numpy as np

from geo.export.open_data.features import FeatureTable, Field, Value, right_handed, short_names
from geo.model import Counts, Measure, Pack, date_label, day_label

UNITS = "unit"
"""Key of the layer of single units, and of their table."""


def unit_features(pack: Pack) -> FeatureTable:
    """Return the units of a plan's pack, in the order of their codes.

    There is a column with the area code for each layer, and for each date of residents one with
    the count and one that says whether it is known.
    """
    layers = [layer for key, layer in pack.layers.items() if key != UNITS]
    days = sorted(pack.residents)
    registered = pack.registrations.date
    fixed = (
        Field("unit_code", "unit_code", "text", "Code of the small area."),
        Field("unit_name", "unit_name", "text", "Name of the small area."),
        Field("in_system", "in_system", "truth", "Whether it is in the system; else context."),
    )
    shorts = short_names([each.key for each in layers], [each.short for each in fixed])
    codes = tuple(
        Field(
            f"{layer.key}_code",
            short,
            "text",
            f"Code of its area among {layer.definition.plural} "
            f"({day_label(layer.definition.vintage)}); empty where it is in none.",
        )
        for layer, short in zip(layers, shorts, strict=True)
    )
    people = [
        *((f"residents_{day:%Y_%m_%d}", f"r{day:%Y%m%d}", _resident_words(day)) for day in days),
        (
            f"living_inside_{registered:%Y_%m_%d}",
            f"p{registered:%Y%m%d}",
            f"Registered patients who live inside, registered anywhere, {day_label(registered)}",
        ),
    ]
    counts = [*(pack.residents[day].total for day in days), pack.registrations.patients]
    about_people = tuple(
        field
        for name, short, words in people
        for field in (
            Field(name, short, "whole", f"{words}; empty where not known."),
            Field(f"{name}_known", f"{short}k", "truth", f"{words}: whether it is known."),
        )
    )
    last = (Field("surface_km2", "km2", "decimal", "Square kilometres, before simplifying."),)
    assigned = [layer.area_codes_of_units() for layer in layers]
    surface = pack.units.area_km2
    return FeatureTable(
        key=UNITS,
        title=f"Small areas{_vintage_words(pack)}",
        about="The small areas that everything is built from, with the area that each is in.",
        vintage=pack.layers[UNITS].definition.vintage if UNITS in pack.layers else None,
        code="unit_code",
        name="unit_name",
        fields=(*fixed, *codes, *about_people, *last),
        rows=tuple(
            (
                code,
                pack.units.names[unit],
                bool(pack.units.in_system[unit]),
                *(each[unit] for each in assigned),
                *(cell for each in counts for cell in _counted(each, unit)),
                round(float(surface[unit]), 6),
            )
            for unit, code in enumerate(pack.units.codes)
        ),
        shapes=right_handed(pack.units.geometry.copy()),
        polygons=True,
    )


def _resident_words(day: date) -> str:
    return f"Residents, {date_label(Measure.RESIDENTS, day)}"


def _vintage_words(pack: Pack) -> str:
    if UNITS not in pack.layers:
        return ""
    return f", {day_label(pack.layers[UNITS].definition.vintage)}"


def _counted(counts: Counts, unit: int) -> tuple[Value, Value]:
    known = not np.isnan(counts[unit])
    return (int(counts[unit]) if known else None), bool(known)
