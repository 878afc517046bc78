"""Weak ties: units that might as well be in another network, as their patients are registered.

A unit is in the network of its CCG with which most of its registered patients are registered. Where
that is fewer than half of them, most patients are with other networks, and the unit may well be
counted with the network that leads or the one that comes next. In each sampled world every such
unit is drawn, by itself, into its own network or one of the two with most of its patients, with
chances in proportion to the patients that these have there.

- Only networks of the pack can be drawn; the CCG's line, which held some units back, is no bar.
- Counts under five are withheld in a pack; each is taken as half-way between 1 and 4.
- A unit that the plan itself has moved stays where the planner put it, and so does one whose share
  with its own network nobody can tell, because practices have joined or left the network.
- Lists follow practices, not units, and are the same in all these worlds, which do not speak of
  them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.advice.robustness.worlds import Counted, Integers, Kind, World
from geo.model import UNASSIGNED, Measure, month_label
from geo.plan.leads import network_bounds
from geo.plan.leaning import NETWORKS
from geo.plan.moved import moved_units
from geo.plan.state import State

WEAK_SHARE = 0.5
"""A smaller share of a unit's registered patients than this with its own network is a weak tie.

Half is the share below which most of the patients are with other networks; it is a choice of this
program, not a published rule.
"""


@dataclass(frozen=True, eq=False)
class WeakTies:
    """Units that may be in other networks, and with what chances.

    Attributes:
        date: of the registrations.
        threshold: the share below which a tie is weak.
        units: their positions, ascending.
        chances: shape (len(units), networks), of each network of the plan; rows add up to 1.
        without_choice: how many more units are weakly tied, but have patients with no other
            network of the pack; they stay.
        unknown: how many units have a network and a share with it that nobody can tell.
    """

    date: date
    threshold: float
    units: Integers
    chances: NDArray[np.float64]
    without_choice: int
    unknown: int


def find_weak_ties(state: State, threshold: float = WEAK_SHARE) -> WeakTies:
    """Return the units of a plan that are weakly tied to their networks.

    Args:
        state: the plan; its pack has the layer of networks.
        threshold: a share between 0 and 1.

    Raises:
        KeyError: the pack has no layer of networks.
    """
    pack, networks = state.pack, state.pack.layer(NETWORKS)
    share = pack.registrations.share_with_own_pcn
    open_to_doubt = networks.area_of_unit != UNASSIGNED
    open_to_doubt[moved_units(state.baseline.layer(NETWORKS), networks)] = False
    units = np.flatnonzero(open_to_doubt & (share < threshold))
    fewest, most = network_bounds(pack, networks, units)
    patients = (fewest + most) / 2
    considered = _two_largest(patients)
    own = networks.area_of_unit[units]
    considered[np.arange(len(units)), own] = True
    weights = np.where(considered, patients, 0.0)
    others = weights.copy()
    others[np.arange(len(units)), own] = 0
    choice = others.sum(axis=1) > 0
    weights = weights[choice]
    return WeakTies(
        date=pack.homes.date,
        threshold=threshold,
        units=units[choice],
        chances=weights / weights.sum(axis=1, keepdims=True),
        without_choice=int((~choice).sum()),
        unknown=int((open_to_doubt & np.isnan(share)).sum()),
    )


def tie_worlds(
    state: State, ties: WeakTies, resident_date: date, samples: int, seed: int
) -> list[World]:
    """Draw worlds in which weakly tied units may be in other networks.

    Args:
        state: the plan.
        ties: from ``find_weak_ties`` for the same plan.
        resident_date: of the residents that are counted.
        samples: how many worlds; none where no unit can be drawn, since all would be the plan.
        seed: the same seed gives the same worlds.

    Raises:
        KeyError: the pack has no residents of that date.
    """
    pack = state.pack
    if not len(ties.units):
        return []
    figures = {
        Measure.RESIDENTS: Counted(resident_date, pack.residents[resident_date].total),
        Measure.LIVING_INSIDE: Counted(pack.registrations.date, pack.registrations.patients),
    }
    drawn = np.random.default_rng(seed).random((samples, len(ties.units)))
    steps = np.cumsum(ties.chances, axis=1)
    steps[steps >= steps[:, -1:]] = np.inf  # rounding leaves no gap above the last with a chance
    worlds = []
    for number, row in enumerate(drawn, start=1):
        network_of_unit = pack.layer(NETWORKS).area_of_unit.copy()
        network_of_unit[ties.units] = (row[:, np.newaxis] >= steps).sum(axis=1)
        worlds.append(
            World(
                kind=Kind.WEAK_TIES,
                label=f"sample {number:,}",
                origin=f"Weakly tied small areas drawn by their registrations of "
                f"{month_label(ties.date)}, seed {seed}.",
                figures=figures,
                network_of_unit=network_of_unit,
            )
        )
    return worlds


def _two_largest(patients: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which two networks have most patients of each unit; the first in order where equal."""
    ranked = np.argsort(-patients, axis=1, kind="stable")[:, :2]
    chosen = np.zeros(patients.shape, dtype=bool)
    np.put_along_axis(chosen, ranked, True, axis=1)
    return chosen
