"""``advise robustness``: whether areas stay inside their band on other dates and as people grow."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from geo.advice.robustness.answer import (
    SAMPLES,
    SEED,
    YEARS,
    Question,
    QuestionError,
    Robustness,
    find_robustness,
)
from geo.advice.robustness.outcomes import Outcome
from geo.advice.robustness.words import (
    asked_sentences,
    population_words,
    summary_sentences,
    tally_words,
)
from geo.advice.robustness.worlds import Kind
from geo.command_line.advise_rates import add_rates, asked_rates
from geo.command_line.advise_robustness_json import robustness_content
from geo.command_line.asking import (
    RefusedError,
    add_dates,
    add_pack,
    asked_dates,
    asked_layer,
    print_json,
    print_table,
)
from geo.command_line.plans import BASELINE, asked_plans
from geo.model import Basis, Measure
from geo.plan.leaning import NETWORKS
from geo.words import number, start_sentence

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_to(subcommands: Commands) -> None:
    """Add this command to the parser of advice."""
    parser = subcommands.add_parser(
        "robustness", help="whether areas stay inside their band on other dates and as people grow"
    )
    add_pack(parser)
    parser.add_argument(
        "--scenario", metavar="FILE", help="ask of a scenario instead of the pack's own division"
    )
    parser.add_argument(
        "--layer", default=NETWORKS, help=f"a layer with a band (default: {NETWORKS})"
    )
    add_dates(parser)
    add_rates(parser)
    parser.add_argument(
        "--samples",
        type=int,
        default=SAMPLES,
        metavar="N",
        help=f"how often weakly tied units are drawn, 0 for never (default: {SAMPLES})",
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, metavar="N", help=f"of the samples (default: {SEED})"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    pack, (plan,) = asked_plans(asked, [asked.scenario or BASELINE])
    rates = asked_rates(asked, pack)
    question = Question(
        layer=asked_layer(plan.state.pack, asked.layer).key,
        dates=asked_dates(pack, asked.date, list(Basis)),
        samples=asked.samples,
        seed=asked.seed,
        rates=rates,
        years=YEARS if asked.years is None else asked.years,
    )
    try:
        answer = find_robustness(plan.state, question)
    except QuestionError as error:
        raise RefusedError(str(error)) from None
    if asked.json:
        told = {} if plan.scenario is None else {"scenario": plan.as_json()}
        print_json({"pack": pack.key, **told, **robustness_content(answer)})
    else:
        if plan.scenario is not None:
            print(f"Scenario: {plan.name}")
        _print(answer)


def _print(answer: Robustness) -> None:
    """Print sentences, and a table for each population."""
    layer = answer.layer.definition
    print(f"\n{layer.name} ({layer.tier}), {answer.band.words}\n")
    for sentence in (*summary_sentences(answer), "", *asked_sentences(answer)):
        print(sentence)
    for measure in Measure:
        outcomes = [each for each in answer.outcomes if each.measure is measure]
        if outcomes:
            print(f"\n{start_sentence(population_words(answer, measure))}\n")
            _print_outcomes(answer, measure, outcomes)


_HEADINGS = {Kind.DATES: "Dates", Kind.WEAK_TIES: "Weak ties", Kind.GROWTH: "Growth"}


def _print_outcomes(answer: Robustness, measure: Measure, outcomes: list[Outcome]) -> None:
    kinds = [kind for kind in Kind if any(kind in each.by_kind for each in outcomes)]
    header = ["Code", "Area", *(_HEADINGS[kind] for kind in kinds), "Lowest", "Highest"]
    right = set(range(2, len(header)))
    grows = measure is Measure.RESIDENTS and bool(answer.leaving)
    rows = [
        [
            *(each.area.code, each.area.name),
            *(tally_words(each.by_kind.get(kind)) for kind in kinds),
            *(number(each.together.lowest), number(each.together.highest)),
            *([answer.leaving[each.area.code].words] if grows else []),
        ]
        for each in outcomes
    ]
    print_table([*header, *(["Leaves the band"] if grows else [])], rows, right)
