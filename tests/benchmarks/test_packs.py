"""What print maps and whole consultation packs cost on the pack that ships.

A pack's benchmark also notes the most memory that its process held, in ``extra_info``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from geo.export.consultation_pack import MapKind, PackOrder, usual_order
from geo.export.consultation_pack.order import order_text
from geo.maps.printed import Format, MapRequest, Paper, print_map
from geo.model import Pack
from geo.pack import SHIPPED
from geo.store.scenario_files import example_files
from tests.geo.maps.printed.requests import KINDS, shipped_requests

ROOT = Path(__file__).parent.parent.parent
PLANS = {"baseline": None, **{path.stem: path for path in example_files(SHIPPED)}}


@pytest.fixture(scope="module")
def requests(pack: Pack) -> dict[str, MapRequest]:
    return shipped_requests(pack)


@pytest.mark.parametrize("form", list(Format), ids=lambda form: form.name)
@pytest.mark.parametrize("kind", KINDS)
def test_a_map_on_a4(
    requests: dict[str, MapRequest], benchmark: BenchmarkFixture, kind: str, form: Format
) -> None:
    printed = benchmark.pedantic(
        print_map, (requests[kind], Paper.A4_PORTRAIT, form), rounds=3, warmup_rounds=1
    )
    assert printed.content


@pytest.mark.parametrize("name", PLANS)
def test_the_whole_pack(name: str, benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Every document and part of open data, and every kind of map but single areas, as PDF."""
    order = tmp_path / "order.json"
    order.write_text(order_text(whole_order(proposal=name != "baseline")), encoding="utf-8")
    command = [sys.executable, "-m", "geo", "export", "--order", str(order)]
    command += ["--out", str(tmp_path / "out"), "--zip", str(tmp_path / "pack.zip")]
    if PLANS[name] is not None:
        command += ["--scenario", str(PLANS[name])]

    def make() -> int:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return 0 if process.returncode else used.ru_maxrss

    kilobytes = benchmark.pedantic(make, rounds=1)
    benchmark.extra_info["most memory, MB"] = round(kilobytes / 1000)
    benchmark.extra_info["maps"] = len(list((tmp_path / "out" / "maps").iterdir()))
    assert kilobytes
    assert (tmp_path / "pack.zip").exists()


def whole_order(*, proposal: bool) -> PackOrder:
    kinds = tuple(
        kind
        for kind in MapKind
        if kind is not MapKind.AREAS and (proposal or not kind.needs_proposal)
    )
    return replace(usual_order(proposal=proposal), maps=kinds)
