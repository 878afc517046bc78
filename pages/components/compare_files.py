"""Downloads of a comparison: everything in one workbook, and each table as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from geo.export.comparison_tables import (
    areas_table,
    checks_table,
    comparison_notes,
    comparison_sheets,
    practice_moves_table,
    unit_moves_table,
)
from geo.export.tables import Table, as_csv, as_workbook_of
from geo.plan.comparison import Comparison
from geo.plan.equality import EqualityView
from pages.shared.comparing import Plans

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(plans: Plans, found: Comparison, told: Sequence[str], people: EqualityView) -> None:
    """Offer the files; they are made when somebody asks for them.

    Args:
        plans: that are compared.
        found: what differs.
        told: the account of it in sentences.
        people: who changes area.
    """
    impact = found.impact
    pack = impact.after.state.pack
    st.header("Take it away", anchor="files")
    st.write(
        "Codes are text in every file. The workbook also has who changes area and the sources."
    )
    with st.container(horizontal=True):
        st.download_button(
            "Everything as Excel (XLSX)",
            lambda: as_workbook_of(
                pack,
                "Comparison",
                comparison_sheets(plans.names, found, told, people),
                comparison_notes(plans.names, impact),
            ),
            f"comparison-{pack.key}.xlsx",
            _XLSX,
            on_click="ignore",
            icon=":material/download:",
            type="primary",
        )
        _offer_csv("Areas", "areas", pack.key, lambda: areas_table(impact))
        _offer_csv(
            "Small areas that move", "small-areas", pack.key, lambda: unit_moves_table(impact)
        )
        _offer_csv(
            "Practices that move", "practices", pack.key, lambda: practice_moves_table(impact)
        )
        _offer_csv("Checks", "checks", pack.key, lambda: checks_table(found))


def _offer_csv(what: str, stem: str, pack_key: str, table: Callable[[], Table]) -> None:
    st.download_button(
        f"{what} (CSV)",
        lambda: as_csv(table()),
        f"comparison-{stem}-{pack_key}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
