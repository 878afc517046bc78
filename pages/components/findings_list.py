"""Findings about shape and crossings, grouped by kind, each opening the map at its place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.model import Pack
from geo.plan.findings import Finding, FindingKind
from geo.words import counted
from pages.shared.links import EXPLORE_PAGE, explore_link, unit_codes

_MEANING = {
    FindingKind.PARTS: "A network would normally be in one piece.",
    FindingKind.HOLE: "An area would not normally surround another (“no doughnuts”).",
    FindingKind.PARENT: "People live outside the area that theirs belongs to.",
    FindingKind.CROSSING: "Areas would not normally cross these boundaries.",
}
_OPEN_AT_MOST = 6


def show(pack: Pack, findings: Sequence[Finding]) -> None:
    """Show the findings; none of them forbids anything."""
    if not findings:
        st.write("Nothing to report: each area is in one piece, surrounds none and crosses none.")
        return
    for kind in FindingKind:
        of_kind = [finding for finding in findings if finding.kind is kind]
        if of_kind:
            _show_kind(pack, kind, of_kind)


def _show_kind(pack: Pack, kind: FindingKind, findings: Sequence[Finding]) -> None:
    title = f"{kind} ({counted(len(findings), 'finding', 'findings')})"
    with st.expander(title, expanded=len(findings) <= _OPEN_AT_MOST):
        st.markdown(f":small[{_MEANING[kind]}]")
        for finding in findings:
            told, link = st.columns([7, 3], vertical_alignment="center")
            told.markdown(finding.sentence)
            other = () if finding.other_layer is None else (finding.other_layer,)
            link.page_link(
                EXPLORE_PAGE,
                label=f"Open {finding.area_name} on the map",
                icon=":material/map:",
                query_params=explore_link(
                    finding.layer,
                    finding.area_code,
                    (finding.layer, *other),
                    unit_codes(pack, finding.units.tolist()),
                ),
            )
