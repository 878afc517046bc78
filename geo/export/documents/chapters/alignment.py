"""How boundaries line up: which areas lie across districts, commissioners or providers."""

from __future__ import annotations

from geo.advice.tier_words import definitions_sentences
from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, BulletList, Column, Heading, Paragraph, Table
from geo.model import Layer, Measure, date_label
from geo.plan.findings import CROSSED_LAYERS
from geo.plan.overlap import UNASSIGNED_CODE
from geo.words import counted, listed, number, start_sentence


def alignment(plan: ConsultedPlan) -> list[Block]:
    """Return the areas of each tier that cross the lines of another layer, and the people there."""
    pack = plan.pack
    blocks: list[Block] = [
        Paragraph(
            "An area crosses a boundary where its own line cuts through an area of another kind. "
            "The tables show where the people of each such area live."
        )
    ]
    for layer in plan.tier_layers:
        others = [pack.layers[key] for key in CROSSED_LAYERS if key in pack.layers]
        found = [
            block
            for other in others
            if other.key != layer.key and other.definition.tier != layer.definition.tier
            for block in _pair(plan, layer, other)
        ]
        if found:
            blocks += [Heading(2, layer.definition.name), *found]
    return [*blocks, *_definitions(plan)]


def _pair(plan: ConsultedPlan, layer: Layer, other: Layer) -> list[Block]:
    checks = [each.check for each in plan.measured.layer(layer.key).values()]
    inside = [check for check in checks if check.area.in_system]
    crossing = [check for check in inside if other.key in check.crosses]
    one, several = layer.definition.singular, layer.definition.plural
    line = f"boundaries of {other.definition.plural}"
    if not inside:
        return []
    if not crossing:
        return [Paragraph(f"No {one} crosses {line}.")]
    verb = "crosses" if len(crossing) == 1 else "cross"
    told = f"{len(crossing):,} of {counted(len(inside), one, several)} {verb} {line}"
    rows = [
        (check.area.name, _name(other, code), number(residents))
        for check in crossing
        for code, residents in check.crosses[other.key].items()
    ]
    when = date_label(Measure.RESIDENTS, plan.measured.dates.resident)
    columns = (
        Column(start_sentence(one)),
        Column(f"Part in this {other.definition.singular}"),
        Column(f"Residents of the part, {when}", "number"),
    )
    caption = f"{start_sentence(several)} that cross {line}"
    names = listed([check.area.name for check in crossing])
    return [Paragraph(f"{told}: {names}."), Table(caption, columns, tuple(rows))]


def _definitions(plan: ConsultedPlan) -> list[Block]:
    """Say who lies between two definitions of the areas of one tier."""
    blocks: list[Block] = []
    for place, first in enumerate(plan.tier_layers):
        for second in plan.tier_layers[place + 1 :]:
            if first.definition.tier != second.definition.tier:
                continue
            day = plan.measured.dates.resident
            if told := definitions_sentences(plan.pack, first, second, day):
                names = f"{first.definition.name}; {second.definition.name}"
                blocks += [Heading(2, f"Two definitions: {names}"), BulletList(tuple(told))]
    return blocks


def _name(layer: Layer, code: str) -> str:
    if code == UNASSIGNED_CODE:
        return f"no {layer.definition.singular}"
    return layer.area(code).name
