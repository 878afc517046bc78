"""Leads: the network that leads among each unit's registered patients, in a plan.

Where none of a unit's patients changes network with a practice, the published answer holds. Where
some do, each practice's patients are counted with the network that it now belongs to. Counts under
five are withheld in a pack, so that a network's total in a unit lies between two bounds, and more
than one network may be left that could lead.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Layer, Pack
from geo.plan.leaning import NETWORKS
from geo.plan.state import State

Integers = NDArray[np.int64]
ELSEWHERE = ""
"""Stands for the networks that are not in the pack."""


def units_with_moved_patients(before: Pack, after: Pack) -> Integers:
    """Return the positions of units where somebody's practice is in another network, ascending."""
    if before.practices is after.practices:
        return np.empty(0, dtype=np.int64)
    moved = [
        was is not now and was.areas.get(NETWORKS) != now.areas.get(NETWORKS)
        for was, now in zip(before.practices, after.practices, strict=True)
    ]
    homes = after.homes
    return np.unique(homes.units[np.array(moved, dtype=bool)[homes.practices]])


def possible_leaders(state: State, layer: Layer) -> Mapping[int, frozenset[str]]:
    """Return the codes of the networks that may lead in each unit of a layer of networks.

    Args:
        state: the plan.
        layer: the networks of ``state.pack``, whole or cut down to some; units without an area in
            it are left out.
    """
    pack, registrations = state.pack, state.baseline.registrations
    asked = layer.area_of_unit != UNASSIGNED
    leaders = {
        unit: frozenset({_published(state, unit)}) for unit in np.flatnonzero(asked).tolist()
    }
    moved = units_with_moved_patients(state.baseline, pack)
    moved = moved[asked[moved]]
    if not len(moved):
        return leaders
    networks = pack.layer(NETWORKS)
    fewest, most = network_bounds(pack, networks, moved)
    outside = np.array([_published(state, unit) == ELSEWHERE for unit in moved.tolist()])
    leading = registrations.with_leading_pcn[moved]
    rest = registrations.patients[moved] - _in_the_pack(pack, moved)
    # The largest network beyond the pack: the leading one, or no larger than that and the rest.
    largest = np.where(outside, leading, np.fmin(leading, rest))
    largest = np.where(np.isnan(largest), np.inf, largest)
    floor = np.maximum(fewest.max(axis=1), np.where(outside, np.nan_to_num(leading), 0))
    codes = [area.code for area in networks.areas]
    for place, unit in enumerate(moved.tolist()):
        may = {
            codes[network]
            for network in np.flatnonzero(most[place] >= max(1, floor[place])).tolist()
        }
        if largest[place] >= max(1, floor[place]):
            may.add(ELSEWHERE)
        leaders[unit] = frozenset(may)
    return leaders


def _published(state: State, unit: int) -> str:
    """Return the network that led among a unit's patients as published."""
    code = state.baseline.registrations.leading_pcn[unit]
    return code if code in state.baseline.layer(NETWORKS).position else ELSEWHERE


def network_bounds(pack: Pack, networks: Layer, units: Integers) -> tuple[Integers, Integers]:
    """Return how many patients each network has at least and at most in some units.

    Args:
        pack: a plan's, whose practices are in the networks that they now belong to.
        networks: its layer of networks.
        units: positions of the units.

    Returns:
        Two arrays of shape (units, networks), of the date of the pack's homes.
    """
    network = networks_of_practices(pack, networks)
    homes = pack.homes
    row_of_unit = np.full(len(pack.units), UNASSIGNED, dtype=np.int64)
    row_of_unit[units] = np.arange(len(units))
    rows, columns = row_of_unit[homes.units], network[homes.practices]
    known = (rows != UNASSIGNED) & (columns != UNASSIGNED)
    shape = len(units), len(networks.areas)
    cells = rows[known] * shape[1] + columns[known]
    fewest, most = (
        np.bincount(cells, bound[known], minlength=shape[0] * shape[1])
        .reshape(shape)
        .astype(np.int64)
        for bound in (homes.fewest, homes.most)
    )
    return fewest, most


def networks_of_practices(pack: Pack, networks: Layer) -> Integers:
    """Return the network of each practice of a pack, ``UNASSIGNED`` for none; shape (practices,).

    Args:
        pack: whose practices are asked for.
        networks: its layer of networks.
    """
    return np.array(
        [
            networks.position.get(practice.areas.get(NETWORKS, ""), UNASSIGNED)
            for practice in pack.practices
        ],
        dtype=np.int64,
    )


def _in_the_pack(pack: Pack, units: Integers) -> Integers:
    """Return how many patients of the pack's practices live in each unit at least."""
    together = np.bincount(pack.homes.units, pack.homes.fewest, minlength=len(pack.units))
    return together[units].astype(np.int64)
