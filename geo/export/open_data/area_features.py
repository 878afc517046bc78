"""The areas of a layer as features: who they are, how many people, and how they are shaped."""

from __future__ import annotations

from geo.export.open_data.features import FeatureTable, Field, Value, right_handed
from geo.model import Figure, Layer, Pack, day_label
from geo.plan.area_measures import AreaMeasures
from geo.plan.checks import Standing
from geo.plan.measures import Measured
from geo.topology import dissolve

NO_BAND = "no band"
_POPULATIONS = (
    ("resident", "res", "Residents"),
    ("registered", "reg", "Registered patients, counted as registered_measure says"),
    ("living_inside", "liv", "Registered patients who live inside, wherever they are registered"),
)


def _population(name: str, short: str, words: str) -> tuple[Field, ...]:
    return (
        Field(f"{name}_count", f"{short}_count", "whole", f"{words}; empty where not known."),
        Field(f"{name}_date", f"{short}_date", "date", f"{words}: the date of the figure."),
        Field(
            f"{name}_measure",
            f"{short}_meas",
            "text",
            f"{words}: what is counted; residents (estimates), lists (patients on the lists of the "
            "area’s practices) or living_inside (registered patients who live in it).",
        ),
        Field(f"{name}_known", f"{short}_known", "truth", f"{words}: whether the count is known."),
        Field(
            f"{name}_at_least",
            f"{short}_least",
            "whole",
            f"{words}: people in the part that is known; the whole count where all of it is.",
        ),
        Field(
            f"{name}_missing",
            f"{short}_miss",
            "text",
            f"{words}: codes without a figure, which is why the count is not known.",
        ),
        Field(
            f"{name}_band_status",
            f"{short}_band",
            "text",
            f"{words} against the band: below, within, above, unknown, or {NO_BAND}.",
        ),
    )


AREA_FIELDS: tuple[Field, ...] = (
    Field("layer", "layer", "text", "Key of the layer."),
    Field("layer_vintage", "vintage", "date", "The date that the layer’s boundaries are of."),
    Field("area_code", "area_code", "text", "Code of the area, unique within its layer."),
    Field("area_name", "area_name", "text", "Name of the area."),
    Field("parent_layer", "par_layer", "text", "Key of the layer above."),
    Field("parent_code", "par_code", "text", "Code of the area above that this one belongs to."),
    Field("parent_name", "par_name", "text", "Name of the area above."),
    Field("tier", "tier", "text", "Tier whose band the area is held against."),
    Field("in_system", "in_system", "truth", "Whether it is in the system; else it is context."),
    *(field for each in _POPULATIONS for field in _population(*each)),
    Field("band_lowest", "band_low", "whole", "Fewest people inside the band."),
    Field("band_highest", "band_high", "whole", "Most people inside it; empty: no upper end."),
    Field("band_source", "band_src", "text", "Who published or set the band."),
    Field("units", "units", "whole", "Small areas that it is made of."),
    Field("pieces", "pieces", "whole", "Groups of small areas that touch along an edge."),
    Field("surrounded", "surrounded", "whole", "Places that it surrounds on all sides."),
    Field(
        "compactness",
        "compact",
        "decimal",
        "By Polsby and Popper: 1 for a circle, close to 0 for a ragged area.",
    ),
    Field("surface_km2", "km2", "decimal", "Square kilometres, as measured before simplifying."),
    Field(
        "practices",
        "practices",
        "whole",
        "Practices with a list that belong to it; empty in layers without practices.",
    ),
)
"""The fields of every layer's areas, the same for all layers."""


def area_features(measured: Measured, key: str) -> FeatureTable:
    """Return the areas of one layer of a plan, in the order of their codes.

    Each area's shape is the union of its units, so that neighbours share their borders exactly.

    Raises:
        KeyError: there is no such layer.
    """
    pack = measured.state.pack
    layer = pack.layer(key)
    definition, measures = layer.definition, measured.layer(key)
    shapes = dissolve(pack.units.geometry, layer.area_of_unit, len(layer.areas))
    made = "As published." if definition.official else "Derived; no body publishes this outline."
    if measured.state.layers[key] is not measured.state.baseline.layers[key]:
        made += " Changed by this plan."
    return FeatureTable(
        key=key,
        title=f"{definition.name}, {day_label(definition.vintage)}",
        about=f"{made} {definition.method} {definition.certainty}",
        vintage=definition.vintage,
        code="area_code",
        name="area_name",
        fields=AREA_FIELDS,
        rows=tuple(_row(pack, layer, measures[area.code]) for area in layer.areas),
        shapes=right_handed(shapes),
        polygons=True,
    )


def _row(pack: Pack, layer: Layer, measures: AreaMeasures) -> tuple[Value, ...]:
    check, definition = measures.check, layer.definition
    area, band = check.area, check.resident.band
    above = None
    if definition.parent is not None and area.parent_code is not None:
        above = pack.layer(definition.parent).area(area.parent_code)
    compactness = measures.compactness
    return (
        layer.key,
        definition.vintage,
        area.code,
        area.name,
        None if above is None else definition.parent,
        None if above is None else above.code,
        None if above is None else above.name,
        definition.tier,
        area.in_system,
        *_standing(check.resident),
        *_standing(check.registered),
        *_standing(measures.living_inside),
        None if band is None else band.lowest,
        None if band is None else band.highest,
        None if band is None else band.source,
        check.units,
        len(check.parts),
        len(check.holes),
        None if compactness is None else round(compactness, 4),
        round(float(pack.units.area_km2[layer.units_in(area.code)].sum()), 6),
        len(measures.practices) if definition.registered == "lists" else None,
    )


def _standing(standing: Standing) -> tuple[Value, ...]:
    figure: Figure = standing.figure
    status = standing.status
    return (
        figure.count,
        figure.date,
        figure.measure.value,
        figure.count is not None,
        figure.known,
        " ".join(figure.missing) or None,
        NO_BAND if status is None else status.value,
    )
