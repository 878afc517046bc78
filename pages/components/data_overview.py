"""What the data is, in its first screen, and what nobody should conclude from it."""

from __future__ import annotations

import math

import streamlit as st

from geo.model import Measure, Pack, date_label, month_label
from geo.words import counted, listed
from pages.components import reading_table
from pages.components.data_layers import standing_words


def show(pack: Pack) -> None:
    """Say in plain words what there is, of which dates, and whether it adds up."""
    inside = int(pack.units.in_system.sum())
    context = len(pack.units) - inside
    st.write(
        f"Everything here is built from {inside:,} small areas (lower-layer super output areas of "
        f"2011) that make up {pack.title}"
        + (f", with {context:,} more around them for context" if context else "")
        + ". Every area is a whole number of them, so totals are plain sums. "
        + summary_of_reconciliation(pack)
    )
    residents = [date_label(Measure.RESIDENTS, day) for day in sorted(pack.residents)]
    lists = [date_label(Measure.LISTS, day) for day in pack.list_dates]
    reading_table.show(
        "What there is, of which dates, and how sure it is.",
        ("What", "Of", "How sure"),
        [
            (
                "Residents",
                (
                    f"{listed(residents)}; shown unless you choose otherwise: "
                    f"{date_label(Measure.RESIDENTS, pack.resident_date)}"
                ),
                "Estimates of who lives in each small area, by age.",
            ),
            (
                "Registered patients, on practices’ lists",
                (
                    f"{listed(lists)}; shown unless you choose otherwise: "
                    f"{date_label(Measure.LISTS, pack.registered_date)}"
                ),
                "Counts of patients on each practice’s list, wherever they live. " + gaps(pack),
            ),
            (
                "Registered patients, by where they live",
                date_label(Measure.LIVING_INSIDE, pack.registrations.date),
                "Counts by small area; they decide which network an area belongs to.",
            ),
            *_boundaries(pack),
        ],
        text_columns=3,
    )


def _boundaries(pack: Pack) -> list[tuple[str, str, str]]:
    """Return a row for each standing that a layer has: official, proposed, derived."""
    told = {
        "Official": "Published: {}.",
        "Proposed in a consultation": "Proposals, not in force when they were published: {}.",
        "Derived here": "Made here from small areas, so nobody’s official lines: {}.",
    }
    rows = []
    for standing, sentence in told.items():
        of_it = [
            layer.definition
            for layer in pack.layers.values()
            if standing_words(pack, layer.definition) == standing
        ]
        if of_it:
            days = sorted({definition.vintage for definition in of_it})
            names = listed([definition.name for definition in of_it])
            when = listed([month_label(day) for day in days])
            rows.append((f"Boundaries: {standing.lower()}", when, sentence.format(names)))
    return rows


def show_cautions(pack: Pack) -> None:
    """Show what not to conclude, and what the application must not be used for."""
    st.header("What not to conclude", anchor="what-not-to-conclude")
    st.markdown("\n".join(f"- {caution}" for caution in pack.cautions))
    st.subheader("What this must not be used for")
    st.markdown(
        "- Telling anybody which practice they may register with, or where they will be treated.\n"
        "- Paying practices or networks, or checking what they were paid.\n"
        "- Finding out anything about a single person, or a group small enough to be known.\n"
        "- Settling where a boundary lies in law: the publishers’ own files do that."
    )


def summary_of_reconciliation(pack: Pack) -> str:
    """Say how many totals were compared, and how many agree."""
    compared = [row for row in pack.reconciliation if not math.isnan(row.difference)]
    differ = [row for row in compared if row.difference != 0]
    bare = sum(not row.explanation for row in differ)
    agree = len(compared) - len(differ)
    parts = [f"{agree:,} {'agrees' if agree == 1 else 'agree'}"]
    if len(differ) > bare:
        explained = len(differ) - bare
        parts.append(
            f"{explained:,} {'differs' if explained == 1 else 'differ'} for a known reason"
        )
    if bare:
        parts.append(f"{bare:,} {'differs' if bare == 1 else 'differ'} without one")
    told = (
        f"{counted(len(compared), 'total was', 'totals were')} compared with the publishers’ own: "
        f"{listed(parts)}"
    )
    rest = len(pack.reconciliation) - len(compared)
    if rest:
        told += f". {rest:,} more could not be compared, since a figure is unknown"
    return f"{told}."


def gaps(pack: Pack) -> str:
    """Say which practices should have a list and have none; empty where there is no gap."""
    told = []
    for day in pack.list_dates:
        names = [
            f"{practice.name} ({practice.code})"
            for practice in pack.practices
            if practice.lists[day].state == "missing"
        ]
        if names:
            when = date_label(Measure.LISTS, day)
            told.append(f"No list of {when}: {listed(names)}, so totals with it are unknown.")
    return " ".join(told)
