"""Which areas of a layer to list, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import streamlit as st

from geo.model import BandStatus, Basis, Layer, Pack
from geo.plan.checks import AreaCheck
from pages.components.statuses import signed_word
from pages.shared.kept_choices import follow_address, write_choice

_SORT = "sort"


class Order(StrEnum):
    """How to sort."""

    ATTENTION = "What needs attention first"
    NAME = "Name"
    RESIDENTS = "Most residents first"
    REGISTERED = "Most registered patients first"


def show(pack: Pack, layer: Layer, checks: Sequence[AreaCheck]) -> list[AreaCheck]:
    """Show the filters of one layer and return the checks that pass, in the order chosen."""
    banded = checks[0].resident.band is not None
    orders = list(Order) if banded else [order for order in Order if order is not Order.ATTENTION]
    key = layer.key
    with st.container(horizontal=True, vertical_alignment="bottom"):
        order = _ask_order(orders, f"order {key}")
        statuses: list[BandStatus] = []
        if banded:
            statuses = st.multiselect(
                "Status, of either population",
                list(BandStatus),
                format_func=signed_word,
                placeholder="Any",
                key=f"status {key}",
                width=240,
            )
        parent = _ask_parent(pack, layer, checks)
        text = st.text_input(
            "Name or code contains", key=f"text {key}", width=190, live=True, type="search"
        )
        outside = False
        if not all(check.area.in_system for check in checks):
            outside = st.toggle("Outside the system too", key=f"outside {key}")
    chosen = [
        check
        for check in checks
        if (outside or check.area.in_system)
        and (parent is None or check.area.parent_code == parent)
        and (not statuses or {check.standing(basis).status for basis in Basis} & set(statuses))
        and (text or "").strip().casefold() in f"{check.area.name} {check.area.code}".casefold()
    ]
    st.markdown(f":small[{_tally(layer, checks, chosen)}]")
    return sort_checks(chosen, order)


def _ask_order(orders: Sequence[Order], key: str) -> Order:
    offered = {order.name.lower(): order for order in orders}
    usual = orders[0].name.lower()
    code = follow_address(_SORT, offered, usual, key)
    codes = {order: code for code, order in offered.items()}
    st.selectbox(
        "Sort by",
        orders,
        key=key,
        on_change=write_choice,
        args=(_SORT, codes, usual, key),
        width=240,
    )
    return offered[code]


def _ask_parent(pack: Pack, layer: Layer, checks: Sequence[AreaCheck]) -> str | None:
    used = {check.area.parent_code for check in checks}
    if layer.definition.parent is None or len(used) < 2:
        return None
    parent = pack.layer(layer.definition.parent)
    names = {area.code: area.name for area in parent.areas if area.code in used}
    return st.selectbox(
        "Belongs to",
        [None, *names],
        format_func=lambda code: "Any" if code is None else names[code],
        key=f"parent {layer.key}",
        width=210,
    )


def _tally(layer: Layer, checks: Sequence[AreaCheck], chosen: Sequence[AreaCheck]) -> str:
    definition = layer.definition
    left_out = sum(not check.area.in_system for check in checks) - sum(
        not check.area.in_system for check in chosen
    )
    what = definition.singular if len(checks) == 1 else definition.plural
    told = f"{len(chosen):,} of {len(checks):,} {what} shown"
    return f"{told}; {left_out:,} outside the system not shown." if left_out else f"{told}."


def sort_checks(checks: Sequence[AreaCheck], order: Order) -> list[AreaCheck]:
    """Return the checks in this order; ties, and figures that are not known, by name."""
    by_name = sorted(checks, key=lambda check: check.area.name.casefold())
    if order is Order.NAME:
        return by_name
    if order is Order.ATTENTION:
        return sorted(by_name, key=_attention)
    basis = Basis.RESIDENT if order is Order.RESIDENTS else Basis.REGISTERED
    return sorted(by_name, key=lambda check: -check.standing(basis).figure.known)


def _attention(check: AreaCheck) -> tuple[bool, float]:
    """Sort areas outside the system last, then the farthest from its band, unknown, the rest."""
    worst = 0.0
    for basis in Basis:
        standing = check.standing(basis)
        if standing.band is None:
            continue
        if standing.status is BandStatus.UNKNOWN:
            worst = max(worst, 1e-6)
        short = (standing.short or 0) / max(standing.band.lowest, 1)
        over = (standing.over or 0) / max(standing.band.highest or 1, 1)
        worst = max(worst, short, over)
    return (not check.area.in_system, -worst)
