"""A map of where two layers do not line up, and of who lives in between."""

from __future__ import annotations

import numpy as np

from geo.maps.geometry_file import short_name
from geo.maps.printed.content import UNFILLED, Content, FillKey, KeyGroup, Name, View
from geo.maps.printed.palette import MOST_GROUPS, group_fill
from geo.maps.printed.requests import DisagreementMap
from geo.maps.printed.wording import (
    CONTEXT_LABEL,
    ILLUSTRATIVE,
    area_crowd,
    area_names,
    attribution,
    figure_words,
    layer_words,
    line_key,
    people_words,
    plan_words,
    subtitle,
    system_bounds,
    united,
)
from geo.model import Basis
from geo.plan.disagreement import disagreements, summary_sentence
from geo.plan.places import town_names
from geo.plan.totals import residents_of
from geo.words import listed, number, start_sentence


def disagreement(request: DisagreementMap) -> Content:
    """Compose a map of what lies in between two layers.

    Raises:
        KeyError: the pack has no such layer.
    """
    measured = request.plan.measured
    pack, day = measured.state.pack, measured.dates.resident
    first, second = pack.layer(request.first), pack.layer(request.second)
    found = disagreements(pack, first, second, day)
    fill_of_unit = np.full(len(pack.units), UNFILLED, dtype=np.int64)
    names: list[Name] = []
    entries: list[FillKey] = []
    for place, each in enumerate(found):
        fill_of_unit[each.units] = min(place, MOST_GROUPS - 1)
        towns = town_names(each.places)
        words = listed(towns[:2]) if len(towns) < 3 else f"{towns[0]} and {len(towns) - 1} more"
        names.append(Name(words, united(pack, each.units), larger=1.1, rank=-1))
        people = people_words(residents_of(pack, each.units, day))
        label = f"{each.second.name}, but {short_name(each.first.name)}: {people}"
        entries.append(FillKey(label, group_fill(place)))
    if len(entries) > MOST_GROUPS:
        rest = residents_of(
            pack, np.concatenate([each.units for each in found[MOST_GROUPS - 1 :]]), day
        )
        count = len(found) - MOST_GROUPS + 1
        label = f"{count} smaller groups: {people_words(rest)}"
        entries = [*entries[: MOST_GROUPS - 1], FillKey(label, group_fill(MOST_GROUPS - 1))]
    everyone = residents_of(pack, np.flatnonzero(pack.units.in_system), day)
    view = View(
        "",
        pack,
        tuple(group_fill(place) for place in range(min(len(found), MOST_GROUPS))),
        fill_of_unit,
        (second.key, first.key),
        (*names, *area_names(pack, second, required=())),
        outlined=tuple(each.units for each in found),
    )
    summary = summary_sentence(pack, first, second, found, day)
    headline = summary.rstrip(".")
    in_between: tuple[KeyGroup, ...] = ()
    if entries:
        title = f"In one {second.definition.singular}, but in another {first.definition.singular}"
        in_between = (KeyGroup(title, tuple(entries)),)
    return Content(
        headline=headline,
        subtitle=subtitle(
            layer_words(first),
            layer_words(second),
            figure_words(everyone),
            plan_words(request.plan),
        ),
        views=(view,),
        extent=system_bounds(pack),
        key=(
            *in_between,
            KeyGroup(
                "Boundaries",
                (*line_key(pack, [first.key, second.key]), FillKey(CONTEXT_LABEL, None)),
            ),
        ),
        notes=(ILLUSTRATIVE,),
        attribution=attribution(pack, [first.key, second.key], [Basis.RESIDENT]),
        alternative=f"Map of where {first.definition.plural} and {second.definition.plural} do not "
        f"line up. {headline}.",
        description=(summary, *(f"{each.sentence} {each.reason}".strip() for each in found)),
        rows=tuple(
            {
                start_sentence(first.definition.singular): each.first.name,
                start_sentence(second.definition.singular): each.second.name,
                "Residents": number(each.residents),
                "Small areas": len(each.units),
                "Places": listed(each.places),
            }
            for each in found
        ),
        crowd=area_crowd(request.plan, second),
    )
