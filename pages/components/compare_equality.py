"""Who changes area, by age and by deprivation, beside everyone in the system."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo.model import Measure, Pack, date_label
from geo.plan.equality import EqualityRow, EqualityTable, EqualityView, LayerEquality
from geo.words import number, share
from pages.components import html, reading_table

WITHHELD = "withheld"


def show(pack: Pack, view: EqualityView) -> None:
    """Show the sentences, then for each layer a table by age and one by deprivation.

    Args:
        pack: that the plans are of.
        view: who changes area.
    """
    if not view.layers:
        told = view.sentences or ("No small area changes area, so nobody does by where they live.",)
        html.write(*(f"<p>{escape(each)}</p>" for each in told))
        return
    html.write("<ul>", *(f"<li>{escape(each)}</li>" for each in view.sentences), "</ul>")
    when = date_label(Measure.RESIDENTS, view.date)
    for layers, table in _alike(view.layers):
        names = "; ".join(pack.layer(key).definition.name for key in layers)
        html.write(f"<h3>{escape(names)}</h3>")
        for group, each in (
            ("Age", table.by_age),
            ("Tenth of England’s small areas by deprivation", table.by_deprivation),
        ):
            reading_table.show(
                f"{names}: residents, {when}, who change area, by {group[:1].lower()}{group[1:]}",
                [
                    group,
                    "Change area",
                    "Share of those who change",
                    "Everyone in the system",
                    "Share of everyone",
                    "Difference in percentage points",
                ],
                [*(_cells(row) for row in each.rows), _total(each)],
                text_columns=1,
            )


def _alike(layers: Sequence[LayerEquality]) -> list[tuple[list[str], LayerEquality]]:
    """Put layers together in which the very same people move."""
    groups: list[tuple[list[str], LayerEquality]] = []
    for layer in layers:
        for keys, other in groups:
            if (layer.by_age, layer.by_deprivation) == (other.by_age, other.by_deprivation):
                keys.append(layer.layer)
                break
        else:
            groups.append(([layer.layer], layer))
    return groups


def _cells(row: EqualityRow) -> list[str]:
    points = row.percentage_points
    return [
        row.group[:1].upper() + row.group[1:],
        WITHHELD if row.withheld else number(row.movers),
        _share(row.share_of_movers, withheld=row.withheld),
        number(row.everyone),
        _share(row.share_of_everyone, withheld=False),
        "–" if points is None else f"{points:+.1f}".replace("-", "−"),
    ]


def _total(table: EqualityTable) -> list[str]:
    movers = WITHHELD if table.withheld else number(table.movers)
    return ["All", movers, "", number(table.everyone), "", ""]


def _share(value: float | None, *, withheld: bool) -> str:
    return WITHHELD if withheld else share(value, 1)
