"""Plans to export: the division as published, every example, and one with hostile names."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.export.open_data.content import OpenData
from geo.export.open_data.folder import export_open_data
from geo.model import Pack
from geo.pack import SHIPPED
from geo.plan.edits import CreateArea, MovePractices, MoveUnits, RenameArea
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import new_scenario, open_scenario
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.store.scenario_files import example_files, read_scenario_file
from tests.geo.plan.plans import edited

HOSTILE_NAMES = {
    "N1": '</script><img src=x onerror="document.title=1">',
    "N2": '=HYPERLINK("http://example.org","click")',
    "N3": "רשת הצפון شبكة الشمال",
    "N4": "Ünïted & <b>bold</b> " + "漢" * 99,
    "X1": "@SUM(A1:A9)",
}
"""Names of networks that a planner could type."""
EXAMPLES = {path.stem: path for path in example_files(SHIPPED)}


def hostile_plan(pack: Pack) -> OpenData:
    """A plan with an unknown list (July 2022), an area without units, and hostile names."""
    plan = edited(
        new_scenario(pack, "hostile", "]]>--></script><script>document.title=2</script>"),
        *(RenameArea("pcn", code, name) for code, name in HOSTILE_NAMES.items() if code != "X1"),
        CreateArea("pcn", "X1", HOSTILE_NAMES["X1"], "PW"),
        MoveUnits("pcn", ("S31", "S14"), "N1"),
        MoveUnits("pcn", ("S64",), None),
        MovePractices("pcn", ("P21",), "N1"),
    )
    dates = Dates(pack.resident_date, pack.list_dates[1])
    return OpenData(Measured(plan.state, Ground.of(pack), dates), plan.scenario)


@pytest.fixture(scope="session")
def hostile(toy_pack: Pack) -> OpenData:
    return hostile_plan(toy_pack)


@pytest.fixture(scope="session")
def toy(toy_pack: Pack) -> OpenData:
    """The toy county as published."""
    return OpenData(Measured(State.of(toy_pack), Ground.of(toy_pack), Dates.of(toy_pack)))


@pytest.fixture(scope="session")
def ground(pack: Pack) -> Ground:
    return Ground.of(pack)


class Exported:
    """A plan and the folder that it was exported to."""

    def __init__(self, data: OpenData, folder: Path) -> None:
        self.data, self.folder = data, folder
        self.files = export_open_data(data.measured, folder, scenario=data.scenario)


@pytest.fixture(scope="session", params=["baseline", "hostile", *EXAMPLES])
def exported(
    request: pytest.FixtureRequest,
    pack: Pack,
    ground: Ground,
    hostile: OpenData,
    tmp_path_factory: pytest.TempPathFactory,
) -> Exported:
    """Each plan in every format."""
    data = hostile
    if request.param == "baseline":
        data = OpenData(Measured(State.of(pack), ground, Dates.of(pack)))
    elif request.param != "hostile":
        opened = open_scenario(read_scenario_file(EXAMPLES[request.param]), pack)
        data = OpenData(Measured(opened.state, ground, Dates.of(pack)), opened.scenario)
    return Exported(data, tmp_path_factory.mktemp("exports") / request.param)
