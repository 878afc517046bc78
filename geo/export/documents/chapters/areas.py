"""The table of areas: both populations in columns of their own, with dates and band statuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from geo.advice.summary import number_words
from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, Column, Heading, Paragraph, Table
from geo.model import Basis, Figure, Layer, Measure, date_label
from geo.plan.area_measures import AreaMeasures
from geo.plan.checks import Standing
from geo.words import STATUS_WORDS, listed, start_sentence

NEW, ENDED = "new", "ended"
LONGEST_TABLE = 60
"""Areas of a layer; one with more, such as all small areas, is not put into a table."""
_MEASURE_COLUMNS = {
    Measure.RESIDENTS: "Residents",
    Measure.LISTS: "Patients on lists",
    Measure.LIVING_INSIDE: "Patients living there",
}
Side = AreaMeasures | None


def areas(plan: ConsultedPlan) -> list[Block]:
    """Return, for each layer that matters, its areas with their populations and band statuses.

    With a proposal these are the layers that it changes, before and after; for the baseline alone
    the layers that have a tier.
    """
    if plan.comparison is None:
        return [block for layer in plan.tier_layers for block in _present(plan, layer)]
    layers = [layer for layer in plan.changed_layers if len(layer.areas) <= LONGEST_TABLE]
    blocks = [block for layer in layers for block in _before_and_after(plan, layer)]
    changed = {layer.key for layer in plan.changed_layers}
    same = [layer.definition.name for layer in plan.tier_layers if layer.key not in changed]
    if same:
        blocks.append(Paragraph(f"These stay as they are: {'; '.join(same)}."))
    return blocks


def _present(plan: ConsultedPlan, layer: Layer) -> list[Block]:
    members = [each for each in plan.measured.layer(layer.key).values() if _inside(each)]
    if not members:
        return []
    members.sort(key=lambda each: each.check.area.name)
    first = members[0].check
    columns = [Column(_noun(layer))]
    for standing in (first.resident, first.registered):
        name = _column(standing.figure)
        columns += [Column(name, "number"), Column(f"{_measure(standing.figure)}: band status")]
    rows = [
        (
            each.check.area.name,
            number_words(each.check.resident.figure),
            STATUS_WORDS[each.check.resident.status],
            number_words(each.check.registered.figure),
            STATUS_WORDS[each.check.registered.status],
        )
        for each in members
    ]
    caption = f"{layer.definition.name}: people and band status"
    return [
        Heading(2, layer.definition.name),
        *_band(members),
        Table(caption, tuple(columns), tuple(rows)),
    ]


def _before_and_after(plan: ConsultedPlan, layer: Layer) -> list[Block]:
    before, after = plan.baseline.layer(layer.key), plan.measured.layer(layer.key)
    sides = [(before.get(code), after.get(code)) for code in before.keys() | after.keys()]
    sides = [pair for pair in sides if any(side is not None and _inside(side) for side in pair)]
    sides.sort(key=lambda pair: _area_name(*pair))
    if not sides:
        return []
    blocks: list[Block] = [
        Heading(2, layer.definition.name),
        *_band([side for _, side in sides if side is not None]),
        _table(layer, sides, f"{layer.definition.name}: people before and after", _people),
    ]
    if any(side.check.resident.band for pair in sides for side in pair if side is not None):
        caption = f"{layer.definition.name}: band status before and after"
        blocks.append(_table(layer, sides, caption, _status))
    return blocks


def _table(
    layer: Layer,
    sides: Sequence[tuple[Side, Side]],
    caption: str,
    cell: Callable[[Standing], str],
) -> Table:
    """Return a table with the same of both populations, before and after."""
    kind: Literal["text", "number"] = "number" if cell is _people else "text"
    known = next(side for pair in sides for side in pair if side is not None).check
    columns = [Column(_noun(layer))]
    for figure in (known.resident.figure, known.registered.figure):
        columns += [Column(f"{_column(figure)}, {when}", kind) for when in ("before", "after")]
    rows = []
    for was, now in sides:
        cells = [_area_name(was, now)]
        for basis in Basis:
            cells.append(NEW if was is None else cell(was.check.standing(basis)))
            cells.append(ENDED if now is None else cell(now.check.standing(basis)))
        rows.append(tuple(cells))
    return Table(caption, tuple(columns), tuple(rows))


def _people(standing: Standing) -> str:
    return number_words(standing.figure)


def _status(standing: Standing) -> str:
    return STATUS_WORDS[standing.status]


def _area_name(was: Side, now: Side) -> str:
    if was is not None and now is not None and was.check.area.name != now.check.area.name:
        return f"{now.check.area.name} (before: {was.check.area.name})"
    side = now or was
    assert side is not None  # a pair has at least one side
    return side.check.area.name


def _band(members: Sequence[AreaMeasures]) -> list[Block]:
    """Say which band the areas are held against, and who published it."""
    bands = dict.fromkeys(
        each.check.resident.band for each in members if each.check.resident.band is not None
    )
    told = [f"{band.words} people ({band.source})" for band in bands]
    return [Paragraph(f"The band is {listed(told)}.")] if told else []


def _inside(measures: AreaMeasures) -> bool:
    return measures.check.area.in_system


def _noun(layer: Layer) -> str:
    return start_sentence(layer.definition.singular)


def _measure(figure: Figure) -> str:
    return _MEASURE_COLUMNS[figure.measure]


def _column(figure: Figure) -> str:
    return f"{_measure(figure)}, {date_label(figure.measure, figure.date)}"
