"""Scenarios at work: a scenario replayed on its pack, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from geo.model import Pack
from geo.plan.edits import Change, Edit
from geo.plan.edits.edit import signature_faults
from geo.plan.edits.words import LONGEST_NAME, text_faults
from geo.plan.identity import PackIdentity
from geo.plan.kept_states import Kept, keep, nearest
from geo.plan.scenario import (
    Archive,
    BranchPoint,
    Entry,
    Redo,
    Rename,
    Reopen,
    Scenario,
    ScenarioError,
    Undo,
)
from geo.plan.state import State

LISTED = 20
"""So many edits that cannot be made are told one by one; the rest are counted."""


@dataclass(frozen=True)
class Refused:
    """An edit that cannot be made on a pack.

    Attributes:
        number: which of the edits that stand, from 1.
        edit: the edit.
        faults: why not.
    """

    number: int
    edit: Edit
    faults: tuple[str, ...]

    def __str__(self) -> str:
        kind = type(self.edit.change).__name__
        return f"Edit {self.number} ({kind}, {self.edit.author}): {' '.join(self.faults)}"


@dataclass(frozen=True)
class Replay:
    """What came of making edits one after the other.

    Attributes:
        state: after all that could be made.
        made: those edits.
        refused: the others.
        kept: some of the states on the way, by the number of edits made.
    """

    state: State
    made: tuple[Edit, ...]
    refused: tuple[Refused, ...]
    kept: Kept


def replay(pack: Pack, edits: Sequence[Edit]) -> Replay:
    """Make edits on a pack, one after the other, leaving out those that cannot be made."""
    state = State.of(pack)
    kept: Kept = {}
    made: list[Edit] = []
    refused: list[Refused] = []
    for number, edit in enumerate(edits, start=1):
        if faults := edit.faults(state):
            refused.append(Refused(number, edit, tuple(faults)))
            continue
        state = edit.apply(state)
        made.append(edit)
        kept = keep(kept, len(made), edit, state)
    return Replay(state, tuple(made), tuple(refused), kept)


@dataclass(frozen=True, eq=False)
class OpenScenario:
    """A scenario on its pack. Every method returns another one; none changes this one.

    Attributes:
        scenario: as it is kept.
        pack: the pack, which is the baseline.
        state: what the plan looks like.
        kept: some of the states that it went through, by the number of edits that stood; see
            ``geo.plan.kept_states``.
    """

    scenario: Scenario
    pack: Pack
    state: State
    kept: Kept = field(default_factory=dict, repr=False)

    def edit(self, change: Change, author: str, at: datetime, reason: str = "") -> OpenScenario:
        """Make a change.

        Raises:
            ScenarioError: it cannot be made, with every reason.
        """
        self._refuse_if_archived()
        edit = Edit(change, author, at, reason)
        if faults := edit.faults(self.state):
            raise ScenarioError(faults)
        return self._made(self._with(edit), edit, edit.apply(self.state))

    def undo(self, author: str, at: datetime) -> OpenScenario:
        """Take back the last edit that stands.

        Raises:
            ScenarioError: there is none, or the scenario is archived.
        """
        self._refuse_if_archived()
        if not self.scenario.edits:
            raise ScenarioError(["There is no edit to undo."])
        scenario = self._with(_signed(Undo(author, at)))
        return self._went_back(scenario)

    def redo(self, author: str, at: datetime) -> OpenScenario:
        """Make the edit again that was taken back last.

        Raises:
            ScenarioError: there is none, or the scenario is archived.
        """
        self._refuse_if_archived()
        if not self.scenario.undone:
            raise ScenarioError(["There is no edit to redo."])
        again = self.scenario.undone[-1]
        scenario = self._with(_signed(Redo(author, at)))
        return self._made(scenario, again, again.apply(self.state))

    def rename(self, name: str, author: str, at: datetime) -> OpenScenario:
        """Give the scenario another name.

        Raises:
            ScenarioError: the name cannot be kept.
        """
        if faults := text_faults("The name", name, LONGEST_NAME):
            raise ScenarioError(faults)
        return replace(self, scenario=self._with(_signed(Rename(author, at, name))))

    def archive(self, author: str, at: datetime) -> OpenScenario:
        """Put the scenario away; nothing happens if it is.

        Raises:
            ScenarioError: nobody is named, or the time has no zone.
        """
        if self.scenario.archived:
            return self
        return replace(self, scenario=self._with(_signed(Archive(author, at))))

    def reopen(self, author: str, at: datetime) -> OpenScenario:
        """Take the scenario out of the archive; nothing happens if it is not there.

        Raises:
            ScenarioError: nobody is named, or the time has no zone.
        """
        if not self.scenario.archived:
            return self
        return replace(self, scenario=self._with(_signed(Reopen(author, at))))

    def branch(self, key: str, name: str) -> OpenScenario:
        """Start another scenario from this one as it is now, with all of its log.

        Raises:
            ScenarioError: the name cannot be kept, or the key is this one's.
        """
        faults = text_faults("The name", name, LONGEST_NAME)
        if key == self.scenario.key:
            faults.append("A branch needs a key of its own.")
        if faults:
            raise ScenarioError(faults)
        log = tuple(
            entry for entry in self.scenario.log if not isinstance(entry, Rename | Archive | Reopen)
        )
        origin = BranchPoint(self.scenario.key, len(self.scenario.log))
        scenario = Scenario(key, name, self.scenario.pack, log, origin)
        return replace(self, scenario=scenario)

    def state_after(self, count: int) -> State:
        """Return what the plan looked like after the first so many of the edits that stand.

        It starts from the last state on the way that is kept, not from the baseline.
        """
        edits = self.scenario.edits[:count]
        start, state = nearest(self.kept, edits) or (0, State.of(self.pack))
        for edit in edits[start:]:
            state = edit.apply(state)
        return state

    def _made(self, scenario: Scenario, edit: Edit, state: State) -> OpenScenario:
        kept = keep(self.kept, len(scenario.edits), edit, state)
        return replace(self, scenario=scenario, state=state, kept=kept)

    def _went_back(self, scenario: Scenario) -> OpenScenario:
        """Make the edits that stand, from the last state on the way that is kept."""
        kept, edits = self.kept, scenario.edits
        start, state = nearest(kept, edits) or (0, State.of(self.pack))
        for count, edit in enumerate(edits[start:], start=start + 1):
            state = edit.apply(state)
            kept = keep(kept, count, edit, state)
        return replace(self, scenario=scenario, state=state, kept=kept)

    def _with(self, entry: Entry) -> Scenario:
        return replace(self.scenario, log=(*self.scenario.log, entry))

    def _refuse_if_archived(self) -> None:
        if self.scenario.archived:
            raise ScenarioError([f"{self.scenario.name} is archived: reopen it or branch it."])


def new_scenario(pack: Pack, key: str, name: str) -> OpenScenario:
    """Start a scenario on a pack.

    Raises:
        ScenarioError: the name cannot be kept.
    """
    if faults := text_faults("The name", name, LONGEST_NAME):
        raise ScenarioError(faults)
    return OpenScenario(Scenario(key, name, PackIdentity.of(pack)), pack, State.of(pack))


def open_scenario(scenario: Scenario, pack: Pack) -> OpenScenario:
    """Replay a scenario on the pack that it was made for.

    Raises:
        ScenarioError: it was made for another pack, or for another edition of this one
            (``geo.plan.rebase`` takes it over), or some of its edits cannot be made.
    """
    if scenario.pack.key != pack.key:
        raise ScenarioError(
            [f"“{scenario.name}” was made for the pack {scenario.pack.key}, not for {pack.key}."]
        )
    start = f"“{scenario.name}” was made for another edition of the pack"
    if scenario.pack.fingerprint != PackIdentity.of(pack).fingerprint:
        raise ScenarioError(
            [f"{start} {pack.key}. Rebase it onto this one to see what still holds."]
        )
    made = replay(pack, scenario.edits)
    if made.refused:
        raise ScenarioError(refusal_words(made.refused))
    return OpenScenario(scenario, pack, made.state, made.kept)


def refusal_words(refused: Sequence[Refused]) -> list[str]:
    """Tell which edits cannot be made: the first ones singly, the rest counted."""
    told = [str(each) for each in refused[:LISTED]]
    rest = len(refused) - LISTED
    return [*told, f"{rest:,} more edits cannot be made."] if rest > 0 else told


def _signed(entry: Undo | Redo | Rename | Archive | Reopen) -> Entry:
    if faults := signature_faults(entry.author, entry.at):
        raise ScenarioError(faults)
    return entry
