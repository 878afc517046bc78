"""What tests of plans have in common: a scenario on the toy county, and random edits."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from geo.model import Pack
from geo.plan.edits import (
    Change,
    CreateArea,
    MergeAreas,
    MoveArea,
    MovePractices,
    MoveUnits,
    RenameArea,
    RetireArea,
    SetBand,
)
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario, new_scenario
from geo.plan.scenario import ScenarioError
from geo.plan.totals import Dates
from tests.toy_county import LISTS, SQUARES

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
AUTHOR = "Ada Planner"
steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For properties of whole plans: a busy machine is no fault of theirs."""
NETWORKS = ("N1", "N2", "N3", "N4", "N5")


def toy_plan(pack: Pack) -> OpenScenario:
    return new_scenario(pack, "toy-plan", "A plan for Toyshire")


def edited(plan: OpenScenario, *changes: Change) -> OpenScenario:
    """The plan after changes, each of which must be possible."""
    for change in changes:
        plan = plan.edit(change, AUTHOR, NOW, "A reason.")
    return plan


def edited_where_possible(plan: OpenScenario, changes: list[Change]) -> OpenScenario:
    """The plan after those of the changes that can be made."""
    for change in changes:
        try:
            plan = plan.edit(change, AUTHOR, NOW)
        except ScenarioError:
            continue
    return plan


def measured(plan: OpenScenario) -> Measured:
    return Measured(plan.state, Ground.of(plan.pack), Dates.of(plan.pack))


squares = st.lists(st.sampled_from(SQUARES), min_size=1, max_size=6, unique=True).map(tuple)
networks = st.sampled_from(NETWORKS)
new_codes = st.sampled_from(["X1", "X2", "X3"])
some_network = st.one_of(networks, new_codes)
places = st.sampled_from(["PW", "PE"])

changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(MoveUnits, st.just("pcn"), squares, st.one_of(st.none(), some_network)),
    st.builds(MoveUnits, st.just("icp"), squares, st.one_of(st.none(), places)),
    st.builds(MoveUnits, st.just("ics"), squares, st.sampled_from([None, "TOY"])),
    st.builds(
        MovePractices,
        st.just("pcn"),
        st.lists(st.sampled_from(sorted(LISTS)), min_size=1, max_size=3, unique=True).map(tuple),
        st.one_of(st.none(), some_network),
    ),
    st.builds(MoveArea, st.just("pcn"), some_network, st.one_of(st.none(), places)),
    st.builds(
        CreateArea,
        st.just("pcn"),
        new_codes,
        st.sampled_from(["New Network", "Newer Network"]),
        st.one_of(st.none(), places),
    ),
    st.builds(RenameArea, st.just("pcn"), some_network, st.sampled_from(["Alpha", "Beta"])),
    st.builds(RetireArea, st.just("pcn"), some_network),
    st.builds(MergeAreas, st.just("pcn"), st.tuples(some_network), some_network),
    st.builds(MergeAreas, st.just("icp"), st.tuples(places), places),
    st.builds(SetBand, st.just("neighbourhood"), st.integers(0, 2_000), st.integers(2_000, 4_000)),
)
"""Edits of the toy county; not every one can be made in every state."""
