"""Shows the map to look at, and returns what was clicked last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from streamlit_folium import st_folium

from geo.maps.looking_map import Base, base_map, state_group
from geo.maps.map_state import MapState
from pages.shared.component_values import component_value


@dataclass(frozen=True)
class Click:
    """A click on the map, or Enter in its middle.

    Attributes:
        n: differs for every click; a component's value stays over reruns.
        unit: code of the unit; None for a click on a practice.
        layer: key of the layer that the click selects from; None for a practice.
        area: code of the selected area; None where the unit is in no area of the layer.
        practice: code of the practice, or None.
        view: (latitude, longitude, zoom) of the map, WGS84.
    """

    n: str
    unit: str | None
    layer: str | None
    area: str | None
    practice: str | None
    view: tuple[float, float, float]


def show(
    base: Base,
    state: MapState,
    key: str,
    height: int,
    on_click: Callable[[Click], None] | None = None,
) -> Click | None:
    """Show a map and return its last click, which may be of an earlier run.

    Args:
        base: from ``pages.shared.map_files.map_base``; another base loads the map anew.
        state: what the map shows.
        key: of the component, the same for the same map on every run.
        height: of the map in pixels; it is as wide as its column.
        on_click: called once for each click, before the page runs again. Act on clicks here.
    """

    def changed() -> None:
        click = _click(component_value(full_key))
        if click is not None and on_click is not None:
            on_click(click)

    full_key = f"{key}-{base.pack}"
    # Nothing of streamlit-folium's own is asked for: our script sends its value without the delay.
    value = st_folium(
        base_map(base),
        key=full_key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=state_group(state),
        on_change=changed,
    )
    return _click(value)


def _click(value: object) -> Click | None:
    """Read what the browser sent; anything else is no click."""
    if not isinstance(value, dict) or "n" not in value:
        return None
    view = value.get("view")
    if not isinstance(view, list) or len(view) != 3:
        return None
    codes = [value.get(name) for name in ("unit", "layer", "area", "practice")]
    unit, layer, area, practice = (code if isinstance(code, str) else None for code in codes)
    latitude, longitude, zoom = (float(part) for part in view)
    return Click(str(value["n"]), unit, layer, area, practice, (latitude, longitude, zoom))
