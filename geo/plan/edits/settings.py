"""Edits that draw no line: another band for this scenario, and a failed check that is accepted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.model import Band
from geo.plan.check_keys import CheckKey, CheckKind
from geo.plan.edits.words import area_faults, layer_faults
from geo.plan.state import State, Waiver

SET_HERE = "set in this scenario"
MOST_PEOPLE = 1_000_000_000
"""No band reaches beyond this."""


@dataclass(frozen=True)
class SetBand:
    """Ask another population of a tier in this scenario; the published ends bring it back.

    Attributes:
        tier: key of the tier.
        lowest: fewest people inside the band.
        highest: most people inside the band; None where there is no upper end.
    """

    tier: str
    lowest: int
    highest: int | None

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        tiers = state.baseline.tier
        if self.tier not in tiers:
            return [f"There is no tier {self.tier!r}. There is: {', '.join(tiers)}."]
        found = []
        if self.lowest < 0:
            found.append(f"A band cannot start below zero: {self.lowest:,}.")
        if self.highest is not None and self.highest < self.lowest:
            found.append(
                f"The band would end ({self.highest:,}) below its start ({self.lowest:,})."
            )
        if max(self.lowest, self.highest or 0) > MOST_PEOPLE:
            found.append(f"A band cannot reach beyond {MOST_PEOPLE:,} people.")
        band = state.bands.get(self.tier)
        if band is not None and (band.lowest, band.highest) == (self.lowest, self.highest):
            found.append(f"{band.words} is the band of a {tiers[self.tier].name} already.")
        return found

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        published = state.baseline.published_bands.get(self.tier)
        band = Band(self.tier, self.lowest, self.highest, SET_HERE)
        if published is not None and (published.lowest, published.highest) == (
            self.lowest,
            self.highest,
        ):
            band = published
        return replace(state, bands={**state.bands, self.tier: band})


@dataclass(frozen=True)
class AcceptCheck:
    """Accept a failed check; why is the edit's reason, which it must have.

    Attributes:
        layer: key of the layer.
        area: code of the area.
        check: what it is checked for.
        other_layer: key of the layer that is crossed; None unless a crossing is accepted.
    """

    layer: str
    area: str
    check: CheckKind
    other_layer: str | None = None

    @property
    def key(self) -> CheckKey:
        """Which check is accepted."""
        return CheckKey(self.layer, self.area, self.check, self.other_layer)

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.layers[self.layer]
        found = area_faults(layer, self.area)
        if layer.definition.tier is None:
            found.append(f"{layer.definition.name} have no band and no checks to accept.")
        if self.check is CheckKind.CROSSING:
            if self.other_layer not in state.layers.keys() - {self.layer, "unit"}:
                found.append("Name the layer whose boundary is crossed.")
        elif self.other_layer is not None:
            found.append("Only a crossing names another layer.")
        if any(waiver.check == self.key for waiver in state.waivers):
            found.append("That check is accepted already.")
        return found

    def accept(self, state: State, reason: str, author: str) -> State:
        """Return the state with the check accepted; the edit must have no faults."""
        waiver = Waiver(self.key, reason, author)
        return replace(state, waivers=(*state.waivers, waiver))
