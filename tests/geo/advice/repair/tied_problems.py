"""Small problems with weak ties, and the plain way of counting each sample: person by person.

Everybody who counts somewhere in a sample is one line: how many they are, and in which slot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pandas as pd
from hypothesis import strategies as some

from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.ties import NOWHERE, Lead, Ties
from tests.geo.advice.repair.small_problems import fitting_sharings, make_problem


def tied_problems(most_sharings: int = 3_000) -> some.SearchStrategy[Problem]:
    """Draw small problems in which some pieces are weakly tied."""
    return some.integers(0, 10**9).map(lambda seed: make_tied(Random(seed), most_sharings))


def make_tied(random: Random, most_sharings: int) -> Problem:
    """Return a problem with weak ties made up by chance."""
    problem = make_problem(random, most_sharings)
    areas = [slot for slot, each in enumerate(problem.slots) if each.origin is None]
    leads = []
    for area in areas:
        own = [piece for piece, home in enumerate(problem.home) if home == area]
        for _ in range(random.choice([0, 1, 1, 2])):
            stands = own and random.random() < 0.7
            leads.append(Lead(area, random.choice(own) if stands else None))
    pieces = [piece for piece in range(len(problem)) if random.random() < 0.3]
    samples = random.choice([1, 2, 3, 6])
    choice = [NOWHERE, *range(len(leads)), *range(len(leads))]
    drawn = [[random.choice(choice) for _ in pieces] for _ in range(samples)]
    ties = Ties(
        pieces=tuple(pieces),
        slots=tuple(
            problem.home[piece] if random.random() < 0.8 else random.choice(areas)
            for piece in pieces
        ),
        leads=tuple(leads),
        drawn=np.array(drawn, dtype=np.int64).reshape(samples, len(pieces)),
        guests=tuple(
            None
            if number and random.random() < 0.5
            else np.array(
                [[random.choice([0, 0, 0, 1, 2]) for _ in leads] for _ in range(samples)],
                dtype=np.int64,
            ).reshape(samples, len(leads))
            for number in range(len(problem.ranges))
        ),
    )
    ranges = tuple(
        replace(
            each,
            lowest=max(0, each.lowest - random.choice([0, 2, 5])),
            highest=None if each.highest is None else each.highest + random.choice([0, 3, 8]),
        )
        for each in problem.ranges
    )
    return replace(problem, ties=ties, ranges=ranges)


def counted(problem: Problem, sharing: Sequence[int]) -> Iterator[tuple[int, dict[int, int]]]:
    """Yield for each sample and range that is asked the people of each slot."""
    ties = problem.ties
    assert ties is not None
    for number, guests in enumerate(ties.guests):
        if guests is None:
            continue
        people = problem.ranges[number].people
        for sample in range(len(ties.drawn)):
            rows = [(lead_slot(problem, lead, sharing), 0) for lead in ties.leads]
            for lead, more in zip(ties.leads, guests[sample], strict=True):
                rows.append((lead_slot(problem, lead, sharing), int(more)))
            for piece, slot in enumerate(sharing):
                if (piece, slot) in zip(ties.pieces, ties.slots, strict=True):
                    lead = ties.drawn[sample][ties.pieces.index(piece)]
                    if lead != NOWHERE:
                        at = lead_slot(problem, ties.leads[lead], sharing)
                        rows.append((at, people[piece]))
                else:
                    rows.append((slot, people[piece]))
            table = pd.DataFrame(rows, columns=["slot", "people"])
            yield number, table.groupby("slot").people.sum().to_dict()


def lead_slot(problem: Problem, lead: Lead, sharing: Sequence[int]) -> int:
    """Where a lead is: with its piece in a new part of its area, or when the area has ended."""
    if lead.piece is not None:
        at = sharing[lead.piece]
        if problem.slots[at].origin == lead.area or lead.area not in sharing:
            return at
    if lead.area in sharing:
        return lead.area
    left = pd.DataFrame({"slot": sharing, "home": problem.home, "people": problem.weights})
    left = left[left.home == lead.area]
    if left.empty:
        return -1
    people = left.groupby("slot").people.sum()
    return int(people[people == people.max()].index.min())


def holds_in_samples(problem: Problem, sharing: Sequence[int]) -> bool:
    """Whether every slot in use is inside each range that is asked in every sample."""
    for number, held in counted(problem, sharing):
        asked = problem.ranges[number]
        for slot in set(sharing):
            people = held.get(slot, 0)
            if people < asked.lowest or (asked.highest is not None and people > asked.highest):
                return False
    return True


def fitting_in_samples(problem: Problem) -> Iterator[Sharing]:
    """Yield every sharing that meets every requirement, in all samples."""
    return (sharing for sharing in fitting_sharings(problem) if holds_in_samples(problem, sharing))
