"""What a search is asked, as arguments of the command."""

from __future__ import annotations

from geo.searching import Border, Contiguity, Population, Question


def test_the_usual_question_leaves_new_areas_to_the_arithmetic() -> None:
    assert Question("pcn").arguments() == [
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
        population=Population.BOTH,
        create=2,
        retire=1,
        locked_areas=("N1",),
        locked_units=("S11", "S12"),
        borders=(("ccg", Border.HARD), ("district", Border.PRICED), ("ward", Border.FREE)),
        contiguity=Contiguity.REQUIRED,
        all_dates=True,
        growth=(-0.5, 1.2),
        years=20,
        seconds=60,
    )
    assert question.arguments() == [
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
        "--contiguity=required",
        "--seconds=60",
        "--create=2",
        "--rate=-0.5:1.2",
        "--years=20",
        "--all-dates",
    ]
