"""Running: a search in a process of its own, with what it has found so far.

The process is ``python -m geo advise repair --json``. One search runs at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.plan.scenario import Scenario
from geo.plan.scenario_text import scenario_text
from geo.plan.totals import Dates
from geo.processes import PATIENCE, Run, Stage, Turn
from geo.searching.answer import Answer
from geo.searching.question import Question
from geo.searching.reading import read_answer

_TURN = Turn()
_FAILED = "The search could not be made. What happened stands in the application's log."


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


@dataclass(frozen=True)
class SearchStanding:
    """Where a search stands.

    Attributes:
        stage: how far it is.
        moments: what it had, oldest first.
        faults: why it failed, in a planner's words.
        seconds: since it was asked for; how long it took where it is over.
    """

    stage: Stage
    moments: tuple[Moment, ...]
    faults: tuple[str, ...]
    seconds: float


class SearchRun:
    """One search at work. May be asked from any thread."""

    def __init__(
        self,
        pack_key: str,
        scenario: Scenario | None,
        dates: Dates,
        question: Question,
        patience: float = PATIENCE,
    ) -> None:
        """Begin.

        Args:
            pack_key: the data pack, among the application's own.
            scenario: where the search starts; None for the baseline.
            dates: of the two populations.
            question: what is asked.
            patience: seconds after which it is cancelled where nobody asks after it.
        """

        def prepare(home: Path) -> list[str]:
            plan = []
            if scenario is not None:
                (home / "plan.json").write_text(scenario_text(scenario), encoding="utf-8")
                plan = [f"--scenario={home / 'plan.json'}"]
            return [
                *("advise", "repair", "--json", "--stop-on-input", f"--pack={pack_key}", *plan),
                *(f"--date={day.isoformat()}" for day in (dates.resident, dates.registered)),
                *question.arguments(),
            ]

        self._answer: Answer | None = None
        self._run = Run(prepare, _TURN, _FAILED, patience)
        self.stop, self.cancel, self.close = self._run.stop, self._run.cancel, self._run.close

    def standing(self) -> SearchStanding:
        """Return where the search stands; who asks shows that somebody still waits for it."""
        found = self._run.standing()
        return SearchStanding(
            stage=found.stage,
            moments=tuple(_moment(told["progress"]) for told in found.told if "progress" in told),
            faults=found.faults,
            seconds=found.seconds,
        )

    def answer(self) -> Answer:
        """Return what a search that is ready has found, read once.

        Raises:
            AnswerError: it cannot be read, or the search is not ready.
        """
        if self._answer is None:
            self._answer = read_answer(self._run.standing().latest)
        return self._answer


def _moment(told: Mapping[str, Any]) -> Moment:
    return Moment(
        code=told["place"],
        place=told["place_name"],
        doing=told["doing"],
        seconds=told["seconds"],
        best=told["best"],
        bound=told["bound"] or 0,
    )
