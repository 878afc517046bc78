"""The fills of the map, each worked out once for the data and settings that it depends on."""

from __future__ import annotations

import streamlit as st

from geo.maps import shading as made
from geo.maps.shading import Shading
from geo.model import Basis, Pack
from pages.shared.address import NOTHING
from pages.shared.loading import load_checks, load_study
from pages.shared.settings import Settings


def shading_for(pack: Pack, code: str, layer_key: str, settings: Settings) -> Shading | None:
    """Return what the map's fill says.

    Args:
        pack: the pack.
        code: a key of ``pages.shared.address.SHADINGS``.
        layer_key: the layer that a click selects. Band status is of this layer if it has a tier,
            else of the pack's smallest tier.
        settings: dates and bands.
    """
    if code == NOTHING:
        return None
    if code.startswith("status-"):
        layer_key = _tiered(pack, layer_key)
    elif code != "areas":
        layer_key = ""
    elif layer_key == "unit":
        return None
    return _load(pack.key, code, layer_key, settings)


def _tiered(pack: Pack, key: str) -> str:
    if pack.layer(key).definition.tier is not None:
        return key
    smallest = pack.tiers[-1].key
    return next(layer.key for layer in pack.layers.values() if layer.definition.tier == smallest)


@st.cache_resource(max_entries=128, show_spinner=False)
def _load(pack_key: str, code: str, layer_key: str, settings: Settings) -> Shading:
    study = load_study(pack_key)
    pack, day = study.pack, settings.dates.resident
    if code.startswith("status-"):
        checks = load_checks(pack_key, settings.dates, settings.bands)[layer_key]
        basis = Basis(code.removeprefix("status-"))
        return made.status_shading(pack, pack.layer(layer_key), checks, basis)
    by_date = {
        "density": made.density_shading,
        "older": made.older_shading,
        "younger": made.younger_shading,
        "registered": made.registered_shading,
    }
    if code in by_date:
        return by_date[code](pack, day)
    if code == "areas":
        return made.area_shading(pack, pack.layer(layer_key), study.adjacency)
    return made.deprivation_shading(pack) if code == "deprivation" else made.own_pcn_shading(pack)
