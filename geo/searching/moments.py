"""Moments: how far a search is, from the lines that its process tells on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo.plan.edits.words import LONGEST_TEXT
from geo.plan.scenario_fields import Fields
from geo.searching.answer import AnswerError
from geo.searching.reading import read_seconds


@dataclass(frozen=True)
class Moment:
    """What a search had at one time.

    Attributes:
        code, place: of the parent whose areas it was looking at; the code is None without one.
        doing: within which limits it was looking, without a full stop; a place is searched with
            several.
        seconds: since it began with the place.
        best: people who move between areas in the best plan found so; None before there is one.
        bound: no plan within these limits moves fewer; 0 where nothing is proved.
    """

    code: str | None
    place: str
    doing: str
    seconds: float
    best: int | None
    bound: int


def read_moments(told: Iterable[Mapping[str, Any]]) -> Iterator[Moment]:
    """Read the lines of progress among all that a search has told, in their order.

    Raises:
        AnswerError: one of them is not what a search tells, with everything that is wrong with it.
    """
    for line in told:
        if "progress" not in line:
            continue
        fields = Fields(line["progress"], "The search’s progress")
        moment = Moment(
            code=fields.maybe_text("place"),
            place=fields.text("place_name"),
            doing=fields.text("doing", LONGEST_TEXT),
            seconds=read_seconds(fields),
            best=fields.maybe_whole("best"),
            bound=fields.maybe_whole("bound") or 0,
        )
        if fields.faults:
            raise AnswerError(fields.faults)
        yield moment
