"""The profile of the selected area, beside the map."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from geo.model import (
    ListState,
    Measure,
    Pack,
    PatientList,
    date_label,
    month_label,
)
from geo.plan.places import areas_of_unit
from geo.plan.profile import LayerShares, PracticeHere, Profile
from geo.plan.totals import Dates
from geo.words import counted, number, share, start_sentence
from pages.components import age_chart, html, population_cards
from pages.components.layer_names import short_singular

_TABS = ("Population", "Practices", "Overlaps", "Neighbours", "About")
_ROWS_AT_ONCE = 8
_STATE_WORDS = {
    ListState.CLOSED: "closed: no list",
    ListState.DORMANT: "dormant: no list",
    ListState.NOT_YET_OPEN: "not yet open: no list",
    ListState.MISSING: "missing: should have a list",
}


def show(pack: Pack, profile: Profile, dates: Dates, tab_key: str) -> None:
    """Show everything about one area.

    Args:
        pack: that holds the area.
        profile: of the area.
        dates: of the populations.
        tab_key: key under which the open tab is kept.
    """
    st.header(profile.area.name, anchor=False)
    html.write(f'<div class="about-line">{escape(_about_line(profile))}</div>')
    population_cards.show(pack, profile.check)
    tabs = dict(zip(_TABS, st.tabs(_TABS, key=tab_key, on_change="rerun"), strict=True))
    if tabs["Population"].open:
        with tabs["Population"]:
            _show_population(pack, profile, dates)
    if tabs["Practices"].open:
        with tabs["Practices"]:
            _show_practices(pack, profile, dates)
    if tabs["Overlaps"].open:
        with tabs["Overlaps"]:
            _show_overlaps(pack, profile, dates)
    if tabs["Neighbours"].open:
        with tabs["Neighbours"]:
            _show_neighbours(profile)
    if tabs["About"].open:
        with tabs["About"]:
            _show_about(pack, profile)


def _about_line(profile: Profile) -> str:
    definition = profile.layer.definition
    parts = [
        f"{start_sentence(definition.singular)} {profile.area.code}",
        "official lines" if definition.official else "derived lines, not official",
        month_label(definition.vintage),
    ]
    if profile.parent is not None:
        parts.append(f"part of {profile.parent.name}")
    if not profile.area.in_system:
        parts.append("outside the system, shown for context")
    return " · ".join(parts)


def _show_population(pack: Pack, profile: Profile, dates: Dates) -> None:
    when = date_label(Measure.RESIDENTS, dates.resident)
    density = profile.residents_per_km2
    st.markdown(
        f"{counted(len(profile.units), 'small area', 'small areas')} · "
        f"{_area_words(profile.area_km2)} · "
        f"{'unknown' if density is None else f'{density:,.0f}'} residents per km²"
    )
    age_chart.show(profile.ages, profile.compared_with, when)
    _show_deprivation(pack, profile, when)


def _area_words(km2: float) -> str:
    if km2 < 0.005:
        return "under 0.01 km²"
    return f"{km2:,.{2 if km2 < 1 else 1}f} km²"


def _show_deprivation(pack: Pack, profile: Profile, when: str) -> None:
    deprivation = profile.deprivation
    st.subheader("Deprivation, 2019", anchor=False)
    if profile.layer.key == "unit":
        tenth = int(pack.units.deprivation_decile[profile.units[0]])
        st.markdown(
            f"This small area is in tenth {tenth} of 10 of England’s small areas (1 is the most "
            "deprived). It is about places: not everybody in them is deprived."
            if tenth
            else "How deprived this small area is, is not known."
        )
        return
    most = deprivation.most_deprived_share
    told = "An unknown share" if most is None else share(most)
    st.markdown(
        f"**{told}** of residents live in England’s most deprived 20% of small areas. "
        "It is about places: not everybody in them is deprived."
    )
    counts = deprivation.residents
    if None in counts:
        st.markdown("Residents by tenth are not all known.")
        return
    most_people = max(1, *(count or 0 for count in counts))
    bars = "".join(
        f"<div{' class=most' if decile <= 2 else ''}>"
        f'<i style="height:{80 * (count or 0) / most_people:.0f}%"></i>{decile}</div>'
        for decile, count in enumerate(counts, start=1)
    )
    words = ", ".join(f"{decile}: {number(count)}" for decile, count in enumerate(counts, start=1))
    unranked = deprivation.unranked
    more = f" {number(unranked)} in small areas without a rank." if unranked else ""
    html.write(
        f'<div class="deciles" role="img" aria-label="Residents by tenth of England’s small '
        f'areas, 1 the most deprived: {words}.{more}">{bars}</div>',
        f'<div class="about-line">Residents ({escape(when)}) by tenth of England’s small areas: '
        f"1 most deprived, 10 least.{more}</div>",
    )


def _show_practices(pack: Pack, profile: Profile, dates: Dates) -> None:
    when = date_label(Measure.LISTS, dates.registered)
    by_membership = profile.layer.definition.registered == "lists"
    if not profile.practices:
        st.write("No practice stands here." if not by_membership else "It has no practices.")
    else:
        told = "belong to it" if by_membership else "stand here, wherever their patients live"
        if len(profile.practices) == 1:
            told = "belongs to it" if by_membership else "stands here, wherever its patients live"
        st.markdown(f"{counted(len(profile.practices), 'practice', 'practices')} {told}.")
        rows = [
            (
                f"{each.practice.name} ({each.practice.code})",
                _list_words(each.patients),
            )
            for each in profile.practices
        ]
        _write_rows(f"Practices and their lists, {when}", ("Practice", f"List, {when}"), rows)
        _show_notes(profile.practices)
    _show_where_registered(pack, profile)


def _list_words(patients: PatientList) -> str:
    if patients.state is ListState.COUNTED:
        return number(patients.patients)
    return _STATE_WORDS[patients.state]


def _show_notes(practices: Sequence[PracticeHere]) -> None:
    notes = [
        f"{each.practice.name}: {each.practice.note}" for each in practices if each.practice.note
    ]
    if notes:
        st.caption(" ".join(notes))


def _show_where_registered(pack: Pack, profile: Profile) -> None:
    when = month_label(pack.registrations.date)
    inside = profile.registered_inside
    told = "An unknown number of" if inside is None else number(inside)
    if profile.with_own_network is None:
        own = "how many of them are with the network drawn where they live is unknown"
    else:
        own = (
            f"{share(profile.with_own_network)} of them are with a practice of the network drawn "
            "where they live"
        )
    st.markdown(f"{told} registered patients live inside ({when}); {own}.")


def _show_overlaps(pack: Pack, profile: Profile, dates: Dates) -> None:
    when = date_label(Measure.RESIDENTS, dates.resident)
    if profile.layer.key == "unit":
        rows = [
            (
                short_singular(layer),
                "none" if area is None else area.name,
            )
            for layer, area in areas_of_unit(pack, int(profile.units[0]))
            if layer.key != "unit"
        ]
        html.write(
            html.table("Where this small area belongs", ("Layer", "Area"), rows, text_columns=2)
        )
        return
    whole = [each for each in profile.overlaps if each.wholly_inside is not None]
    if whole:
        rows = [
            (short_singular(each.layer), each.wholly_inside.name)
            for each in whole
            if each.wholly_inside is not None
        ]
        html.write(
            html.table("Wholly inside", ("Layer", "Area"), rows, text_columns=2, show_caption=True)
        )
    for each in profile.overlaps:
        if each not in whole:
            _show_shares(each, when)


def _show_shares(overlaps: LayerShares, when: str) -> None:
    definition = overlaps.layer.definition
    rows = [
        (
            ("in none" if each.area is None else each.area.name)
            + (" (whole)" if each.covers_other else ""),
            number(each.residents),
            share(each.of_residents) if (each.of_residents or 1) >= 0.005 else "under 1%",
        )
        for each in overlaps.shares
    ]
    _write_rows(
        f"{definition.name}, {month_label(definition.vintage)}",
        (start_sentence(definition.singular), f"Residents, {when}", "Share"),
        rows,
        show_caption=True,
    )


def _show_neighbours(profile: Profile) -> None:
    definition = profile.layer.definition
    if not profile.neighbours:
        st.write(f"No other {definition.singular} borders on it.")
        return
    rows = [
        (each.area.name, f"{each.kilometres:,.1f}" if each.kilometres >= 0.05 else "under 0.1")
        for each in profile.neighbours
    ]
    _write_rows(
        f"{start_sentence(definition.plural)} with a common border",
        (start_sentence(definition.singular), "Common border, km"),
        rows,
    )
    st.caption("Lengths are of the lines as drawn, which are slightly simplified.")


def _show_about(pack: Pack, profile: Profile) -> None:
    definition = profile.layer.definition
    st.markdown(f"**{definition.name}**, {month_label(definition.vintage)}. {definition.method}")
    st.markdown(f"**How sure:** {definition.certainty}")
    cited = [source for source in pack.sources if source.key in definition.sources]
    for source in cited:
        st.markdown(f"**Source:** {source.publisher}, {source.title} ({source.vintage})")
    band = profile.check.resident.band
    if band is not None:
        st.markdown(f"**Band:** {band.words}. {band.source}. {band.note}")


def _write_rows(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    show_caption: bool = False,
) -> None:
    """Write a table, its later rows folded away where there are many."""
    first, rest = rows[:_ROWS_AT_ONCE], rows[_ROWS_AT_ONCE:]
    if len(rest) < 3:
        first, rest = rows, []
    pieces = [html.table(caption, headings, first, show_caption=show_caption)]
    if rest:
        pieces.append(
            f'<details class="more-rows"><summary>{len(rest):,} more</summary>'
            f"{html.table(f'{caption}, continued', headings, rest)}</details>"
        )
    html.write(*pieces)
