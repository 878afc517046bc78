"""One request of each kind of map, for the pack that ships and for the toy county."""

from __future__ import annotations

from collections.abc import Sequence

from geo.maps.printed import (
    AreaMap,
    BeforeAndAfterMap,
    BoundariesMap,
    ChangesMap,
    DensityMap,
    DisagreementMap,
    MappedPlan,
    MapRequest,
    StatusMap,
)
from geo.model import Basis, Pack
from geo.pack import SHIPPED
from geo.plan.edits import Change, MovePractices, MoveUnits
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import open_scenario
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.store.scenario_files import example_files, read_scenario_file
from tests.geo.plan.plans import edited, toy_plan

KINDS = ("boundaries", "status", "before_and_after", "changes", "area", "disagreement", "density")
EXAMPLES = (
    "bassetlaw-joins",
    "hucknall-follows-its-district",
    "one-ccg",
    "rushcliffe-as-three-neighbourhoods",
)
CHANGED_LAYERS = dict(zip(EXAMPLES, ("ics", "icp_by_ccg", "ccg", "pcn"), strict=True))


def shipped_requests(pack: Pack) -> dict[str, MapRequest]:
    ground, dates = Ground.of(pack), Dates.of(pack)
    base = MappedPlan("As it is", Measured(State.of(pack), ground, dates))
    plans = {}
    for path in example_files(SHIPPED):
        plan = open_scenario(read_scenario_file(path), pack)
        measured = Measured(plan.state, ground, dates)
        plans[plan.scenario.key] = MappedPlan(plan.scenario.name, measured)
    rushcliffe = plans["rushcliffe-as-three-neighbourhoods"]
    newark = next(area.code for area in pack.layer("pcn").areas if area.name == "Newark PCN")
    return {
        "boundaries": BoundariesMap(base, ("ccg", "district")),
        "status": StatusMap(base, "pcn", Basis.RESIDENT),
        "before_and_after": BeforeAndAfterMap(base, rushcliffe, "pcn", Basis.RESIDENT),
        "changes": ChangesMap(base, plans["hucknall-follows-its-district"], "icp_by_ccg"),
        "area": AreaMap(base, "pcn", newark),
        "area_of_many_practices": AreaMap(base, "icp", "MID"),
        "disagreement": DisagreementMap(base, "ccg", "district"),
        "density": DensityMap(base, "district"),
        **{key: ChangesMap(base, plan, CHANGED_LAYERS[key]) for key, plan in plans.items()},
    }


def toy_requests(pack: Pack, changes: Sequence[Change] = ()) -> dict[str, MapRequest]:
    """The requests for the toy county, its second plan with other changes than the usual ones."""
    ground, dates = Ground.of(pack), Dates.of(pack)
    base = MappedPlan("As drawn", Measured(State.of(pack), ground, dates))
    usual = (MoveUnits("pcn", ("S31", "S32"), "N1"), MovePractices("pcn", ("P31",), "N1"))
    plan = edited(toy_plan(pack), *(changes or usual))
    other = MappedPlan(plan.scenario.name, Measured(plan.state, ground, dates))
    return {
        "boundaries": BoundariesMap(other, ("pcn", "district")),
        "status": StatusMap(other, "pcn", Basis.REGISTERED),
        "before_and_after": BeforeAndAfterMap(base, other, "pcn", Basis.RESIDENT),
        "changes": ChangesMap(base, other, "pcn"),
        "area": AreaMap(other, "pcn", "N2"),
        "disagreement": DisagreementMap(other, "ccg", "district"),
        "density": DensityMap(other, "icp"),
    }
