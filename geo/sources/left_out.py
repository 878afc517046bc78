"""What the publications hold and the pack does not, counted, with the reason for each.

Rows of the registrations are split so that every row of the file is either used or counted here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from geo.model import Fault, LeftOut, Measure, date_label, month_label
from geo.sources import boundaries, lookups, practices, registrations
from geo.sources.errors import raise_any
from geo.sources.list_states import list_state
from geo.sources.names import readable_name
from geo.sources.networks import FIRST_EDITION, MEMBERS
from geo.sources.pack_tables import Derived
from geo.sources.populations import RESIDENTS
from geo.sources.postcodes import Directory
from geo.sources.practices import CLOSED, DORMANT, GP_PRACTICE
from geo.sources.reading import Published
from geo.sources.registrations import NOWHERE
from geo.sources.writing import PackFile, pack_file

FILE = "left_out.csv"
_ELSEWHERE = "They lie outside the study area."


def account_for_left_out(
    published: Published, derived: Derived, directory: Directory
) -> tuple[LeftOut, ...]:
    """Return everything that was left out, by source and subject; nothing that counts no rows.

    Raises:
        SourceError: ``sources.toml`` does not have one of the publications.
    """
    found = [
        *_units_elsewhere(published, derived),
        *_patients(published, derived),
        *_organisations(published, derived),
        *_postcodes(derived, directory),
    ]
    kept = [row for row in found if row.rows]
    raise_any(
        Fault("sources.toml", "Preparation reads this publication; describe it.", code=source)
        for source in sorted({row.source for row in kept} - derived.recipe.source_keys)
    )
    return tuple(sorted(kept, key=lambda row: (row.source, row.subject)))


def left_out_file(left_out: Iterable[LeftOut]) -> PackFile:
    """Lay out ``left_out.csv``."""
    rows = (
        (
            row.source,
            row.subject,
            str(row.rows),
            "" if row.people is None else str(row.people),
            row.reason,
        )
        for row in left_out
    )
    return pack_file(FILE, ("source", "subject", "rows", "people", "reason"), 2, rows)


def _units_elsewhere(published: Published, derived: Derived) -> list[LeftOut]:
    units = derived.area.units.index
    tables = {
        boundaries.SOURCE: len(published.outlines),
        lookups.CCGS.source: len(published.ccgs),
        lookups.WARDS.source: len(published.wards),
        lookups.MIDDLE_LAYER.source: len(published.middle_layer),
    }
    found = [
        LeftOut(source, "Small areas elsewhere", rows - len(units), None, _ELSEWHERE)
        for source, rows in tables.items()
    ]
    found.append(
        LeftOut(
            lookups.WARDS.source,
            "Wards without a best-fitting small area",
            len(published.ward_codes - set(derived.area.units["ward"])),
            None,
            "They have an outline, but no small area of the study area fits them best.",
        )
    )
    for day, table in published.residents.items():
        elsewhere = table[~table.index.isin(units)]
        found.append(
            LeftOut(
                RESIDENTS[day].source,
                f"Small areas elsewhere, {date_label(Measure.RESIDENTS, day)}",
                len(elsewhere),
                int(elsewhere["all_ages"].sum()),
                _ELSEWHERE,
            )
        )
    systems = published.systems
    found.append(
        LeftOut(
            lookups.SYSTEMS.source,
            "CCGs of other systems",
            int((systems["system"] != derived.recipe.system[0]).sum()),
            None,
            "They belong to other systems.",
        )
    )
    return found


def _patients(published: Published, derived: Derived) -> list[LeftOut]:
    lists = published.lists[~published.lists.index.isin(list(derived.members))]
    homes = published.registrations
    ours = homes["practice_code"].isin(list(derived.members))
    inside = homes["unit_code"].isin(derived.area.units.index)
    nowhere = homes["unit_code"] == NOWHERE
    source = registrations.REGISTRATIONS.source

    def counted(subject: str, rows: pd.DataFrame, reason: str) -> LeftOut:
        return LeftOut(source, subject, len(rows), int(rows["patients"].sum()), reason)

    return [
        LeftOut(
            registrations.LISTS.source,
            "Practices of other networks, or of none",
            len(lists),
            int(lists["patients"].sum()),
            "They belong to none of the study area's networks.",
        ),
        counted(
            "Patients of our practices who live elsewhere",
            homes[ours & ~inside & ~nowhere],
            "They are on the lists of the pack's practices, but live in no small area of it, so "
            "they count in lists.csv and not in registrations.csv.",
        ),
        counted(
            "Patients of our practices whose home is not known",
            homes[ours & nowhere],
            f"The publisher puts them under {NOWHERE} instead of a small area. They count in "
            "lists.csv and not in registrations.csv.",
        ),
        counted(
            "Residents registered with practices elsewhere",
            homes[~ours & inside],
            "Their practices belong to none of the study area's networks. They count among the "
            "patients of their small area and may decide which network leads there, but not which "
            "network it belongs to.",
        ),
        counted(
            "Patients elsewhere of practices elsewhere",
            homes[~ours & ~inside],
            "Neither the practice nor the home is in the study area.",
        ),
    ]


def _organisations(published: Published, derived: Derived) -> list[LeftOut]:
    """Name GP practices of the study area's CCGs that are in no network; count the rest."""
    source = practices.PRACTICES[FIRST_EDITION].source
    table = published.practices[FIRST_EDITION]
    table = table[~table.index.isin(list(derived.members))]
    of_area = table["commissioner"].isin(derived.recipe.ccgs)
    listed = set(published.lists.index) | set(published.registrations["practice_code"])
    practising = (table["setting"] == GP_PRACTICE) & (table["status"] != CLOSED)
    named = table[of_area & (practising | table.index.isin(listed))]
    later = published.registrations.groupby("practice_code")["patients"].sum()
    found = []
    for code, record in named.iterrows():
        people = int(later.get(code, 0)) or None
        found.append(
            LeftOut(
                source,
                f"{code} {readable_name(record['practice_name'])}",
                1,
                people,
                _why_no_member(record["status"], code in listed),
            )
        )
    month = month_label(FIRST_EDITION)
    found += [
        LeftOut(
            source,
            "Other organisations of the study area's CCGs",
            int(of_area.sum()) - len(named),
            None,
            f"They were closed in {month} or are no GP practices (prisons, out-of-hours and "
            "walk-in services, clinics).",
        ),
        LeftOut(source, "Organisations elsewhere", int((~of_area).sum()), None, _ELSEWHERE),
    ]
    found += [_without_list(derived, day) for day in registrations.LIST_DATES]
    members = published.members[FIRST_EDITION]
    elsewhere = members[~members["pcn"].isin(derived.area.networks.index)]
    found.append(
        LeftOut(
            MEMBERS[FIRST_EDITION].source,
            "Memberships of networks elsewhere",
            len(elsewhere),
            None,
            "Their networks belong to CCGs outside the study area.",
        )
    )
    return found


