"""Other dates: figures of every date for which the pack has them, lines as the plan has them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np

from geo.advice.robustness.worlds import Counted, Kind, World
from geo.model import Counts, ListState, Measure, Pack, date_label


def date_worlds(pack: Pack) -> list[World]:
    """Return one world for each date of the pack, ascending.

    A world speaks only of what the pack has of its date: residents, lists, registered patients by
    where they live, or several of them.
    """
    figures: dict[date, dict[Measure, Counts]] = defaultdict(dict)
    for day, residents in pack.residents.items():
        figures[day][Measure.RESIDENTS] = residents.total
    for day in pack.list_dates:
        figures[day][Measure.LISTS] = _lists(pack, day)
    figures[pack.registrations.date][Measure.LIVING_INSIDE] = pack.registrations.patients
    worlds = []
    for day, by_measure in sorted(figures.items()):
        label = date_label(next(iter(by_measure)), day)
        worlds.append(
            World(
                kind=Kind.DATES,
                label=label,
                origin=f"Figures as published for {label}.",
                figures={measure: Counted(day, each) for measure, each in by_measure.items()},
            )
        )
    return worlds


def _lists(pack: Pack, day: date) -> Counts:
    """Return the list of each practice, NaN where one should be there and is not."""
    lists = [practice.lists[day] for practice in pack.practices]
    return np.array(
        [
            np.nan if each.state is ListState.MISSING else float(each.patients or 0)
            for each in lists
        ],
        dtype=np.float64,
    )
