"""The definitive list: the small areas and the practices of each area, by name and code."""

from __future__ import annotations

from collections.abc import Collection

from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, Column, Heading, Paragraph, Table
from geo.model import Layer, Measure, date_label
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
    blocks: list[Block] = [
        Paragraph(f"{which} Small areas are lower-layer super output areas of {vintage}.")
    ]
    for layer, codes in wanted:
        blocks += _units(plan, layer, codes)
        blocks += _practices(plan, layer, codes)
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


def _units(plan: ConsultedPlan, layer: Layer, codes: Collection[str]) -> list[Block]:
    units = plan.pack.units
    blocks: list[Block] = [Heading(2, f"{layer.definition.name}: small areas")]
    for code in codes:
        members = layer.units_in(code).tolist()
        names = "; ".join(f"{units.names[unit]} ({units.codes[unit]})" for unit in members)
        told = counted(len(members), "small area", "small areas")
        blocks += [
            Heading(3, f"{layer.area(code).name} ({code})"),
            Paragraph(f"{told}: {names}." if members else "No small areas."),
        ]
    return blocks


def _practices(plan: ConsultedPlan, layer: Layer, codes: Collection[str]) -> list[Block]:
    """Return the practices that had a list on the date; none where they belong to no such area."""
    if layer.definition.registered != "lists":
        return []
    day = plan.measured.dates.registered
    rows = [
        (
            layer.area(code).name,
            f"{practice.name} ({practice.code})",
            number(practice.lists[day].patients),
        )
        for code in codes
        for practice in plan.pack.practices
        if practice.areas.get(layer.key) == code and practice.lists[day].state.has_list
    ]
    if not rows:
        return []
    title = f"{layer.definition.name}: practices"
    columns = (
        Column("Area"),
        Column("Practice"),
        Column(f"Patients on its list, {date_label(Measure.LISTS, day)}", "number"),
    )
    return [Heading(2, title), Table(title, columns, tuple(rows))]
