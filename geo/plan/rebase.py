"""Rebasing: taking a scenario over to another edition of its pack, and saying what was lost."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model import Pack, day_label
from geo.plan.identity import PackIdentity
from geo.plan.opened import OpenScenario, Refused, refusal_words, replay
from geo.plan.scenario import BranchPoint, Scenario, ScenarioError
from geo.words import counted


@dataclass(frozen=True)
class Rebased:
    """A scenario on another edition of its pack.

    Attributes:
        opened: the new scenario; its log holds the edits that still stand and could be made.
        before: the pack that the old one was made for.
        refused: edits that could not be made and are left out.
        layers: for each layer whose date changed, a sentence.
    """

    opened: OpenScenario
    before: PackIdentity
    refused: tuple[Refused, ...]
    layers: tuple[str, ...]

    @property
    def report(self) -> list[str]:
        """What became of the scenario, in sentences."""
        made = len(self.opened.scenario.edits)
        first = f"{counted(made, 'edit was', 'edits were')} taken over"
        if self.refused:
            first += f", {counted(len(self.refused), 'edit was', 'edits were')} left out"
        return [f"{first}.", *self.layers, *refusal_words(self.refused)]


def rebase(scenario: Scenario, pack: Pack, key: str) -> Rebased:
    """Make the edits of a scenario on another edition of its pack, as a branch of it.

    An edit that cannot be made as a whole is left out as a whole. The old scenario stays as it is.

    Args:
        scenario: the old one.
        pack: the edition to take it over to.
        key: of the new scenario.

    Raises:
        ScenarioError: the pack is another pack, or the key is the old scenario's.
    """
    if scenario.pack.key != pack.key:
        raise ScenarioError(
            [f"“{scenario.name}” was made for the pack {scenario.pack.key}, not for {pack.key}."]
        )
    if scenario.key == key:
        raise ScenarioError(["The rebased scenario needs a key of its own."])
    identity = PackIdentity.of(pack)
    made = replay(pack, scenario.edits)
    origin = BranchPoint(scenario.key, len(scenario.log))
    new = Scenario(key, scenario.name, identity, made.made, origin)
    layers = tuple(
        f"{layer.definition.name} are of {day_label(layer.definition.vintage)}, "
        f"were of {day_label(before)}."
        for layer_key, layer in pack.layers.items()
        if (before := scenario.pack.vintages.get(layer_key)) is not None
        and before != layer.definition.vintage
    )
    return Rebased(
        OpenScenario(new, pack, made.state, made.kept), scenario.pack, made.refused, layers
    )
