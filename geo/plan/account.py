"""The account: what an edit, or a whole plan, changes, in plain English.

Residents move with small areas and are one sentence; patients move with practices and are another.
No sentence holds both. Where those patients live, in July 2022 say, is a third.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.model import Area, Band, BandStatus, Figure, Layer, Measure, date_label, month_label
from geo.plan.check_keys import CHECK_WORDS
from geo.plan.checks import Standing
from geo.plan.flows import PracticeFlow
from geo.plan.impact import AreaChange, Impact
from geo.plan.measures import AreaMeasures
from geo.plan.patients_living import patients_living
from geo.plan.totals import add_figures
from geo.words import counted, listed, number

MOST_PRACTICES_EACH = 3
"""So many practices that move in a layer have a sentence each on where their patients live."""
MOST_AREAS_TOGETHER = 2
"""So many areas are told in the sentence that says who moves; of more, each has its own."""


def account(impact: Impact) -> list[str]:
    """Tell what differs between two states, one sentence for each thing.

    Areas that begin, end or change name or parent come first, then the residents who move and the
    patients who move, layer by layer, then bands and accepted checks.
    """
    layers = impact.after.state.pack.layers
    sentences = [sentence for key in layers for sentence in _begin_and_end(impact, key)]
    for change in impact.areas:
        sentences += _named_and_placed(impact, change)
    for key in layers:
        sentences += _resident_sentences(impact, key)
        sentences += _registered_sentences(impact, key)
    sentences += _band_sentences(impact)
    sentences += _waiver_sentences(impact)
    return sentences


def _begin_and_end(impact: Impact, key: str) -> list[str]:
    """Say which areas of a layer begin and which end."""
    layer = impact.after.state.pack.layer(key).definition
    changes = [change for change in impact.areas if change.layer == key]
    begin = [change.area.name for change in changes if change.before is None]
    end = [change.area.name for change in changes if change.after is None]
    sentences = []
    for names, verbs, then in ((begin, ("is", "are"), "new"), (end, ("ends", "end"), "")):
        if names:
            verb = verbs[len(names) > 1]
            sentences.append(f"{layer.name}: {listed(names)} {' '.join([verb, then]).strip()}.")
    return sentences


def _named_and_placed(impact: Impact, change: AreaChange) -> list[str]:
    """Say which other name or parent an area has."""
    if change.before is None or change.after is None:
        return []
    before, after = change.before.check.area, change.after.check.area
    sentences = []
    if before.name != after.name:
        noun = impact.after.state.pack.layer(change.layer).definition.singular
        sentences.append(f"The {noun} {before.name} is now called {after.name}.")
    if before.parent_code != after.parent_code:
        was = _parent_name(impact.before.state.pack.layers, change.layer, before)
        now = _parent_name(impact.after.state.pack.layers, change.layer, after)
        sentences.append(f"{after.name} goes from {was} to {now}.")
    return sentences


def _resident_sentences(impact: Impact, key: str) -> list[str]:
    flows = [flow for flow in impact.units if flow.layer == key]
    if not flows:
        return []
    moves = _moves(
        impact,
        key,
        [(flow.origin, flow.target, len(flow.units), flow.residents) for flow in flows],
        ("small area", "small areas"),
        ("resident", "residents"),
    )
    ends = {code for flow in flows for code in (flow.origin, flow.target)}
    standings = _standings(impact, key, ends, Measure.RESIDENTS)
    told = _sentences(impact, key, moves, standings, flows[0].residents)
    left = impact.unassigned[key]
    if left.units[1] == left.units[0]:
        return told
    noun = impact.after.state.pack.layer(key).definition.singular
    if left.units[1] == 0:
        return [*told, f"No small area is without a {noun} now (before: {left.units[0]:,})."]
    some = counted(left.units[1], "small area has", "small areas have")
    people = _people(left.residents[1], ("resident", "residents"))
    return [*told, f"{some} no {noun} now, with {people} (before: {left.units[0]:,})."]


def _registered_sentences(impact: Impact, key: str) -> list[str]:
    flows = [flow for flow in impact.practices if flow.layer == key]
    if not flows:
        return []
    moves = _moves(
        impact,
        key,
        [(flow.origin, flow.target, len(flow.practices), flow.patients) for flow in flows],
        ("practice", "practices"),
        ("registered patient", "registered patients"),
    )
    ends = {code for flow in flows for code in (flow.origin, flow.target)}
    standings = _standings(impact, key, ends, Measure.LISTS)
    told = _sentences(impact, key, moves, standings, flows[0].patients)
    each = sum(len(flow.practices) for flow in flows) <= MOST_PRACTICES_EACH
    living = [
        _living_sentence(impact, flow, practices)
        for flow in flows
        for practices in ([(code,) for code in flow.practices] if each else [flow.practices])
    ]
    return [*told, *living]


def _living_sentence(impact: Impact, flow: PracticeFlow, practices: tuple[str, ...]) -> str:
    """Say how many patients of practices live in the area that they join, and the one they leave.

    The areas are those of the plan after; one that has ended has no small areas there.
    """
    state = impact.after.state
    ends = [code for code in (flow.target, flow.origin) if code is not None]
    living = patients_living(state, practices, flow.layer, ends)
    who = (
        state.pack.practice[practices[0]].name
        if len(practices) == 1
        else f"the {len(practices):,} practices that go from "
        f"{_name(impact, flow.layer, flow.origin)} to {_name(impact, flow.layer, flow.target)}"
    )
    when = month_label(living.date)
    if not living.known:
        return f"Where the patients of {who} live is unknown ({when})."
    parts = [
        f"{between.words} {'in those' if place else 'live in the small areas'} of "
        f"{_name(impact, flow.layer, code)}"
        for place, (code, between) in enumerate(living.inside.items())
    ]
    parts.append(f"{living.elsewhere.words} {'' if parts else 'live '}elsewhere in this pack")
    if living.rest is None:
        told = f"Of the patients of {who} ({when}), {listed(parts)}"
        return f"{told}; how many live outside this pack is unknown."
    parts.append(f"{living.rest.words} outside it or at an unknown address")
    return f"Of the {living.patients:,} patients of {who} ({when}), {listed(parts)}."


def _moves(
    impact: Impact,
    key: str,
    flows: Sequence[tuple[str | None, str | None, int, Figure]],
    things: tuple[str, str],
    people: tuple[str, str],
) -> list[str]:
    """Say what moves whence and whither; several flows to one area are one move."""
    by_target: dict[str | None, list[tuple[str | None, int, Figure]]] = {}
    for origin, target, count, figure in flows:
        by_target.setdefault(target, []).append((origin, count, figure))
    told = []
    for target, parts in by_target.items():
        count = sum(size for _, size, _ in parts)
        total = add_figures([figure for _, _, figure in parts])
        origins = listed([_name(impact, key, origin) for origin, _, _ in parts])
        told.append(
            f"{counted(count, *things)} with {_people(total, people)} "
            f"{'moves' if count == 1 else 'move'} from {origins} to {_name(impact, key, target)}"
        )
    return told


def _sentences(
    impact: Impact, key: str, moves: Sequence[str], standings: Sequence[str], figure: Figure
) -> list[str]:
    """Join moves and what they lead to, each sentence with its layer and date.

    More than ``MOST_AREAS_TOGETHER`` areas have a sentence each, which names its population too.
    """
    layer = impact.after.state.pack.layer(key).definition
    when = date_label(figure.measure, figure.date)
    if len(standings) <= MOST_AREAS_TOGETHER:
        return [f"{layer.name}, {when}: {'; '.join([listed(moves), *standings])}."]
    population = "residents" if figure.measure is Measure.RESIDENTS else "registered patients"
    return [
        f"{layer.name}, {when}: {listed(moves)}.",
        *(f"{layer.name}, {population}, {when}: {standing}." for standing in standings),
    ]


def _standings(impact: Impact, key: str, ends: set[str | None], measure: Measure) -> list[str]:
    told = []
    for change in impact.areas:
        if change.layer != key or change.area.code not in ends or change.after is None:
            continue
        before = None if change.before is None else _standing(change.before, measure)
        told.append(_clause(change.area.name, before, _standing(change.after, measure)))
    return told


def _standing(measures: AreaMeasures, measure: Measure) -> Standing:
    check = measures.check
    return check.resident if measure is Measure.RESIDENTS else check.registered


def _clause(name: str, before: Standing | None, after: Standing) -> str:
    """Say how an area's population changes and where it then stands against its band."""
    was, now = None if before is None else before.figure, after.figure
    against = _against(before, after)
    if now.count is None:
        return f"the total of {name} is unknown, at least {now.known:,}{against}"
    if was is None:
        return f"{name} has {now.count:,}{against}"
    if was.count is None:
        return f"{name} has {now.count:,}, before unknown{against}"
    if was.count == now.count:
        return f"{name} stays at {now.count:,}{against}"
    verb = "rises" if now.count > was.count else "falls"
    return f"{name} {verb} from {was.count:,} to {now.count:,}{against}"


