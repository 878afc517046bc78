"""Who is affected: people by age and deprivation beside everyone, and practices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, Column, Heading, Paragraph, Table
from geo.model import Layer, Measure, Pack, date_label
from geo.plan.equality import AGE_GROUPS, DECILES, EqualityTable, equality
from geo.plan.impact import Impact
from geo.words import number, share, start_sentence

WITHHELD = "withheld"


def people(plan: ConsultedPlan) -> list[Block]:
    """Return who changes area; for the baseline alone, who lives in the system."""
    if plan.comparison is None:
        return _everyone(plan)
    impact = plan.comparison.impact
    view = equality(impact)
    blocks: list[Block] = [Paragraph(sentence) for sentence in view.sentences]
    when = date_label(Measure.RESIDENTS, view.date)
    for each in view.layers:
        layer = plan.pack.layer(each.layer)
        blocks.append(Heading(2, f"People who change {layer.definition.singular}"))
        for what, table in (("age", each.by_age), ("deprivation", each.by_deprivation)):
            blocks.append(_table(layer, what, when, table))
    blocks += _practices(plan, impact)
    return blocks or [Paragraph("Nobody changes area.")]


def _table(layer: Layer, what: str, when: str, table: EqualityTable) -> Table:
    noun = layer.definition.singular
    columns = (
        Column("Age" if what == "age" else "Tenth of small areas by deprivation"),
        Column("People who change", "number"),
        Column("Share of them", "number"),
        Column("Everyone in the system", "number"),
        Column("Share of everyone", "number"),
    )
    rows = [
        (
            start_sentence(row.group),
            WITHHELD if row.withheld else number(row.movers),
            WITHHELD if row.withheld else share(row.share_of_movers, 1),
            number(row.everyone),
            share(row.share_of_everyone, 1),
        )
        for row in table.rows
    ]
    return Table(f"Residents who change {noun} by {what}, {when}", columns, tuple(rows))


def _practices(plan: ConsultedPlan, impact: Impact) -> list[Block]:
    """Return the practices that change area, with their lists."""
    day = impact.after.dates.registered
    blocks: list[Block] = []
    for layer in plan.changed_layers:
        rows = []
        for flow in impact.practices:
            if flow.layer != layer.key:
                continue
            for code in flow.practices:
                practice = plan.pack.practice[code]
                origin = _area(impact.before.state.pack, layer.key, flow.origin)
                target = _area(plan.pack, layer.key, flow.target)
                patients = practice.lists[day].patients
                rows.append((f"{practice.name} ({code})", origin, target, number(patients)))
        if not rows:
            continue
        when = date_label(Measure.LISTS, day)
        columns = (
            Column("Practice"),
            Column("From"),
            Column("To"),
            Column(f"Patients on its list, {when}", "number"),
        )
        blocks += [
            Heading(2, f"Practices that change {layer.definition.singular}"),
            Table(f"Practices that change {layer.definition.singular}", columns, tuple(rows)),
        ]
    return blocks


def _area(pack: Pack, layer: str, code: str | None) -> str:
    if code is None:
        return f"no {pack.layer(layer).definition.singular}"
    return pack.layer(layer).area(code).name


def _everyone(plan: ConsultedPlan) -> list[Block]:
    """Return everyone in the system by age and by deprivation."""
    pack, day = plan.pack, plan.measured.dates.resident
    inside, residents = pack.units.in_system, pack.residents[day]
    when = date_label(Measure.RESIDENTS, day)
    by_age = [(name, residents.by_age[inside][:, group].sum()) for name, group in AGE_GROUPS]
    deciles, total = pack.units.deprivation_decile, residents.total
    by_decile = [
        (name, total[inside & (deciles == decile)].sum()) for decile, name in DECILES.items()
    ]
    return [
        Paragraph("Nobody changes area. These are the people who live in the system."),
        _shares("Age", f"Residents of the system by age, {when}", by_age),
        _shares(
            "Tenth of small areas by deprivation",
            f"Residents of the system by deprivation of their small area, {when}",
            by_decile,
        ),
    ]


def _shares(first: str, caption: str, groups: Sequence[tuple[str, float]]) -> Table:
    everybody = sum(count for _, count in groups)
    unknown = bool(np.isnan(everybody)) or not everybody
    rows = [
        (
            start_sentence(name),
            number(None if np.isnan(count) else int(count)),
            share(None if unknown else count / everybody, 1),
        )
        for name, count in groups
    ]
    columns = (Column(first), Column("Residents", "number"), Column("Share", "number"))
    return Table(caption, columns, tuple(rows))
