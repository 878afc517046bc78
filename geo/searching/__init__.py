"""Searching: the search for the smallest change, in a process of its own.

Read in this order:

- ``question``: which areas are to fit, and what may not change;
- ``answer``: what a search found;
- ``reading``: the same, from what the process tells;
- ``running``: a search at work, with the best it has and the bound that closes behind it.
"""

from geo.searching.answer import (
    Answer,
    AnswerError,
    AreaFigure,
    AreaOutcome,
    Fitted,
    Place,
    Proposal,
    Step,
    Verdict,
)
from geo.searching.question import Border, Contiguity, Population, Question
from geo.searching.reading import read_answer
from geo.searching.running import Moment, SearchRun, SearchStanding

__all__ = [
    "Answer",
    "AnswerError",
    "AreaFigure",
    "AreaOutcome",
    "Border",
    "Contiguity",
    "Fitted",
    "Moment",
    "Place",
    "Population",
    "Proposal",
    "Question",
    "SearchRun",
    "SearchStanding",
    "Step",
    "Verdict",
    "read_answer",
]
