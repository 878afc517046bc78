"""``advise``: what is possible, and what to do about an area that does not fit."""

from __future__ import annotations

from geo.command_line import (
    advise_feasibility,
    advise_merge,
    advise_repair,
    advise_robustness,
    advise_split,
)
from geo.command_line.check import Commands

QUESTIONS = (advise_feasibility, advise_repair, advise_split, advise_merge, advise_robustness)
"""The modules of the questions that can be asked, in the order in which help lists them."""


def add_to(commands: Commands) -> None:
    """Add this command to the parser, with a command of its own for each question."""
    parser = commands.add_parser("advise", help="say what is possible, and propose what to do")
    questions = parser.add_subparsers(title="questions", metavar="QUESTION", required=True)
    for question in QUESTIONS:
        question.add_to(questions)
