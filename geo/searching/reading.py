"""Reading: what a search found, from what its process tells.

The process is ours, but a page that takes its changes over into a plan reads them as it reads a
scenario file: with every type checked and every fault told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any, TypeVar

from geo.advice.repair.verdict import Verdict
from geo.model import BandStatus, Measure
from geo.plan.edits import Change
from geo.plan.edits.words import LONGEST_TEXT
from geo.plan.scenario_fields import CHANGES, Fields
from geo.searching.answer import (
    Answer,
    AnswerError,
    AreaFigure,
    AreaOutcome,
    Fitted,
    Place,
    Proposal,
    Step,
)

Kind = TypeVar("Kind", bound=Enum)


def read_answer(told: Mapping[str, Any]) -> Answer:
    """Read the last line that a search tells.

    Raises:
        AnswerError: it is not what a search tells, with every reason.
    """
    whole = Fields(dict(told), "The answer")
    repair = whole.inner("repair")
    places = tuple(
        _place(repair, raw, number) for number, raw in enumerate(repair.items("places"), start=1)
    )
    populations = tuple(_fitted(repair, raw) for raw in repair.items("populations"))
    answer = Answer(repair.text("layer"), populations, places)
    faults = [*whole.faults, *repair.faults]
    if faults:
        raise AnswerError(faults)
    return answer


def _fitted(outer: Fields, raw: object) -> Fitted:
    fields = Fields(raw, "A population")
    day, label = fields.text("date"), fields.text("label", empty=True)
    measure = _one_of(fields, "measure", Measure, Measure.RESIDENTS)
    fitted = Fitted(measure, date.min, label)
    try:
        fitted = Fitted(measure, date.fromisoformat(day), label)
    except ValueError:
        fields.fault("has no date as “date”")
    outer.faults += fields.faults
    return fitted


def _place(outer: Fields, raw: object, number: int) -> Place:
    fields = Fields(raw, f"Place {number}")
    proposals = tuple(
        _proposal(fields, each, position)
        for position, each in enumerate(fields.items("proposals"), start=1)
    )
    place = Place(
        code=fields.maybe_text("parent_code"),
        name=fields.text("parent_name"),
        verdict=_one_of(fields, "verdict", Verdict, Verdict.UNKNOWN),
        sentences=_sentences(fields, "sentences"),
        conflict=_sentences(fields, "conflict"),
        bound=fields.maybe_whole("bound"),
        seconds=read_seconds(fields),
        stopped=_whether(fields, "stopped"),
        proposals=proposals,
    )
    outer.faults += fields.faults
    return place


def _proposal(outer: Fields, raw: object, number: int) -> Proposal:
    fields = Fields(raw, f"{outer.where}, proposal {number},")
    proposal = Proposal(
        title=fields.text("title", LONGEST_TEXT),
        moved=fields.whole("moved"),
        joined_new=fields.whole("joined_new"),
        created=fields.whole("created"),
        retired=fields.whole("retired"),
        crossing=fields.whole("crossing"),
        bound=fields.maybe_whole("bound"),
        gap=fields.maybe_whole("gap"),
        proved=_whether(fields, "proved"),
        sentences=_sentences(fields, "sentences"),
        areas=tuple(_area(fields, each) for each in fields.items("areas")),
        steps=tuple(
            _step(fields, each, position)
            for position, each in enumerate(fields.items("steps"), start=1)
        ),
    )
    outer.faults += fields.faults
    return proposal


def _area(outer: Fields, raw: object) -> AreaOutcome:
    fields = Fields(raw, f"{outer.where} an area")
    area = AreaOutcome(
        code=fields.text("area_code"),
        name=fields.text("area_name"),
        is_new=_whether(fields, "is_new"),
        figures=tuple(_figure(fields, each) for each in fields.items("figures")),
        pieces_before=fields.maybe_whole("pieces_before"),
        pieces_after=fields.maybe_whole("pieces_after"),
    )
    outer.faults += fields.faults
    return area


def _figure(outer: Fields, raw: object) -> AreaFigure:
    fields = Fields(raw, f"{outer.where}, a figure,")
    figure = AreaFigure(
        measure=_one_of(fields, "measure", Measure, Measure.RESIDENTS),
        before=fields.maybe_whole("before"),
        after=fields.maybe_whole("after"),
        status_before=_maybe_one_of(fields, "status_before", BandStatus),
        status_after=_maybe_one_of(fields, "status_after", BandStatus),
    )
    outer.faults += fields.faults
    return figure


def _step(outer: Fields, raw: object, number: int) -> Step:
    fields = Fields(raw, f"{outer.where} step {number}")
    changes = tuple(
        change for each in fields.items("changes") if (change := _change(fields, each)) is not None
    )
    step = Step(
        sentence=fields.text("sentence", LONGEST_TEXT),
        people=fields.whole("people"),
        reason=fields.text("reason", LONGEST_TEXT, empty=True),
        changes=changes,
    )
    outer.faults += fields.faults
    return step


def _change(outer: Fields, raw: object) -> Change | None:
    fields = Fields(raw, f"{outer.where}, a change,")
    kind = fields.take("kind")
    change = None
    if isinstance(kind, str) and kind in CHANGES:
        change = CHANGES[kind][1](fields)
    else:
        fields.fault(f"is of a kind that there is not: {str(kind)[:40]!r}")
    fields.done()
    outer.faults += fields.faults
    return change


def _sentences(fields: Fields, key: str) -> tuple[str, ...]:
    lines = fields.items(key)
    if not all(isinstance(line, str) for line in lines):
        fields.fault(f"has something else than sentences as “{key}”")
    return tuple(str(line) for line in lines)


def _whether(fields: Fields, key: str) -> bool:
    value = fields.take(key)
    if not isinstance(value, bool):
        fields.fault(f"has neither true nor false as “{key}”")
    return value is True


def read_seconds(fields: Fields) -> float:
    """Return the seconds that an object tells; another fault of it where they are no number."""
    value = fields.take("seconds")
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return float(value)
    fields.fault("has no number as “seconds”")
    return 0.0


def _one_of(fields: Fields, key: str, kinds: type[Kind], otherwise: Kind) -> Kind:
    """Return a kind by its value; where there is a fault, another one to go on with."""
    found = _maybe_one_of(fields, key, kinds)
    if found is None and not fields.faults:
        fields.fault(f"has nothing as “{key}”")
    return otherwise if found is None else found


def _maybe_one_of(fields: Fields, key: str, kinds: type[Kind]) -> Kind | None:
    """Return a kind by its value; None for null."""
    value = fields.take(key)
    if value is None:
        return None
    try:
        return kinds(value)
    except ValueError:
        fields.fault(f"has as “{key}” what there is not: {str(value)[:40]!r}")
        return None
