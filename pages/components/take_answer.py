"""What a search found: an overview of the places, then one of them with its proposals."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from geo.advice.repair.origins import origin_sentence
from geo.advice.repair.verdict import Verdict
from geo.processes import Stage
from geo.searching import Answer, AnswerError, Place, Question
from geo.words import counted, start_sentence
from pages.components import html, reading_table, take_cards, take_compare, take_steps
from pages.components.plain import plain
from pages.components.take_words import VERDICT_WORDS, least_words, place_words
from pages.shared import advising
from pages.shared.advising import Search
from pages.shared.working import Working

_SIGNS = {Verdict.FITS: "✓ ", Verdict.IMPOSSIBLE: "✗ ", Verdict.NONE_FOUND: "? "}
_PROOFS = "What is proved is proved of plans that keep to this."


def show(working: Working, question: Question) -> None:
    """Show what came of the search that was asked for last; nothing before there was one.

    Args:
        working: the plan at work.
        question: what the page would ask now.
    """
    search = advising.current_search()
    if search is None:
        return
    standing = search.run.standing()
    if standing.stage is Stage.CANCELLED:
        html.write('<p role="status">The search was cancelled. Nothing of it is kept.</p>')
    elif standing.stage is Stage.FAILED:
        _alert("The search could not be made", standing.faults)
    elif standing.stage is Stage.READY:
        try:
            answer = search.run.answer()
        except AnswerError as error:
            _alert("What the search found cannot be read", error.faults)
            return
        _show_answer(working, search, answer, question)


def _show_answer(working: Working, search: Search, answer: Answer, question: Question) -> None:
    st.header("What it would take", anchor="answer")
    _show_context(working, search, question)
    if not answer.places:
        st.write("There is no place to search.")
        return
    if len(answer.places) > 1:
        _show_places(answer.places)
    number_of = _ask_place(search, answer.places)
    place = answer.places[number_of]
    _show_verdict(place)
    if place.proposals:
        take_cards.show(search, number_of, place)
        take_compare.show(search, number_of, place)
        take_steps.show(working, search, number_of, place)


def _show_context(working: Working, search: Search, question: Question) -> None:
    """Say which plan the answer is about, and whether it still is the one at work."""
    plural = start_sentence(search.layer.definition.plural)
    about = f"{plural} of {search.name}."
    if search.question.create != 0:
        about += f" {origin_sentence(search.layer.definition)} {_PROOFS}"
    html.write(f'<p class="take-about">{escape(about)}</p>')
    if not advising.holds_for(search, working):
        html.write(
            '<div class="what-if-warning" role="alert"><strong>Of an earlier version.</strong> '
            f"{escape(advising.CHANGED)}</div>"
        )
    elif search.question != question:
        html.write(
            '<p class="take-about" role="status">The choices above have been changed since: '
            "search again to have what is chosen now.</p>"
        )


def _show_places(places: Sequence[Place]) -> None:
    reading_table.show(
        "What the search found in each place.",
        ("Place", "Answer", "The first proposal", "Must move between present areas"),
        [
            (
                place.name,
                f"{_SIGNS.get(place.verdict, '')}{VERDICT_WORDS[place.verdict]}",
                place_words(place) or "–",
                least_words(place),
            )
            for place in places
        ],
        text_columns=3,
    )


def _ask_place(search: Search, places: Sequence[Place]) -> int:
    """Ask which place to look at, if there are several; at first one with proposals."""
    if len(places) == 1:
        return 0
    with_proposals = [number for number, place in enumerate(places) if place.proposals]
    chosen: int = st.segmented_control(
        "Place to look at",
        range(len(places)),
        default=(with_proposals or [0])[0],
        required=True,
        format_func=lambda number: plain(places[number].name),
        key=f"take place at {search.key}",
    )
    return chosen


def _show_verdict(place: Place) -> None:
    title = f"{_SIGNS.get(place.verdict, '')}{place.name}: {VERDICT_WORDS[place.verdict].lower()}"
    lines = list(place.sentences)
    if place.stopped and place.proposals:
        seconds = counted(round(place.seconds), "second", "seconds")
        lines.append(f"The search ended after {seconds}: a longer one may find better.")
    kind = "take-verdict bad" if place.verdict is Verdict.IMPOSSIBLE else "take-verdict"
    html.write(
        f'<div class="{kind}"><h3>{escape(title)}</h3>{_paragraphs(lines)}{_conflict(place)}</div>'
    )


def _conflict(place: Place) -> str:
    if not place.conflict:
        return ""
    items = "".join(f"<li>{escape(each)}</li>" for each in place.conflict)
    return f"<p><strong>These cannot hold together:</strong></p><ul>{items}</ul>"


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _alert(title: str, faults: Sequence[str]) -> None:
    items = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
    html.write(
        f'<div class="what-if-warning" role="alert"><strong>{escape(title)}</strong>'
        f"<ul>{items}</ul></div>"
    )
