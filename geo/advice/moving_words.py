"""Who must change area at the least, in plain English and with the sums shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.advice.family import Family
from geo.advice.neighbour_flow import Obstacle, Shifts
from geo.model import Figure, LayerDefinition, Measure, date_label
from geo.words import PEOPLE_WORDS, listed, number

NAMED_AT_MOST = 6
"""More areas than this are counted and not named."""


def moving_sentences(family: Family, across: str | None) -> Iterator[str]:
    """Say how many people must change area at the least, why, and whether neighbours will do.

    Args:
        family: the areas.
        across: what the parents are called where people may go from one to another; then what
            neighbours can do is left to the sentences of each parent.
    """
    bounds, layer = family.bounds, family.layer
    if not bounds.members:
        yield f"All {layer.plural} are locked, so that nobody can move."
        return
    if not bounds.above and not bounds.below:
        if not bounds.unknown:
            free = "that is not locked " if family.locked else ""
            yield f"Each {layer.singular} {free}is inside the band, so that nobody must move."
        return
    if told := _at_least(family, across):
        yield told
    if bounds.shifts is not None and across is None and not _told_by_number(family):
        yield _between_neighbours(family, bounds.shifts)


def some_names(names: Sequence[str]) -> str:
    """List names, counting those beyond the first few."""
    if len(names) <= NAMED_AT_MOST:
        return listed(names)
    shown = NAMED_AT_MOST - 1
    return f"{', '.join(names[:shown])} and {len(names) - shown:,} more"


def _at_least(family: Family, across: str | None) -> str:
    """Say what is proved without a map; empty if that is nothing.

    Where these areas cannot all fit as many as they are, only the excess counts: it must leave
    whatever is created or closed.
    """
    bounds = family.bounds
    over = _sum_words([(each.area.name, each.surplus) for each in bounds.above], "over")
    short = _sum_words([(each.area.name, each.shortage) for each in bounds.below], "short")
    people = family.must_move
    if family.impossible:
        reasons, start = [over], "Whatever is created or closed"
    else:
        reasons = [each for each in (over, short) if each]
        start = "If none is created or closed"
    if not people:
        return ""
    start += f", and even across the borders of {across}" if across else ""
    moved = _movers(family.layer, family.answer.figure, people)
    told = f"{start}, at least {moved}: {'; '.join(reasons)}"
    if len(reasons) > 1:
        told += "; one move can mend both, so that the larger sum counts"
    if bounds.unknown:
        names = some_names([each.area.name for each in bounds.unknown])
        told += f"; it may be more, as not all is known of {names}"
    return f"{told}."


def _told_by_number(family: Family) -> bool:
    """Whether all areas together have too many or too few people, which was said already."""
    found = family.bounds.obstacle
    return found is not None and len(found.group) == len(family.bounds.members)


def _between_neighbours(family: Family, shifts: Shifts | Obstacle) -> str:
    if family.answer.figure.measure is Measure.LISTS:
        start = "If each practice that moves joins an area that borders its own as things stand, "
        otherwise = "Only practices that join an area further away"
    else:
        start = "If everybody who moves comes to an area that borders their own as things stand, "
        otherwise = "Only an area in pieces, or one that first grows past a neighbour,"
    if isinstance(shifts, Obstacle):
        return f"{start}it cannot be done: {_obstacle_words(family, shifts)}."
    steps = _steps(family, shifts)
    if shifts.people == family.bounds.at_least:
        return f"{start}that many will do, as far as numbers go{steps}."
    return (
        f"{start}at least {shifts.people:,} must move{steps}. {otherwise} could do it with fewer."
    )


def _steps(family: Family, shifts: Shifts) -> str:
    if len(shifts.steps) > NAMED_AT_MOST:
        return ""
    members = family.bounds.members
    told = [
        f"{step.people:,} from {members[step.origin].area.name} to {members[step.target].area.name}"
        for step in shifts.steps
    ]
    return f", for example {listed(told)}"


def _obstacle_words(family: Family, found: Obstacle) -> str:
    members, band = family.bounds.members, family.answer.band
    what = PEOPLE_WORDS[family.answer.figure.measure][1]
    group = some_names([members[place].area.name for place in found.group])
    around = some_names([members[place].area.name for place in found.around])
    alone = len(found.group) == 1
    if found.too_many:
        many = len(found.group) + len(found.around)
        beside = f" and, beside {'it' if alone else 'them'}, {around}" if around else ""
        return (
            f"{group} {'has' if alone else 'have'} {found.have:,} {what}, but "
            f"{'it' if alone else 'they'}{beside} can hold only {many:,} × "
            f"{number(band.highest)} = {found.limit:,}"
        )
    beside = f" and, beside {'it' if alone else 'them'}, {around} together have" if around else ""
    return (
        f"{group} {'needs' if alone else 'need'} {len(found.group):,} × {band.lowest:,} = "
        f"{found.limit:,} {what}, but {'it' if alone else 'they'}"
        f"{beside or (' has' if alone else ' have')} only {found.have:,}"
    )


def _sum_words(people: Sequence[tuple[str, int]], off: str) -> str:
    """Return ``A is 5,503 over``, or ``A 5,503 and B 100 over, 5,603 in all``."""
    if not people:
        return ""
    if len(people) == 1:
        ((name, many),) = people
        return f"{name} is {many:,} {off}"
    total = sum(many for _, many in people)
    if len(people) > NAMED_AT_MOST:
        return f"{len(people):,} areas are {off}, by {total:,} in all"
    each = listed([f"{name} {many:,}" for name, many in people])
    return f"{each} {off}, {total:,} in all"


def _movers(layer: LayerDefinition, figure: Figure, people: int) -> str:
    """Return ``5,503 residents (mid-2019) must come to another primary care network``."""
    who = f"{people:,} {PEOPLE_WORDS[figure.measure][0 if people == 1 else 1]}"
    with_practice = " with their practice" if figure.measure is Measure.LISTS else ""
    when = date_label(figure.measure, figure.date)
    return f"{who} ({when}) must come to another {layer.singular}{with_practice}"
