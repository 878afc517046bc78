"""Cases that cannot be mended, each with a cause that is known."""

from __future__ import annotations

import pytest

from geo.advice.repair import repairing
from geo.advice.repair.clock import Clock
from geo.advice.repair.place import Requirement
from geo.advice.repair.question import Contiguity, RepairQuestion
from geo.advice.repair.repairing import Verdict, repair
from geo.advice.repair.trying import Effort
from geo.advice.repair.words import conflict_sentences, place_sentences
from geo.model import Measure, Pack
from geo.plan.edits import Change, MoveUnits, SetBand
from tests.geo.advice.repair.plain_check import measured_on, repaired
from tests.geo.plan.plans import edited, toy_plan

LOWEST, HIGHEST, NUMBER = Requirement.LOWEST, Requirement.HIGHEST, Requirement.NUMBER
LOCKS, BORDERS, CONTIGUITY = Requirement.LOCKS, Requirement.BORDERS, Requirement.CONTIGUITY
GAP = MoveUnits("pcn", ("S31", "S32"), None)
"""Between N1, with 600 people, and the rest of N2, with 1,800, nothing is left."""


def west(**asked: object) -> RepairQuestion:
    return RepairQuestion("pcn", places=("PW",), **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "question", "causes"),
    [
        # 3,000 people, two networks of 1,400 at most
        ((SetBand("neighbourhood", 0, 1_400),), west(create=0), {HIGHEST, NUMBER}),
        # three networks of 1,100 at least
        ((SetBand("neighbourhood", 1_600, None),), west(create=0), {LOWEST, NUMBER}),
        # neither two networks nor three can hold 3,000 people
        ((SetBand("neighbourhood", 1_600, 1_800),), west(), {LOWEST, HIGHEST}),
        # S51 alone has 500 people
        ((SetBand("neighbourhood", 0, 450),), west(), {HIGHEST}),
        ((SetBand("neighbourhood", 0, 10),), west(), {HIGHEST}),
        # N1 is locked with 600 people, N2 with 2,400
        ((), west(locked_areas=frozenset({"N1"})), {LOWEST, LOCKS}),
        (
            (SetBand("neighbourhood", 0, 2_000),),
            west(locked_areas=frozenset({"N2"})),
            {HIGHEST, LOCKS},
        ),
        (
            (SetBand("neighbourhood", 0, 900),),
            west(locked_units=frozenset({"S51", "S52"})),
            {HIGHEST, LOCKS},
        ),
        # N1 has rows 1 and 2, which N2 has not
        ((), west(borders={"msoa": None}), {LOWEST, BORDERS}),
        # N1 is an island
        ((GAP,), west(), {LOWEST, CONTIGUITY}),
        ((GAP,), west(contiguity=Contiguity.REQUIRED), {LOWEST, CONTIGUITY}),
        # N1 is locked at both ends, and N2 between them
        (
            (MoveUnits("pcn", ("S51",), "N1"), SetBand("neighbourhood", 0, None)),
            west(
                contiguity=Contiguity.REQUIRED,
                locked_units=frozenset({"S11", "S51", "S31", "S32"}),
            ),
            {LOCKS, CONTIGUITY},
        ),
    ],
)
def test_the_smallest_set_of_causes_is_told(
    toy_pack: Pack, changes: tuple[Change, ...], question: RepairQuestion, causes: set[Requirement]
) -> None:
    plan = edited(toy_plan(toy_pack), *changes)
    (found,) = repaired(plan, question)
    assert found.verdict is Verdict.IMPOSSIBLE
    assert set(found.conflict) == causes
    measured = measured_on(plan)
    requirements = conflict_sentences(measured, found)
    told = [*requirements, *place_sentences(measured, found)]
    where_new_ones_come_from = [each for each in requirements if "is split off one" in each]
    assert len(where_new_ones_come_from) == (BORDERS in causes)  # none of them names the number
    assert len(requirements) - len(where_new_ones_come_from) == len(causes)
    for sentence in told:
        assert sentence.endswith(".")
        assert "None" not in sentence


def test_no_clock_decides_where_the_effort_is_counted_in_rounds(
    toy_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repairing, "CONFLICT_SECONDS", 0.0)
    monkeypatch.setattr(repairing, "SET_SECONDS", 0.0)
    plan = edited(toy_plan(toy_pack), GAP)
    (found,) = repaired(plan, west(), rounds=2)
    assert set(found.conflict) == {LOWEST, CONTIGUITY}
    measured = measured_on(plan)
    (hurried,) = repair(measured, west(), Effort(60.0), Clock(60.0), workers=1)
    assert (hurried.verdict, hurried.conflict) == (Verdict.IMPOSSIBLE, ())


def test_more_areas_mend_what_too_few_cannot(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), SetBand("neighbourhood", 0, 1_400))
    (found,) = repaired(plan, west())
    assert found.verdict is Verdict.PROPOSALS
    assert found.proposals[0].created == 1


def test_an_area_can_be_split_into_many(toy_pack: Pack) -> None:
    """No two squares of N2 are small enough together, and N1 must be cut in two."""
    plan = edited(toy_plan(toy_pack), SetBand("neighbourhood", 0, 500))
    (found,) = repaired(plan, west(create=6))
    assert found.verdict is Verdict.PROPOSALS
    assert [(each.created, each.moved) for each in found.proposals][-1] == (6, 0)
    assert found.bound == 0


def test_mid_nottinghamshire_needs_a_seventh_network(pack: Pack) -> None:
    plan = toy_plan(pack)
    (found,) = repaired(plan, RepairQuestion("pcn", places=("MID",), create=0))
    assert found.verdict is Verdict.IMPOSSIBLE
    assert set(found.conflict) == {HIGHEST, NUMBER}
    assert conflict_sentences(measured_on(plan), found) == [
        "Each primary care network has at most 50,000 residents (mid-2019).",
        "There are 6 primary care networks, and no primary care network may be created or retired.",
    ]


def test_a_lock_and_a_band_in_the_real_city(pack: Pack) -> None:
    """Nottingham City East has more than 50,000 residents."""
    (east,) = (area for area in pack.layer("pcn").areas if area.name == "Nottingham City East PCN")
    question = RepairQuestion("pcn", places=("CITY",), locked_areas=frozenset({east.code}))
    (found,) = repaired(toy_plan(pack), question)
    assert set(found.conflict) == {HIGHEST, LOCKS}
    assert conflict_sentences(measured_on(toy_plan(pack)), found)[1] == (
        "Nottingham City East PCN neither gains nor loses."
    )


def test_practices_too_large_by_themselves(toy_pack: Pack) -> None:
    """P21 has 1,500 patients."""
    plan = edited(toy_plan(toy_pack), SetBand("neighbourhood", 0, 1_400))
    (found,) = repaired(plan, west(measures=(Measure.LISTS,), create=1))
    assert found.conflict == (HIGHEST,)
    told = place_sentences(measured_on(plan), found)
    assert told[-1].startswith("Practices stay near")
    assert told[-2].endswith(
        "if at most 1 primary care network may be created, split off the largest, and none retired."
    )
