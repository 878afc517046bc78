"""Searching a pack by postcode, place, area or practice, with one sentence for what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from geo.model import Pack, PackError
from geo.pack import pack_folder
from geo.pack.postcodes import find_postcode
from geo.plan.locating import locate_practices
from geo.plan.places import Place, PlaceIndex, postcode_place
from geo.words import listed
from pages.shared.loading import load_study

_POSTCODE = re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2}")
_START_OF_POSTCODE = re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]?(\s*[0-9][A-Za-z]?)?")
_OFFERED = 12


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        asked: what was searched for, as it is usually written.
        place: the best match, or None.
        others: further matches, or, where there is none, names spelt almost like it.
        sentence: what to say where nothing was found; empty where something was.
    """

    asked: str
    place: Place | None
    others: tuple[Place, ...] = ()
    sentence: str = ""


@st.cache_resource(show_spinner=False)
def load_places(key: str) -> tuple[PlaceIndex, NDArray[np.int64]]:
    """Return the places of a pack and the unit that each practice stands in."""
    pack = load_study(key).pack
    unit_of_practice = locate_practices(pack)
    return PlaceIndex(pack, unit_of_practice), unit_of_practice


def search(pack: Pack, typed: str) -> Found:
    """Return what somebody's words mean; empty words find nothing and say nothing."""
    typed = " ".join(typed.split())
    if not typed:
        return Found("", None)
    if _POSTCODE.fullmatch(typed):
        return _search_postcode(pack, typed)
    index, _ = load_places(pack.key)
    matches = index.find(typed, most=_OFFERED)
    if matches:
        return Found(typed, matches[0], tuple(matches[1:]))
    if _START_OF_POSTCODE.fullmatch(typed):
        return _search_postcode(pack, typed)
    others = tuple(index.similar(typed))
    names = list(dict.fromkeys(place.name for place in others))
    hint = f" Did you mean {' or '.join(names)}?" if names else ""
    return Found(
        typed,
        None,
        others,
        f"Nothing here is called “{typed}”.{hint} Search for a postcode, a ward or town, an area, "
        "a practice or a code.",
    )


def _search_postcode(pack: Pack, typed: str) -> Found:
    try:
        answer = find_postcode(pack_folder(pack.key), typed)
    except PackError as error:
        return Found(typed, None, (), f"Postcodes cannot be looked up: {error.faults[0]}")
    if answer.found is not None:
        found = answer.found
        return Found(
            answer.asked, postcode_place(pack, found.postcode, found.place, found.unit_code)
        )
    if answer.similar and not _POSTCODE.fullmatch(typed):
        told = f"{answer.asked} is the start of a postcode: type the rest, for example "
        return Found(answer.asked, None, (), f"{told}{answer.similar[0]}.")
    if answer.similar:
        offered = listed(list(answer.similar[:4]))
        told = f"Postcodes that start like it: {offered}."
    else:
        told = f"The data covers {pack.title}."
    return Found(answer.asked, None, (), f"There is no postcode {answer.asked} here. {told}")
