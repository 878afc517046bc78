"""Documents of the baseline, of each example scenario and of one whose names are hostile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from geo.export.documents import (
    ConsultedPlan,
    Document,
    Kind,
    OwnTexts,
    Picture,
    consultation_document,
    render,
)
from geo.maps.printed import (
    BoundariesMap,
    ChangesMap,
    Format,
    MappedPlan,
    MapRequest,
    Paper,
    StatusMap,
    print_map,
)
from geo.model import Basis, Pack
from geo.pack import SHIPPED
from geo.plan.edits import MoveUnits, RenameArea
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario, new_scenario, open_scenario
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.store.scenario_files import example_files, read_scenario_file

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.org")',
    '#eval("1+1")',
    "*bold* _it_ $x^2$ \\ `raw` <label> @ref // no comment",
    "]]> &amp; &#0; w:t </w:t>",
    "שלום עולם مرحبا بالعالم",
    "中文 😀",
)
EXAMPLES = (
    "bassetlaw-joins",
    "hucknall-follows-its-district",
    "one-ccg",
    "rushcliffe-as-three-neighbourhoods",
)
NAMES = ("baseline", *EXAMPLES, "hostile")
OWN_TEXTS = OwnTexts(
    organisation="the six clinical commissioning groups",
    introduction=("We ask what you think of the lines between areas.",),
    opens=date(2026, 1, 12),
    closes=date(2026, 4, 5),
    questions=("Do you agree?", "What have we missed?"),
    ways=(("Email", "views@example.org"), ("Post", "Freepost VIEWS")),
)


@pytest.fixture(scope="session")
def baseline(pack: Pack) -> Measured:
    return Measured(State.of(pack), Ground.of(pack), Dates.of(pack))


@pytest.fixture(scope="session")
def consulted(pack: Pack, baseline: Measured) -> Callable[[str], ConsultedPlan]:
    """Gives the plan of one of ``NAMES``."""
    found: dict[str, ConsultedPlan] = {}

    def give(name: str) -> ConsultedPlan:
        if name not in found:
            found[name] = ConsultedPlan.of(baseline, opened(pack, name))
        return found[name]

    return give


@pytest.fixture(scope="session")
def document(consulted: Callable[[str], ConsultedPlan]) -> Callable[[str], Document]:
    """Gives the document of one of ``NAMES``."""
    found: dict[str, Document] = {}

    def give(name: str) -> Document:
        if name not in found:
            plan = consulted(name)
            own = OWN_TEXTS
            if name == "hostile":
                own = OwnTexts(introduction=HOSTILE, questions=HOSTILE, ways=OWN_TEXTS.ways)
            found[name] = consultation_document(plan, own_texts=own, pictures=pictures(plan))
        return found[name]

    return give


@pytest.fixture(scope="session")
def rendered(document: Callable[[str], Document]) -> Callable[[str, Kind], bytes]:
    """Gives the file of one of ``NAMES``, made once."""
    found: dict[tuple[str, Kind], bytes] = {}

    def give(name: str, kind: Kind) -> bytes:
        if (name, kind) not in found:
            found[name, kind] = render(document(name), kind)
        return found[name, kind]

    return give


def opened(pack: Pack, name: str) -> OpenScenario | None:
    if name == "baseline":
        return None
    if name == "hostile":
        return hostile(pack)
    (path,) = (path for path in example_files(SHIPPED) if path.stem == name)
    return open_scenario(read_scenario_file(path), pack)


def hostile(pack: Pack) -> OpenScenario:
    """A scenario in which the networks' names, the reasons and its own name are hostile."""
    scenario = new_scenario(pack, "hostile", HOSTILE[3])
    at = datetime(2026, 1, 5, tzinfo=UTC)
    codes = [area.code for area in pack.layer("pcn").areas if area.in_system]
    for code, name in zip(codes, HOSTILE, strict=False):
        scenario = scenario.edit(RenameArea("pcn", code, name), HOSTILE[0], at, " ".join(HOSTILE))
    unit = pack.units.codes[int(pack.layer("pcn").units_in(codes[0])[0])]
    return scenario.edit(MoveUnits("pcn", (unit,), codes[1]), "Example", at, HOSTILE[2])


def pictures(plan: ConsultedPlan) -> list[Picture]:
    before = MappedPlan("Before", plan.baseline)
    requests: list[MapRequest]
    if plan.proposed is None:
        requests = [
            BoundariesMap(before, ("icp", "district")),
            StatusMap(before, "pcn", Basis.REGISTERED),
        ]
    else:
        after = MappedPlan(plan.name, plan.proposed)
        requests = [ChangesMap(before, after, plan.changed_layers[-1].key)]
    return [print_map(request, Paper.A4_PORTRAIT, Format.SVG) for request in requests]
