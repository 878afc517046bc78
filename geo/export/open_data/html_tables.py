"""The text equivalent of the stand-alone map: every layer's areas as an HTML table.

Whatever a name contains is text, never markup. A figure that is not known is the word *unknown*.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo.export.open_data.content import OpenData
from geo.maps.styles import STATUS_STYLES
from geo.model import Figure, Pack, date_label
from geo.plan.area_measures import AreaMeasures
from geo.plan.checks import Standing
from geo.words import PEOPLE_WORDS, number, start_sentence


def layer_tables(data: OpenData, keys: Sequence[str], opened: str) -> str:
    """Return a folded section with a table for each layer; that of one layer is open."""
    return "\n".join(_section(data, key, opened=key == opened) for key in keys)


def _section(data: OpenData, key: str, *, opened: bool) -> str:
    pack, measures = data.pack, list(data.measured.layer(key).values())
    layer = pack.layer(key).definition
    if not measures:
        return ""
    first = measures[0]
    figures = (first.check.resident, first.check.registered, first.living_inside)
    lists_apart = first.check.registered.figure.measure is not first.living_inside.figure.measure
    shown = figures if lists_apart else figures[:2]
    heads = ["Code", layer.singular, "Belongs to"]
    for each in shown:
        heads += [start_sentence(_figure_words(each.figure)), "Against the band"]
    heads += ["Small areas", "Pieces"]
    rows = [_row(pack, key, each, lists_apart) for each in measures]
    when = f"{date_label(first.check.registered.figure.measure, layer.vintage)}"
    band = first.check.resident.band
    caption = f"{layer.name}, boundaries of {when}" + (f"; band {band.words}" if band else "")
    head = "".join(f'<th scope="col">{escape(start_sentence(text))}</th>' for text in heads)
    return (
        f"<details{' open' if opened else ''}><summary>{escape(layer.name)} ({len(rows)})</summary>"
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(layer.name)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )


def _row(pack: Pack, key: str, measures: AreaMeasures, lists_apart: bool) -> str:
    check, layer = measures.check, pack.layer(key).definition
    parent = ""
    if layer.parent is not None and check.area.parent_code is not None:
        parent = pack.layer(layer.parent).area(check.area.parent_code).name
    shown = [check.resident, check.registered, *([measures.living_inside] * lists_apart)]
    context = "" if check.area.in_system else " (outside the system, for context)"
    cells = [_cell(check.area.code), _head(check.area.name + context), _cell(parent)]
    for each in shown:
        cells += [_number(each.figure.count), _cell(_status_words(each))]
    cells += [_number(check.units), _number(len(check.parts))]
    return f"<tr>{''.join(cells)}</tr>"


def _figure_words(figure: Figure) -> str:
    return f"{PEOPLE_WORDS[figure.measure][1]}, {date_label(figure.measure, figure.date)}"


def _status_words(standing: Standing) -> str:
    style = STATUS_STYLES[standing.status]
    off = standing.short or standing.over
    return f"{style.symbol} {style.word}" + (f" by {number(off)}" if off else "")


def _cell(text: str) -> str:
    return f'<td dir="auto">{escape(text)}</td>'


def _head(text: str) -> str:
    return f'<th scope="row" dir="auto">{escape(text)}</th>'


def _number(value: int | None) -> str:
    return f'<td class="number">{number(value)}</td>'
