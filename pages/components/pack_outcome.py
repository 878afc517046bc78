"""What the pack will hold, what is missing, and the pack itself: asked for, at work, ready."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import escape

import streamlit as st

from geo.export.consultation_pack import Packing, PackStanding, Promised, paper_words
from geo.export.consultation_pack.order import AFFECTED, DOCUMENTS, MAPS, SCENARIO
from geo.processes import Stage
from geo.words import counted, listed
from pages.components import html
from pages.components.plain import plain
from pages.components.what_if_download import file_stem
from pages.shared import packing
from pages.shared.loading import Study
from pages.shared.packing import MadePack

_GROUPS: Mapping[str, tuple[str, str, str]] = {
    DOCUMENTS: ("Documents", "file", "files"),
    MAPS: ("Print maps", "sheet", "sheets"),
    "data": ("Open data", "format", "formats"),
    AFFECTED: ("Am I affected?", "page with a table", "pages with tables"),
    SCENARIO: ("Scenario", "file", "files"),
}
_EVERY = 1.0
"""Seconds between two looks at a pack at work."""


def show(study: Study, wanted: Packing, text: str) -> None:
    """Show what the pack will hold, and the way to it.

    Args:
        study: that the plan is of.
        wanted: what is chosen now.
        text: tells the plan, from ``packing.consulted``.
    """
    missing = wanted.missing()
    html.write(_promise(wanted), _missing_words(missing))
    made = packing.current_pack()
    if made is not None and not made.run.standing().stage.is_over:
        _show_at_work()
        return
    current = (
        made is not None
        and made.run.standing().stage is Stage.READY
        and (made.order, made.text) == (wanted.order, text)
    )
    st.button(
        "Make it again" if current else "Make the pack",
        type="secondary" if current else "primary",
        icon=":material/inventory_2:",
        disabled=bool(missing),
        on_click=packing.begin,
        args=(study, wanted.plan, text, wanted.order),
    )
    if made is not None:
        _show_outcome(made, current=current)


def _promise(wanted: Packing) -> str:
    grouped: dict[str, list[Promised]] = {key: [] for key in _GROUPS}
    for each in wanted.promised():
        grouped[each.part if each.part in grouped else "data"].append(each)
    items = "".join(_group(wanted, key, held) for key, held in grouped.items() if held)
    always = "A manifest with a checksum of every file, a note on what they hold, and the licence."
    return (
        '<div class="pack-promise"><h2>What you will get: one zip file</h2>'
        f"<p>About <strong>{escape(wanted.plan.name)}</strong>. {escape(_version(wanted))}</p>"
        f"<dl>{items}<dt>With all of it</dt><dd>{always}</dd></dl></div>"
    )


def _version(wanted: Packing) -> str:
    plan = wanted.plan
    if plan.scenario is None:
        return "The division as published."
    return f"{plan.stamp[0]}; every file says so."


def _group(wanted: Packing, key: str, held: list[Promised]) -> str:
    name, one, several = _GROUPS[key]
    count = counted(len(held), one, several)
    told = "; ".join(each.title for each in held) if key != MAPS else _map_words(wanted)
    return f"<dt>{escape(name)}: {count}</dt><dd>{escape(told)}.</dd>"


def _map_words(wanted: Packing) -> str:
    order = wanted.order
    kinds = Counter(sheet.kind for sheet in wanted.sheets)
    drawn = [f"{kind.label} ({counted(count, 'map', 'maps')})" for kind, count in kinds.items()]
    papers = listed([paper_words(paper) for paper in order.papers])
    formats = listed([each.name for each in order.formats])
    return f"{'; '.join(drawn)}. On {papers}, as {formats}"


def _missing_words(missing: list[str]) -> str:
    if not missing:
        return '<p class="pack-ready">✓ Nothing is missing: the pack can be made.</p>'
    items = "".join(f"<li>{escape(each)}</li>" for each in missing)
    return (
        '<div class="pack-missing" role="status"><h3>Missing before the pack can be made</h3>'
        f'<ul>{items}</ul><p>Write it under <a href="#respond" target="_self">How to respond</a>, '
        'or leave chapters out under <a href="#chapters" target="_self">Chapters</a>.</p></div>'
    )


@st.fragment(run_every=_EVERY)
def _show_at_work() -> None:
    """Show how far the pack is, again and again until it is over."""
    made = packing.current_pack()
    standing = None if made is None else made.run.standing()
    if standing is None or standing.stage.is_over:
        st.rerun()
    st.progress(_share(standing), _at_work_words(standing))
    st.button("Cancel", icon=":material/close:", on_click=packing.cancel)
    st.caption("Stay on this page: a pack whose planner leaves is cancelled.")


def _share(standing: PackStanding) -> float:
    return min(standing.done / standing.total, 1.0) if standing.total else 0.0


def _at_work_words(standing: PackStanding) -> str:
    seconds = counted(int(standing.seconds), "second", "seconds")
    if standing.stage is Stage.WAITING:
        return f"Another pack is being made; yours comes next ({seconds})."
    if not standing.total:
        return f"Reading the data ({seconds})"
    doing = plain(standing.doing)
    return f"{standing.done:,} of {standing.total:,} ({seconds}). Now: {doing}"


def _show_outcome(made: MadePack, *, current: bool) -> None:
    standing = made.run.standing()
    if standing.stage is Stage.CANCELLED:
        html.write('<p role="status">The pack was cancelled. Nothing of it is kept.</p>')
    elif standing.stage is Stage.FAILED:
        items = "".join(f"<li>{escape(fault)}</li>" for fault in standing.faults)
        html.write(
            '<div class="pack-missing" role="alert"><h3>The pack could not be made</h3>'
            f"<ul>{items}</ul><p>Nothing of it is kept.</p></div>"
        )
    elif standing.stage is Stage.READY:
        _offer(made, standing, current=current)


def _offer(made: MadePack, standing: PackStanding, *, current: bool) -> None:
    told = (
        f"Ready: {counted(standing.files, 'file', 'files')}, {standing.size / 1e6:,.1f} MB, made "
        f"in {counted(round(standing.seconds), 'second', 'seconds')}."
    )
    warning = (
        "" if current else " It is of an earlier choice: make the pack to have what is chosen now."
    )
    html.write(f'<p class="pack-ready" role="status">{escape(told + warning)}</p>')
    st.download_button(
        "Download the pack (ZIP)",
        made.run.zip,
        f"consultation-pack-{file_stem(made.plan.name)}.zip",
        "application/zip",
        on_click="ignore",
        icon=":material/download:",
        type="primary" if current else "secondary",
    )
