"""Plans that a pack can be about, on the toy county and on the pack that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.export.consultation_pack import PackOrder, usual_order
from geo.export.documents import ConsultedPlan
from geo.model import Pack
from geo.pack import read_pack
from geo.plan.edits import MovePractices, MoveUnits, RenameArea
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario, new_scenario
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.geo.plan.plans import edited
from tests.toy_county import spoil_text, write_toy_pack

HOSTILE = '</script><img src=x onerror="alert(1)"> #eval("1+1") *bold* =1+1'


@pytest.fixture(scope="session")
def county_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy county in a data folder of its own, with a year in its attribution."""
    folder = write_toy_pack(tmp_path_factory.mktemp("packs") / "toy")
    spoil_text(folder, "sources.toml", "Office of Squares.", "Office of Squares, 2019.")
    return folder


@pytest.fixture(scope="session")
def county(county_folder: Path) -> Pack:
    return read_pack(county_folder)


@pytest.fixture(scope="session")
def scenario(county: Pack) -> OpenScenario:
    """A scenario that moves small areas and a practice, with hostile names."""
    return edited(
        new_scenario(county, "hostile", HOSTILE),
        RenameArea("pcn", "N1", HOSTILE),
        MoveUnits("pcn", ("S31", "S32"), "N1"),
        MovePractices("pcn", ("P21",), "N1"),
    )


@pytest.fixture(scope="session")
def baseline(county: Pack) -> Measured:
    return Measured(State.of(county), Ground.of(county), Dates.of(county))


@pytest.fixture(scope="session")
def proposal(baseline: Measured, scenario: OpenScenario) -> ConsultedPlan:
    return ConsultedPlan.of(baseline, scenario)


@pytest.fixture(scope="session")
def present(baseline: Measured) -> ConsultedPlan:
    return ConsultedPlan.of(baseline)


@pytest.fixture
def order() -> Callable[..., PackOrder]:
    """Gives the usual order with only the parts that are named."""

    def give(*parts: str, proposal: bool = True) -> PackOrder:
        return usual_order(proposal=proposal).only(parts)

    return give
