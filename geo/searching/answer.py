"""What a search found: places, proposals and their steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.advice.repair.verdict import Verdict
from geo.model import BandStatus, Measure
from geo.plan.edits import Change


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
