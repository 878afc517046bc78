"""The definitive list: the small areas and the practices of each area, by name and code."""

from __future__ import annotations

from collections.abc import Iterable

from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, BulletList, Column, Heading, Paragraph, Table
from geo.model import UNASSIGNED, Layer, Measure, date_label
from geo.plan.flows import PracticeFlow, UnitFlow
from geo.plan.places import WARDS
from geo.words import counted, listed, number


def definitive(plan: ConsultedPlan) -> list[Block]:
    """Return what each area is made of.

    With a proposal these are the areas that gain, lose or begin, as they are after it; for the
    baseline alone all areas of the smallest tier.
    """
    wanted = _wanted(plan)
    if not wanted:
        return [Paragraph("No area has other members than as published.")]
    which = (
        "The lists are of the areas that gain or lose by the proposal, as they are after it. All "
        "other areas stay as published."
        if plan.comparison is not None
        else f"The lists are of {listed([key.definition.plural for key, _ in wanted])}."
    )
    vintage = date_label(Measure.LISTS, plan.pack.layer("unit").definition.vintage)
    where = " They stand under their ward, by best fit." if WARDS in plan.pack.layers else ""
    blocks: list[Block] = [
        Paragraph(f"{which} Small areas are lower-layer super output areas of {vintage}.{where}")
    ]
    for layer, codes in wanted:
        blocks.append(Heading(2, layer.definition.name))
        for code in codes:
            blocks.append(Heading(3, f"{layer.area(code).name} ({code})"))
            blocks += _units(plan, layer, code)
            blocks += _practices(plan, layer, code)
    return blocks


def _wanted(plan: ConsultedPlan) -> list[tuple[Layer, list[str]]]:
    """Return layers with the codes of the areas to be listed."""
    if plan.comparison is None:
        smallest = plan.pack.tiers[-1].key
        layers = [layer for layer in plan.tier_layers if layer.definition.tier == smallest]
        return [(layer, [area.code for area in layer.areas if area.in_system]) for layer in layers]
    impact = plan.comparison.impact
    ends: dict[str, set[str | None]] = {}
    for moved in impact.units:
        ends.setdefault(moved.layer, set()).update((moved.origin, moved.target))
    for joined in impact.practices:
        ends.setdefault(joined.layer, set()).update((joined.origin, joined.target))
    found = [
        (layer, [area.code for area in layer.areas if area.code in ends.get(layer.key, ())])
        for layer in plan.pack.layers.values()
    ]
    return [(layer, codes) for layer, codes in found if codes]


def _units(plan: ConsultedPlan, layer: Layer, code: str) -> list[Block]:
    """Return the small areas of an area, or that they are the published ones."""
    if plan.comparison is not None and layer.key not in _moved(plan.comparison.impact.units):
        return [Paragraph("Its small areas stay as published.")]
    units = plan.pack.units
    members = layer.units_in(code).tolist()
    if not members:
        return [Paragraph("It has no small areas.")]
    named = {unit: f"{units.names[unit]} ({units.codes[unit]})" for unit in members}
    told = counted(len(members), "small area", "small areas")
    if WARDS not in plan.pack.layers:
        return [Paragraph(f"{told}: {'; '.join(named.values())}.")]
    wards = plan.pack.layer(WARDS)
    by_ward: dict[str, list[str]] = {}
    for unit, name in sorted(named.items(), key=lambda each: each[1]):
        by_ward.setdefault(_name_in(wards, unit), []).append(name)
    items = tuple(f"{ward}: {'; '.join(names)}." for ward, names in sorted(by_ward.items()))
    return [Paragraph(f"{told}, by {wards.definition.singular}:"), BulletList(items)]


def _name_in(layer: Layer, unit: int) -> str:
    """Return the name of the area that a unit is in, with its code where others are called so."""
    position = int(layer.area_of_unit[unit])
    if position == UNASSIGNED:
        return f"In no {layer.definition.singular}"
    area = layer.areas[position]
    shared = sum(other.name == area.name for other in layer.areas) > 1
    return f"{area.name} ({area.code})" if shared else area.name


def _practices(plan: ConsultedPlan, layer: Layer, code: str) -> list[Block]:
    """Return the practices of an area that had a list on the date; none where it cannot have any.

    Where no practice moves, it is said that they are the published ones.
    """
    if layer.definition.registered != "lists":
        return []
    if plan.comparison is not None and layer.key not in _moved(plan.comparison.impact.practices):
        return [Paragraph("Its practices stay as published.")]
    day = plan.measured.dates.registered
    rows = tuple(
        (f"{practice.name} ({practice.code})", number(practice.lists[day].patients))
        for practice in plan.pack.practices
        if practice.areas.get(layer.key) == code and practice.lists[day].state.has_list
    )
    if not rows:
        return [Paragraph("It has no practices.")]
    patients = Column(f"Patients on its list, {date_label(Measure.LISTS, day)}", "number")
    caption = f"Practices of {layer.area(code).name}, {layer.definition.singular}"
    return [Table(caption, (Column("Practice"), patients), rows)]


def _moved(flows: Iterable[UnitFlow | PracticeFlow]) -> set[str]:
    """Return the keys of the layers in which units, or practices, change area."""
    return {flow.layer for flow in flows}
