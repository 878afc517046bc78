"""Why a total of the pack differs from the publisher's.

An explanation is a sentence computed from what was found. It is given only if what it names
accounts for the whole difference; otherwise the row has none, and the preparation refuses it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from geo.model import ListState, Reconciled, month_label
from geo.sources.networks import LATER_EDITION
from geo.sources.outlines import MOST_CHANGE, TOLERANCE_METRES
from geo.sources.packed_totals import WrittenPack
from geo.sources.postcodes import Directory
from geo.sources.recipe import PublishedTotal
from geo.sources.totals import (
    AREA_SIMPLIFIED,
    AREAS_OF_LAYER,
    BY_NETWORK,
    BY_PRACTICE,
    MEMBERS,
    POSTCODES,
)
from geo.words import counted


@dataclass(frozen=True)
class Evidence:
    """What explanations are computed from.

    Attributes:
        pack: the files as they were written.
        directory: the postcode directory.
        joined_later: practices of the pack that December 2019 does not list as members.
        stated: totals that publishers state in words, by topic and code.
    """

    pack: WrittenPack
    directory: Directory
    joined_later: frozenset[str]
    stated: Mapping[tuple[str, str], PublishedTotal]


def explain(row: Reconciled, evidence: Evidence) -> Reconciled:
    """Return the row with its explanation, if it needs one and there is one.

    A network with a practice whose list is missing gets ``published`` unknown: its known part is
    compared, and named as such.
    """
    for day, topic in BY_PRACTICE.items():
        if row.topic == topic and row.code in find_missing_lists(evidence.pack, day):
            return replace(row, explanation=_explain_gap(day))
    for day, topic in BY_NETWORK.items():
        if row.topic == topic:
            return _explain_network(row, day, evidence)
    if row.published == row.packed:
        return row
    explanation = _EXPLANATIONS.get(row.topic, _explain_rounding)(row, evidence)
    return replace(row, explanation=explanation)


def find_missing_lists(pack: WrittenPack, day: date) -> dict[str, str]:
    """Return practices that should have a list on a date and have none: code → network."""
    lists = pack.files["lists"]
    missing = lists[(lists["date"] == day.isoformat()) & (lists["state"] == ListState.MISSING)]
    practices = pack.files["practices"]
    of_missing = practices[practices["practice_code"].isin(missing["practice_code"])]
    return dict(zip(of_missing["practice_code"], of_missing["pcn"], strict=True))


def _explain_gap(day: date) -> str:
    return (
        f"No list was published for {month_label(day)} although the national record has the "
        "practice open. Every total that it belongs to is unknown."
    )


def _explain_network(row: Reconciled, day: date, evidence: Evidence) -> Reconciled:
    """Account for members that only the later edition lists, and for lists that are missing."""
    lists = evidence.pack.files["lists"]
    lists = lists[(lists["date"] == day.isoformat()) & (lists["state"] == ListState.COUNTED)]
    sizes = lists.set_index("practice_code")["patients"].astype(int)
    newer = [code for code in _joined_later(row.code, evidence) if code in sizes.index]
    if row.published + sizes[newer].sum() != row.packed:
        return row
    sentences = [
        f"Includes {_practice(code, evidence)} with {sizes[code]:,} patients, listed as a member "
        f"only in the edition of {month_label(LATER_EDITION)}."
        for code in newer
    ]
    gaps = find_missing_lists(evidence.pack, day)
    names = " and ".join(
        _practice(code, evidence) for code in sorted(gaps) if gaps[code] == row.code
    )
    if names:
        unknown = f"The total is unknown: no list of {names} was published for {month_label(day)}."
        sentences = [unknown, "The pack's figure here is that of the other members.", *sentences]
        row = replace(row, published=math.nan)
    return replace(row, explanation=" ".join(sentences))


def _explain_members(row: Reconciled, evidence: Evidence) -> str:
    newer = _joined_later(row.code, evidence)
    if row.difference != len(newer):
        return ""
    names = " and ".join(_practice(code, evidence) for code in newer)
    return (
        f"Listed as members only in the edition of {month_label(LATER_EDITION)}, and kept so that "
        f"no patients are lost: {names}."
    )


def _joined_later(pcn: str, evidence: Evidence) -> list[str]:
    practices = evidence.pack.files["practices"]
    of_network = set(practices["practice_code"][practices["pcn"] == pcn])
    return sorted(of_network & evidence.joined_later)


def _practice(code: str, evidence: Evidence) -> str:
    return f"{code} {evidence.pack.area_name(code)}"


def _explain_simplified(row: Reconciled, _evidence: Evidence) -> str:
    share = abs(row.difference) / row.published
    if share > MOST_CHANGE:
        return ""
    size = f"{share:.3%}" if share >= 0.00001 else "less than 0.001%"
    return (
        f"Outlines are simplified with a tolerance of {TOLERANCE_METRES:g} metres, which changes "
        f"the area by {size}; figures per square kilometre use the published outlines."
    )


def _explain_areas(row: Reconciled, _evidence: Evidence) -> str:
    if row.code != "ward" or row.difference >= 0:
        return ""
    without = counted(int(-row.difference), "ward", "wards")
    return f"Left out for want of a best-fitting small area: {without}."


def _explain_postcodes(row: Reconciled, evidence: Evidence) -> str:
    """Account for postcodes whose district in the directory is not that of their outline."""
    packed = evidence.pack.files["postcodes"]
    drawn = pd.Series(
        packed["unit_code"].map(evidence.pack.units["district"]).to_numpy(),
        index=packed["postcode"],
    )
    listed = evidence.directory.rows.set_index("postcode")["district"]
    mine, inside = set(listed.index[listed == row.code]), set(drawn.index[drawn == row.code])
    gone, come = len(mine - inside), len(inside - mine)
    if come - gone != row.difference:
        return ""
    return (
        "The directory's districts and the outlines, which are generalised, disagree at the "
        f"border: {come:,} more inside the outlines, {gone:,} fewer."
    )


def _explain_rounding(row: Reconciled, evidence: Evidence) -> str:
    """Account for a total that the publisher states with few decimals."""
    stated = evidence.stated.get((row.topic, row.code))
    if stated is None or round(row.packed, stated.decimals) != stated.value:
        return ""
    return f"The publisher rounds to {stated.decimals} decimals; so rounded, the two are equal."


_EXPLANATIONS: Mapping[str, Callable[[Reconciled, Evidence], str]] = {
    AREA_SIMPLIFIED: _explain_simplified,
    AREAS_OF_LAYER: _explain_areas,
    MEMBERS: _explain_members,
    POSTCODES: _explain_postcodes,
}
