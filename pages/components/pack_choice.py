"""What the pack is about, and what it is to hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from geo.export.consultation_pack import MapKind, PackOrder, paper_words, usual_order
from geo.export.consultation_pack.order import PART_TITLES, SCENARIO, SHEETS
from geo.export.documents import Kind
from geo.export.open_data.parts import OPEN_DATA, by_key
from geo.maps.printed import Format
from pages.components import html
from pages.components.compare_choice import plan_words
from pages.shared import packing
from pages.shared.packing import ChosenPlan

_SHORT_TITLES: Mapping[str, str] = {
    "gpkg": "GeoPackage",
    "shapefile": "Shapefile",
    "csv": "CSV",
    "xlsx": "Excel",
    "html": "Map in one file",
}
_KIND_WORDS = {Kind.LARGE_PRINT_PDF: "Large print", Kind.DOCX: "Word"}


def show_plan(chosen: ChosenPlan) -> None:
    """Show the list of plans."""
    st.selectbox(
        "Plan that the pack is about",
        list(chosen.offered),
        format_func=lambda key: plan_words(chosen.offered[key]) if key in chosen.offered else key,
        key=packing.PLAN,
        on_change=packing.when_plan_is_chosen,
    )


def show_unavailable(faults: Sequence[str]) -> None:
    """Say why no pack can be made of a plan, and what to do."""
    html.write(
        '<div role="alert" class="unavailable"><h2>No pack can be made of this plan</h2><ul>',
        *(f"<li>{escape(fault)}</li>" for fault in faults),
        "</ul><p>Choose another plan above. Nothing of it has been changed.</p></div>",
    )


def show_parts(*, proposal: bool) -> PackOrder:
    """Show what a pack may hold, and return what is chosen, without texts.

    Args:
        proposal: whether the plan is a scenario rather than the baseline.
    """
    usual = usual_order(proposal=proposal)
    documents = _ask("Documents", list(Kind), usual.documents, _kind_words)
    kinds = [kind for kind in MapKind if proposal or not kind.needs_proposal]
    named = "for a plan" if proposal else "for the baseline"
    maps = _ask("Maps", kinds, usual.maps, _map_words(proposal=proposal), named)
    papers = _ask("Sheets of maps", SHEETS, usual.papers, paper_words)
    formats = _ask("Files of maps", list(Format), usual.formats, lambda each: each.name)
    data = _ask("Open data", list(by_key(OPEN_DATA)), usual.open_data, _data_words)
    affected = proposal and st.checkbox(
        "“Am I affected?”: a page and a table by postcode",
        value=True,
        key="pack affected",
        persist_state="session",
    )
    scenario = proposal and st.checkbox(
        PART_TITLES[SCENARIO],
        key="pack scenario",
        persist_state="session",
        help="With it anybody can open the plan in What-if and make the same pack again.",
    )
    return PackOrder(
        documents=tuple(documents),
        maps=tuple(maps),
        papers=tuple(papers),
        formats=tuple(formats),
        open_data=tuple(data),
        affected=affected,
        scenario=scenario,
    )


def _ask(
    label: str,
    options: Sequence[Any],
    usual: Sequence[Any],
    words: Callable[[Any], str],
    named: str = "",
) -> list[Any]:
    """Show some things of which any number can be chosen, and return those in their order."""
    picked = st.pills(
        label,
        options,
        selection_mode="multi",
        default=list(usual),
        format_func=words,
        key=f"pack {label} {named}",
        persist_state="session",
    )
    return [option for option in options if option in (picked or [])]


def _kind_words(kind: Kind) -> str:
    return _KIND_WORDS.get(kind, kind.label)


def _data_words(key: str) -> str:
    return _SHORT_TITLES.get(key, by_key(OPEN_DATA)[key].title)


def _map_words(*, proposal: bool) -> Callable[[MapKind], str]:
    def words(kind: MapKind) -> str:
        if kind is MapKind.AREAS:
            return "Each area that changes" if proposal else "Each of the smallest areas"
        return kind.label

    return words
