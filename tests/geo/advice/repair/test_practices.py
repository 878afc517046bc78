"""Practices that move with their lists: sums, who stays where, new networks, and missing lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from geo.advice.repair.catchments import practice_neighbours
from geo.advice.repair.question import Contiguity, RepairQuestion
from geo.advice.repair.repairing import PlaceRepair, Verdict
from geo.advice.repair.steps import StepKind
from geo.advice.repair.words import place_sentences
from geo.model import Measure, Pack
from geo.pack import read_pack
from geo.plan.edits import Change, MergeAreas, MovePractices, SetBand, SplitArea
from geo.plan.ground import Ground
from geo.plan.totals import Dates
from tests.geo.advice.repair.plain_check import accepted, check, measured_on, repaired
from tests.geo.plan.plans import edited, toy_plan
from tests.toy_county import write_toy_pack

JULY = Dates(date(2019, 6, 30), date(2022, 7, 1))


def lists(**asked: object) -> RepairQuestion:
    return RepairQuestion("pcn", (Measure.LISTS,), **asked)  # type: ignore[arg-type]


def one(pack: Pack, question: RepairQuestion, *changes: Change) -> PlaceRepair:
    plan = edited(toy_plan(pack), *changes)
    (found,) = repaired(plan, question)
    if found.proposals:
        check(plan, question, found)
    return found


def test_a_new_network_gets_practices_and_a_place_on_the_map(toy_pack: Pack) -> None:
    """N2's two practices have 2,500 patients; P22 has the most nowhere, and stands in S42."""
    question = lists(places=("PW",), create=1)
    found = one(toy_pack, question, SetBand("neighbourhood", 500, 1_600))
    (proposal,) = found.proposals
    assert (proposal.created, proposal.moved, proposal.joined_new) == (1, 0, 1_000)
    (step,) = proposal.steps
    (change,) = step.changes
    assert isinstance(change, SplitArea)
    (part,) = change.parts
    assert (part.units, part.practices) == (("S42",), ("P22",))


def test_practices_move_and_no_small_area_does(toy_pack: Pack) -> None:
    question = lists(places=("PE",), contiguity=Contiguity.FREE)
    found = one(toy_pack, question)
    assert found.verdict is Verdict.PROPOSALS
    plan = toy_plan(toy_pack)
    for proposal in found.proposals:
        assert {type(change) for step in proposal.steps for change in step.changes} == {
            MovePractices
        }
        after = accepted(plan, proposal)
        before = plan.state.pack.layer("pcn").area_of_unit
        assert (after.state.pack.layer("pcn").area_of_unit == before).all()


def test_a_network_that_ends_leaves_nothing_behind(toy_pack: Pack) -> None:
    """Its dormant and closed practices and all of its squares go along."""
    question = lists(places=("PE",), retire=1)
    found = one(toy_pack, question, SetBand("neighbourhood", 2_600, None))
    (proposal,) = found.proposals
    assert (proposal.retired, proposal.created) == (1, 0)
    last = proposal.steps[-1]
    assert last.kind is StepKind.RETIRE
    assert isinstance(last.changes[-1], MergeAreas)


def test_a_missing_list_leaves_its_place_unknown(toy_pack: Pack) -> None:
    plan = toy_plan(toy_pack)
    east, west = repaired(plan, lists(contiguity=Contiguity.FREE), dates=JULY)
    assert (east.verdict, east.bound) == (Verdict.UNKNOWN, None)
    assert place_sentences(measured_on(plan, JULY), east) == [
        "Nothing can be proposed: the list of 1 practice (P42) in July 2022 is not known."
    ]
    assert west.verdict is not Verdict.UNKNOWN


def test_practices_without_a_list_are_no_gap(toy_pack: Pack) -> None:
    """P22 is closed in July 2022, and P32 dormant on both dates: they stay where they are."""
    (_, west) = repaired(toy_plan(toy_pack), lists(contiguity=Contiguity.FREE), dates=JULY)
    assert "P22" not in west.place.codes
    assert "P23" in west.place.codes


def test_an_unknown_unit_leaves_its_place_unknown(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S11": "unknown"}))
    east, west = repaired(toy_plan(pack), RepairQuestion("pcn"))
    assert east.verdict is Verdict.FITS
    assert west.verdict is Verdict.UNKNOWN
    assert place_sentences(measured_on(toy_plan(pack)), west) == [
        "Nothing can be proposed: the residents of 1 small area (S11) in mid-2019 are not known."
    ]


def test_neighbours_are_practices_whose_patients_live_side_by_side(pack: Pack) -> None:
    """Every practice of the city can be reached from every other one."""
    practices = [each.code for each in pack.practices if each.areas.get("icp") == "CITY"]
    neighbours, _ = practice_neighbours(pack, Ground.of(pack), practices)
    graph = nx.Graph()
    graph.add_nodes_from(range(len(practices)))
    for one_of, touching in enumerate(neighbours):
        assert not touching >> one_of & 1
        for other in range(len(practices)):
            if touching >> other & 1:
                assert neighbours[other] >> one_of & 1
                graph.add_edge(one_of, other)
    assert nx.is_connected(graph)


@pytest.mark.parametrize("question", [lists(places=("MID",), create=2)])
def test_the_real_practices_fit_in_the_end(pack: Pack, question: RepairQuestion) -> None:
    found = one(pack, question)
    assert found.verdict is Verdict.PROPOSALS
