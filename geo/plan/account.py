"""The account: what an edit, or a whole plan, changes, in plain English.

Residents move with small areas and are one sentence; patients move with practices and are another.
No sentence holds both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.model import Area, Band, BandStatus, Figure, Layer, Measure, date_label
from geo.plan.check_keys import CHECK_WORDS
from geo.plan.checks import Standing
from geo.plan.impact import AreaChange, Impact
from geo.plan.measures import AreaMeasures
from geo.words import counted, listed, number, start_sentence


def account(impact: Impact) -> list[str]:
    """Tell what differs between two states, one sentence for each thing.

    Areas that begin, end or change name or parent come first, then the residents who move and the
    patients who move, layer by layer, then bands and accepted checks.
    """
    sentences = [
        sentence for change in impact.areas for sentence in _area_sentences(impact, change)
    ]
    for key in impact.after.state.pack.layers:
        sentences += _resident_sentences(impact, key)
        sentences += _registered_sentences(impact, key)
    sentences += _band_sentences(impact)
    sentences += _waiver_sentences(impact)
    return sentences


def _area_sentences(impact: Impact, change: AreaChange) -> list[str]:
    noun = impact.after.state.pack.layer(change.layer).definition.singular
    if change.before is None:
        return [f"{change.area.name} is a new {noun}."]
    if change.after is None:
        return [f"{change.area.name} is a {noun} no more."]
    before, after = change.before.check.area, change.after.check.area
    sentences = []
    if before.name != after.name:
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
    moves = [
        f"{counted(len(flow.units), 'small area', 'small areas')} with "
        f"{_people(flow.residents, ('resident', 'residents'))} "
        f"{'moves' if len(flow.units) == 1 else 'move'} from {_name(impact, key, flow.origin)} to "
        f"{_name(impact, key, flow.target)}"
        for flow in flows
    ]
    ends = {code for flow in flows for code in (flow.origin, flow.target)}
    standings = _standings(impact, key, ends, Measure.RESIDENTS)
    sentence = _sentence(impact, key, moves, standings, flows[0].residents)
    left = impact.unassigned[key]
    if left.units[1] == left.units[0]:
        return [sentence]
    some = counted(left.units[1], "small area has", "small areas have")
    noun = impact.after.state.pack.layer(key).definition.singular
    people = _people(left.residents[1], ("resident", "residents"))
    return [sentence, f"{some} no {noun} now, with {people} (before: {left.units[0]:,})."]


def _registered_sentences(impact: Impact, key: str) -> list[str]:
    flows = [flow for flow in impact.practices if flow.layer == key]
    if not flows:
        return []
    moves = [
        f"{counted(len(flow.practices), 'practice', 'practices')} with "
        f"{_people(flow.patients, ('registered patient', 'registered patients'))} "
        f"{'moves' if len(flow.practices) == 1 else 'move'} from "
        f"{_name(impact, key, flow.origin)} to {_name(impact, key, flow.target)}"
        for flow in flows
    ]
    ends = {code for flow in flows for code in (flow.origin, flow.target)}
    standings = _standings(impact, key, ends, Measure.LISTS)
    return [_sentence(impact, key, moves, standings, flows[0].patients)]


def _sentence(
    impact: Impact, key: str, moves: Sequence[str], standings: Sequence[str], figure: Figure
) -> str:
    """Join moves and what they lead to, saying which layer and which date."""
    layer = impact.after.state.pack.layer(key).definition
    when = f"{layer.name}, {date_label(figure.measure, figure.date)}"
    return f"{when}: {'; '.join([listed(moves), *standings])}."


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
            name = side.state.pack.layer(check.layer).area(check.area_code).name
            what = CHECK_WORDS[check.kind]
            if check.other_layer is not None:
                what += f" ({side.state.pack.layer(check.other_layer).definition.singular})"
            told = f"{name}, {what}: {verb} by {waiver.author}, because {waiver.reason}"
            sentences.append(start_sentence(told.rstrip(".") + "."))
    return sentences


def _people(figure: Figure, words: tuple[str, str]) -> str:
    if figure.count is None:
        return f"an unknown number of {words[1]}, at least {figure.known:,},"
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
