"""What a search tells is read with every type checked and every fault told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from geo.advice.repair.verdict import Verdict
from geo.model import BandStatus, Measure
from geo.plan.edits import CreateArea, MoveUnits
from geo.searching import AnswerError, AreaFigure, Fitted, read_answer
from tests import fake_search


def test_everything_is_read() -> None:
    found = read_answer(fake_search.answer(fake_search.place(), fake_search.fitting()))
    west, east = found.places
    assert found.populations == (Fitted(Measure.RESIDENTS, date(2019, 6, 30)),)
    assert (found.layer, west.code, west.name, west.bound) == ("pcn", "PW", "West place", 600)
    assert (west.verdict, east.verdict) == (Verdict.PROPOSALS, Verdict.FITS)
    first, second = west.proposals
    assert first.areas[0].figures == (
        AreaFigure(Measure.RESIDENTS, 600, 1200, BandStatus.BELOW, BandStatus.WITHIN),
    )
    assert [step.changes for step in first.steps] == [
        (MoveUnits("pcn", ("S31",), "N1"),),
        (MoveUnits("pcn", ("S32",), "N1"),),
    ]
    assert second.steps[0].changes == (
        CreateArea("pcn", "NEW1", "New <b>Network</b>", "PW"),
        MoveUnits("pcn", ("S51", "S52"), "NEW1"),
    )
    assert second.areas[1].figures[0].before is None
    assert second.areas[1].pieces_before is None


def test_keys_that_join_later_are_no_fault() -> None:
    told = fake_search.answer(fake_search.place(also="new"))
    assert read_answer({**told, "more": 1}).places[0].code == "PW"


def broken(where: str) -> dict[str, Any]:
    proposal = fake_search.proposal()
    if where == "moved":
        proposal["moved"] = "many"
    elif where == "status":
        proposal["areas"][0]["figures"][0]["status_after"] = "splendid"
    elif where == "measure":
        proposal["areas"][0]["figures"][0]["measure"] = None
    elif where == "change":
        proposal["steps"][0]["changes"][0]["kind"] = "abolish"
    elif where == "units":
        proposal["steps"][0]["changes"][0]["units"] = "S31"
    elif where == "sentences":
        proposal["sentences"] = [1]
    elif where == "proved":
        proposal["proved"] = "yes"
    return fake_search.answer(fake_search.place(proposals=[proposal]))


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("moved", "Place 1, proposal 1, has no whole number as “moved”"),
        ("status", "has as “status_after” what there is not: 'splendid'"),
        ("measure", "has nothing as “measure”"),
        ("change", "is of a kind that there is not: 'abolish'"),
        ("units", "has no list as “units”"),
        ("sentences", "has something else than sentences as “sentences”"),
        ("proved", "has neither true nor false as “proved”"),
    ],
)
def test_what_is_something_else_is_a_fault_with_its_place(where: str, told: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        read_answer(broken(where))
    assert told in "\n".join(refusal.value.faults)


@pytest.mark.parametrize("told", [{}, {"repair": None}, {"repair": {"places": {}}}])
def test_an_answer_that_is_none_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(AnswerError):
        read_answer(told)


def test_a_population_without_a_date_is_a_fault() -> None:
    told = fake_search.answer()
    told["repair"]["populations"][0]["date"] = "mid-2019"
    with pytest.raises(AnswerError, match="A population has no date as “date”"):
        read_answer(told)


def test_a_place_without_a_verdict_is_a_fault() -> None:
    with pytest.raises(AnswerError, match="Place 1 has nothing as “verdict”"):
        read_answer(fake_search.answer(fake_search.place(verdict=None)))
