"""What the page Explore shows, as one value, and how it is written into the address.

A *view* is everything that a link must reproduce, in codes and never in labels. Where the map
stands and how far it is zoomed is not part of it: the map's own script keeps that in the address
behind ``#``. Dates and bands are in ``pages.shared.settings``.

    layers=pcn,district    layers whose lines are drawn
    pick=pcn               the layer whose areas a click selects
    area=pcn:U06437        the selected area
    shading=density        what the fill of the map says
    practices=yes          practices are drawn
    find=NG15 6FQ          what was searched for
    show=E01…,E01…         small areas to mark
    compare=ccg,district   the two layers whose disagreement is shown
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.model import Layer, Pack

NOTHING = "none"
SHADINGS: Mapping[str, str] = {
    "status-registered": "band status, registered",
    "status-resident": "band status, residents",
    "density": "residents per km²",
    "older": "residents aged 65 and over",
    "younger": "residents aged under 18",
    "deprivation": "deprivation",
    "registered": "registered as a share of residents",
    "own-pcn": "tie to its own PCN",
    "areas": "each area in its own colour",
    NOTHING: "none",
}
"""What the fill of the map may say, by the code that stands in the address."""

NAMES = ("layers", "pick", "area", "shading", "practices", "find", "show", "compare")
LONGEST_SEARCH = 80
_LONGEST_TOLD = 40


@dataclass(frozen=True)
class View:
    """What the page shows.

    Attributes:
        layers: keys of the layers whose lines are drawn, in the pack's order.
        pick: key of the layer whose areas a click selects.
        area: code of the selected area of that layer, or None.
        shading: a key of ``SHADINGS``.
        practices: whether practices are drawn.
        find: what was searched for; empty for nothing.
        show: codes of units to mark.
        compare: keys of the two layers whose disagreement is shown, or None.
    """

    layers: tuple[str, ...]
    pick: str
    area: str | None = None
    shading: str = NOTHING
    practices: bool = False
    find: str = ""
    show: tuple[str, ...] = ()
    compare: tuple[str, str] | None = None


def default_view(pack: Pack) -> View:
    """Return what a visitor sees who asks for nothing: the two smaller tiers and their status."""
    tiered = [layer.key for layer in pack.layers.values() if layer.definition.tier is not None]
    by_tier: dict[str, str] = {}
    for key in tiered:
        by_tier.setdefault(str(pack.layer(key).definition.tier), key)
    shown = tuple(by_tier[tier.key] for tier in pack.tiers[1:] if tier.key in by_tier)
    shown = shown or tuple(pack.layers)[:1]
    return View(shown, shown[-1], shading="status-registered" if tiered else NOTHING)


def drawable(pack: Pack) -> tuple[str, ...]:
    """Return the keys of the layers whose lines can be switched on; single units always are."""
    return tuple(key for key in pack.layers if key != "unit")


def comparable(pack: Pack) -> tuple[str, ...]:
    """Return the keys of the layers that can be held against each other."""
    return drawable(pack)


def usual_comparison(pack: Pack) -> tuple[str, str]:
    """Return the two layers that planners hold against each other first."""
    keys = comparable(pack)
    if {"ccg", "district"} <= set(keys):
        return "ccg", "district"
    return keys[0], keys[-1]


def pick_for(pack: Pack, layers: Sequence[str]) -> str:
    """Return the layer that a click selects where nobody said: the last one with a tier.

    Where no layer is drawn it is single small areas, whose lines always are.
    """
    tiered = [key for key in layers if pack.layer(key).definition.tier is not None]
    return ["unit", *layers, *tiered][-1]


def read_view(pack: Pack, address: Mapping[str, str]) -> tuple[View, list[str]]:
    """Return the view that an address asks for.

    Args:
        pack: that the view is of.
        address: the page's part of the address, by name.

    Returns:
        The view, and in a few words each thing that the address asks for and cannot have.
    """
    notes: list[str] = []
    view = default_view(pack)
    layers = _read_layers(pack, address["layers"], notes) if "layers" in address else None
    compare = _read_comparison(pack, address["compare"], notes) if "compare" in address else None
    if compare is not None:
        view = comparing(pack, view, compare)
    if layers is not None:
        pick = view.pick if compare is not None and view.pick in layers else pick_for(pack, layers)
        view = replace(view, layers=layers, pick=pick)
    if "shading" in address:
        if address["shading"] in SHADINGS:
            view = replace(view, shading=address["shading"])
        else:
            tell(notes, [address["shading"]], "shading")
    if "pick" in address:
        if address["pick"] in pack.layers:
            view = replace(view, pick=address["pick"])
        else:
            tell(notes, [address["pick"]], "layer")
    if "area" in address:
        view = _read_area(pack, view, address["area"], notes)
    if "show" in address:
        asked = _parts(address["show"])
        known = [code for code in dict.fromkeys(asked) if code in pack.units.position]
        tell(notes, [code for code in asked if code not in pack.units.position], "small area")
        view = replace(view, show=tuple(known))
    find = " ".join(address.get("find", "").split())[:LONGEST_SEARCH]
    return replace(view, find=find, practices=address.get("practices") == "yes"), notes


def write_view(view: View) -> dict[str, str]:
    """Return the page's part of the address for a view; ``read_view`` is its inverse.

    A layer that is held against itself is no comparison, and is left out.
    """
    compared = view.compare is not None and view.compare[0] != view.compare[1]
    wanted = {
        "layers": ",".join(view.layers) or NOTHING,
        "pick": view.pick,
        "area": "" if view.area is None else f"{view.pick}:{view.area}",
        "shading": view.shading,
        "practices": "yes" if view.practices else "",
        "find": view.find,
        "show": ",".join(view.show),
        "compare": ",".join(view.compare or ()) if compared else "",
    }
    return {name: value for name, value in wanted.items() if value}


def own_part(get_all: Callable[[str], list[str]]) -> dict[str, str]:
    """Return the page's part of an address; a name that comes several times is joined by commas.

    Args:
        get_all: returns all values of a name, as ``st.query_params.get_all`` does.
    """
    joined = {name: ",".join(get_all(name)) for name in NAMES}
    return {name: value for name, value in joined.items() if value}


def select(pack: Pack, view: View, layer: Layer, code: str | None) -> View:
    """Return the view with an area selected and its layer drawn."""
    layers = view.layers
    if layer.key not in (*layers, "unit"):
        layers = tuple(key for key in drawable(pack) if key in (*layers, layer.key))
    return replace(view, layers=layers, pick=layer.key, area=code)


def comparing(pack: Pack, view: View, pair: tuple[str, str]) -> View:
    """Return the view that compares two layers: both are drawn, and nothing is shaded."""
    layers = tuple(key for key in drawable(pack) if key in pair)
    kept = view.pick in pair
    return replace(
        view,
        layers=layers,
        pick=view.pick if kept else pair[1],
        area=view.area if kept else None,
        shading=NOTHING,
        compare=pair,
    )


def _read_area(pack: Pack, view: View, asked: str, notes: list[str]) -> View:
    key, _, code = asked.partition(":")
    if key not in pack.layers or code not in pack.layer(key).position:
        tell(notes, [asked], "area")
        return view
    return select(pack, view, pack.layer(key), code)


def _read_layers(pack: Pack, asked: str, notes: list[str]) -> tuple[str, ...] | None:
    """Return the layers to draw; None where the address names layers and none of them is known."""
    keys, parts = drawable(pack), _parts(asked)
    unknown = [key for key in parts if key not in (*keys, "unit", NOTHING)]
    tell(notes, unknown, "layer")
    return None if parts == unknown else tuple(key for key in keys if key in parts)


def _read_comparison(pack: Pack, asked: str, notes: list[str]) -> tuple[str, str] | None:
    pair = _parts(asked)
    if len(pair) != 2 or pair[0] == pair[1] or not set(pair) <= set(comparable(pack)):
        tell(notes, [asked], "pair of layers")
        return None
    return pair[0], pair[1]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def tell(notes: list[str], unknown: Sequence[str], what: str) -> None:
    """Add what an address asks for and cannot have, in a few words: ``the layer “moon”``."""
    if not unknown:
        return
    first = unknown[0] if len(unknown[0]) <= _LONGEST_TOLD else f"{unknown[0][:_LONGEST_TOLD]}…"
    more = f" and {len(unknown) - 1:,} more" if len(unknown) > 1 else ""
    notes.append(f"the {what} “{first}”{more}")
