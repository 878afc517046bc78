"""Questions that cannot be answered, and how many reasons are told at once."""

from __future__ import annotations

import pytest

from geo.advice.refusals import AdviceError
from geo.advice.repair.question import RepairQuestion, check_question
from geo.model import Measure, Pack
from geo.plan.edits import CreateArea
from tests.geo.advice.repair.plain_check import measured_on, repaired
from tests.geo.plan.plans import edited, toy_plan

MIXED = "Practices’ lists can only be repaired by themselves: practices move then, not small areas."
THROUGH = (
    "Practices belong to places (by district) through primary care networks: move them there, or "
    "give one of those another parent."
)


def faults(pack: Pack, question: RepairQuestion) -> tuple[str, ...]:
    with pytest.raises(AdviceError) as refused:
        check_question(measured_on(toy_plan(pack)), question)
    with pytest.raises(AdviceError):
        repaired(toy_plan(pack), question)
    return refused.value.faults


def test_every_fault_is_told_at_once(toy_pack: Pack) -> None:
    question = RepairQuestion(
        "pcn",
        measures=(Measure.LISTS, Measure.RESIDENTS),
        places=("PX", "PE", "PE"),
        create=-1,
        retire=-2,
        locked_areas=frozenset({"N9"}),
        locked_units=frozenset({"S99"}),
        borders={"moon": 1.0, "pcn": None, "ccg": -1.0, "ward": float("nan")},
    )
    assert faults(toy_pack, question) == (
        MIXED,
        "There is no place (by district) 'PX'.",
        "The same place (by district) is named more than once: PE.",
        "There is no primary care network 'N9'.",
        "1 small area named here is not known: S99.",
        "There is no layer 'moon'. There is: " + ", ".join(toy_pack.layers) + ".",
        "'pcn' cannot be a border here: name another layer.",
        "The price of the border 'ccg' lies between 0 and 100, not at -1.",
        "The price of the border 'ward' lies between 0 and 100, not at nan.",
        "Fewer than none can be created.",
        "Fewer than none can be retired.",
    )


def test_an_unknown_layer_hides_no_other_fault(toy_pack: Pack) -> None:
    told = faults(toy_pack, RepairQuestion("moon", create=-1, borders={"unit": 1.0}))
    assert told[0].startswith("There is no layer 'moon'.")
    assert told[1:] == (
        "'unit' cannot be a border here: name another layer.",
        "Fewer than none can be created.",
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            RepairQuestion("ward"),
            "Nothing says how many people wards should have: there is no band.",
        ),
        (
            RepairQuestion("unit"),
            "Small areas are what everything is built from; they cannot be changed.",
        ),
        (RepairQuestion("pcn", measures=()), "No population is named."),
        (
            RepairQuestion("ics", places=("TOY",)),
            "There is no layer above integrated care systems, so that no place can be chosen.",
        ),
        (
            RepairQuestion("icp", measures=(Measure.LISTS,)),
            THROUGH,
        ),
        (
            RepairQuestion("pcn", measures=(Measure.LISTS,), locked_units=frozenset({"S11"})),
            "Practices move here, so that no small area can be locked.",
        ),
        (
            RepairQuestion("pcn", measures=(Measure.LIVING_INSIDE,), all_dates=True),
            "Only residents are known on several dates: ask for them, or for one date.",
        ),
    ],
)
def test_one_fault_is_told_alone(toy_pack: Pack, question: RepairQuestion, told: str) -> None:
    assert faults(toy_pack, question) == (told,)


def test_a_layer_without_lists_has_none_to_repair(toy_pack: Pack) -> None:
    told = faults(toy_pack, RepairQuestion("ward", measures=(Measure.LISTS,)))
    assert told[1] == "Practices do not belong to wards: they have no lists."


def test_a_place_without_networks_is_told(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), CreateArea("icp", "PX", "Nowhere place", "TOY"))
    with pytest.raises(AdviceError) as refused:
        repaired(plan, RepairQuestion("pcn", places=("PX",)))
    assert refused.value.faults == ("Nowhere place has no primary care networks.",)
