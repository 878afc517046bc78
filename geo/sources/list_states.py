"""Why a practice has a list on a date, or has none, and what a reader should know about it.

A published number is a list, even of a practice that the national record calls dormant. Without a
number, the record of the practice decides, and only a practice that should have had a list is a
gap: every total that it belongs to is then unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from geo.model import ListState, day_label, month_label
from geo.sources.practices import CLOSED, DORMANT, PROPOSED
from geo.sources.succession import Member


def list_state(member: Member, day: date, has_number: bool) -> ListState:
    """Decide the state of a practice's list.

    Args:
        member: the practice.
        day: date of the list.
        has_number: whether a size was published for it on that date.
    """
    if has_number:
        return ListState.COUNTED
    status = _status_on(member, day)
    if (member.closed is not None and member.closed <= day) or status == CLOSED:
        return ListState.CLOSED
    if (member.opened is not None and member.opened > day) or status == PROPOSED:
        return ListState.NOT_YET_OPEN
    if status == DORMANT:
        return ListState.DORMANT
    return ListState.MISSING


def _status_on(member: Member, day: date) -> str | None:
    extracts = [extract for extract in member.status if extract <= day]
    return member.status[max(extracts)] if extracts else None


def write_note(
    member: Member, members: Mapping[str, Member], sizes: Mapping[date, int | None]
) -> str:
    """Return what happened to a practice in one sentence, or nothing.

    Args:
        member: the practice.
        members: all practices by code, to name predecessors and successors.
        sizes: its published list on each of the pack's dates, None where there is none.
    """
    dated = [
        *_at_both_ends(member, members, sizes),
        *(clause for day, size in sizes.items() for clause in _on(day, size, member)),
    ]
    clauses = [clause for _, clause in sorted(dated)]
    if member.successor is not None:
        new = members[member.successor]
        clauses.append(f"its place was taken by {new.code} {new.name}")
    sentence = "; ".join(clauses)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _at_both_ends(
    member: Member, members: Mapping[str, Member], sizes: Mapping[date, int | None]
) -> Iterator[tuple[date, str]]:
    """Yield what happened when the practice came and went, each with its day."""
    if member.predecessor is not None and member.opened is not None:
        old = members[member.predecessor]
        took = f"took the place of {old.code} {old.name} in its network"
        since = member.opened > min(sizes)
        yield member.opened, f"opened on {day_label(member.opened)} and {took}" if since else took
    if member.left is not None and member.left != member.closed:
        yield member.left, f"left its network on {day_label(member.left)}"
    if member.closed is not None and member.closed <= max(sizes):
        yield member.closed, f"closed on {day_label(member.closed)}"


def _on(day: date, size: int | None, member: Member) -> Iterator[tuple[date, str]]:
    """Yield what a reader should know about the list on one of the pack's dates."""
    state = list_state(member, day, size is not None)
    if state is ListState.MISSING:
        gap = (
            f"no list was published for {month_label(day)} although the national record has the "
            "practice open, so every total that it belongs to is unknown"
        )
        yield day, gap
    elif state in {ListState.DORMANT, ListState.COUNTED} and _status_on(member, day) == DORMANT:
        extract = max(extract for extract in member.status if extract <= day)
        dormant = f"dormant in {month_label(extract)}"
        if size is not None:
            dormant += f", yet {size:,} patients were still on its list in {month_label(day)}"
        yield extract, dormant
