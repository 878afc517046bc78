"""What the editor is told of a plan: everything that changes with an edit, and no geometry.

The browser has the geometry file with the units, their figures and the practices. The message says
which unit and which practice is in which area now, what the areas are called and look like, and
what is wrong with them. It is sent with every rerun, so it is small: areas are referred to by their
position, two digits to the base 36 for each unit; ``isNew`` of an area is left out where it is
not so. ``geo.maps.editor_findings`` tells what is wrong, and ``geo.maps.editor_packing`` how the
message is written on its way to the browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from geo.maps.editor_findings import told_findings, told_uncovered
from geo.maps.geometry_file import short_name
from geo.model import UNASSIGNED, Band, Layer, Measure, Pack, Practice, date_label
from geo.plan.check_keys import CheckKey
from geo.plan.edits.moving import list_layer_faults
from geo.plan.failed_checks import FailedCheck, failed_checks
from geo.plan.leaning import NETWORKS
from geo.plan.measures import AreaMeasures, Measured
from geo.plan.moved import moved_units
from geo.plan.state import State
from geo.words import counted

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_AREAS = len(_DIGITS) ** 2
NOT_DRAWN_ANEW = ("unit", "msoa", "ward")
"""Layers that areas are built from or named by; planners do not draw them anew."""


@dataclass(frozen=True)
class Notice:
    """The answer to a command.

    Attributes:
        to: number of the command.
        kind: ``done``, ``refused`` or ``conflict``.
        lines: what happened, in sentences.
    """

    to: str | int
    kind: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Around:
    """What the message says beside the plan itself.

    Attributes:
        version: text that changes with each change of the plan.
        colours: ``#RRGGBB`` by area code, from ``geo.maps.area_colours``.
        fixes: what would mend a failed check, in words, by check.
        undo: what would be undone, in words, or None.
        redo: what would be made again, likewise.
        strays: pieces that could be repaired, as plain values, or None.
        proposals: proposed splits, as plain values, or None.
        notice: the answer to the latest command, or None.
        author: who is at work; None where nobody has said.
        archived: whether the plan can be looked at only.
    """

    version: str
    colours: Mapping[str, str] = field(default_factory=dict)
    fixes: Mapping[CheckKey, str] = field(default_factory=dict)
    undo: str | None = None
    redo: str | None = None
    strays: Mapping[str, Any] | None = None
    proposals: Mapping[str, Any] | None = None
    notice: Notice | None = None
    author: str | None = None
    archived: bool = False


def editable_layers(pack: Pack) -> list[Layer]:
    """Return the layers that a planner may draw anew, in the pack's order."""
    return [layer for key, layer in pack.layers.items() if key not in NOT_DRAWN_ANEW]


def usual_layer(pack: Pack) -> str:
    """Return the key of the layer that is edited first: the last one with a tier."""
    layers = editable_layers(pack)
    tiered = [layer.key for layer in layers if layer.definition.tier is not None]
    return [layers[0].key, *tiered][-1]


def telling_layer(state: State) -> str:
    """Return the key of the layer in which most units have moved; of the usual one if none has."""
    before = state.baseline.layers
    moved = {
        layer.key: len(moved_units(before[layer.key], state.layers[layer.key]))
        for layer in editable_layers(state.baseline)
    }
    usual = usual_layer(state.baseline)
    return max(moved, key=lambda key: (moved[key], key == usual))


