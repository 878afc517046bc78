"""The page: one file that answers “am I affected?” in a browser, without network or storage.

Everything that the page knows is inside it. Postcodes that share all their answers are kept
together: under their first half (``NG15``) stand the numbers of answers, and under each number the
second halves, three characters each, in one string. Names come in as text and stay text: what is
written into the markup is escaped, what the script shows is set as text, and a policy in the page's
head lets the browser run nothing and load nothing but the page's own script and style.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from geo.export.affected.answers import Answers, NowAndThen, find_answers
from geo.export.affected.words import (
    MEANINGS,
    NO_AREA,
    area_words,
    called,
    layer_words,
    practice_labels,
    standing_words,
)
from geo.model import Area, Pack, day_label
from geo.plan.state import State
from geo.words import start_sentence

OUTSIDE = "outside"
"""Stands for the number of an answer where a postcode lies just outside the study area."""
NO_CONTACT = "your GP practice or your local NHS organisation"
POSTCODES = "postcodes"
"""Key of the source that postcodes are taken from, in packs that name it."""

_FILES = Path(__file__).parent
_IN_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def affected_page(
    before: State,
    after: State,
    title: str,
    contact: str,
    folder: Path | None = None,
    stamp: str = "",
) -> bytes:
    """Return the page as HTML in UTF-8; the same input gives the same bytes.

    Args:
        before: mostly the baseline.
        after: of the same pack, the proposal.
        title: the proposal's name.
        contact: whom to ask and how, as the planner writes it; several lines are kept.
        folder: that the pack was read from, where it is not among the application's own packs.
        stamp: which version of which plan this is; empty for none.

    Raises:
        ValueError: the states are not of one pack.
        PackError: ``postcodes.csv`` is faulty.
    """
    answers = find_answers(before, after, folder)
    pack = answers.pack
    script, style = (
        (_FILES / name).read_text(encoding="utf-8") for name in ("page.js", "page.css")
    )
    asked = contact.strip() or NO_CONTACT
    page = Template((_FILES / "page.html").read_text(encoding="utf-8")).substitute(
        policy=_policy(script, style),
        style=style,
        script=script,
        data=_as_data(page_content(answers, asked)),
        title=escape(" ".join(title.split()) or "A proposal"),
        area=escape(pack.title),
        contact=escape(asked),
        stamp=f"<p><bdi>{escape(stamp)}</bdi></p>" if stamp else "",
        meanings=_meanings(answers),
        boundaries=_items(_boundaries(answers)),
        sources=_items(f"{each.title}: {each.publisher}, {each.vintage}" for each in pack.sources),
        attributions=_items(dict.fromkeys(each.attribution for each in pack.sources)),
    )
    return page.encode("utf-8", "replace")


def page_content(answers: Answers, contact: str) -> dict[str, Any]:
    """Return everything that the page's script knows, as values for JSON.

    Areas are told by their position in their layer's ``areas``, -1 being none; an answer has two
    positions for each layer, now and then. A practice's positions are those of the layers that
    have lists, in the order of ``layers``.
    """
    names = area_words(answers)
    position = {
        key: {area: place for place, area in enumerate(areas)} for key, areas in names.items()
    }

    def places(key: str, told: NowAndThen) -> tuple[int, int]:
        return _place(position[key], told.now), _place(position[key], told.then)

    of_units = [
        tuple(place for key, told in answers.of_units.items() for place in places(key, told[unit]))
        for unit in range(len(answers.pack.units))
    ]
    numbers = {answer: number for number, answer in enumerate(dict.fromkeys(of_units))}
    words = layer_words(answers)
    return {
        "area": answers.pack.title,
        "contact": contact,
        "example": _example(answers),
        "layers": [
            {
                "key": layer.key,
                "name": words[layer.key],
                "lists": layer.key in answers.of_practices,
                "none": NO_AREA[layer.definition.covers],
                "areas": list(names[layer.key].values()),
            }
            for layer in answers.layers
        ],
        "answers": list(numbers),
        "postcodes": _grouped(answers, [numbers[answer] for answer in of_units]),
        "practices": _practices(answers, places),
    }


def _place(position: dict[tuple[str, str], int], area: Area | None) -> int:
    return -1 if area is None else position[called(area)]


def _grouped(answers: Answers, number_of_unit: list[int]) -> dict[str, dict[str, str]]:
    """Return second halves of postcodes by their first half and the number of their answer."""
    found: dict[str, dict[str, list[str]]] = {}
    for postcode, unit in answers.unit_of_postcode.items():
        outward, inward = postcode.split(" ")
        number = OUTSIDE if unit is None else str(number_of_unit[unit])
        found.setdefault(outward, {}).setdefault(number, []).append(inward)
    return {
        outward: {number: "".join(inwards) for number, inwards in by_number.items()}
        for outward, by_number in found.items()
    }


def _practices(
    answers: Answers, places: Callable[[str, NowAndThen], tuple[int, int]]
) -> list[dict[str, Any]]:
    """Return the practices in the order of their names, as a reader looks for them."""
    pack = answers.pack
    labels = practice_labels(pack)
    order = sorted(
        range(len(pack.practices)),
        key=lambda row: (pack.practices[row].name.casefold(), pack.practices[row].code),
    )
    return [
        {
            "label": labels[row],
            "name": pack.practices[row].name,
            "areas": [
                place
                for key, told in answers.of_practices.items()
                for place in places(key, told[row])
            ],
            "standing": standing_words(pack, pack.practices[row]),
        }
        for row in order
    ]


def _example(answers: Answers) -> str:
    """Return a postcode to show how one is typed: a practice's, since nobody lives there."""
    units, known = answers.pack.units, answers.unit_of_postcode
    public = {each.postcode: known.get(each.postcode) for each in answers.pack.practices}
    inside = (each for each, unit in public.items() if unit is not None and units.in_system[unit])
    return next(inside, next(iter(known), ""))


def _meanings(answers: Answers) -> str:
    words = layer_words(answers)
    return "\n".join(
        f"<dt>{escape(start_sentence(words[layer.key]) + _initials(layer.key, words[layer.key]))}"
        f"</dt><dd>{escape(MEANINGS[layer.key])}</dd>"
        for layer in answers.layers
        if layer.key in MEANINGS
    )


def _initials(key: str, words: str) -> str:
    """Return `` (PCN)`` after the words that it stands for, after others nothing."""
    initials = "".join(word[0] for word in words.split())
    return f" ({key.upper()})" if initials == key else ""


def _boundaries(answers: Answers) -> Iterable[str]:
    for layer in answers.layers:
        definition = layer.definition
        derived = "" if definition.official else ", worked out by us: no official boundary"
        yield f"{definition.name}: {day_label(definition.vintage)}{derived}"
    yield from _postcode_date(answers.pack)


def _postcode_date(pack: Pack) -> Iterable[str]:
    return (f"Postcodes: {each.vintage}" for each in pack.sources if each.key == POSTCODES)


def _items(texts: Iterable[str]) -> str:
    return "\n".join(f"<li>{escape(text)}</li>" for text in texts)


def _as_data(content: dict[str, Any]) -> str:
    """Return JSON in ASCII that can neither end nor open an element of the page."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    for sign, written in _IN_MARKUP.items():
        text = text.replace(sign, written)
    return text


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
