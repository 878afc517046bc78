"""What a planner reads about other worlds, on the toy county, and what cannot be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.advice.robustness.answer import Question, QuestionError, Robustness, find_robustness
from geo.advice.robustness.outcomes import Holds, Tally
from geo.advice.robustness.rates import RateRange, one_rate, rates_by_area
from geo.advice.robustness.words import (
    asked_sentences,
    outcome_sentence,
    summary_sentences,
    tally_words,
)
from geo.model import Measure, Pack
from geo.plan.state import State
from geo.plan.totals import Dates


def ask(pack: Pack, **changes: object) -> Robustness:
    question = Question("pcn", Dates.of(pack), samples=8)
    return find_robustness(State.of(pack), replace(question, **changes))  # type: ignore[arg-type]


def sentence(answer: Robustness, measure: Measure, code: str) -> str:
    (found,) = [
        each for each in answer.outcomes if (each.measure, each.area.code) == (measure, code)
    ]
    return outcome_sentence(answer, found)


def test_the_summary_counts_and_names_for_each_population(toy_pack: Pack) -> None:
    residents, lists, living = summary_sentences(ask(toy_pack, samples=0))
    assert residents == (
        "Residents (mid-2019 to mid-2020), against 1,000 to 2,000: of the 4 primary care "
        "networks, 2 are inside in every world (Southeast Network and Northeast Network); 2 are "
        "inside in no world (Southwest Network and Northwest Network)."
    )
    assert lists == (
        "Patients on practices’ lists (April 2020 to July 2022), against 1,000 to 2,000: of the 4 "
        "primary care networks, 3 are inside in no world (Southwest Network, Northwest Network and "
        "Southeast Network); 1 is unknown, since figures are missing in some worlds (Northeast "
        "Network)."
    )
    assert living.startswith("Registered patients living inside (July 2022), against 1,000")


def test_a_layer_of_one_area_has_its_sentence(toy_pack: Pack) -> None:
    assert summary_sentences(ask(toy_pack, layer="ics"))[0] == (
        "Toyshire, residents (mid-2019 to mid-2020): within 5,000 or more in 2 of 2 dates; from "
        "6,000 to 6,200 people."
    )


def test_what_was_asked_is_told_with_its_dates(toy_pack: Pack) -> None:
    rates = rates_by_area(
        toy_pack.layer("district"), {"DW": RateRange(-1, 0), "DE": RateRange(0, 2)}, None
    )
    assert asked_sentences(ask(toy_pack, rates=rates, years=3)) == [
        (
            "Other dates: residents of mid-2019 and mid-2020; patients on practices’ lists of "
            "April 2020 and July 2022; registered patients living inside of July 2022, with the "
            "lines of the plan."
        ),
        (
            "Weak ties: in 8 samples (seed 1), 1 small area with fewer than 50% of its registered "
            "patients (July 2022) in its own network is drawn into it, or into one of the two "
            "networks with most of them; residents are those of mid-2019."
        ),
        "1 more small area has as few, but none in another network of the pack, and stays.",
        (
            "Growth: residents of mid-2019 grow by −1 to 2 per cent a year (rates by district), "
            "year by year to mid-2022, at the low, the middle and the high rate; registered "
            "patients are not grown."
        ),
        "4 small areas have no rate: residents of later years are unknown there.",
        (
            "A share of worlds is a count of those that were asked, not the chance that something "
            "happens."
        ),
    ]


def test_what_was_not_asked_is_told_too(toy_pack: Pack) -> None:
    assert asked_sentences(ask(toy_pack, samples=0))[1:3] == [
        "Weak ties: none were sampled.",
        "Growth: no rates were given.",
    ]
    assert asked_sentences(ask(toy_pack, layer="icp"))[1] == (
        "Weak ties: not asked, because registrations speak of networks, not of places (by "
        "district)."
    )


def test_each_area_has_a_sentence(toy_pack: Pack) -> None:
    answer = ask(toy_pack, samples=0, rates=one_rate(24, 5, 10), years=12)
    assert sentence(answer, Measure.RESIDENTS, "N3") == (
        "Southeast Network, residents (mid-2019 to mid-2031): within 1,000 to 2,000 in 2 of 2 "
        "dates and 22 of 36 worlds of growth; from 1,200 to 3,768 people. With growth it would "
        "leave the band between 2025 and 2030."
    )
    assert sentence(answer, Measure.RESIDENTS, "N1").endswith(
        "It is already outside the band in mid-2019."
    )
    assert sentence(answer, Measure.LISTS, "N4") == (
        "Northeast Network, patients on practices’ lists (April 2020 to July 2022): within 1,000 "
        "to 2,000 in 1 of 1 date; 1,900 people. In 1 world the figure is unknown."
    )


def test_an_area_that_is_unknown_everywhere_is_told_so(toy_pack: Pack) -> None:
    rates = rates_by_area(toy_pack.layer("district"), {"DW": RateRange(0, 1)}, None)
    answer = ask(toy_pack, samples=0, rates=rates, years=2)
    assert sentence(answer, Measure.RESIDENTS, "N4").endswith(
        "In 6 worlds the figure is unknown. When it would leave the band with growth is unknown."
    )
    answer = ask(toy_pack, layer="ics", samples=0)
    assert sentence(answer, Measure.LISTS, "TOY").endswith("In 1 world the figure is unknown.")


def test_cells_tell_what_is_unknown() -> None:
    assert tally_words(None) == "–"
    assert tally_words(Tally(2, 2, 0, None, None)) == "unknown"
    assert tally_words(Tally(1_200, 1, 7, 5, 6)) == "7 of 1,199 (1 unknown)"


@pytest.mark.parametrize(
    ("tally", "holds"),
    [
        (Tally(3, 0, 3, 1, 1), Holds.ALL),
        (Tally(3, 0, 0, 1, 1), Holds.NONE),
        (Tally(3, 0, 1, 1, 1), Holds.SOME),
        (Tally(3, 1, 1, 1, 1), Holds.SOME),
        (Tally(3, 1, 2, 1, 1), Holds.UNKNOWN),
        (Tally(3, 1, 0, 1, 1), Holds.UNKNOWN),
        (Tally(3, 3, 0, None, None), Holds.UNKNOWN),
    ],
)
def test_an_unknown_world_is_never_a_pass(tally: Tally, holds: Holds) -> None:
    assert tally.holds is holds


def test_everything_that_cannot_be_asked_is_told_at_once(toy_pack: Pack) -> None:
    with pytest.raises(QuestionError) as caught:
        ask(toy_pack, layer="district", samples=-1, seed=-1, years=101)
    assert caught.value.faults == (
        "The samples must be between 0 and 10,000.",
        "The seed must be 0 or more.",
        "The years must be between 1 and 100.",
        (
            "The layer district (Districts) has no band to stay inside. These have one: ics, icp, "
            "icp_by_ccg and pcn."
        ),
    )
    with pytest.raises(QuestionError, match=r"No layer parish\. The plan has: ics, icp"):
        ask(toy_pack, layer="parish")
