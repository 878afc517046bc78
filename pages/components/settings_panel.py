"""Dates and bands, changed in place, with the published ones one click away."""

from __future__ import annotations

from datetime import date

import streamlit as st

from geo.advice.summary import published_words
from geo.model import Band, Basis, Measure, Pack, date_label
from geo.plan.totals import Dates, dates_on_offer
from pages.shared.settings import (
    Settings,
    band_of,
    current_settings,
    keep_settings,
    published_settings,
    setting_key,
    use_published_settings,
)

_OWN = "Set my own"
_STEP = 1_000


def show(pack: Pack) -> Settings:
    """Show the dates and bands, let them be changed, and return what is now in force."""
    before = current_settings(pack)
    published = published_settings(pack)
    with st.container(horizontal=True, vertical_alignment="bottom", width="content"):
        dates = _ask_dates(pack, before.dates)
        changed = sum(band != published.band[tier] for tier, band in before.bands)
        label = "Bands: as published" if not changed else f"Bands: {changed} changed"
        with st.popover(label, key=setting_key("bands")):
            bands = tuple((tier, _ask_tier(pack, band)) for tier, band in before.bands)
        after = Settings(dates, bands)
        # Always there, so that nothing moves under the pointer when a band is changed.
        st.button(
            "Use the published bands and dates",
            icon=":material/undo:",
            on_click=use_published_settings,
            args=(pack,),
            disabled=after == published,
        )
    keep_settings(pack, after)
    if after.bands != before.bands:
        st.rerun()  # the label of the bands above was written before they were chosen
    return after


def _ask_dates(pack: Pack, now: Dates) -> Dates:
    offered = dates_on_offer(pack)

    def when(measure: Measure, own: date, day: date) -> str:
        return date_label(measure, day) + (" (usual)" if day == own else "")

    resident = st.selectbox(
        "Residents of",
        offered[Basis.RESIDENT],
        index=offered[Basis.RESIDENT].index(now.resident),
        format_func=lambda day: when(Measure.RESIDENTS, pack.resident_date, day),
        key=setting_key("residents"),
        width=190,
    )
    registered = st.selectbox(
        "Practices’ lists of",
        offered[Basis.REGISTERED],
        index=offered[Basis.REGISTERED].index(now.registered),
        format_func=lambda day: when(Measure.LISTS, pack.registered_date, day),
        key=setting_key("lists"),
        width=190,
    )
    return Dates(resident, registered)


def _ask_tier(pack: Pack, now: Band) -> Band:
    with st.container(gap="xxsmall"):
        return _ask_band(pack, now)


def _ask_band(pack: Pack, now: Band) -> Band:
    tier = pack.tier[now.tier]
    offered = [band for band in pack.bands if band.tier == tier.key]
    own = len(offered)

    def words(choice: int) -> str:
        if choice == own:
            return _OWN
        return f"{offered[choice].words}{' (published, in force)' if choice == 0 else ''}"

    chosen = st.selectbox(
        f"A {tier.name} has",
        range(own + 1),
        index=offered.index(now) if now in offered else own,
        format_func=words,
        key=setting_key(f"band {tier.key}"),
        width=420,
    )
    if chosen == own:
        return _ask_ends(pack, now)
    band = offered[chosen]
    st.markdown(f":small[{published_words(band)}. {band.note}]")
    return band


def _ask_ends(pack: Pack, now: Band) -> Band:
    with st.container(horizontal=True, width=420):
        lowest = st.number_input(
            "Lowest",
            min_value=0,
            value=now.lowest,
            step=_STEP,
            key=setting_key(f"lowest {now.tier}"),
            width=190,
        )
        highest = st.number_input(
            "Highest (empty: no upper end)",
            min_value=1,
            value=now.highest,
            step=_STEP,
            key=setting_key(f"highest {now.tier}"),
            width=210,
        )
    if lowest is None:
        st.error(f"Say how many people are the lowest. Until then the band stays {now.words}.")
        return now
    try:
        return band_of(pack, now.tier, lowest, highest)
    except ValueError:
        st.error(
            f"The lowest ({lowest:,}) is above the highest ({highest:,}). Until one of them is "
            f"changed, the band stays {now.words}."
        )
        return now
