"""A partner to merge with: what the two areas would be together, and how good a match they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.advice.measuring import standing_of
from geo.model import Area, BandStatus, Measure
from geo.plan.checks import Standing
from geo.plan.edits import MergeAreas
from geo.plan.measures import AreaMeasures

_FITS, _UNKNOWN, _ASTRAY = range(3)


@dataclass(frozen=True, eq=False)
class MergePartner:
    """A neighbour that an area could merge with.

    Attributes:
        layer: key of the layer.
        area: the area that was asked about.
        partner: the neighbour.
        keeps: which of the two stays, with its code, name and parent: the one with more residents,
            as far as they are known; of equals the one with the first code.
        judged: the populations that the match is judged by.
        measures: what is known of the two as one area.
        border_metres: length of the border that they share.
        new_crossings: by the key of each layer of which they cross an area together that neither
            crosses now, the residents of both by that layer's area codes.
    """

    layer: str
    area: Area
    partner: Area
    keeps: Area
    judged: tuple[Measure, ...]
    measures: AreaMeasures
    border_metres: float
    new_crossings: Mapping[str, Mapping[str, int | None]]

    @property
    def same_parent(self) -> bool:
        """Whether both belong to the same area above, or neither to any."""
        return self.area.parent_code == self.partner.parent_code

    @property
    def pieces(self) -> int:
        """In how many pieces the two are together."""
        return len(self.measures.check.parts)

    @property
    def compactness(self) -> float | None:
        """How compact they are together by Polsby and Popper, between 0 and 1."""
        return self.measures.compactness

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The populations that the match is judged by, of both together, against the band."""
        return tuple(standing_of(self.measures, measure) for measure in self.judged)

    @property
    def fits(self) -> bool | None:
        """Whether all these populations are inside the band.

        None where there is no band, or where some are unknown and the others are inside.
        """
        if self.standings[0].band is None:
            return None
        return {_FITS: True, _UNKNOWN: None, _ASTRAY: False}[self._fit]

    @property
    def change(self) -> MergeAreas:
        """The edit that merges the two."""
        gone = self.partner if self.keeps.code == self.area.code else self.area
        return MergeAreas(self.layer, (gone.code,), self.keeps.code)

    @property
    def rank(self) -> tuple[bool, int, int, int, int, float, str]:
        """What partners are put in order by, the best first.

        The same parent; all populations inside the band, then those of which it is not known,
        then those known to be outside; fewer people outside the band in all; fewer pieces; fewer
        layers newly crossed; a longer shared border; the code.
        """
        outside = sum((each.short or 0) + self._known_over(each) for each in self.standings)
        return (
            not self.same_parent,
            self._fit,
            outside,
            self.pieces,
            len(self.new_crossings),
            -self.border_metres,
            self.partner.code,
        )

    @property
    def _fit(self) -> int:
        statuses = {each.status for each in self.standings}
        known_over = any(self._known_over(each) for each in self.standings)
        if known_over or statuses & {BandStatus.BELOW, BandStatus.ABOVE}:
            return _ASTRAY
        return _UNKNOWN if BandStatus.UNKNOWN in statuses else _FITS

    @staticmethod
    def _known_over(standing: Standing) -> int:
        """Return the people above the band, also where only a part of the figure is known."""
        band = standing.band
        return 0 if band is None else band.over(standing.figure.known) or 0
