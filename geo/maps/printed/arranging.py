"""Arranging: which pictures stand on a sheet, how large, and which small one beside them.

Where areas are too small to read, a part is drawn larger in a small map; where only a part of the
system is shown, a small map says where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from geo.maps.printed.content import UNFILLED, Bounds, Content, Name, View
from geo.maps.printed.enlarging import crowded_part
from geo.maps.printed.frame import Frame, bounds_of, padded
from geo.maps.printed.layout import Layout, SideMap, lay_out
from geo.maps.printed.names import place_names
from geo.maps.printed.palette import LOCATOR_FILL
from geo.maps.printed.paper import Box, Paper
from geo.maps.printed.pictures import Picture, blocked_by
from geo.model import Pack
from geo.plan.places import DISTRICTS

SMALLEST_GAIN = 1.4
"""A part is drawn larger only if it becomes so many times larger."""
LESS_WANTED = 1000
"""Added to the rank of names that belong to another picture and are only repeated."""


@dataclass(frozen=True)
class Arrangement:
    """What stands on a sheet.

    Attributes:
        layout: the boxes.
        pictures: of the content's views.
        enlarged: a part of each picture, larger; empty where none is.
        locator: where the pictures lie in the system; or None.
    """

    layout: Layout
    pictures: tuple[Picture, ...]
    enlarged: tuple[Picture, ...] = ()
    locator: Picture | None = None


def arrange(content: Content, paper: Paper) -> Arrangement:
    """Return what stands on a sheet and how large it is."""
    plain = lay_out(content, paper, SideMap.NONE)
    pictures = _pictures(content, plain)
    if content.crowd is not None:
        part = crowded_part(content.views[0].pack, content.crowd, pictures[0].frame)
        found = None if part is None else _with_enlarged(content, paper, part)
        if found is not None and _is_clearer(found, pictures, paper):
            return found
    if content.located:
        layout = lay_out(content, paper, SideMap.LOCATOR)
        pictures = _pictures(content, layout)
        if not layout.sides:
            return Arrangement(layout, pictures)
        locator = _locator(content, layout.sides[0], pictures[0].frame)
        return Arrangement(layout, pictures, locator=locator)
    return Arrangement(plain, pictures)


def _is_clearer(found: Arrangement, plain: Sequence[Picture], paper: Paper) -> bool:
    """Whether parts drawn larger leave no more names without room than pictures that are larger.

    One view always gains; two share what room there is with their enlarged parts.
    """
    if len(plain) == 1:
        return True
    enlarged = _without_room((*found.pictures, *found.enlarged), paper)
    return len(enlarged) <= len(_without_room(plain, paper))


def _without_room(pictures: Sequence[Picture], paper: Paper) -> set[str]:
    """Return the names that some picture has no room for at the smallest size."""
    left = set()
    for each in pictures:
        _, names = place_names(each.names, each.frame, paper.sizes.names[-1], blocked_by(each))
        left |= {name.text for name in names}
    return left


def _with_enlarged(content: Content, paper: Paper, part: Bounds) -> Arrangement | None:
    """Return pictures with a part of each drawn larger, or None where little is gained."""
    several = len(content.views) > 1
    side_map = SideMap.TWO_ENLARGED if several else SideMap.ENLARGED
    layout = lay_out(content, paper, side_map, part)
    if not layout.sides:
        return None
    pictures = _pictures(content, layout)
    frames = [Frame.around(part, box) for box in layout.sides]
    gain = pictures[0].frame.metres_per_millimetre / frames[0].metres_per_millimetre
    if gain < SMALLEST_GAIN:
        return None
    enlarged = tuple(
        _enlarged(picture.view, frame, gain, has_scale=place == 0)
        for place, (picture, frame) in enumerate(zip(pictures, frames, strict=True))
    )
    marked = tuple(
        replace(
            picture,
            names=tuple(name for name in picture.names if not _is_in(name, frame.bounds)),
            marked=frame.bounds,
        )
        for picture, frame in zip(pictures, frames, strict=True)
    )
    return Arrangement(layout, marked, enlarged=enlarged)


def _pictures(content: Content, layout: Layout) -> tuple[Picture, ...]:
    geometry = content.views[0].pack.units.geometry
    ground = padded(bounds_of(geometry), 0.02)
    return tuple(
        Picture(view, Frame.around(content.extent, box, ground), view.names, has_scale=place == 0)
        for place, (view, box) in enumerate(zip(content.views, layout.views, strict=True))
    )


def _locator(content: Content, box: Box, main: Frame) -> Picture:
    """Return a small map of the system that says where the main one lies."""
    pack = content.views[0].pack
    inside = pack.units.in_system
    view = View(
        "Where this is",
        pack,
        (LOCATOR_FILL,),
        np.where(inside, 0, UNFILLED),
        (pack.system_layer,),
    )
    shown = pack.units.geometry[inside if inside.any() else ~inside]
    frame = Frame.around(_around(padded(bounds_of(shown), 0.03), main.bounds), box)
    return Picture(view, frame, (), has_scale=False, has_north=False, marked=main.bounds)


def _around(one: Bounds, other: Bounds) -> Bounds:
    """Return the bounds of two together."""
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _enlarged(view: View, frame: Frame, gain: float, *, has_scale: bool) -> Picture:
    """Return a part of a view, larger, with the names that stand in it before all others."""
    names = tuple(
        name
        if _is_in(name, frame.bounds)
        else replace(name, required=False, rank=name.rank + LESS_WANTED)
        for name in view.names
    )
    place = _place(view.pack, frame)
    title = f"{view.word}, {gain:.1f} ×" if view.word else f"{place}, {gain:.1f} times larger"
    return Picture(replace(view, title=title), frame, names, has_scale=has_scale, has_north=False)


def _place(pack: Pack, frame: Frame) -> str:
    """Return the district that most units of a frame are in."""
    if DISTRICTS not in pack.layers:
        return "Crowded part"
    districts = pack.layer(DISTRICTS)
    of_unit = districts.area_of_unit[frame.shows(pack.units.geometry)]
    counts = np.bincount(of_unit[of_unit >= 0], minlength=1)
    return districts.areas[int(np.argmax(counts))].name if counts.any() else "Crowded part"


def _is_in(name: Name, part: Bounds) -> bool:
    """Whether most of what a name is the name of lies in a part."""
    inside = shapely.clip_by_rect(name.shape, *part)
    if shapely.get_dimensions(name.shape) < 2:
        return not shapely.is_empty(inside)
    return bool(shapely.area(inside) > 0.5 * shapely.area(name.shape))
