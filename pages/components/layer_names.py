"""Short names of layers for buttons, where the whole name does not fit."""

from __future__ import annotations

from geo.model import Layer, Pack
from geo.words import listed

_SHORT = {
    "ics": "ICS",
    "icp": "ICPs by district",
    "icp_by_ccg": "ICPs by CCG",
    "pcn": "PCNs",
    "district": "Districts",
    "ccg": "CCGs",
    "single_ccg": "Merged CCG",
    "ward": "Wards",
    "msoa": "MSOAs",
    "unit": "Small areas",
}
_ABBREVIATIONS = ("ics", "icp", "pcn", "ccg", "msoa")


def short_name(layer: Layer) -> str:
    """Return a name that fits on a button; the whole name where we know no short one."""
    return _SHORT.get(layer.key, layer.definition.name)


def spelt_out(pack: Pack) -> str:
    """Say what the abbreviations among the short names mean."""
    told = [
        f"{_SHORT[key].split()[0]}: {pack.layers[key].definition.name.split(',')[0].lower()}"
        for key in _ABBREVIATIONS
        if key in pack.layers
    ]
    return f"{listed(told)}." if told else ""
