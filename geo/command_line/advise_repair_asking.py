"""How ``advise repair`` is asked: its options, and the question that they make."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from geo.advice.refusals import AdviceError
from geo.advice.repair.populations import AskedPopulation
from geo.advice.repair.question import (
    MOST_PROPOSALS,
    Contiguity,
    RepairQuestion,
    check_question,
)
from geo.advice.repair.trying import Effort
from geo.advice.robustness.answer import SAMPLES, SEED, YEARS
from geo.command_line.advise_asking import AskedAdvice, add_locks, asked_advice
from geo.command_line.advise_rates import add_rates, asked_rates
from geo.command_line.asking import RefusedError

HARD = "hard"
SECONDS = 20.0
"""For each place, unless the effort is given in rounds."""
LARGEST_SEED = 2**31 - 1
"""The solver takes no larger one."""
FOREVER = 1e9


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this question alone."""
    parser.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="CODE",
        help="only the areas of this parent; may be given again (default: all)",
    )
    parser.add_argument(
        "--population",
        choices=list(AskedPopulation),
        default=AskedPopulation.RESIDENTS,
        help="who must be inside the band; with lists, practices move (default: residents)",
    )
    parser.add_argument("--create", type=int, metavar="N", help="areas created at most")
    parser.add_argument("--retire", type=int, default=0, metavar="N", help="areas retired at most")
    add_locks(parser)
    parser.add_argument(
        "--lock-unit", action="append", default=[], metavar="CODE", help="a unit that must stay"
    )
    parser.add_argument(
        "--border",
        action="append",
        default=[],
        metavar="LAYER=hard|PRICE",
        help="a line that must not be crossed, or that counts so many further moves",
    )
    parser.add_argument(
        "--contiguity",
        choices=list(Contiguity),
        default=Contiguity.NOT_WORSE,
        help="whether areas must hang together (default: not_worse)",
    )
    parser.add_argument(
        "--all-dates", action="store_true", help="on every date of residents that the pack has"
    )
    add_rates(parser)
    parser.add_argument(
        "--weak-ties",
        type=int,
        nargs="?",
        const=SAMPLES,
        metavar="N",
        help="in so many samples of weak ties, those of advise robustness, of networks only "
        f"(without a number: {SAMPLES})",
    )
    parser.add_argument(
        "--weak-ties-seed",
        type=int,
        default=SEED,
        metavar="N",
        help=f"of these samples (default: {SEED})",
    )
    parser.add_argument(
        "--seconds",
        type=float,
        metavar="S",
        help=f"at most for each place (default: {SECONDS:g}, or no limit with --rounds)",
    )
    parser.add_argument(
        "--rounds", type=int, metavar="N", help="of each search: the same answer on any machine"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of chance (default: 0)")
    parser.add_argument(
        "--proposals", type=int, default=MOST_PROPOSALS, metavar="N", help="at most (default: 5)"
    )
    parser.add_argument(
        "--stop-on-input", action="store_true", help="stop at a line of input, and keep the best"
    )


def asked_borders(texts: Sequence[str]) -> tuple[dict[str, float | None], list[str]]:
    """Return what each border costs, None where it must not be crossed; and what cannot be read."""
    borders: dict[str, float | None] = {}
    faults = []
    for text in texts:
        layer, _, price = text.partition("=")
        if layer in borders:
            faults.append(f"The border “{layer}” is named more than once.")
        try:
            borders[layer] = None if price == HARD else float(price)
        except ValueError:
            layer = ""
        if not layer:
            faults.append(
                f"“{text}” is no border: write a layer, an equals sign, and hard or a price."
            )
    return borders, faults


def asked_repair(asked: argparse.Namespace) -> tuple[AskedAdvice, RepairQuestion, Effort]:
    """Read the question.

    Raises:
        RefusedError: it cannot be answered; with every reason that can be told.
        PackError: the pack cannot be used.
    """
    borders, faults = asked_borders(asked.border)
    faults += _effort_faults(asked)
    try:
        advice = asked_advice(asked)
        rates = asked_rates(asked, advice.measured.state.baseline)
    except RefusedError as error:
        raise RefusedError("\n".join([*str(error).splitlines(), *faults])) from None
    question = RepairQuestion(
        layer=advice.layer,
        measures=AskedPopulation(asked.population).measures,
        places=tuple(dict.fromkeys(asked.place)),
        create=asked.create,
        retire=asked.retire,
        locked_areas=frozenset(asked.lock),
        locked_units=frozenset(asked.lock_unit),
        borders=borders,
        contiguity=Contiguity(asked.contiguity),
        all_dates=asked.all_dates,
        growth=rates,
        years=YEARS if asked.years is None else asked.years,
        weak_ties=asked.weak_ties,
        ties_seed=asked.weak_ties_seed,
    )
    try:
        check_question(advice.measured, question)
    except AdviceError as error:
        faults = [*error.faults, *faults]
    if faults:
        raise RefusedError("\n".join(faults))
    seconds = asked.seconds or (SECONDS if asked.rounds is None else FOREVER)
    return advice, question, Effort(seconds, asked.rounds, asked.seed, asked.proposals)


def _effort_faults(asked: argparse.Namespace) -> list[str]:
    faults = []
    if asked.seconds is not None and not 0 < asked.seconds <= FOREVER:
        faults.append(f"A search takes more than 0 seconds, not {asked.seconds:g}.")
    if asked.rounds is not None and asked.rounds < 1:
        faults.append(f"A search takes 1 round or more, not {asked.rounds:,}.")
    if not 0 <= asked.seed <= LARGEST_SEED:
        faults.append(f"A seed lies between 0 and {LARGEST_SEED:,}.")
    if not 1 <= asked.proposals <= MOST_PROPOSALS:
        faults.append(f"From 1 to {MOST_PROPOSALS} proposals can be had, not {asked.proposals:,}.")
    return faults
