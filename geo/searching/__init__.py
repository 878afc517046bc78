"""Searching: the search for the smallest change, in a process of its own.

Read in this order:

- ``question``: which areas are to fit, and what may not change;
- ``answer``: what a search found;
- ``reading``: the same, from what the process tells at the end;
- ``moments``: how far it is, from what the process tells on the way;
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
)
from geo.searching.moments import Moment
from geo.searching.question import Question, RatesFile
from geo.searching.reading import read_answer
from geo.searching.running import SearchRun, SearchStanding

__all__ = [
    "Answer",
    "AnswerError",
    "AreaFigure",
    "AreaOutcome",
    "Fitted",
    "Moment",
    "Place",
    "Proposal",
    "Question",
    "RatesFile",
    "SearchRun",
    "SearchStanding",
    "Step",
    "read_answer",
]
