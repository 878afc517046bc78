"""Is it possible at all: the arithmetic that no search can get round, in sentences and a table."""

from __future__ import annotations

from html import escape

from geo.advice.feasibility import Feasibility, feasibility
from geo.advice.summary import feasibility_sentence, label, number_words, range_words
from geo.model import Basis
from geo.searching import Population
from geo.words import start_sentence
from pages.components import html, reading_table
from pages.components.take_choice import EVERYWHERE, Asked
from pages.shared.working import Working

_BASES = {
    Population.RESIDENTS: (Basis.RESIDENT,),
    Population.LIVING_INSIDE: (Basis.RESIDENT, Basis.REGISTERED),
    Population.BOTH: (Basis.RESIDENT, Basis.REGISTERED),
    Population.LISTS: (Basis.REGISTERED,),
}


def show(working: Working, layer: str, asked: Asked) -> None:
    """Show whether the present number of areas could fit, and where it would have to change."""
    measured = working.measured
    pack = measured.state.pack
    checks = {key: [each.check for each in measured.layer(key).values()] for key in [layer]}
    everything = {key: checks.get(key, []) for key in pack.layers}
    answers = feasibility(pack, everything, _BASES[asked.population])
    shown = [each for each in answers if _is_asked(each, asked.place)]
    told = [feasibility_sentence(pack, each) for each in shown if _is_headline(each, asked.place)]
    html.write(
        '<ul class="take-told">', *(f"<li>{escape(sentence)}</li>" for sentence in told), "</ul>"
    )
    parents = [each for each in shown if each.parent is not None]
    if asked.place == EVERYWHERE and parents:
        _show_parents(parents)


def _is_asked(answer: Feasibility, place: str) -> bool:
    return place == EVERYWHERE or (answer.parent is not None and answer.parent.code == place)


def _is_headline(answer: Feasibility, place: str) -> bool:
    return place != EVERYWHERE or answer.parent is None


def _show_parents(answers: list[Feasibility]) -> None:
    """Show for each parent how many of its areas could fit, and what that asks for."""
    headings = ("In", "Population", "People", "There are", "Could fit", "Change")
    rows = [
        (
            "" if each.parent is None else each.parent.name,
            start_sentence(label(each.figure)),
            number_words(each.figure),
            f"{each.areas:,}",
            range_words(each),
            change_words(each),
        )
        for each in answers
    ]
    reading_table.show("How many areas could fit in each place.", headings, rows, text_columns=2)


def change_words(answer: Feasibility) -> str:
    """Return what has to become of the number of areas: ``at least 1 more``."""
    if answer.possible is None:
        return "Unknown"
    if answer.no_number or answer.fewest is None:
        return "No number fits"
    if answer.possible:
        return "The number can stay"
    if answer.areas < answer.fewest:
        return f"At least {answer.fewest - answer.areas:,} more"
    assert answer.most is not None  # more areas than can be filled
    return f"At least {answer.areas - answer.most:,} fewer"
