"""What a search found: places, proposals and their steps, read from what its process tells.

The process is ours, but a page that takes its changes over into a plan reads them as it reads a
scenario file: with every type checked and every fault told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from geo.model import BandStatus, Measure
from geo.plan.edits import Change
from geo.plan.edits.words import LONGEST_TEXT
from geo.plan.scenario_fields import CHANGES, Fields

Kind = TypeVar("Kind", bound=Enum)


class Verdict(Enum):
    """What came of the search in one place."""

    FITS = "fits"
    PROPOSALS = "proposals"
    IMPOSSIBLE = "impossible"
    NONE_FOUND = "none_found"
    UNKNOWN = "unknown"


class AnswerError(ValueError):
    """An answer that cannot be read; carries every reason.

    Attributes:
        faults: the reasons.
    """

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class AreaFigure:
    """One population of an area, before and after; None where it is unknown, or no area is.

    Attributes:
        measure: what is counted.
        before, after: people.
        status_before, status_after: against the band.
    """

    measure: Measure
    before: int | None
    after: int | None
    status_before: BandStatus | None
    status_after: BandStatus | None


@dataclass(frozen=True)
class AreaOutcome:
    """One area before and after a proposal.

    Attributes:
        code, name: of the area.
        is_new: whether the proposal creates it.
        figures: of each population that has to fit.
        pieces_before, pieces_after: in how many pieces it is; None where there is no such area.
    """

    code: str
    name: str
    is_new: bool
    figures: tuple[AreaFigure, ...]
    pieces_before: int | None
    pieces_after: int | None


@dataclass(frozen=True)
class Step:
    """Changes that are made together.

    Attributes:
        sentence: says what is done.
        people: how many change area by it.
        reason: why, for the log.
        changes: in the order in which they are made.
    """

    sentence: str
    people: int
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Proposal:
    """One way to make the areas of a place fit.

    Attributes:
        title: a few words.
        moved: people who move between areas that are there already.
        joined_new: people who come to a new area because theirs is split.
        created, retired: how many areas begin and end.
        crossing: people who cross a border that counts extra.
        bound: no plan within the limits of this one, which its sentences tell, moves fewer people
            between areas; None where none is proved.
        gap: ``moved`` less ``bound``; None without one.
        proved: whether no plan within these limits moves fewer.
        sentences: what else is to be said.
        areas: of the place, before and after.
        steps: that lead there, in their order.
    """

    title: str
    moved: int
    joined_new: int
    created: int
    retired: int
    crossing: int
    bound: int | None
    gap: int | None
    proved: bool
    sentences: tuple[str, ...]
    areas: tuple[AreaOutcome, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Place:
    """What was found for the areas of one parent, or for all where there are no parents.

    Attributes:
        code, name: of the parent; the code is None where there are no parents.
        verdict: what came of it.
        sentences: what is to be said of it.
        conflict: the smallest set of requirements that cannot hold together.
        bound: so many people must move between areas that are there already; None if unproved.
        seconds: that it took.
        stopped: whether a longer search may find better.
        proposals: the different ways.
    """

    code: str | None
    name: str
    verdict: Verdict
    sentences: tuple[str, ...]
    conflict: tuple[str, ...]
    bound: int | None
    seconds: float
    stopped: bool
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class Fitted:
    """A population that has to fit.

    Attributes:
        measure: what is counted.
        date: when.
        label: what to call them where the measure and the date do not tell; empty elsewhere.
    """

    measure: Measure
    date: date
    label: str = ""


@dataclass(frozen=True)
class Answer:
    """What a search found.

    Attributes:
        layer: key of the layer.
        populations: that have to fit, in the order in which areas have their figures.
        places: in the order in which they were searched.
    """

    layer: str
    populations: tuple[Fitted, ...]
    places: tuple[Place, ...]


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
    measure = _one_of(fields, "measure", Measure) or Measure.RESIDENTS
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
        verdict=_one_of(fields, "verdict", Verdict) or Verdict.NONE_FOUND,
        sentences=_sentences(fields, "sentences"),
        conflict=_sentences(fields, "conflict"),
        bound=fields.maybe_whole("bound"),
        seconds=_seconds(fields),
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
        measure=_one_of(fields, "measure", Measure) or Measure.RESIDENTS,
        before=fields.maybe_whole("before"),
        after=fields.maybe_whole("after"),
        status_before=_one_of(fields, "status_before", BandStatus),
        status_after=_one_of(fields, "status_after", BandStatus),
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


def _seconds(fields: Fields) -> float:
    value = fields.take("seconds")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    fields.fault("has no number as “seconds”")
    return 0.0


def _one_of(fields: Fields, key: str, kinds: type[Kind]) -> Kind | None:
    """Return a kind by its value; None for null, which a status may be."""
    value = fields.take(key)
    if value is None:
        return None
    try:
        return kinds(value)
    except ValueError:
        fields.fault(f"has as “{key}” what there is not: {str(value)[:40]!r}")
        return None
