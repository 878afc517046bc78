"""What a map of changes says: its headline, its key and its table.

Residents who move with small areas and patients who move with practices are never added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.maps.geometry_file import short_name
from geo.maps.printed.content import (
    ArrowKey,
    FillKey,
    KeyEntry,
    KeyGroup,
    Marker,
    OutlineKey,
    PointKey,
    TextKey,
)
from geo.maps.printed.palette import MOST_GROUPS, group_fill
from geo.maps.printed.wording import CONTEXT_LABEL, line_key, people_words
from geo.maps.styles import MARK
from geo.model import Layer, Pack
from geo.plan.flows import PracticeFlow, UnitFlow
from geo.plan.totals import add_figures
from geo.words import counted, listed, start_sentence

MOST_ARROWS = 8
"""So many moves, the largest, have arrows."""
MOST_ORIGINS = 3
"""The areas that lose are named up to so many, and else counted."""


@dataclass(frozen=True)
class Moves:
    """What moves in a layer.

    Attributes:
        before, after: the layer.
        units: who moves with units, most residents first.
        practices: who moves with practices, most patients first.
    """

    before: Layer
    after: Layer
    units: tuple[UnitFlow, ...]
    practices: tuple[PracticeFlow, ...]

    @property
    def targets(self) -> list[str | None]:
        """Codes of the areas that units join, each once, None for no area."""
        return list(dict.fromkeys(flow.target for flow in self.units))


def moves_headline(moves: Moves) -> str:
    """Say how many people change area."""
    told = []
    if moves.units:
        people = add_figures([flow.residents for flow in moves.units])
        told.append(f"{start_sentence(people_words(people))} in {_units(moves.units)}")
    if moves.practices:
        patients = add_figures([flow.patients for flow in moves.practices])
        told.append(f"{_practices(moves.practices)} with {people_words(patients)}")
    noun = moves.after.definition.singular
    if not told:
        return f"No small area and no practice changes {noun}"
    is_one = not moves.units and sum(len(flow.practices) for flow in moves.practices) == 1
    verb = "changes" if is_one else "change"
    return f"{', and '.join(told)}{',' if len(told) > 1 else ''} {verb} {noun}"


def moves_sentences(moves: Moves) -> tuple[str, ...]:
    """Tell each move in a sentence."""
    return tuple(f"From {origin} to {target}: {what}." for origin, target, what in _told(moves))


def moves_rows(moves: Moves) -> tuple[dict[str, str | int], ...]:
    """Return each move as a row of a table."""
    return tuple(
        {"From": origin, "To": target, "What moves": what} for origin, target, what in _told(moves)
    )


def moves_key(pack: Pack, moves: Moves) -> tuple[KeyGroup, ...]:
    """Return the key: what goes where, with numbers, and the boundaries afterwards."""
    groups = []
    if moves.units:
        shown = f", the {MOST_ARROWS} largest moves" if len(moves.units) > MOST_ARROWS else ""
        entries: tuple[KeyEntry, ...] = (
            *_unit_entries(moves),
            OutlineKey("Small areas that move together"),
            ArrowKey(f"From where to where{shown}"),
        )
        groups.append(KeyGroup("Small areas move", entries))
    if moves.practices:
        sign = PointKey("Practice that moves", Marker.MOVES, MARK)
        groups.append(KeyGroup("Practices move", (sign, *_practice_entries(moves))))
    lines = line_key(pack, [moves.after.key])
    context = FillKey(CONTEXT_LABEL, None)
    return (*groups, KeyGroup("Boundaries after", (*lines, context)))


def _unit_entries(moves: Moves) -> list[KeyEntry]:
    """Return an entry for each area that units join; the smallest together if there are many."""
    entries: list[KeyEntry] = []
    targets = moves.targets
    for place, target in enumerate(targets):
        is_rest = place == MOST_GROUPS - 1 and len(targets) > MOST_GROUPS
        joining = targets[place:] if is_rest else [target]
        flows = [flow for flow in moves.units if flow.target in joining]
        people = people_words(add_figures([flow.residents for flow in flows]))
        where = (
            f"To {len(joining)} others"
            if is_rest
            else f"From {_origins(moves, flows)} to {_name(moves.after, target)}"
        )
        entries.append(FillKey(f"{where}: {_units(flows)}, {people}", group_fill(place)))
        if is_rest:
            break
    return entries


def _practice_entries(moves: Moves) -> list[KeyEntry]:
    targets = list(dict.fromkeys(flow.target for flow in moves.practices))
    entries: list[KeyEntry] = []
    for target in targets[:MOST_GROUPS]:
        flows = [flow for flow in moves.practices if flow.target == target]
        patients = people_words(add_figures([flow.patients for flow in flows]))
        where = f"From {_origins(moves, flows)} to {_name(moves.after, target)}"
        entries.append(TextKey("", f"{where}: {_practices(flows)}, {patients}"))
    rest = len(targets) - MOST_GROUPS
    if rest > 0:
        entries.append(TextKey("", f"To {rest} more: in the tables", rest))
    return entries


def _told(moves: Moves) -> list[tuple[str, str, str]]:
    """Return each move: from where, to where, and what."""
    what: list[tuple[UnitFlow | PracticeFlow, str]] = [
        *((flow, f"{_units([flow])}, {people_words(flow.residents)}") for flow in moves.units),
        *(
            (flow, f"{_practices([flow])}, {people_words(flow.patients)}")
            for flow in moves.practices
        ),
    ]
    return [
        (_name(moves.before, flow.origin), _name(moves.after, flow.target), words)
        for flow, words in what
    ]


def _origins(moves: Moves, flows: Sequence[UnitFlow | PracticeFlow]) -> str:
    if len(flows) > MOST_ORIGINS:
        return f"{len(flows)} {moves.before.definition.plural}"
    return listed([_name(moves.before, flow.origin) for flow in flows])


def _name(layer: Layer, code: str | None) -> str:
    if code is None:
        return f"no {layer.definition.singular}"
    return short_name(layer.area(code).name)


def _units(flows: Sequence[UnitFlow]) -> str:
    return counted(sum(len(flow.units) for flow in flows), "small area", "small areas")


def _practices(flows: Sequence[PracticeFlow]) -> str:
    return counted(sum(len(flow.practices) for flow in flows), "practice", "practices")
