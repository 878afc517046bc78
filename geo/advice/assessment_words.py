"""What is possible, in plain English and with the arithmetic shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.advice.family import Family
from geo.advice.feasibility import Feasibility
from geo.advice.moving_bounds import AreaStanding
from geo.advice.moving_words import moving_sentences, some_names
from geo.advice.oversize import Indivisible, MustSplit
from geo.advice.summary import describe, missing_words
from geo.advice.tier_words import feasibility_sentence, range_words
from geo.model import Layer, date_label
from geo.plan.measures import Measured
from geo.words import PEOPLE_WORDS, counted, number, start_sentence


def family_sentences(measured: Measured, family: Family, across: str | None) -> Iterator[str]:
    """Tell what is possible with the areas of a family: numbers, sizes, then who must move.

    Args:
        measured: the plan.
        family: without its sentences.
        across: what the parents are called where these are the areas of all of them, each of
            which is told by itself too: then only what they lead to together is told here.
    """
    told = [
        each.area.code
        for each in (*family.locked, *family.bounds.members)
        if across is None or each.area.parent_code is None
    ]
    yield number_sentence(measured, family, family.answer)
    if family.unlocked is not None:
        yield _locked_sentence(measured, family)
    yield from (_contradiction(each) for each in family.contradicting if each.area.code in told)
    yield from (
        _indivisible(each, family.answer) for each in family.indivisible if each.area.code in told
    )
    yield from (_must_split(each, family) for each in family.splits if each.area.code in told)
    yield from moving_sentences(family, across)


def parents_sentence(parents: Sequence[Family], singular: str) -> str:
    """Say which parents need more areas, and which have too many, as far as numbers go.

    For example ``Within each integrated care provider, as far as numbers go: Nottingham City can
    keep its 8; Mid-Nottinghamshire needs 1 more; South Nottinghamshire needs 2 more.``
    """
    told = "; ".join(_need(family) for family in parents)
    return f"Within each {singular}, as far as numbers go: {told}."


def layer_notes(
    measured: Measured, layer: Layer, members: Sequence[AreaStanding], parent: str | None
) -> Iterator[str]:
    """Tell who takes no part: units without an area, and areas without a parent."""
    units, residents = measured.unassigned(layer.key)
    definition = layer.definition
    if units:
        verb = "is" if units == 1 else "are"
        yield (
            f"{counted(units, 'small area', 'small areas')} with {describe(residents)} {verb} in "
            f"no {definition.singular} and {verb} not counted."
        )
    orphans = [each.area.name for each in members if each.area.parent_code is None]
    if definition.parent is not None and orphans and parent is None:
        above = measured.state.pack.layer(definition.parent).definition.singular
        belongs = "belongs" if len(orphans) == 1 else "belong"
        yield f"{some_names(orphans)} {belongs} to no {above} and only to the whole system."


def number_sentence(measured: Measured, family: Family, answer: Feasibility) -> str:
    """Say how many areas could fit, with the two multiplications on either side.

    For example ``The 8 primary care networks of Nottingham City have 332,900 residents (mid-2019):
    7 to 11 could each hold 30,000 to 50,000 (6 × 50,000 = 300,000 is too little room, 12 × 30,000
    = 360,000 is more people than there are), so 8 can, as far as numbers go.``
    """
    pack = measured.state.pack
    if answer.figure.count is None:
        why = missing_words(pack, answer.figure)
        return f"{feasibility_sentence(pack, answer)} {start_sentence(why)}."
    have = _areas_words(family, answer)
    verb = "has" if answer.areas == 1 else "have"
    told = f"{start_sentence(have)} {verb} {describe(answer.figure)}: "
    arithmetic = _sums(answer)
    sums = f" ({arithmetic})" if arithmetic else ""
    hold = f"hold {answer.band.words}{sums}"
    if answer.no_number:
        return f"{told}no number of them could each {hold}."
    each = "" if answer.most == 1 else "each "
    return f"{told}{range_words(answer)} could {each}{hold}, so {_verdict(answer)}."


def _need(family: Family) -> str:
    assert family.parent is not None  # asked only of parents
    name, deciding = family.parent.name, family.deciding
    if len(family.locked) == family.answer.areas:
        return f"all of {name} is locked"
    if deciding.no_number:
        return f"no number fits {name}"
    if family.gain:
        return f"{name} needs {family.gain:,} more"
    if family.lose:
        return f"{name} has {family.lose:,} too many"
    if deciding.figure.count is None:
        return f"what {name} needs is not known"
    return f"{name} can keep its {family.answer.areas:,}"


def _sums(answer: Feasibility) -> str:
    band, told = answer.band, []
    if band.highest is not None and answer.fewest:
        too_few = answer.fewest - 1
        if band.highest == 0:
            told.append("0 each is no room for anybody")
        elif too_few:
            room = f"{too_few:,} × {band.highest:,} = {too_few * band.highest:,}"
            told.append(f"{room} is too little room")
        else:
            told.append(f"1 × {band.highest:,} is room enough")
    if answer.most is not None and band.lowest:
        too_many = answer.most + 1
        need = f"{too_many:,} × {band.lowest:,} = {too_many * band.lowest:,}"
        told.append(f"{need} is more people than there are")
    return ", ".join(told)


def _verdict(answer: Feasibility) -> str:
    assert answer.fewest is not None  # held by the caller
    if answer.possible:
        return f"{answer.areas:,} can, as far as numbers go"
    if answer.areas < answer.fewest:
        return f"{answer.areas:,} cannot: {answer.fewest - answer.areas:,} more must be created"
    assert answer.most is not None  # otherwise there would be no limit above
    return f"{answer.areas:,} cannot: there must be {answer.areas - answer.most:,} fewer"


def _locked_sentence(measured: Measured, family: Family) -> str:
    assert family.unlocked is not None  # held by the caller
    names = some_names([each.area.name for each in family.locked])
    verb = "stays as it is" if len(family.locked) == 1 else "stay as they are"
    return f"{names} {verb}, locked. {number_sentence(measured, family, family.unlocked)}"


def _contradiction(locked: AreaStanding) -> str:
    band, name = locked.standing.band, locked.area.name
    assert band is not None  # only areas with a band are outside it
    if locked.surplus:
        off = f"{locked.surplus:,} above {number(band.highest)}"
    else:
        off = f"{locked.shortage:,} short of {band.lowest:,}"
    return f"{name} is locked and {off}: it cannot fit unless it is unlocked."


def _indivisible(each: Indivisible, answer: Feasibility) -> str:
    highest = number(answer.band.highest)
    what = PEOPLE_WORDS[answer.figure.measure][1]
    return (
        f"{each.name} ({each.code}), in {each.area.name}, alone has {each.people:,} {what} and "
        f"goes to one area as a whole: whichever has it is above {highest}, whatever the lines."
    )


def _must_split(split: MustSplit, family: Family) -> str:
    """Say that an area must be split, and what exactly is proved.

    An area over the highest but not over twice can give the rest to one neighbour.
    """
    highest = family.answer.band.highest
    assert highest is not None  # otherwise nothing is over twice
    figure = family.answer.figure
    when = date_label(figure.measure, figure.date)
    what = PEOPLE_WORDS[figure.measure][1]
    told = (
        f"{split.area.name} must be split: it has {split.known:,} {what} ({when}), over twice "
        f"{highest:,} (2 × {highest:,} = {2 * highest:,}). If it kept {highest:,}, "
        f"{split.keeps_over:,} would be left, more than any one other area may hold, so its "
        f"people end up in {split.fewest:,} areas at the least, new or old."
    )
    if split.room is None:
        return told
    if split.others == 0:
        return f"{told} No other area may take any, so new ones are needed."
    others = _others(family, split.others)
    if split.room < 0:
        room = f"{others} already {'has' if split.others == 1 else 'have'} {-split.room:,} too many"
    else:
        room = f"{others} could take {split.room:,} at the most"
    if split.needs_new:
        return f"{told} {start_sentence(room)}, so new ones are needed."
    return f"{told} {start_sentence(room)}, shared by {split.fewest - 1:,} of them or more."


def _areas_words(family: Family, answer: Feasibility) -> str:
    """Return ``the 8 primary care networks of Nottingham City``, or the ``other`` unlocked ones."""
    layer, others = family.layer, "other " if answer is family.unlocked else ""
    if answer.areas == 1:
        what = f"{others or 'only '}{layer.singular}"
    else:
        what = f"{answer.areas:,} {others}{layer.plural}"
    return f"the {what}" + ("" if answer.parent is None else f" of {answer.parent.name}")


def _others(family: Family, others: int) -> str:
    layer, parent = family.layer, family.answer.parent
    where = "" if parent is None else f" of {parent.name}"
    if others == 1:
        return f"the other {layer.singular}{where}"
    return f"the {others:,} other {layer.plural}{where}"
