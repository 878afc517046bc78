"""``advise repair``: the least disruptive ways to make every area fit, and how close they come.

With ``--json`` each round is told as a line of JSON with ``progress``; the last line has
``repair``, or ``faults``. With ``--stop-on-input`` a line on standard input ends the search, and
what was found until then is kept; the end of standard input means that nobody waits any more.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from typing import Any

from rich.console import Console
from rich.progress import Progress as Display
from rich.progress import TextColumn, TimeElapsedColumn

from geo.advice.refusals import AdviceError
from geo.advice.repair.clock import Clock
from geo.advice.repair.place import Place
from geo.advice.repair.question import MOST_PROPOSALS, Contiguity, RepairQuestion
from geo.advice.repair.repairing import PlaceRepair, repair
from geo.advice.repair.searching import Progress
from geo.advice.repair.trying import Effort
from geo.advice.repair.words import (
    conflict_sentences,
    place_name,
    place_sentences,
    proposal_sentences,
    step_sentence,
)
from geo.command_line.advise_asking import AskedAdvice, add_locks, add_question, asked_advice
from geo.command_line.advise_repair_json import print_line, progress_json, repair_json
from geo.command_line.asking import RefusedError
from geo.command_line.check import Commands
from geo.model import Measure, PackError

POPULATIONS: dict[str, tuple[Measure, ...]] = {
    "residents": (Measure.RESIDENTS,),
    "living_inside": (Measure.LIVING_INSIDE,),
    "both": (Measure.RESIDENTS, Measure.LIVING_INSIDE),
    "lists": (Measure.LISTS,),
}
"""What can be asked to be inside the band."""
HARD = "hard"
_FOREVER = 1e9


def add_to(questions: Commands) -> None:
    """Add this question to the parser."""
    parser = add_question(questions, "repair", "the smallest change that makes every area fit")
    parser.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="CODE",
        help="only the areas of this parent; may be given again (default: all)",
    )
    parser.add_argument(
        "--population",
        choices=list(POPULATIONS),
        default="residents",
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
    parser.add_argument(
        "--seconds", type=float, default=20.0, metavar="S", help="for each place (default: 20)"
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
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the question."""
    if not asked.json:
        _print_words(*_repair_showing(asked), steps=True)
        return
    try:
        advice, question, effort = _asked(asked)
        found = _repair(asked, advice, question, effort, _TellAsJson(advice))
    except (RefusedError, PackError) as error:
        print_line(faults=str(error).splitlines())
        raise
    print_line(repair=repair_json(advice, question, effort, found))


def asked_borders(texts: list[str]) -> dict[str, float | None]:
    """Return what each border costs; None where it must not be crossed.

    Raises:
        RefusedError: a text cannot be read; with every reason.
    """
    borders: dict[str, float | None] = {}
    faults = []
    for text in texts:
        layer, equals, price = text.partition("=")
        if price == HARD:
            borders[layer] = None
            continue
        try:
            borders[layer] = float(price)
        except ValueError:
            equals = ""
        if not equals or not layer:
            faults.append(
                f"“{text}” is no border: write a layer, an equals sign, and hard or a price."
            )
    if faults:
        raise RefusedError("\n".join(faults))
    return borders


def _asked(asked: argparse.Namespace) -> tuple[AskedAdvice, RepairQuestion, Effort]:
    advice = asked_advice(asked)
    question = RepairQuestion(
        layer=advice.layer,
        measures=POPULATIONS[asked.population],
        places=tuple(asked.place),
        create=asked.create,
        retire=asked.retire,
        locked_areas=frozenset(asked.lock),
        locked_units=frozenset(asked.lock_unit),
        borders=asked_borders(asked.border),
        contiguity=Contiguity(asked.contiguity),
        all_dates=asked.all_dates,
    )
    faults = []
    if not 0 < asked.seconds <= _FOREVER:
        faults.append(f"A search takes more than 0 seconds, not {asked.seconds:g}.")
    if asked.rounds is not None and asked.rounds < 1:
        faults.append(f"A search takes 1 round or more, not {asked.rounds:,}.")
    if not 1 <= asked.proposals <= MOST_PROPOSALS:
        faults.append(f"From 1 to {MOST_PROPOSALS} proposals can be had, not {asked.proposals:,}.")
    if faults:
        raise RefusedError("\n".join(faults))
    return advice, question, Effort(asked.seconds, asked.rounds, asked.seed, asked.proposals)


def _repair(
    asked: argparse.Namespace,
    advice: AskedAdvice,
    question: RepairQuestion,
    effort: Effort,
    tell: Any,
) -> list[PlaceRepair]:
    clock = Clock(_FOREVER)
    if asked.stop_on_input:
        threading.Thread(target=_listen, args=(clock,), daemon=True).start()
    try:
        return repair(advice.measured, question, effort, clock, tell)
    except AdviceError as error:
        raise RefusedError(str(error)) from None


def _listen(clock: Clock) -> None:
    """Stop at a line of input; where input ends, nobody waits for an answer."""
    if sys.stdin.readline():
        clock.stopping.set()
    else:
        os._exit(0)


class _TellAsJson:
    """Tells each round as a line of JSON."""

    def __init__(self, advice: AskedAdvice) -> None:
        self._advice = advice

    def __call__(self, place: Place, progress: Progress) -> None:
        print_line(progress=progress_json(self._advice, place, progress))


def _repair_showing(
    asked: argparse.Namespace,
) -> tuple[AskedAdvice, list[PlaceRepair]]:
    advice, question, effort = _asked(asked)
    with Display(
        TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True)
    ) as display:
        task = display.add_task("Searching", total=None)

        def tell(place: Place, progress: Progress) -> None:
            best = "none fits yet" if progress.moved is None else f"best {progress.moved:,}"
            name = place_name(advice.measured, place)
            display.update(task, description=f"{name}: {best}, at least {progress.bound:,}")

        return advice, _repair(asked, advice, question, effort, tell)


def _print_words(advice: AskedAdvice, found: list[PlaceRepair], *, steps: bool) -> None:
    for repaired in found:
        print(f"\n{place_name(advice.measured, repaired.place)}\n")
        for sentence in place_sentences(advice.measured, repaired):
            print(f"- {sentence}")
        for sentence in conflict_sentences(advice.measured, repaired):
            print(f"  - {sentence}")
        for proposal in repaired.proposals:
            print(f"\n  {proposal.title}")
            for sentence in proposal_sentences(advice.measured, proposal):
                print(f"  - {sentence}")
            for number, step in enumerate(proposal.steps if steps else (), start=1):
                print(f"    {number}. {step_sentence(advice.measured, proposal, step)}")