def _against(before: Standing | None, after: Standing) -> str:
    band, status = after.band, after.status
    if band is None or status is None or status is BandStatus.UNKNOWN:
        return ""
    then = (
        ""
        if before is None or before.status is None
        else ("still " if before.status is status else "now ")
    )
    return f", {then}{_place(band, status)}"


def _place(band: Band, status: BandStatus) -> str:
    if status is BandStatus.BELOW:
        return f"below {band.lowest:,}"
    if band.highest is None:
        return f"at or above {band.lowest:,}"
    if status is BandStatus.ABOVE:
        return f"above {number(band.highest)}"
    return f"within {band.words}"


def _band_sentences(impact: Impact) -> list[str]:
    tiers = impact.after.state.baseline.tier
    return [
        f"The band of a {tiers[tier].name} is {'none' if after is None else after.words} in this "
        f"plan, not {'none' if before is None else before.words}."
        for tier, (before, after) in impact.bands.items()
    ]


def _waiver_sentences(impact: Impact) -> list[str]:
    sentences = []
    for waivers, side, verb in (
        (impact.accepted, impact.after, "accepted"),
        (impact.withdrawn, impact.before, "no longer accepted"),
    ):
        for waiver in waivers:
            check = waiver.check
            layer = side.state.pack.layer(check.layer)
            what = CHECK_WORDS[check.kind]
            if check.other_layer is not None:
                what += f" ({side.state.pack.layer(check.other_layer).definition.singular})"
            sentences.append(
                f"{layer.definition.name}: {layer.area(check.area_code).name}, {what}, is {verb} "
                f"by {waiver.author}: “{waiver.reason}”"
            )
    return sentences


def _people(figure: Figure, words: tuple[str, str]) -> str:
    if figure.count is None:
        known = f", at least {figure.known:,}," if figure.known else ""
        return f"an unknown number of {words[1]}{known}"
    return counted(figure.count, *words)


def _name(impact: Impact, key: str, code: str | None) -> str:
    if code is None:
        return f"no {impact.after.state.pack.layer(key).definition.singular}"
    for side in (impact.after, impact.before):
        layer = side.state.pack.layer(key)
        if code in layer.position:
            return layer.area(code).name
    raise KeyError(code)


def _parent_name(layers: Mapping[str, Layer], key: str, area: Area) -> str:
    above = layers[key].definition.parent
    if above is None or area.parent_code is None:
        return "no parent" if above is None else f"no {layers[above].definition.singular}"
    return layers[above].area(area.parent_code).name
