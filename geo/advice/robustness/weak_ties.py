"""Weak ties: units that might as well be in another network, as their patients are registered.

A unit is in the network of its CCG with which most of its registered patients are registered. Where
that is fewer than half of them, most patients are with other networks, and the unit may well be
counted with the network that leads or the one that comes next. In each sampled world every such
unit is drawn, by itself, into its own network or one of the two with most of its patients, with
chances in proportion to the patients that these have there.

What is drawn is a practice, of those that were in these networks as published, and the unit counts
in the network to which the practice belongs in the plan. So a draw has nothing to do with the plan:
the same unit draws the same practice in every plan, and where a network is split the unit goes with
its patients. Whether a tie is weak is told by the networks as published too.

- Only networks of the pack can be drawn; the CCG's line, which held some units back, is no bar.
- Counts under five are withheld in a pack; each is taken as half-way between 1 and 4.
- A unit that the plan itself has moved stays where the planner put it, and so does one whose share
  with its own network nobody can tell. One that draws a practice that is in no network any more
  stays too.
- Lists follow practices, not units, and are the same in all these worlds, which do not speak of
  them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.advice.robustness.worlds import Counted, Integers, Kind, World
from geo.model import UNASSIGNED, Measure, Pack, month_label
from geo.plan.leads import network_bounds, networks_of_practices
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
    """Units that may be in other networks, and which practices they draw with what chances.

    Attributes:
        date: of the registrations.
        threshold: the share below which a tie is weak.
        units: their positions, ascending.
        rows: shape (pairs,), ascending places in ``units``, each once for each practice that the
            unit may draw; ordered by the practices' published networks, then by practice.
        practices: shape (pairs,), positions of the practices.
        chances: shape (pairs,), those of a unit add up to 1.
        without_choice: how many more units are weakly tied, but have patients with no other
            network of the pack; they stay.
        unknown: how many units have a network and a share with it that nobody can tell.
    """

    date: date
    threshold: float
    units: Integers
    rows: Integers
    practices: Integers
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
    pack = state.baseline
    networks = pack.layer(NETWORKS)
    share = pack.registrations.share_with_own_pcn
    open_to_doubt = networks.area_of_unit != UNASSIGNED
    open_to_doubt[moved_units(networks, state.layers[NETWORKS])] = False
    units = np.flatnonzero(open_to_doubt & (share < threshold))
    fewest, most = network_bounds(pack, networks, units)
    patients = (fewest + most) / 2
    considered = _two_largest(patients)
    own = networks.area_of_unit[units]
    considered[np.arange(len(units)), own] = True
    others = np.where(considered, patients, 0.0)
    others[np.arange(len(units)), own] = 0
    choice = others.sum(axis=1) > 0
    rows, practices, chances = _pairs(pack, units[choice], considered[choice])
    return WeakTies(
        date=pack.homes.date,
        threshold=threshold,
        units=units[choice],
        rows=rows,
        practices=practices,
        chances=chances,
        without_choice=int((~choice).sum()),
        unknown=int((open_to_doubt & np.isnan(share)).sum()),
    )


def draw_practices(pack: Pack, ties: WeakTies, samples: int, seed: int) -> Iterator[Integers]:
    """Yield for each sample the practice that each weakly tied unit draws, shape (len(units),).

    Each unit of the pack has a chance of its own in each sample, whichever others are weakly tied,
    so that it draws the same in every plan.

    Args:
        pack: of the ties.
        ties: from ``find_weak_ties``.
        samples: how many.
        seed: the same seed gives the same draws.
    """
    random, places = np.random.default_rng(seed), np.arange(len(ties.units))
    first = np.searchsorted(ties.rows, places)
    last = np.searchsorted(ties.rows, places, side="right") - 1
    steps = np.cumsum(ties.chances)
    steps = steps - (steps - ties.chances)[first][ties.rows] + ties.rows
    for _ in range(samples):
        chance = random.random(len(pack.units))[ties.units]
        drawn = np.searchsorted(steps, places + chance, side="right")
        # rounding leaves no gap between the last step of a unit and the first of the next
        yield ties.practices[np.clip(drawn, first, last)]


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
    networks = pack.layer(NETWORKS)
    network_of_practice = networks_of_practices(pack, networks)
    own = networks.area_of_unit[ties.units]
    worlds = []
    for number, practices in enumerate(draw_practices(pack, ties, samples, seed), start=1):
        drawn = network_of_practice[practices]
        network_of_unit = networks.area_of_unit.copy()
        network_of_unit[ties.units] = np.where(drawn == UNASSIGNED, own, drawn)
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


def _pairs(
    pack: Pack, units: Integers, considered: NDArray[np.bool_]
) -> tuple[Integers, Integers, NDArray[np.float64]]:
    """Return units, practices and chances, for each practice of the considered networks."""
    homes, network = pack.homes, networks_of_practices(pack, pack.layer(NETWORKS))
    row_of_unit = np.full(len(pack.units), UNASSIGNED, dtype=np.int64)
    row_of_unit[units] = np.arange(len(units))
    rows, columns = row_of_unit[homes.units], network[homes.practices]
    kept = (rows != UNASSIGNED) & (columns != UNASSIGNED)
    kept[kept] = considered[rows[kept], columns[kept]]
    rows, columns, practices = rows[kept], columns[kept], homes.practices[kept]
    patients = (homes.fewest[kept] + homes.most[kept]) / 2
    order = np.lexsort((practices, columns, rows))
    rows, practices, patients = rows[order], practices[order], patients[order]
    chances = patients / np.bincount(rows, patients, minlength=len(units))[rows]
    return rows, practices, chances


def _two_largest(patients: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which two networks have most patients of each unit; the first in order where equal."""
    ranked = np.argsort(-patients, axis=1, kind="stable")[:, :2]
    chosen = np.zeros(patients.shape, dtype=bool)
    np.put_along_axis(chosen, ranked, True, axis=1)
    return chosen
