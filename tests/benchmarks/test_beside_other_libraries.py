"""How long the main computations take, beside the library that one would use instead.

Run once as ordinary tests, so that each pair is known to agree; measure with
``python -m pytest tests/benchmarks --benchmark-enable --benchmark-group-by=group``.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import geopandas
import networkx
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.model import Pack
from geo.pack import SHIPPED, data_folder, read_pack
from geo.plan.checks import check_pack
from geo.topology import Adjacency, dissolve, find_adjacency

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # maup sets an option that pandas has retired
    import libpysal
    import maup

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def frame(pack: Pack) -> geopandas.GeoDataFrame:
    """The pack as one would hold it in geopandas: a row a unit, a column a layer."""
    return geopandas.GeoDataFrame(
        {
            "residents": pack.residents[pack.resident_date].total,
            **{key: layer.area_codes_of_units() for key, layer in pack.layers.items()},
        },
        geometry=list(pack.units.geometry),
        crs="EPSG:27700",
        index=list(pack.units.codes),
    )


@pytest.fixture(scope="module")
def adjacency(pack: Pack) -> Adjacency:
    return find_adjacency(pack.units.geometry)


@pytest.mark.benchmark(group="load a pack")
def test_load_ours_with_full_validation(benchmark: Any) -> None:
    assert len(benchmark(read_pack, data_folder() / SHIPPED).units) == 679


@pytest.mark.benchmark(group="load a pack")
def test_load_geopandas_and_pandas_without_validation(
    benchmark: Any, frame: geopandas.GeoDataFrame, tmp_path: Path
) -> None:
    frame[["residents", "geometry"]].to_file(tmp_path / "units.gpkg", engine="pyogrio")
    folder = data_folder() / SHIPPED

    def load() -> int:
        units = geopandas.read_file(tmp_path / "units.gpkg", engine="pyogrio")
        for path in folder.glob("*.csv"):
            if path.name not in ("geometry.csv", "postcodes.csv"):
                pd.read_csv(path, dtype=str)
        return len(units)

    assert benchmark(load) == 679


@pytest.mark.benchmark(group="dissolve all layers")
def test_dissolve_ours(benchmark: Any, pack: Pack) -> None:
    def all_layers() -> dict[str, Any]:
        return {
            key: dissolve(pack.units.geometry, layer.area_of_unit, len(layer.areas))
            for key, layer in pack.layers.items()
        }

    assert len(benchmark(all_layers)["pcn"]) == 23


@pytest.mark.benchmark(group="dissolve all layers")
@pytest.mark.parametrize("method", ["unary", "coverage"])
def test_dissolve_geopandas(
    benchmark: Any, pack: Pack, frame: geopandas.GeoDataFrame, method: str
) -> None:
    def all_layers() -> dict[str, Any]:
        return {
            key: frame[[key, "geometry"]].dissolve(by=key, method=method) for key in pack.layers
        }

    assert len(benchmark(all_layers)["pcn"]) == 23


@pytest.mark.benchmark(group="adjacency")
def test_adjacency_ours(benchmark: Any, pack: Pack) -> None:
    assert len(benchmark(find_adjacency, pack.units.geometry).first) > 1_900


@pytest.mark.benchmark(group="adjacency")
def test_adjacency_libpysal(
    benchmark: Any, frame: geopandas.GeoDataFrame, adjacency: Adjacency
) -> None:
    graph = benchmark(libpysal.graph.Graph.build_contiguity, frame, rook=True)
    assert graph.n_edges == 2 * len(adjacency.first)


@pytest.mark.benchmark(group="adjacency")
def test_adjacency_maup(
    benchmark: Any, frame: geopandas.GeoDataFrame, adjacency: Adjacency
) -> None:
    pairs = benchmark(maup.adjacencies, frame.geometry.reset_index(drop=True))
    assert len(pairs) == len(adjacency.first)


@pytest.mark.benchmark(group="all checks of all layers")
def test_checks_ours(benchmark: Any, pack: Pack, adjacency: Adjacency) -> None:
    assert len(benchmark(check_pack, pack, adjacency)["pcn"]) == 23


@pytest.mark.benchmark(group="all checks of all layers")
def test_checks_pandas_geopandas_and_networkx(
    benchmark: Any, pack: Pack, frame: geopandas.GeoDataFrame, adjacency: Adjacency
) -> None:
    graph = networkx.Graph()
    graph.add_nodes_from(frame.index)
    codes = np.array(pack.units.codes)
    graph.add_edges_from(zip(codes[adjacency.first], codes[adjacency.second], strict=True))

    def all_layers() -> dict[str, pd.DataFrame]:
        answers = {}
        for key in pack.layers:
            groups = frame.groupby(key)
            answers[key] = pd.DataFrame(
                {
                    "residents": groups["residents"].sum(),
                    "parts": {
                        code: networkx.number_connected_components(graph.subgraph(members.index))
                        for code, members in groups
                    },
                    "holes": {
                        code: sum(
                            len(part.interiors)
                            for part in shapely.get_parts(members.geometry.union_all())
                        )
                        for code, members in groups
                    },
                }
            )
            for other in pack.layers:
                frame.groupby([key, other])["residents"].sum()
        return answers

    assert len(benchmark(all_layers)["pcn"]) == 23
