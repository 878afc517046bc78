"""Two cards: residents and registered patients, each with its label, date and standing."""

from __future__ import annotations

from html import escape

from geo.advice.summary import missing_words
from geo.maps.styles import STATUS_STYLES
from geo.model import BandStatus, Measure, Pack, date_label
from geo.plan.checks import AreaCheck, Standing
from geo.words import number, start_sentence
from pages.components import html

_WHAT = {
    Measure.RESIDENTS: "Residents",
    Measure.LISTS: "Registered, on practices’ lists",
    Measure.LIVING_INSIDE: "Registered, living inside",
}


def show(pack: Pack, check: AreaCheck) -> None:
    """Show both populations of an area; they are never added nor held against each other."""
    html.write(
        '<div class="cards">', _card(pack, check.resident), _card(pack, check.registered), "</div>"
    )


def _card(pack: Pack, standing: Standing) -> str:
    figure = standing.figure
    style = STATUS_STYLES[standing.status]
    what = f"{_WHAT[figure.measure]}, {date_label(figure.measure, figure.date)}"
    count = (
        f"{STATUS_STYLES[BandStatus.UNKNOWN].symbol} Unknown"
        if figure.count is None
        else number(figure.count)
    )
    pieces = [
        f'<div class="card"><div class="what">{escape(what)}</div>',
        f'<div class="count">{count}</div>',
    ]
    if standing.band is not None:
        if figure.count is not None:
            by = standing.short or standing.over
            told = f"{style.symbol} {style.word}" + (f" by {number(by)}" if by else "")
            look = f'style="background:{style.fill.colour}"'
            pieces.append(f'<div class="status" {look}>{escape(told)}</div>')
        pieces.append(f'<div class="more">Band: {escape(standing.band.words)}</div>')
    if figure.missing:
        above = standing.band is not None and standing.band.status(figure.known) is BandStatus.ABOVE
        alone = ", which alone is above the band" if above else ""
        why = f"At least {number(figure.known)}{alone}. {missing_words(pack, figure)}."
        pieces.append(f'<div class="more">{escape(start_sentence(why))}</div>')
    return "".join([*pieces, "</div>"])
