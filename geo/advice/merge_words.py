"""Mergers in plain English: the best partner, or why none fits.

No sentence holds both populations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.advice.measuring import standing_of
from geo.advice.merge_partner import MergePartner
from geo.advice.moving_words import some_names
from geo.advice.shape import pieces_words
from geo.advice.summary import standing_sentence
from geo.model import Area, BandStatus, Layer, Measure, Pack
from geo.plan.measures import Measured
from geo.plan.overlap import UNASSIGNED_CODE
from geo.words import PEOPLE_WORDS, listed, number, start_sentence


def merge_sentences(
    measured: Measured,
    layer: Layer,
    area: Area,
    judged: Sequence[Measure],
    partners: Sequence[MergePartner],
    held: Sequence[Area],
    apart: Sequence[Area],
) -> Iterator[str]:
    """Tell how an area stands, its best partner and what the two would be, or why none fits.

    Args:
        measured: the plan.
        layer: of the areas.
        area: that is to be merged.
        judged: the populations to speak of.
        partners: the best first.
        held: neighbours that are locked.
        apart: neighbours on the other side of the system's border.
    """
    pack, before = measured.state.pack, measured.layer(layer.key)
    for measure in judged:
        yield standing_sentence(pack, area.name, standing_of(before[area.code], measure))
    if partners:
        yield _verdict(area, partners)
        yield from _why_none(measured, layer, area, judged, partners)
        yield from _together(pack, partners[0])
    else:
        yield f"{area.name} borders no {layer.definition.singular} that it could be merged with."
    for names, why in (
        ([each.name for each in held], "locked"),
        ([each.name for each in apart], "on the other side of the system’s border"),
    ):
        if names:
            verb = ("borders", "is") if len(names) == 1 else ("border", "are")
            yield f"{some_names(names)} {verb[0]} it too, but {verb[1]} {why}."


def _verdict(area: Area, partners: Sequence[MergePartner]) -> str:
    best = partners[0]
    name, many = best.partner.name, len(partners)
    if best.fits:
        where = "" if many == 1 else f" of its {many:,} neighbours"
        return f"{name} is the best partner{where} for {area.name}: together they fit."
    if best.measures.check.resident.band is None:
        return f"{name} is the best partner for {area.name}; no band says how large they may be."
    if best.fits is None:
        return f"Whether {area.name} fits with {name}, the best partner, is not known."
    elsewhere = [each.partner.name for each in partners if each.fits]
    if elsewhere:
        return (
            f"No neighbour of the same parent fits, of which {name} comes nearest; "
            f"{listed(elsewhere)}, of another parent, would."
        )
    if many == 1:
        return f"{name} is the only neighbour, and together they do not fit."
    return f"None of the {many:,} neighbours fits with {area.name}; {name} comes nearest."


def _why_none(
    measured: Measured,
    layer: Layer,
    area: Area,
    judged: Sequence[Measure],
    partners: Sequence[MergePartner],
) -> Iterator[str]:
    """Say by which population every neighbour is too large, or too small, with the sum."""
    if any(each.fits is not False for each in partners):
        return
    before = measured.layer(layer.key)
    for place, measure in enumerate(judged):
        statuses = {each.standings[place].status for each in partners}
        if len(statuses) > 1 or not statuses <= {BandStatus.ABOVE, BandStatus.BELOW}:
            continue
        too_large = statuses == {BandStatus.ABOVE}
        figures = [
            (standing_of(before[each.partner.code], measure).figure.known, each.partner.name)
            for each in partners
        ]
        many, name = min(figures) if too_large else max(figures)
        own = standing_of(before[area.code], measure)
        assert own.band is not None  # held by the statuses
        people = PEOPLE_WORDS[measure][1]
        if too_large:
            ends = (
                f"even the smallest neighbour, {name}, brings {many:,} {people}",
                f"above {number(own.band.highest)}",
            )
        else:
            ends = (
                f"even the largest neighbour, {name}, brings only {many:,} {people}",
                f"below {own.band.lowest:,}",
            )
        known = own.figure.known
        yield (f"{start_sentence(ends[0])}: {known:,} + {many:,} = {known + many:,} is {ends[1]}.")


def _together(pack: Pack, best: MergePartner) -> Iterator[str]:
    """Tell what the area and its best partner would be as one."""
    pair = f"{best.area.name} with {best.partner.name}"
    for standing in best.standings:
        yield standing_sentence(pack, pair, standing)
    shape = pieces_words(best.measures.check)
    compact = "" if best.compactness is None else f", with a compactness of {best.compactness:.2f}"
    yield (f"They share {best.border_metres / 1000:,.1f} km of border and are in {shape}{compact}.")
    if not best.same_parent:
        yield _parents(pack, best)
    for key, shares in best.new_crossings.items():
        layer = pack.layer(key)
        names = ["none" if code == UNASSIGNED_CODE else layer.area(code).name for code in shares]
        yield (
            f"Together they cross {layer.definition.plural} that neither crosses now; they lie in "
            f"{listed(names)}."
        )
    if not best.new_crossings:
        yield "Together they cross no boundary that neither crosses now."


def _parents(pack: Pack, best: MergePartner) -> str:
    above = pack.layer(best.layer).definition.parent
    assert above is not None  # otherwise neither has a parent, and both the same

    parents = pack.layer(above)

    def whose(area: Area) -> str:
        code = area.parent_code
        return f"no {parents.definition.singular}" if code is None else parents.area(code).name

    return (
        f"They belong to different {parents.definition.plural}: {best.area.name} to "
        f"{whose(best.area)}, {best.partner.name} to {whose(best.partner)}; together they would "
        f"belong to {whose(best.keeps)}."
    )
