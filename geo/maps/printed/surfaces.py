"""Surfaces and lines of a map, drawn on Matplotlib's axes in EPSG:27700.

Surfaces of one fill are united before they are drawn, so that no seams show. Every border is drawn
once: where several layers share it, the lower ones become rails on both sides of the upper ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyArrowPatch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from geo.maps.printed.content import UNFILLED, Arrow, Bounds, Points, View
from geo.maps.printed.palette import CONTEXT_FILL, PrintedFill
from geo.maps.styles import HIGHLIGHT, INK, PAPER, UNIT_EDGE, LineStyle, line_styles
from geo.model import Pack
from geo.topology import Arcs, dissolve, find_arcs

POINTS_PER_PIXEL = 0.5
"""Widths of the screen's lines at street scale become so many points at a county's."""
RAIL, PARTING = 0.6, 0.45
"""Widths, in points, of a lower layer's line beside the upper one and of the white between."""
CASING = 0.8
"""How much wider the white under a line is than the line, points."""
HATCH_WIDTH = 0.55


class Borders:
    """The borders of a pack's units, kept for several pictures of the same ground."""

    def __init__(self, pack: Pack) -> None:
        self.geometry = pack.units.geometry
        self.arcs: Arcs = find_arcs(self.geometry)
        definitions = [layer.definition for layer in pack.layers.values()]
        self.styles: Mapping[str, LineStyle] = line_styles(definitions)

    @cached_property
    def _bounds(self) -> NDArray[np.float64]:
        """Shape (arcs, 4): west, south, east, north of each arc."""
        first = self.arcs.first_point[:-1]
        low = np.minimum.reduceat(self.arcs.points, first)
        high = np.maximum.reduceat(self.arcs.points, first)
        return np.hstack([low, high])

    def near(self, bounds: Bounds) -> NDArray[np.bool_]:
        """Return which arcs have bounds that meet some others."""
        west, south, east, north = bounds
        own = self._bounds
        return np.asarray(
            (own[:, 0] < east) & (own[:, 2] > west) & (own[:, 1] < north) & (own[:, 3] > south)
        )

    def around(self, of_unit: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which arcs part units of different groups, or a group from the outside."""
        of = np.append(of_unit, UNFILLED)  # the outside is the last
        return np.asarray(of[self.arcs.left] != of[self.arcs.right])

    def lines(self, chosen: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
        """Return some arcs, joined to long lines, so that dashes run on."""
        single = [self.arcs.line(arc) for arc in np.flatnonzero(chosen).tolist()]
        if not single:
            return []
        joined = shapely.line_merge(shapely.MultiLineString(single))
        return [shapely.get_coordinates(line) for line in shapely.get_parts(joined)]


def draw_view(axes: Axes, view: View, borders: Borders, bounds: Bounds) -> None:
    """Draw everything of a view but its names.

    Args:
        axes: whose limits are ``bounds``.
        view: what is drawn.
        borders: of its units.
        bounds: of the ground that is shown.
    """
    units = view.pack.units
    shown = borders.near(bounds)
    near = np.zeros(len(units), dtype=bool)
    sides = np.concatenate([borders.arcs.left[shown], borders.arcs.right[shown]])
    near[sides[sides >= 0]] = True
    near |= shapely.intersects(units.geometry, shapely.box(*bounds))
    context = np.where(~units.in_system & (view.fill_of_unit == UNFILLED), 0, UNFILLED)
    _fill(axes, borders, np.where(near, context, UNFILLED), [CONTEXT_FILL])
    _fill(axes, borders, np.where(near, view.fill_of_unit, UNFILLED), view.fills)
    if view.with_units:
        own = np.where(view.fill_of_unit == UNFILLED, UNFILLED, np.arange(len(units)))
        _stroke(axes, borders.lines(shown & borders.around(own)), UNIT_EDGE, 0.35, 3)
    _draw_layers(axes, view, borders, shown)
    for group in view.outlined:
        inside = np.full(len(units), UNFILLED, dtype=np.int64)
        inside[group] = 0
        lines = borders.lines(shown & borders.around(inside))
        _stroke(axes, lines, PAPER, 2.6, 5.0)
        _stroke(axes, lines, HIGHLIGHT, 1.6, 5.1)
    for points in view.points:
        draw_points(axes, points)
    for arrow in view.arrows:
        draw_arrow(axes, arrow)


def _fill(
    axes: Axes, borders: Borders, fill_of_unit: NDArray[np.int64], fills: Sequence[PrintedFill]
) -> None:
    for fill, shape in zip(
        fills, dissolve(borders.geometry, fill_of_unit, len(fills)), strict=True
    ):
        if not shapely.is_empty(shape):
            patch = filled(PathPatch(_path(shape), zorder=1), fill)
            patch.set_edgecolor(fill.colour)
            patch.set_linewidth(0.3)
            axes.add_artist(patch)  # unlike add_patch it does not measure every curve for limits


def filled(patch: PathPatch | Rectangle, fill: PrintedFill) -> PathPatch | Rectangle:
    """Give a patch a fill with its pattern, and return it."""
    patch.set_facecolor(fill.colour)
    if fill.hatch:
        patch.set_hatch(fill.hatch)
        patch.set_hatchcolor(fill.ink)
        patch.set_hatch_linewidth(HATCH_WIDTH)
    return patch


def _path(shape: shapely.Geometry) -> Path:
    """Return the outline of a polygon or multipolygon, holes running against their rims."""
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(shape)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    codes = np.full(len(points), Path.LINETO, dtype=Path.code_type)
    codes[np.flatnonzero(np.diff(ring, prepend=-1))] = Path.MOVETO
    codes[np.flatnonzero(np.diff(ring, append=-1))] = Path.CLOSEPOLY
    return Path(points, codes)


def _draw_layers(axes: Axes, view: View, borders: Borders, shown: NDArray[np.bool_]) -> None:
    """Draw the lines of a view's layers, the one of lowest rank at the bottom."""
    keys = sorted(view.layers, key=lambda key: (borders.styles[key].rank, key))
    is_line = {key: borders.around(view.pack.layer(key).area_of_unit) & shown for key in keys}
    bundles: dict[tuple[str, ...], NDArray[np.bool_]] = {}
    together = np.zeros(len(shown), dtype=np.int64)
    for bit, key in enumerate(keys):
        together += is_line[key].astype(np.int64) << bit
    for bits in np.unique(together[together > 0]).tolist():
        members = tuple(key for bit, key in enumerate(keys) if bits >> bit & 1)
        bundles[members] = together == bits
    strokes: dict[int, list[tuple[list[NDArray[np.float64]], LineStyle, float, float]]]
    strokes = defaultdict(list)
    for members, chosen in bundles.items():
        lines = borders.lines(chosen)
        width = 0.0
        for above, key in enumerate(reversed(members)):
            style = borders.styles[key]
            parting = 0.0
            if above == 0:
                width = style.width * POINTS_PER_PIXEL
            else:
                parting = width + 2 * PARTING
                width = parting + 2 * RAIL
            strokes[len(members) - above].append((lines, style, width, parting))
    for level in sorted(strokes):
        for lines, style, width, parting in strokes[level]:
            zorder = 4 + level / 100
            if level == 1:
                _stroke(axes, lines, PAPER, width + CASING, 4)
            _stroke(axes, lines, style.colour, width, zorder, style.dash)
            if parting:
                _stroke(axes, lines, PAPER, parting, zorder + 0.005)


def _stroke(
    axes: Axes,
    lines: list[NDArray[np.float64]],
    colour: str,
    width: float,
    zorder: float,
    dash: Sequence[float] = (),
) -> None:
    if lines:
        axes.add_collection(
            LineCollection(
                lines,
                colors=colour,
                linewidths=width,
                linestyles=dash_in_points(dash, width),
                capstyle="butt" if dash else "round",
                joinstyle="round",
                zorder=zorder,
            ),
            autolim=False,
        )


def dash_in_points(dash: Sequence[float], width: float) -> tuple[float, tuple[float, ...] | None]:
    """Return a screen's dash for Matplotlib, which multiplies dashes by the width of the line."""
    if not dash:
        return 0, None
    return 0, tuple(length * POINTS_PER_PIXEL / width for length in dash)


def draw_points(axes: Axes, points: Points) -> None:
    """Draw the signs of some points."""
    axes.scatter(
        points.places[:, 0],
        points.places[:, 1],
        s=14,
        marker=points.marker.sign,
        facecolor=points.colour if points.marker.is_filled else PAPER,
        edgecolor=PAPER if points.marker.is_filled else points.colour,
        linewidth=0.6 if points.marker.is_filled else 0.9,
        zorder=6,
    )


def draw_arrow(axes: Axes, arrow: Arrow) -> None:
    """Draw an arrow on the ground, cased in white."""
    axes.add_artist(arrow_patch(arrow))


def arrow_patch(arrow: Arrow) -> FancyArrowPatch:
    """Return an arrow, dark and cased in white."""
    patch = FancyArrowPatch(
        arrow.start,
        arrow.end,
        arrowstyle="-|>",
        mutation_scale=11,
        linewidth=1.6,
        color=INK,
        shrinkA=0,
        shrinkB=0,
        zorder=7,
    )
    patch.set_path_effects([withStroke(linewidth=3.4, foreground=PAPER)])
    return patch
