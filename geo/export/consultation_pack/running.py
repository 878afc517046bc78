"""Running: making a pack in a process of its own, so that nobody else waits for it.

The process is ``python -m geo export --json``. One pack is made at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.export.consultation_pack.order import PackOrder, order_text
from geo.plan.scenario import Scenario
from geo.plan.scenario_text import scenario_text
from geo.plan.totals import Dates
from geo.processes import PATIENCE, Run, Stage, Turn

_TURN = Turn()
_FAILED = "The pack could not be made. What happened stands in the application's log."


@dataclass(frozen=True)
class PackStanding:
    """Where the making of a pack stands.

    Attributes:
        stage: how far it is.
        done, total: steps; a total of 0 before it is known.
        doing: what is being made, for people.
        faults: why it failed, in a planner's words.
        files, size: of a pack that is ready: how many files, and the zip's bytes.
        seconds: since it was asked for; how long it took where it is over.
    """

    stage: Stage
    done: int = 0
    total: int = 0
    doing: str = ""
    faults: tuple[str, ...] = ()
    files: int = 0
    size: int = 0
    seconds: float = 0.0


class PackRun:
    """One pack in the making, and its zip once it is ready. May be asked from any thread."""

    def __init__(
        self,
        pack_key: str,
        scenario: Scenario | None,
        dates: Dates,
        order: PackOrder,
        patience: float = PATIENCE,
    ) -> None:
        """Begin.

        Args:
            pack_key: the data pack, among the application's own.
            scenario: what the pack is about; None for the baseline.
            dates: of the two populations.
            order: what it is to hold.
            patience: seconds after which it is cancelled where nobody asks after it.
        """

        def prepare(home: Path) -> list[str]:
            (home / "order.json").write_text(order_text(order), encoding="utf-8")
            plan = []
            if scenario is not None:
                (home / "plan.json").write_text(scenario_text(scenario), encoding="utf-8")
                plan = ["--scenario", str(home / "plan.json")]
            return [
                *("export", "--json", "--pack", pack_key),
                *("--out", str(home / "pack"), "--zip", str(home / "pack.zip")),
                *("--order", str(home / "order.json")),
                *("--date", dates.resident.isoformat(), "--date", dates.registered.isoformat()),
                *plan,
            ]

        self._run = Run(prepare, _TURN, _FAILED, patience)
        self.cancel, self.close = self._run.cancel, self._run.close

    def standing(self) -> PackStanding:
        """Return where the run stands; whoever asks shows that somebody still waits for it."""
        found = self._run.standing()
        told = next((line for line in reversed(found.told) if "next" in line), {})
        zipped = self._run.folder / "pack.zip"
        ready = found.stage is Stage.READY and zipped.exists()
        return PackStanding(
            stage=found.stage,
            done=told.get("done", 0),
            total=told.get("total", 0),
            doing=told.get("next", ""),
            faults=found.faults,
            files=found.latest.get("files", 0) if ready else 0,
            size=zipped.stat().st_size if ready else 0,
            seconds=found.seconds,
        )

    def zip(self) -> bytes:
        """Return the finished pack.

        Raises:
            OSError: it is not ready, or was closed.
        """
        return (self._run.folder / "pack.zip").read_bytes()

    def file(self, path: str) -> bytes:
        """Return one file of the finished pack.

        Raises:
            OSError: there is no such file.
        """
        return (self._run.folder / "pack" / path).read_bytes()
