"""The sentences of a repair: one and many, nobody, crossings, areas that begin and end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.advice.repair.proposal import Proposal
from geo.advice.repair.proposal_words import (
    proposal_sentences,
    proposal_title,
    reason,
    step_sentence,
)
from geo.advice.repair.question import RepairQuestion
from geo.advice.repair.steps import Step, StepKind
from geo.advice.repair.words import place_name, place_sentences
from geo.model import Measure, Pack
from geo.plan.edits import Change, CreateArea, MoveArea, SetBand
from geo.plan.measures import Measured
from tests.geo.advice.reading import paragraphs
from tests.geo.advice.repair.plain_check import measured_on, repaired
from tests.geo.plan.plans import edited, toy_plan


@pytest.fixture
def toy(toy_pack: Pack) -> tuple[Measured, Proposal]:
    """What makes the toy county's west fit."""
    plan = toy_plan(toy_pack)
    (found,) = repaired(plan, RepairQuestion("pcn", places=("PW",)))
    return measured_on(plan), found.proposals[0]


def test_a_plan_that_moves_people(toy: tuple[Measured, Proposal]) -> None:
    measured, proposal = toy
    assert proposal_title(measured, proposal) == "No new primary care network"
    assert tuple(proposal_sentences(measured, proposal)) == paragraphs("""
        600 residents (mid-2019) move between primary care networks.

        It is proved that no plan without a new primary care network moves fewer.

        Everybody who moves joins an area that has people of their own CCG and district today.

        Small areas move with their residents, and no practice’s list moves with them.
    """)
    assert [step_sentence(measured, proposal, each) for each in proposal.steps] == [
        (
            "2 small areas in Ward 3 west, with 600 residents, move from Northwest Network to "
            "Southwest Network."
        )
    ]
    assert reason(measured, proposal) == (
        "So that every primary care network of West place has 1,000 to 2,000 residents (mid-2019). "
        "The whole proposal moves 600 residents (mid-2019) between primary care networks that are "
        "there already."
    )


def test_what_is_not_proved_is_not_claimed(toy: tuple[Measured, Proposal]) -> None:
    measured, proposal = toy
    open_ended = replace(proposal, proved=False, bound=0, create=1, held=("ccg", "district"))
    assert proposal_sentences(measured, open_ended)[1] == (
        "Nothing is proved yet about how few a plan with at most 1 new primary care network, split "
        "off the largest, and without crossing a new line of a CCG or district could move."
    )
    bounded = replace(proposal, proved=False, bound=1_234, create=3)
    assert proposal_sentences(measured, bounded)[1] == (
        "No plan with at most 3 new primary care networks, split off the largest ones, moves fewer "
        "than 1,234: so much is proved."
    )


def test_one_person_and_nobody(toy: tuple[Measured, Proposal]) -> None:
    measured, proposal = toy
    single = replace(proposal, moved=1, joined_new=1, created=1, crossing=1, retired=1)
    assert proposal_title(measured, single) == (
        "1 new primary care network, 1 primary care network fewer"
    )
    told = proposal_sentences(measured, single)
    assert told[0] == "1 resident (mid-2019) moves between primary care networks."
    assert told[2:5] == [
        (
            "1 resident (mid-2019) comes along to a new primary care network, because their own is "
            "split."
        ),
        "1 primary care network ends.",
        "1 resident (mid-2019) joins an area that has nobody of their own CCG or district today.",
    ]
    nobody = replace(proposal, moved=0, created=2, joined_new=20, retired=2, held=("ccg",))
    assert proposal_title(measured, nobody) == (
        "2 new primary care networks, 2 primary care networks fewer, no new line crossed"
    )
    assert proposal_sentences(measured, nobody)[:3] == [
        "Nobody moves between primary care networks that are there already.",
        (
            "20 residents (mid-2019) come along to 2 new primary care networks, because their own "
            "is split."
        ),
        "2 primary care networks end.",
    ]
    assert "moves nobody between" in reason(measured, nobody)


def test_steps_of_every_kind(toy: tuple[Measured, Proposal]) -> None:
    measured, proposal = toy
    one = Step(StepKind.MOVE, (), 300, ("S31",), "N2", ("N1",))
    split = Step(StepKind.SPLIT, (), 300, ("S31",), "N2", ("N1",))
    many = tuple(f"S{row}{column}" for row in (1, 2, 3) for column in (1, 2))
    told = [
        step_sentence(measured, proposal, each)
        for each in (
            one,
            split,
            replace(split, pieces=many, people=1_200),
            Step(StepKind.SPLIT, (), 0, (), "N2", ("N1",)),
            Step(StepKind.RETIRE, (), 0, (), "N2", ("N1",)),
        )
    ]
    assert told == [
        (
            "A small area in Ward 3 west, with 300 residents, moves from Northwest Network to "
            "Southwest Network."
        ),
        (
            "Northwest Network is split: a small area in Ward 3 west, with 300 residents, becomes "
            "Southwest Network."
        ),
        (
            "Northwest Network is split: 6 small areas in Ward 1 west, Ward 2 west and Ward 3 "
            "west, with 1,200 residents, become Southwest Network."
        ),
        "Southwest Network is created, empty as yet, beside Northwest Network.",
        "Northwest Network ends; what still belongs to it goes to Southwest Network.",
    ]


def test_practices_are_named_and_many_are_shortened(pack: Pack) -> None:
    plan = toy_plan(pack)
    question = RepairQuestion("pcn", (Measure.LISTS,), places=("MID",))
    place = repaired(plan, question)[0].place
    area, other = place.areas[0].code, place.areas[1].code
    codes = tuple(code for code, home in zip(place.codes, place.home, strict=True) if home == 0)
    proposal = Proposal(place, 0, (), 1, 0, 0, 0, 0, 0, False, (), ())
    measured = measured_on(plan)
    many = Step(StepKind.MOVE, (), 20_000, codes, area, (other,))
    told = step_sentence(measured, proposal, many)
    assert f"{len(codes)} practices (" in told
    people = "20,000 patients on practices’ lists"
    assert f" and {len(codes) - 4} more), with {people}, move from " in told
    single = step_sentence(measured, proposal, replace(many, pieces=codes[:1], people=1))
    assert single.startswith(f"The practice {pack.practice[codes[0]].name}, with 1 patient on ")
    assert " moves from " in single
    assert any(
        "no practice of their own" in each
        for each in proposal_sentences(measured, replace(proposal, crossing=1))
    )


@pytest.mark.parametrize(
    ("layer", "changes", "name", "told"),
    [
        ("ics", (), "All integrated care systems", "Every integrated care system has 5,000 or"),
        (
            "icp",
            (SetBand("place", 0, None),),
            "Toyshire",
            "Every place (by district) of Toyshire has 0 or more residents (mid-2019), and",
        ),
        (
            "pcn",
            (MoveArea("pcn", "N4", None),),
            "Primary care networks of no place (by district)",
            "Every primary care network of no place (by district) has 1,000 to 2,000 residents",
        ),
        (
            "pcn",
            (CreateArea("pcn", "X1", "New Network", None), MoveArea("pcn", "N4", None)),
            "Primary care networks of no place (by district)",
            "New Network has no small area and is left as it is.",
        ),
    ],
)
def test_places_are_named(
    toy_pack: Pack, layer: str, changes: tuple[Change, ...], name: str, told: str
) -> None:
    plan = edited(toy_plan(toy_pack), *changes)
    found = repaired(plan, RepairQuestion(layer))[-1]
    measured = measured_on(plan)
    assert place_name(measured, found.place) == name
    assert any(each.startswith(told) for each in place_sentences(measured, found))
