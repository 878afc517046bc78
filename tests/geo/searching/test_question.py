"""What a search is asked, as arguments of the command."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.advice.repair.populations import AskedPopulation
from geo.advice.repair.question import Contiguity
from geo.advice.robustness.answer import SAMPLES
from geo.advice.robustness.rates import RateRange
from geo.command_line.advise_repair_asking import add_options, asked_borders
from geo.searching import Question, RatesFile

RATES = Path("/somewhere/rates.csv")


def test_the_usual_question_leaves_new_areas_to_the_arithmetic() -> None:
    assert Question("pcn").arguments(RATES) == [
        "--layer=pcn",
        "--population=residents",
        "--retire=0",
        "--contiguity=not_worse",
        "--seconds=20",
    ]


def test_every_rule_becomes_an_argument() -> None:
    question = Question(
        layer="pcn",
        places=("PW", "PE"),
        population=AskedPopulation.BOTH,
        create=2,
        retire=1,
        locked_areas=("N1",),
        locked_units=("S11", "S12"),
        borders=(("ccg", None), ("district", 1.0), ("ward", 2.5)),
        contiguity=Contiguity.REQUIRED,
        all_dates=True,
        weak_ties=True,
        growth=RateRange(-0.5, 1.2),
        years=20,
        seconds=60,
    )
    assert question.arguments(RATES) == [
        "--layer=pcn",
        "--place=PW",
        "--place=PE",
        "--population=both",
        "--retire=1",
        "--lock=N1",
        "--lock-unit=S11",
        "--lock-unit=S12",
        "--border=ccg=hard",
        "--border=district=1",
        "--border=ward=2.5",
        "--contiguity=required",
        "--seconds=60",
        "--rate=-0.5:1.2",
        "--years=20",
        "--create=2",
        "--all-dates",
        "--weak-ties",
    ]


def test_a_file_of_rates_is_named_by_where_it_was_written_not_by_what_it_was_called() -> None:
    growth = RatesFile("--rate=9.csv", b"area_code,low,high\n", "district")
    assert Question("pcn", growth=growth, years=5).arguments(RATES)[-3:] == [
        "--growth=/somewhere/rates.csv",
        "--growth-layer=district",
        "--years=5",
    ]
    told = Question("pcn", growth=RatesFile("rates.csv", b"")).arguments(RATES)
    assert not any(each.startswith("--growth-layer") for each in told)


def test_the_command_reads_what_was_asked() -> None:
    question = Question(
        layer="pcn",
        places=("PW", "PE"),
        population=AskedPopulation.LIVING_INSIDE,
        create=0,
        locked_areas=("N1",),
        borders=(("ccg", None), ("district", 12.5)),
        contiguity=Contiguity.FREE,
        growth=RatesFile("rates.csv", b"", "district"),
        years=7,
        weak_ties=True,
    )
    parser = argparse.ArgumentParser()
    parser.add_argument("--layer")
    add_options(parser)
    asked = parser.parse_args(question.arguments(RATES))
    assert (asked.layer, asked.place, asked.lock) == ("pcn", ["PW", "PE"], ["N1"])
    assert AskedPopulation(asked.population) is question.population
    assert Contiguity(asked.contiguity) is question.contiguity
    assert (asked.create, asked.retire, asked.seconds) == (0, 0, question.seconds)
    assert asked_borders(asked.border) == (dict(question.borders), [])
    assert (asked.growth, asked.growth_layer, asked.years) == (RATES, "district", 7)
    assert asked.weak_ties == SAMPLES
