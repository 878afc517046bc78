"""Why a practice has no list, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.model import ListState
from geo.sources.list_states import list_state, write_note
from geo.sources.networks import FIRST_EDITION, LATER_EDITION
from geo.sources.registrations import LIST_DATE, REGISTRATION_DATE
from geo.sources.succession import Member

OPEN = Member(
    code="P1",
    name="The Practice",
    postcode="TT1 1AA",
    pcn="U1",
    opened=date(1974, 4, 1),
    closed=None,
    left=None,
    status={FIRST_EDITION: "A", LATER_EDITION: "A"},
)


def with_status(first: str, later: str) -> Member:
    return replace(OPEN, status={FIRST_EDITION: first, LATER_EDITION: later})


@pytest.mark.parametrize(
    ("member", "day", "state"),
    [
        (OPEN, LIST_DATE, ListState.MISSING),
        (replace(OPEN, closed=LIST_DATE), LIST_DATE, ListState.CLOSED),
        (replace(OPEN, closed=date(2020, 4, 2)), LIST_DATE, ListState.MISSING),
        (replace(OPEN, opened=date(2020, 4, 2)), LIST_DATE, ListState.NOT_YET_OPEN),
        (replace(OPEN, opened=LIST_DATE), LIST_DATE, ListState.MISSING),
        (with_status("D", "A"), LIST_DATE, ListState.DORMANT),
        (with_status("A", "D"), LIST_DATE, ListState.MISSING),
        (with_status("D", "A"), REGISTRATION_DATE, ListState.MISSING),
        (with_status("A", "D"), REGISTRATION_DATE, ListState.DORMANT),
        (with_status("A", "C"), REGISTRATION_DATE, ListState.CLOSED),
        (with_status("P", "A"), LIST_DATE, ListState.NOT_YET_OPEN),
        (replace(OPEN, status={LATER_EDITION: "D"}), LIST_DATE, ListState.MISSING),
    ],
)
def test_without_a_number_the_national_record_decides(
    member: Member, day: date, state: ListState
) -> None:
    assert list_state(member, day, has_number=False) is state


def test_a_number_counts_even_for_a_dormant_practice() -> None:
    dormant = with_status("A", "D")
    assert list_state(dormant, REGISTRATION_DATE, has_number=True) is ListState.COUNTED
    note = write_note(dormant, {"P1": dormant}, {LIST_DATE: 4090, REGISTRATION_DATE: 31})
    assert note == "Dormant in April 2022, yet 31 patients were still on its list in July 2022."


def test_nothing_is_said_of_a_practice_to_which_nothing_happened() -> None:
    assert write_note(OPEN, {"P1": OPEN}, {LIST_DATE: 10, REGISTRATION_DATE: 12}) == ""


def test_a_missing_list_is_called_unknown_and_events_come_in_order() -> None:
    member = replace(OPEN, closed=date(2021, 1, 31), left=date(2020, 12, 31))
    assert write_note(member, {"P1": member}, {LIST_DATE: None, REGISTRATION_DATE: None}) == (
        "No list was published for April 2020 although the national record has the practice "
        "open, so every total that it belongs to is unknown; left its network on "
        "31 December 2020; closed on 31 January 2021."
    )


def test_a_practice_that_was_open_before_the_first_list_only_took_a_place() -> None:
    old = replace(OPEN, code="P0", name="The Old Practice")
    new = replace(OPEN, opened=date(2019, 8, 1), predecessor="P0")
    note = write_note(new, {"P0": old, "P1": new}, {LIST_DATE: 5, REGISTRATION_DATE: 5})
    assert note == "Took the place of P0 The Old Practice in its network."
