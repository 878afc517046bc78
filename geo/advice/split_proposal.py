"""A proposed split: its parts, what is known of each, and the edit that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.plan.checks import Standing
from geo.plan.edits import Part, SplitArea
from geo.plan.measures import AreaMeasures


@dataclass(frozen=True, eq=False)
class ProposedPart:
    """One part of a proposed split.

    Attributes:
        code: of the area that it would be; a free one for a new area.
        name: of that area.
        is_new: False for the part that keeps the code and the name of the area that is split.
        units: positions of its units, ascending.
        unit_codes: their codes.
        practices: codes of the practices that go with it, whether or not they have a list.
        measures: what is known of it once the split is made.
    """

    code: str
    name: str
    is_new: bool
    units: NDArray[np.int64]
    unit_codes: tuple[str, ...]
    practices: tuple[str, ...]
    measures: AreaMeasures

    @property
    def resident(self) -> Standing:
        """Its residents against the band."""
        return self.measures.check.resident

    @property
    def registered(self) -> Standing:
        """Its registered population against the band."""
        return self.measures.check.registered

    @property
    def pieces(self) -> int:
        """In how many pieces it is."""
        return len(self.measures.check.parts)

    @property
    def compactness(self) -> float | None:
        """How compact it is by Polsby and Popper, between 0 and 1."""
        return self.measures.compactness

    @property
    def practices_outside(self) -> tuple[str, ...]:
        """Practices that belong to it, have a list and stand in another area of the layer."""
        return self.measures.practices_outside


@dataclass(frozen=True, eq=False)
class SplitProposal:
    """One way to split an area.

    Attributes:
        title: what it is best at.
        layer: key of the layer.
        area: code of the area that is split.
        parts: the part that keeps the code first, then the new ones, most residents first.
        sentences: what it leads to, for a planner.
    """

    title: str
    layer: str
    area: str
    parts: tuple[ProposedPart, ...]
    sentences: tuple[str, ...]

    def change(self, new_areas: Sequence[tuple[str, str]] | None = None) -> SplitArea:
        """Return the edit that makes the split.

        Args:
            new_areas: code and name of each new area, in the order of ``parts``; as proposed
                where None. Whether they can be used is for the edit's faults to say.

        Raises:
            ValueError: there are more or fewer than the new parts.
        """
        new = [part for part in self.parts if part.is_new]
        called = [(part.code, part.name) for part in new] if new_areas is None else new_areas
        return SplitArea(
            self.layer,
            self.area,
            tuple(
                Part(code, name, part.unit_codes, part.practices)
                for (code, name), part in zip(called, new, strict=True)
            ),
        )
