"""The plan that a document is about: a scenario beside the baseline, or the baseline alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geo.model import Layer, Measure, Pack, date_label, day_label
from geo.plan.comparison import Comparison, compare
from geo.plan.identity import data_words
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario
from geo.plan.scenario import Scenario
from geo.plan.scenario_text import log_hash, version_words


@dataclass(frozen=True, eq=False)
class ConsultedPlan:
    """What a document is about.

    Attributes:
        baseline: the present division.
        scenario: the scenario with its log; None for the baseline alone.
        proposed: what the scenario amounts to; None for the baseline alone.
    """

    baseline: Measured
    scenario: Scenario | None = None
    proposed: Measured | None = None

    @classmethod
    def of(cls, baseline: Measured, opened: OpenScenario | None = None) -> ConsultedPlan:
        """Return the plan of an opened scenario, or the baseline alone."""
        if opened is None:
            return cls(baseline)
        return cls(baseline, opened.scenario, baseline.next(opened.state))

    @property
    def measured(self) -> Measured:
        """The proposed division, or the present one where nothing is proposed."""
        return self.proposed or self.baseline

    @property
    def pack(self) -> Pack:
        """That division as a pack."""
        return self.measured.state.pack

    @cached_property
    def comparison(self) -> Comparison | None:
        """What differs; None where nothing is proposed."""
        return None if self.proposed is None else compare(self.baseline, self.proposed)

    @cached_property
    def changed_layers(self) -> tuple[Layer, ...]:
        """Layers that are divided otherwise, have other practices or another band, in order."""
        if self.comparison is None:
            return ()
        impact = self.comparison.impact
        before, after = self.baseline.state.layers, self.measured.state.layers
        joined = {flow.layer for flow in impact.practices}
        return tuple(
            layer
            for key, layer in self.pack.layers.items()
            if after[key] is not before[key]
            or key in joined
            or layer.definition.tier in impact.bands
        )

    @property
    def tier_layers(self) -> tuple[Layer, ...]:
        """Layers whose areas are held against a band, in the pack's order."""
        return tuple(
            layer for layer in self.pack.layers.values() if layer.definition.tier is not None
        )

    @property
    def name(self) -> str:
        """What readers call the plan."""
        return "The present division" if self.scenario is None else self.scenario.name

    @cached_property
    def log_hash(self) -> str:
        """SHA-256 of the scenario's log as canonical text; empty for the baseline alone."""
        return "" if self.scenario is None else log_hash(self.scenario)

    @cached_property
    def stamp(self) -> tuple[str, ...]:
        """Which plan, which version of it and which data, a line for each."""
        dates, registrations = self.measured.dates, self.pack.registrations
        plan = self.name if self.scenario is None else version_words(self.scenario)
        vintages = {layer.definition.vintage for layer in self.tier_layers}
        populations = (
            f"Residents: {date_label(Measure.RESIDENTS, dates.resident)}. Practices’ lists: "
            f"{date_label(Measure.LISTS, dates.registered)}. Where patients live: "
            f"{date_label(Measure.LIVING_INSIDE, registrations.date)}. Boundaries: "
            f"{' and '.join(day_label(day) for day in sorted(vintages))}."
        )
        return plan, populations, data_words(self.baseline.state.baseline)

    @property
    def trace(self) -> str:
        """Which plan, which version of it and which data, in one line."""
        plan, _, data = self.stamp
        return f"{plan}. {data}"
