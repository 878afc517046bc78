"""The columns of every file of a pack, as data. ``data/README.md`` says what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.model import AGE_BANDS, LIST_AGE_GROUPS, LayerDefinition


@dataclass(frozen=True)
class FileSchema:
    """What a CSV file of a pack looks like.

    Attributes:
        name: of the file.
        key: columns that tell rows apart, in which rows ascend.
        columns: all columns in their order.
        named_by: the column whose cell tells a reader which row is meant.
        may_be_empty: columns in which an empty cell means "does not apply".
        open_end: True where further columns cannot be known, since ``pack.toml`` is broken.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    named_by: str
    may_be_empty: frozenset[str] = frozenset()
    open_end: bool = False


UNITS = FileSchema(
    "units.csv",
    ("unit_code",),
    ("unit_code", "unit_name", "in_system", "area_km2", "deprivation_decile"),
    "unit_code",
)
GEOMETRY = FileSchema("geometry.csv", ("unit_code",), ("unit_code", "outline"), "unit_code")
AREAS = FileSchema(
    "areas.csv",
    ("layer", "area_code"),
    ("layer", "area_code", "area_name", "parent_code", "in_system"),
    "area_code",
    frozenset({"parent_code"}),
)
RESIDENTS = FileSchema(
    "residents.csv",
    ("unit_code", "date"),
    ("unit_code", "date", "all_ages", *AGE_BANDS),
    "unit_code",
)
REGISTRATIONS = FileSchema(
    "registrations.csv",
    ("unit_code", "date"),
    (
        *("unit_code", "date", "patients", "with_own_pcn"),
        *("leading_pcn", "leading_pcn_name", "with_leading_pcn"),
    ),
    "unit_code",
)
HOMES = FileSchema(
    "homes.csv",
    ("practice_code", "unit_code"),
    ("practice_code", "unit_code", "date", "patients"),
    "practice_code",
    frozenset({"patients"}),
)
LISTS = FileSchema(
    "lists.csv",
    ("practice_code", "date"),
    ("practice_code", "date", "state", "patients", *LIST_AGE_GROUPS),
    "practice_code",
    frozenset({"patients", *LIST_AGE_GROUPS}),
)
POSTCODES = FileSchema(
    "postcodes.csv",
    ("postcode",),
    ("postcode", "easting", "northing", "unit_code"),
    "postcode",
    frozenset({"unit_code"}),
)
RECONCILIATION = FileSchema(
    "reconciliation.csv",
    ("topic", "code"),
    ("topic", "code", "name", "published", "packed", "explanation"),
    "code",
    frozenset({"explanation"}),
)
LEFT_OUT = FileSchema(
    "left_out.csv",
    ("source", "subject"),
    ("source", "subject", "rows", "people", "reason"),
    "source",
    frozenset({"people"}),
)

FILES = (
    *("pack.toml", "bands.toml", "sources.toml", "units.csv", "geometry.csv", "areas.csv"),
    *("assignments.csv", "residents.csv", "registrations.csv", "practices.csv", "lists.csv"),
    *("homes.csv", "postcodes.csv", "reconciliation.csv", "left_out.csv"),
)
"""Every file of a pack, in the order in which their faults are told."""


def assignments_schema(layers: Iterable[LayerDefinition] | None) -> FileSchema:
    """Return the columns of ``assignments.csv``: one for each layer, where layers are known."""
    keys = tuple(layer.key for layer in layers or () if layer.key != "unit")
    return FileSchema(
        "assignments.csv",
        ("unit_code",),
        ("unit_code", *keys),
        "unit_code",
        frozenset(keys),
        open_end=layers is None,
    )


def practices_schema(layers: Iterable[LayerDefinition] | None) -> FileSchema:
    """Return the columns of ``practices.csv``: one for each layer that consists of lists."""
    keys = tuple(layer.key for layer in layers or () if layer.registered == "lists")
    return FileSchema(
        "practices.csv",
        ("practice_code",),
        (
            *("practice_code", "practice_name", "postcode", "easting", "northing"),
            *keys,
            *("predecessor", "note"),
        ),
        "practice_code",
        frozenset({"easting", "northing", *keys, "predecessor", "note"}),
        open_end=layers is None,
    )
