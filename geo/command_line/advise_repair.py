"""``advise repair``: the least disruptive ways to make every area fit, and how close they come.

With ``--json`` each round is told as a line of JSON with ``progress``; the last line has
``repair``, or ``faults``. With ``--stop-on-input`` a line on standard input ends the search, and
what was found until then is kept; the end of standard input means that nobody waits any more.
Ctrl+C ends the search too, and what was found is told.
"""

from __future__ import annotations

import argparse
import threading

from rich.console import Console
from rich.progress import Progress as Display
from rich.progress import TextColumn, TimeElapsedColumn

from geo.advice.repair.clock import Clock
from geo.advice.repair.proposal_words import (
    proposal_sentences,
    proposal_title,
    step_sentence,
)
from geo.advice.repair.question import RepairQuestion
from geo.advice.repair.repairing import PlaceRepair, Tell, Working, repair
from geo.advice.repair.trying import Effort
from geo.advice.repair.words import (
    conflict_sentences,
    doing_words,
    place_name,
    place_sentences,
)
from geo.command_line.advise_asking import AskedAdvice, add_question
from geo.command_line.advise_repair_asking import FOREVER, add_options, asked_repair
from geo.command_line.advise_repair_json import print_line, progress_json, repair_json
from geo.command_line.advise_repair_stopping import interrupted, listen
from geo.command_line.asking import RefusedError
from geo.command_line.check import Commands
from geo.model import PackError


def add_to(questions: Commands) -> None:
    """Add this question to the parser."""
    parser = add_question(questions, "repair", "the smallest change that makes every area fit")
    add_options(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the question."""
    if asked.json:
        _tell_as_json(asked)
    else:
        _tell_in_words(asked)


def _tell_as_json(asked: argparse.Namespace) -> None:
    try:
        advice, question, effort = asked_repair(asked)
    except (RefusedError, PackError) as error:
        print_line(faults=str(error).splitlines())
        raise

    def tell(working: Working) -> None:
        print_line(progress=progress_json(advice, working))

    found = _repair(asked, advice, question, effort, tell)
    print_line(repair=repair_json(advice, question, effort, found))


def _tell_in_words(asked: argparse.Namespace) -> None:
    advice, question, effort = asked_repair(asked)
    with Display(
        TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True)
    ) as display:
        task = display.add_task("Searching", total=None)

        def tell(working: Working) -> None:
            moved, bound = working.progress.moved, working.progress.bound
            best = "none fits yet" if moved is None else f"best {moved:,}"
            name = place_name(advice.measured, working.place)
            doing = doing_words(advice.measured, working)
            display.update(task, description=f"{name}: {best}, at least {bound:,}. {doing}")

        found = _repair(asked, advice, question, effort, tell)
    for repaired in found:
        _print_place(advice, repaired)


def _repair(
    asked: argparse.Namespace,
    advice: AskedAdvice,
    question: RepairQuestion,
    effort: Effort,
    tell: Tell,
) -> list[PlaceRepair]:
    clock = Clock(FOREVER)
    if asked.stop_on_input:
        threading.Thread(target=listen, args=(clock,), daemon=True).start()
    with interrupted(clock):
        return repair(advice.measured, question, effort, clock, tell)


def _print_place(advice: AskedAdvice, repaired: PlaceRepair) -> None:
    measured = advice.measured
    print(f"\n{place_name(measured, repaired.place)}\n")
    for sentence in place_sentences(measured, repaired):
        print(f"- {sentence}")
    if repaired.conflict:
        print("\n  What cannot hold together:")
    for sentence in conflict_sentences(measured, repaired):
        print(f"  - {sentence}")
    for proposal in repaired.proposals:
        print(f"\n  {proposal_title(measured, proposal)}")
        for sentence in proposal_sentences(measured, proposal):
            print(f"  - {sentence}")
        for number, step in enumerate(proposal.steps, start=1):
            print(f"    {number}. {step_sentence(measured, proposal, step)}")
