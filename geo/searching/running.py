"""Running: a search in a process of its own, with what it has found so far.

The process is ``python -m geo advise repair --json``. One search runs at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.plan.scenario import Scenario
from geo.plan.scenario_text import scenario_text
from geo.plan.totals import Dates
from geo.processes import PATIENCE, Run, Stage, Turn
from geo.searching.answer import Answer, AnswerError
from geo.searching.moments import Moment, read_moments
from geo.searching.question import Question, RatesFile
from geo.searching.reading import read_answer

_TURN = Turn()
_FAILED = "The search could not be made. What happened stands in the application's log."
_UNREADABLE = "The search was ended, as it told what cannot be read. Begin it again."


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
            rates = home / "rates.csv"
            if isinstance(question.growth, RatesFile):
                rates.write_bytes(question.growth.content)
            return [
                *("advise", "repair", "--json", "--stop-on-input", f"--pack={pack_key}", *plan),
                *(f"--date={day.isoformat()}" for day in (dates.resident, dates.registered)),
                *question.arguments(rates),
            ]

        self._answer: Answer | None = None
        self._run = Run(prepare, _TURN, _FAILED, patience)
        self.stop, self.cancel, self.close = self._run.stop, self._run.cancel, self._run.close

    def standing(self) -> SearchStanding:
        """Return where the search stands; who asks shows that somebody still waits for it.

        A search that tells what cannot be read is ended, and has failed.
        """
        found = self._run.standing()
        try:
            moments = tuple(read_moments(found.told))
        except AnswerError as error:
            self._run.cancel()
            faults = (_UNREADABLE, *error.faults)
            return SearchStanding(Stage.FAILED, (), faults, found.seconds)
        return SearchStanding(found.stage, moments, found.faults, found.seconds)

    def answer(self) -> Answer:
        """Return what a search that is ready has found, read once.

        Raises:
            AnswerError: it cannot be read, or the search is not ready.
        """
        if self._answer is None:
            self._answer = read_answer(self._run.standing().latest)
        return self._answer
