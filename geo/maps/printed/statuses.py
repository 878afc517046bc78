"""Maps of band status: one plan, or two side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from geo.maps.printed.content import UNFILLED, Bounds, Content, FillKey, Integers, KeyGroup, View
from geo.maps.printed.palette import printed
from geo.maps.printed.requests import BeforeAndAfterMap, MappedPlan, StatusMap
from geo.maps.printed.wording import (
    CONTEXT_LABEL,
    ILLUSTRATIVE,
    area_checks,
    area_crowd,
    area_names,
    areas_around,
    attribution,
    colour_neighbours,
    figure_words,
    is_part,
    layer_words,
    line_key,
    people_words,
    plan_words,
    require_one_pack,
    subtitle,
    system_bounds,
    unit_bounds,
)
from geo.maps.shading import status_shading
from geo.maps.styles import STATUS_STYLES
from geo.model import UNASSIGNED, BandStatus, Basis, Layer, Pack
from geo.plan.checks import AreaCheck
from geo.plan.flows import unit_flows
from geo.plan.totals import add_figures
from geo.words import PEOPLE_WORDS, STATUS_WORDS, listed, number, start_sentence

WORDS = "Before", "After"
WITH_FIGURES = "The figure under a name is its population."


def status(request: StatusMap) -> Content:
    """Compose a map of where each area of a layer stands against its band.

    Raises:
        KeyError: the pack has no such layer.
    """
    pack = request.plan.measured.state.pack
    layer = pack.layer(request.layer)
    checks = area_checks(request.plan, request.layer)
    view, key, band = _status_view(request.plan, request.layer, request.basis)
    headline = status_headline(layer, checks, request.basis)
    told = _tally(checks, request.basis)
    return Content(
        headline=headline,
        subtitle=subtitle(
            layer_words(layer), _population(checks, request.basis), plan_words(request.plan)
        ),
        views=(view,),
        extent=system_bounds(pack),
        key=(
            KeyGroup(band, (*key, FillKey(CONTEXT_LABEL, None))),
            KeyGroup("Boundaries", line_key(pack, [layer.key])),
        ),
        notes=(ILLUSTRATIVE, WITH_FIGURES),
        attribution=attribution(pack, [layer.key], [request.basis]),
        alternative=f"Map of {layer.definition.plural} by band status. {headline}.",
        description=(f"{headline}.", f"{told}."),
        rows=_status_rows(checks, request.basis),
        crowd=area_crowd(request.plan, layer),
    )


def before_and_after(request: BeforeAndAfterMap) -> Content:
    """Compose two maps of a layer side by side.

    Raises:
        KeyError: the pack has no such layer.
        ValueError: the plans are not of one pack, or their dates differ.
    """
    plans = request.before, request.after
    require_one_pack(*plans)
    packs = [plan.measured.state.pack for plan in plans]
    layers = [pack.layer(request.layer) for pack in packs]
    checks = [area_checks(plan, request.layer) for plan in plans]
    titles = [f"{word}: {plan.name}" for word, plan in zip(WORDS, plans, strict=True)]
    flows = unit_flows(layers[0], layers[1], packs[1], request.after.measured.dates)
    extent, required = system_bounds(packs[1]), None
    if flows:
        moved = np.unique(np.concatenate([flow.units for flow in flows]))
        around = _touched_bounds(layers, packs[1], moved)
        if is_part(around, packs[1]):
            extent = around
            adjacency = request.after.measured.ground.adjacency
            required = set.union(*(areas_around(layer, moved, adjacency) for layer in layers))
    made = [
        _status_view(plan, request.layer, request.basis, (word, title), required)
        for word, plan, title in zip(WORDS, plans, titles, strict=True)
    ]
    headline = _both_headline(layers, checks, request.basis)
    if flows:
        people = add_figures([flow.residents for flow in flows])
        headline += f"; {people_words(people)} change area"
    rows = [
        {"Plan": title, **row}
        for title, each in zip(titles, checks, strict=True)
        for row in _status_rows(each, request.basis)
    ]
    return Content(
        headline=headline,
        subtitle=subtitle(layer_words(layers[1]), _population(checks[1], request.basis)),
        views=tuple(view for view, _, _ in made),
        extent=extent,
        key=(
            *_both_keys(made),
            KeyGroup(
                "Boundaries",
                (*line_key(packs[1], [request.layer]), FillKey(CONTEXT_LABEL, None)),
            ),
        ),
        notes=(ILLUSTRATIVE, WITH_FIGURES),
        attribution=attribution(packs[1], [request.layer], [request.basis, Basis.RESIDENT]),
        alternative=f"Two maps of {layers[1].definition.plural}, before and after. {headline}.",
        description=(
            f"{headline}.",
            *(
                f"{title}. {_tally(each, request.basis)}."
                for title, each in zip(titles, checks, strict=True)
            ),
        ),
        rows=tuple(rows),
        crowd=area_crowd(request.after, layers[1]),
        located=is_part(extent, packs[1]),
    )


def _both_keys(
    made: Sequence[tuple[View, tuple[FillKey, ...], str]],
) -> tuple[KeyGroup, ...]:
    """Return one group of the key for both views, or one for each where their bands differ."""
    (_, before, title), (_, after, title_after) = made
    if title == title_after:
        return (KeyGroup(title, tuple(dict.fromkeys((*before, *after)))),)
    return KeyGroup(f"Before: {title}", before), KeyGroup(f"After: {title_after}", after)


def status_headline(layer: Layer, checks: Sequence[AreaCheck], basis: Basis) -> str:
    """Say how many areas of a layer are inside their band."""
    inside = [check for check in checks if check.area.in_system]
    definition = layer.definition
    if not inside:
        return f"No {definition.singular} is in the system"
    band, figure = inside[0].standing(basis).band, inside[0].standing(basis).figure
    if band is None:
        return f"{start_sentence(definition.plural)} have no band for their population"
    people = PEOPLE_WORDS[figure.measure][1]
    if len(inside) == 1:
        return (
            f"{inside[0].area.name} has {number(figure.count)} {people}, {_place(inside[0], basis)}"
        )
    count = Counter(check.standing(basis).status for check in inside)
    within = count[BandStatus.WITHIN]
    others = [
        f"{count[state]} {'has' if count[state] == 1 else 'have'} {word}"
        for state, word in ((BandStatus.BELOW, "fewer"), (BandStatus.ABOVE, "more"))
        if count[state]
    ]
    if count[BandStatus.UNKNOWN]:
        verb = "is" if count[BandStatus.UNKNOWN] == 1 else "are"
        others.append(f"{count[BandStatus.UNKNOWN]} {verb} unknown")
    if within == len(inside):
        return f"All {len(inside)} {definition.plural} have {band.words} {people}"
    told = f"{within or 'None'} of {len(inside)} {definition.plural}"
    verb = "has" if within == 1 else "have"
    return f"{told} {verb} {band.words} {people}; {listed(others)}"


def _place(check: AreaCheck, basis: Basis) -> str:
    status = check.standing(basis).status
    band = check.standing(basis).band
    words = "" if band is None else f" its band of {band.words}"
    if status is None or status is BandStatus.UNKNOWN:
        return f"so that nobody can tell whether it is within{words}"
    return f"{STATUS_WORDS[status].lower()}{words}"


def _both_headline(
    layers: Sequence[Layer], checks: Sequence[Sequence[AreaCheck]], basis: Basis
) -> str:
    plural = layers[1].definition.plural
    counts = []
    for each in checks:
        inside = [check for check in each if check.area.in_system]
        within = sum(check.standing(basis).status is BandStatus.WITHIN for check in inside)
        counts.append((within, len(inside)))
    if not any(check.resident.band for check in checks[1]):
        return f"{counts[0][1]} {plural} before and {counts[1][1]} after"
    (was, of), (now, of_now) = counts
    return f"{was} of {of} {plural} are within their band before and {now} of {of_now} after"


def _status_view(
    plan: MappedPlan,
    key: str,
    basis: Basis,
    titles: tuple[str, str] = ("", ""),
    required: Collection[str] | None = None,
) -> tuple[View, tuple[FillKey, ...], str]:
    """Return a view of a layer's status, its key and the key's title; or of its areas.

    Args:
        plan: that is drawn.
        key: of the layer.
        basis: the population.
        titles: of the view in a word, and in full.
        required: codes of areas to whose names a line leads where they do not fit; None for all.
    """
    word, title = titles
    pack = plan.measured.state.pack
    layer = pack.layer(key)
    checks = area_checks(plan, key)
    figures = [number(check.standing(basis).figure.count) for check in checks]
    names = area_names(pack, layer, figures, required)
    band = checks[0].standing(basis).band if checks else None
    if band is None:
        fills, fill_of_unit = colour_neighbours(plan, layer)
        view = View(title, pack, fills, fill_of_unit, (key,), names, word=word)
        return view, (), "No band"
    shading = status_shading(pack, layer, checks, basis)
    fills = tuple(printed(each.fill) for each in shading.classes)
    shown = np.where(pack.units.in_system, shading.class_of_unit, UNFILLED)
    entries = tuple(
        FillKey(each.label, fill) for each, fill in zip(shading.classes, fills, strict=True)
    )
    noun = PEOPLE_WORDS[checks[0].standing(basis).figure.measure][1]
    return (
        View(title, pack, fills, shown, (key,), names, word=word),
        entries,
        f"Against the band of {band.words} {noun}",
    )


def _touched_bounds(layers: Sequence[Layer], pack: Pack, moved: Integers) -> Bounds:
    """Return the bounds of the areas that units leave and join."""
    units = [moved]
    for layer in layers:
        touched = np.unique(layer.area_of_unit[moved])
        units.append(np.flatnonzero(np.isin(layer.area_of_unit, touched[touched != UNASSIGNED])))
    return unit_bounds(pack, np.unique(np.concatenate(units)), 0.06)


def _population(checks: Sequence[AreaCheck], basis: Basis) -> str:
    return figure_words(checks[0].standing(basis).figure) if checks else ""


def _tally(checks: Sequence[AreaCheck], basis: Basis) -> str:
    """Name the areas of each status."""
    told = []
    for status, style in STATUS_STYLES.items():
        names = [
            f"{check.area.name} ({number(check.standing(basis).figure.count)})"
            for check in checks
            if check.area.in_system and check.standing(basis).status is status
        ]
        if names:
            told.append(f"{style.word}: {', '.join(names)}")
    return "; ".join(told) or "No area is in the system"


def _status_rows(checks: Sequence[AreaCheck], basis: Basis) -> tuple[dict[str, str | int], ...]:
    return tuple(
        {
            "Area": check.area.name,
            start_sentence(figure_words(check.standing(basis).figure)): number(
                check.standing(basis).figure.count
            ),
            "Status": STATUS_WORDS[check.standing(basis).status],
            "Small areas": check.units,
        }
        for check in checks
        if check.area.in_system
    )
