"""Requests: which map somebody wants, one small value for each kind."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model import Basis
from geo.plan.measures import Measured


@dataclass(frozen=True)
class MappedPlan:
    """A plan that is to be drawn.

    Attributes:
        name: as readers know it, for example ``As it is``; not trusted.
        measured: its state with its measures and dates.
    """

    name: str
    measured: Measured


@dataclass(frozen=True)
class BoundariesMap:
    """The boundaries of some layers together.

    Attributes:
        plan: what is drawn.
        layers: keys; the areas of the first one are coloured and named.
    """

    plan: MappedPlan
    layers: tuple[str, ...]


@dataclass(frozen=True)
class StatusMap:
    """Where each area of a layer stands against its band, by one population."""

    plan: MappedPlan
    layer: str
    basis: Basis


@dataclass(frozen=True)
class BeforeAndAfterMap:
    """Two plans side by side: the status of a layer by one population, or its areas."""

    before: MappedPlan
    after: MappedPlan
    layer: str
    basis: Basis


@dataclass(frozen=True)
class ChangesMap:
    """What moves from one plan to another in a layer, and where it goes."""

    before: MappedPlan
    after: MappedPlan
    layer: str


@dataclass(frozen=True)
class AreaMap:
    """One area with its neighbours, small areas, practices and places."""

    plan: MappedPlan
    layer: str
    area_code: str


@dataclass(frozen=True)
class DisagreementMap:
    """Where two layers do not line up, and who lives in between."""

    plan: MappedPlan
    first: str
    second: str


@dataclass(frozen=True)
class DensityMap:
    """How densely people live, under the lines of a layer."""

    plan: MappedPlan
    layer: str


MapRequest = (
    BoundariesMap
    | StatusMap
    | BeforeAndAfterMap
    | ChangesMap
    | AreaMap
    | DisagreementMap
    | DensityMap
)
