"""Values: codes, bands, populations, layers, practices and the pack that holds them.

Everything here is frozen, typed and free of file, network and screen. It imports nothing of ours
from outside this folder.
"""

from geo.model.bands import Band, BandStatus
from geo.model.faults import Fault, PackError
from geo.model.homes import SMALLEST_COUNT, PatientHomes
from geo.model.layers import UNASSIGNED, Area, Layer, LayerDefinition, Tier
from geo.model.pack import LeftOut, Pack, Reconciled, Source, Units
from geo.model.populations import (
    AGE_BANDS,
    Basis,
    Counts,
    Figure,
    Measure,
    Residents,
    UnitRegistrations,
    date_label,
    day_label,
    month_label,
)
from geo.model.practices import LIST_AGE_GROUPS, ListState, PatientList, Practice

__all__ = [
    "AGE_BANDS",
    "LIST_AGE_GROUPS",
    "SMALLEST_COUNT",
    "UNASSIGNED",
    "Area",
    "Band",
    "BandStatus",
    "Basis",
    "Counts",
    "Fault",
    "Figure",
    "Layer",
    "LayerDefinition",
    "LeftOut",
    "ListState",
    "Measure",
    "Pack",
    "PackError",
    "PatientHomes",
    "PatientList",
    "Practice",
    "Reconciled",
    "Residents",
    "Source",
    "Tier",
    "UnitRegistrations",
    "Units",
    "date_label",
    "day_label",
    "month_label",
]
