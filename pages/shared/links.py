"""Links from one page to a place on another: the only code that knows their addresses."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.model import Pack

EXPLORE_PAGE = "pages/explore.py"
COMPARE_PAGE = "pages/compare.py"
WHAT_IF_PAGE = "pages/what_if.py"
TAKE_PAGE = "pages/what_would_it_take.py"

_MOST_UNITS = 150
"""An address with more units than this is cut short by browsers and mail programs."""


def explore_link(
    layer: str, area_code: str, layers: Sequence[str], units: Sequence[str]
) -> dict[str, str]:
    """Return what the address of the Explore page says to open the map at an area.

    Args:
        layer: key of the area's layer.
        area_code: of the area to select.
        layers: keys of the layers to draw, ``layer`` among them.
        units: codes of the small areas to mark and zoom to; left out where there are too many,
            which shows the whole area instead.
    """
    address = {
        "layers": ",".join(dict.fromkeys(layers)),
        "area": f"{layer}:{area_code}",
    }
    if 0 < len(units) <= _MOST_UNITS:
        address["show"] = ",".join(units)
    if "pack" in st.query_params:
        address["pack"] = st.query_params["pack"]
    return address


def compare_link(before: str, after: str) -> dict[str, str]:
    """Return what the address of the Compare page says to hold two plans against each other.

    Args:
        before: plan key of the one, see ``pages.shared.scenarios``.
        after: plan key of the other.
    """
    address = {"before": before, "after": after}
    if "pack" in st.query_params:
        address["pack"] = st.query_params["pack"]
    return address


def plan_link(scenario: str, layer: str) -> dict[str, str]:
    """Return what the address of the pages that work on a plan says to open one in a layer.

    Args:
        scenario: what names the plan there, see ``pages.shared.working``; empty for the baseline.
        layer: key of the layer.
    """
    address = {"scenario": scenario} if scenario else {}
    address["layer"] = layer
    if "pack" in st.query_params:
        address["pack"] = st.query_params["pack"]
    return address


def unit_codes(pack: Pack, positions: Sequence[int]) -> list[str]:
    """Return the codes of units by their positions."""
    return [pack.units.codes[position] for position in positions]
