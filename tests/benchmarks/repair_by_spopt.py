"""Nottingham City repaired with spopt, as one who knows that library would.

Its methods group units that are alike. Only AZP takes a plan to start from and a measure of one's
own, and so can be asked for few people moved and few outside the band; its own annealing cannot be
run (it makes an AZP without the units), so its rule for allowing moves is cooled down here. Max-p
asks for areas of at least so many people, as many as there can be, and knows no upper end and no
number of areas; region-k-means and Skater know a number of areas and no people. These three are
told of the present plan by what makes two units alike: that they are near, and in the same network.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import geopandas
import libpysal
import numpy as np
from numpy.typing import NDArray
from spopt.region import AZP, MaxPHeuristic, RegionKMeansHeuristic, Skater
from spopt.region.azp_util import AllowMoveAZP, AllowMoveAZPSimulatedAnnealing
from spopt.region.objective_function import ObjectiveFunction

from tests.benchmarks.repair_cases import Best, Place, joined_up, matched

Labels: TypeAlias = NDArray[np.int64]
OUTSIDE = 5.0
"""What a person outside the band costs, in moves; as at the end of the annealing of our own."""
TRIES = 5
"""Plans that max-p draws before it improves the best; its default of 99 takes minutes."""
WARM, COOLING, COLDEST = 0.3, 0.9995, 0.01
"""The first temperature, in moves of a unit of ordinary size; the share of it that each move that
is asked about leaves; and the last, in people."""


class FewMoved(ObjectiveFunction):
    """People who move, and at a price those outside the band; attributes are people and home."""

    def __init__(self, place: Place) -> None:
        super().__init__("manhattan")
        self.band = place.band

    def __call__(self, labels: Labels, attr: NDArray[np.float64]) -> float:
        areas = int(attr[:, 1].max()) + 1
        held = np.bincount(labels.astype(int), attr[:, 0], minlength=areas)
        return float(attr[labels != attr[:, 1], 0].sum()) + sum(map(self._outside, held))

    def update(
        self,
        moving_area: int,
        recipient_region: int,
        labels: Labels,
        attr: NDArray[np.float64],
    ) -> float:
        people, home = attr[moving_area]
        donor = labels[moving_area]
        change = people * (float(recipient_region != home) - float(donor != home))
        for area, more in ((donor, -people), (recipient_region, people)):
            held = attr[labels == area, 0].sum()
            change += self._outside(held + more) - self._outside(held)
        return float(change)

    def _outside(self, held: float) -> float:
        assert self.band.highest is not None
        return OUTSIDE * max(0.0, self.band.lowest - held, held - self.band.highest)


class Cooling(AllowMoveAZPSimulatedAnnealing):
    """Allows moves as annealing does, a little colder with each that it is asked about."""

    def __call__(self, *asked: Any) -> bool:
        self.update_temperature(max(COLDEST, self.t * COOLING))
        return bool(super().__call__(*asked))


def _azp(place: Place, seed: int, allowed: AllowMoveAZP | Cooling | None = None) -> Labels:
    model = AZP(
        _frame(place),
        _weights(place),
        ["people", "home"],
        _areas(place),
        allow_move_strategy=allowed,
        random_state=seed,
        initial_labels=joined_up(place),
        objective_func=FewMoved(place),
    )
    model.solve()
    return np.asarray(model.labels_).astype(int)


def _annealed_azp(place: Place, seed: int) -> Labels:
    return _azp(
        place, seed, Cooling(WARM * float(place.people.mean()), sa_moves_term=len(place.people))
    )


def _max_p(place: Place, seed: int) -> Labels:
    random.seed(seed)
    np.random.seed(seed)
    frame, names = _alike(place)
    model = MaxPHeuristic(
        frame,
        _weights(place),
        names,
        "people",
        place.band.lowest,
        max_iterations_construction=TRIES,
        max_iterations_sa=1,
    )
    model.solve()
    return np.asarray(model.labels_).astype(int)


def _region_k_means(place: Place, seed: int) -> Labels:
    frame, names = _alike(place)
    model = RegionKMeansHeuristic(frame[names].values, _areas(place), _weights(place), seed=seed)
    model.solve()
    return np.asarray(model.labels_).astype(int)


def _skater(place: Place, seed: int) -> Labels:
    frame, names = _alike(place)
    model = Skater(frame, _weights(place), names, _areas(place))
    model.solve()
    return np.asarray(model.labels_).astype(int)


def _again(
    method: Callable[[Place, int], Labels],
) -> Callable[[Place, int, float], Best]:
    """Return a contestant that runs a method with seed after seed until the time is up."""

    def run(place: Place, seed: int, until: float) -> Best:
        best = Best(place)
        for number in _count(until):
            best.offer(matched(place, method(place, seed + number).tolist()))
        return best

    return run


def _count(until: float) -> Iterator[int]:
    number = 0
    while number == 0 or time.monotonic() < until:
        yield number
        number += 1


SPOPT: dict[str, Callable[[Place, int, float], Best]] = {
    "spopt, AZP": _again(_azp),
    "spopt, AZP with annealing": _again(_annealed_azp),
    "spopt, max-p": _again(_max_p),
    "spopt, region-k-means": _again(_region_k_means),
    "spopt, Skater": _again(_skater),
}


def _areas(place: Place) -> int:
    return int(place.home.max()) + 1


def _weights(place: Place) -> libpysal.weights.W:
    return libpysal.weights.W({unit: list(near) for unit, near in place.graph.adjacency()})


def _frame(place: Place) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"people": place.people.astype(float), "home": place.home.astype(float)},
        geometry=geopandas.points_from_xy(*place.points.T),
        crs="EPSG:27700",
    )


def _alike(place: Place) -> tuple[geopandas.GeoDataFrame, list[str]]:
    """Return the units with what makes two of them alike, and the names of those columns."""
    frame = _frame(place)
    scaled = (place.points - place.points.mean(axis=0)) / place.points.std(axis=0)
    frame["east"], frame["north"] = scaled.T
    names = [f"network {area}" for area in range(_areas(place))]
    for area, name in enumerate(names):
        frame[name] = (place.home == area).astype(float)
    return frame, [*names, "east", "north"]