def editor_message(measured: Measured, key: str, around: Around) -> dict[str, Any]:
    """Return what the editor is told, as plain values.

    Args:
        measured: the plan.
        key: of the layer that is edited.
        around: what is said beside it.

    Raises:
        KeyError: there is no such layer.
        ValueError: the layer has more areas than can be told apart.
    """
    pack, dates = measured.state.pack, measured.dates
    layer = pack.layer(key)
    definition = layer.definition
    failed = [each for each in failed_checks(measured) if each.key.layer == key]
    practices = sorted(pack.practices, key=lambda practice: practice.place is None)
    placeless = [practice for practice in practices if practice.place is None]
    return {
        "version": around.version,
        "layer": key,
        "name": definition.name,
        "singular": definition.singular,
        "plural": definition.plural,
        "layers": [
            {"key": each.key, "name": each.definition.name} for each in editable_layers(pack)
        ],
        "dates": {
            "resident": dates.resident.isoformat(),
            "residentLabel": date_label(Measure.RESIDENTS, dates.resident),
            "registered": dates.registered.isoformat(),
            "registeredLabel": date_label(Measure.LISTS, dates.registered),
            "livingLabel": date_label(Measure.LIVING_INSIDE, pack.registrations.date),
        },
        "band": _band(measured.state.bands, definition.tier),
        "areas": _areas(measured, layer, failed, around.colours),
        "above": _above(measured, definition.parent),
        "of": digits(layer.area_of_unit.tolist()),
        "practiceOf": digits(_area_positions(layer, practices)),
        "practicesMove": not list_layer_faults(measured.state, key),
        "placeless": [
            [practice.code, practice.name, figure.patients, figure.state.value]
            for practice in placeless
            for figure in [practice.lists[dates.registered]]
        ],
        "findings": told_findings(measured, layer, failed, around.fixes),
        "uncovered": told_uncovered(measured, layer),
        "strays": around.strays,
        "undo": around.undo,
        "redo": around.redo,
        "proposals": around.proposals,
        "notice": None if around.notice is None else asdict(around.notice),
        "author": around.author,
        "archived": around.archived,
    }


def digits(positions: Sequence[int]) -> str:
    """Return positions of areas as text, two digits to the base 36 for each, ``--`` for none.

    Raises:
        ValueError: a position has more digits.
    """
    if max(positions, default=0) >= MOST_AREAS:
        raise ValueError(f"A layer with more than {MOST_AREAS:,} areas cannot be edited on a map.")
    return "".join(
        "--" if each == UNASSIGNED else _DIGITS[each // 36] + _DIGITS[each % 36]
        for each in positions
    )


def _area_positions(layer: Layer, practices: Sequence[Practice]) -> list[int]:
    codes = [practice.areas.get(layer.key) for practice in practices]
    return [UNASSIGNED if code is None else layer.position[code] for code in codes]


def _band(bands: Mapping[str, Band], tier: str | None) -> dict[str, Any] | None:
    band = None if tier is None else bands.get(tier)
    if band is None:
        return None
    return {"lowest": band.lowest, "highest": band.highest, "words": band.words}


def _areas(
    measured: Measured, layer: Layer, failed: Sequence[FailedCheck], colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    pack = measured.state.pack
    published = measured.state.baseline.layer(layer.key).position
    above = None if layer.definition.parent is None else pack.layer(layer.definition.parent)
    standing = [each.key.area_code for each in failed if each.waiver is None]
    measures = measured.layer(layer.key)
    return [
        {
            "code": area.code,
            "name": area.name,
            "short": short_name(area.name),
            "parent": area.parent_code,
            "parentName": None
            if above is None or area.parent_code is None
            else above.area(area.parent_code).name,
            "colour": colours.get(area.code, "#FFFFFF"),
            "inSystem": area.in_system,
            "lists": layer.definition.registered == "lists",
            "failed": standing.count(area.code),
            "sentences": _sentences(layer, measures[area.code]),
            **({} if area.code in published else {"isNew": True}),
        }
        for area in layer.areas
    ]


def _sentences(layer: Layer, measures: AreaMeasures) -> list[str]:
    """Say of an area what the browser cannot work out by itself."""
    told = []
    if measures.practices_outside:
        count = len(measures.practices_outside)
        told.append(
            f"{counted(count, 'practice', 'practices')} of {len(measures.practices):,} "
            f"{'stands' if count == 1 else 'stand'} in another {layer.definition.singular}."
        )
    if measures.leaning_elsewhere:
        units = counted(measures.leaning_elsewhere, "small area", "small areas")
        told.append(f"Most patients of {units} are with another network.")
    elif measures.leaning_elsewhere is None and layer.key == NETWORKS:
        told.append(
            "How many small areas have most of their patients with another network is unknown: "
            "small counts are withheld."
        )
    return told


def _above(measured: Measured, key: str | None) -> dict[str, Any] | None:
    if key is None:
        return None
    definition = measured.state.pack.layer(key).definition
    areas = []
    for code, measures in measured.layer(key).items():
        lists = measures.check.registered.figure
        known = {"known": lists.known, "missing": len(lists.missing)}
        areas.append({"code": code, "name": measures.check.area.name, "lists": known})
    return {
        "key": key,
        "name": definition.name,
        "plural": definition.plural,
        "band": _band(measured.state.bands, definition.tier),
        "areas": areas,
    }
