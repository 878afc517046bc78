"""Short names of layers for buttons, where the whole name does not fit."""

from __future__ import annotations

from geo.model import Layer, Pack
from geo.words import listed, start_sentence

_SHORT = {
    "ics": ("ICS", "ICS"),
    "icp": ("ICP by district", "ICPs by district"),
    "icp_by_ccg": ("ICP by CCG", "ICPs by CCG"),
    "pcn": ("PCN", "PCNs"),
    "district": ("District", "Districts"),
    "ccg": ("CCG", "CCGs"),
    "single_ccg": ("Merged CCG", "Merged CCG"),
    "ward": ("Ward", "Wards"),
    "msoa": ("MSOA", "MSOAs"),
    "unit": ("Small area", "Small areas"),
}
_ABBREVIATIONS = ("ics", "icp", "pcn", "ccg", "msoa")


def short_name(layer: Layer) -> str:
    """Return a name that fits on a button; the whole name where we know no short one."""
    return _SHORT.get(layer.key, ("", layer.definition.name))[1]


def short_singular(layer: Layer) -> str:
    """Return what one of a layer's areas is called, as short as can be."""
    return _SHORT.get(layer.key, (start_sentence(layer.definition.singular), ""))[0]


def spelt_out(pack: Pack) -> str:
    """Say what the abbreviations among the short names mean."""
    told = [
        f"{_SHORT[key][0].split()[0]}: {pack.layers[key].definition.name.split(',')[0].lower()}"
        for key in _ABBREVIATIONS
        if key in pack.layers
    ]
    return f"{listed(told)}." if told else ""