def _without_list(derived: Derived, day: date) -> LeftOut:
    """Count the pack's practices that have no list on a date, and name them by reason."""
    by_state: dict[str, list[str]] = {}
    for code, sizes in derived.sizes.items():
        if sizes[day] is None:
            state = list_state(derived.members[code], day, has_number=False)
            by_state.setdefault(str(state), []).append(code)
    named = [f"{state}: {', '.join(codes)}" for state, codes in sorted(by_state.items())]
    return LeftOut(
        practices.PRACTICES[FIRST_EDITION].source,
        f"Practices of the networks without a list in {month_label(day)}",
        sum(len(codes) for codes in by_state.values()),
        None,
        f"They are in the pack without patients ({'; '.join(named)}). Only a missing list makes "
        "totals unknown.",
    )


def _why_no_member(status: str, has_list: bool) -> str:
    month = month_label(FIRST_EDITION)
    state = "Dormant" if status == DORMANT else "Open"
    patients = "with patients" if has_list else "without a list"
    return f"{state} in {month}, {patients}, and a member of none of the networks."


def _postcodes(derived: Derived, directory: Directory) -> list[LeftOut]:
    return [
        LeftOut(
            "postcodes",
            "Postcodes without a place",
            directory.without_place,
            None,
            "The directory gives them no grid reference.",
        ),
        LeftOut(
            "postcodes",
            "Postcodes elsewhere",
            directory.read - directory.without_place - len(derived.postcodes),
            None,
            _ELSEWHERE,
        ),
    ]
