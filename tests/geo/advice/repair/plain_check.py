"""A plain check of proposals: made as ordinary edits, added up by pandas, held against networkx.

Nothing of the search is believed: who moved is counted from where everybody was and is, the people
of each area come from the pack's tables, and whether an area hangs together from a graph.
"""

from __future__ import annotations

from datetime import date

import networkx as nx
import pandas as pd

from geo.advice.repair.clock import Clock
from geo.advice.repair.proposal import Proposal
from geo.advice.repair.question import Contiguity, RepairQuestion
from geo.advice.repair.repairing import PlaceRepair, repair
from geo.advice.repair.trying import Effort
from geo.advice.robustness.answer import Question, find_robustness
from geo.advice.robustness.worlds import Kind
from geo.model import Measure, Pack
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario
from geo.plan.totals import Dates
from tests.geo.plan.plans import AUTHOR, NOW

ALL_TIME = 1e9
"""Seconds: the searches of tests are ended by their rounds."""


def repaired(
    plan: OpenScenario,
    question: RepairQuestion,
    rounds: int = 1,
    dates: Dates | None = None,
    seed: int = 0,
) -> list[PlaceRepair]:
    """What comes of a question, all in this process."""
    measured = measured_on(plan, dates)
    effort = Effort(ALL_TIME, rounds, seed)
    return repair(measured, question, effort, Clock(ALL_TIME), workers=1)


def measured_on(plan: OpenScenario, dates: Dates | None = None) -> Measured:
    """A plan on dates, the pack's own unless others are given."""
    return Measured(plan.state, Ground.of(plan.pack), dates or Dates.of(plan.pack))


def check(
    plan: OpenScenario, question: RepairQuestion, found: PlaceRepair, dates: Dates | None = None
) -> None:
    """Check every proposal for a place."""
    assert found.proposals
    for proposal in found.proposals:
        after = accepted(plan, proposal)
        checked = _Checked(plan, after, question, found, proposal, dates or Dates.of(plan.pack))
        checked.numbers()
        checked.people()
        checked.bands()
        checked.borders_and_locks()
        if not question.moves_practices:
            checked.contiguity()
        if question.weak_ties is not None:
            checked.samples(after)
        assert proposal.bound <= proposal.moved
        assert proposal.gap == proposal.moved - proposal.bound
        assert proposal.proved == (proposal.gap == 0)


def check_samples(plan: OpenScenario, question: RepairQuestion, found: PlaceRepair) -> None:
    """Check of every proposal for a place that it holds in every sample of weak ties."""
    assert found.proposals
    for proposal in found.proposals:
        after = accepted(plan, proposal)
        checked = _Checked(plan, after, question, found, proposal, Dates.of(plan.pack))
        checked.samples(after)


def accepted(plan: OpenScenario, proposal: Proposal) -> OpenScenario:
    """The plan after every step, each accepted as ordinary edits; an impossible one raises."""
    layer = proposal.place.question.layer
    for step in proposal.steps:
        before = _table(plan, layer)
        for change in step.changes:
            plan = plan.edit(change, AUTHOR, NOW, "A reason.")
        after = _table(plan, layer)
        moves_practices = proposal.place.question.moves_practices
        table = _practice_table if moves_practices else _table
        assert set(table(plan, layer).index) >= set(step.pieces)
        assert set(table(plan, layer)[list(step.pieces)]) <= set(step.targets)
        if not moves_practices:
            changed = before[before != after]
            assert set(changed.index) == set(step.pieces)
            assert set(changed) <= {step.origin}
    return plan


def _table(plan: OpenScenario, layer: str) -> pd.Series[str]:
    """The area of each unit, empty for none."""
    found = plan.state.pack.layer(layer)
    codes = [*(area.code for area in found.areas), ""]
    return pd.Series(
        [codes[each] for each in found.area_of_unit], index=list(plan.pack.units.codes), dtype=str
    )


def _practice_table(plan: OpenScenario, layer: str) -> pd.Series[str]:
    """The area of each practice, empty for none."""
    practices = plan.state.pack.practices
    return pd.Series(
        [each.areas.get(layer, "") for each in practices],
        index=[each.code for each in practices],
        dtype=str,
    )


def _people(pack: Pack, measure: Measure, day: date) -> pd.Series[float]:
    """How many people each unit, or each practice, has."""
    if measure is Measure.LISTS:
        return pd.Series(
            {each.code: float(each.lists[day].patients or 0) for each in pack.practices}
        )
    if measure is Measure.LIVING_INSIDE:
        return pd.Series(pack.registrations.patients, index=list(pack.units.codes))
    return pd.Series(pack.residents[day].total, index=list(pack.units.codes))


class _Checked:
    def __init__(
        self,
        before: OpenScenario,
        after: OpenScenario,
        question: RepairQuestion,
        found: PlaceRepair,
        proposal: Proposal,
        dates: Dates,
    ) -> None:
        self.plan, self.question, self.found, self.proposal = before, question, found, proposal
        layer = question.layer
        self.dates = dates
        self.layer_after = after.state.pack.layer(layer)
        self.band = found.place.band
        self.parent = None if found.place.parent is None else found.place.parent.code
        self.old = {area.code for area in found.place.areas}
        table = _practice_table if question.moves_practices else _table
        self.before, self.after = table(before, layer), table(after, layer)
        in_place = self.before.isin(self.old)
        self.outside_before, self.outside_after = self.before[~in_place], self.after[~in_place]
        self.before, self.after = self.before[in_place], self.after[in_place]
        first = question.measures[0]
        day = dates.resident if first is Measure.RESIDENTS else dates.registered
        self.weights = _people(before.pack, first, day)[self.before.index]
        self.asked = [(each, dates.registered) for each in question.measures]
        if Measure.RESIDENTS in question.measures:
            days = before.pack.residents if question.all_dates else [dates.resident]
            self.asked = [(Measure.RESIDENTS, each) for each in days] + [
                each for each in self.asked if each[0] is not Measure.RESIDENTS
            ]

    @property
    def areas(self) -> set[str]:
        return set(self.after)

    def numbers(self) -> None:
        proposal = self.proposal
        created, gone = self.areas - self.old, self.old - self.areas
        assert (proposal.created, proposal.retired) == (len(created), len(gone))
        assert proposal.retired <= self.question.retire
        if self.question.create is not None:
            assert proposal.created <= self.question.create
        assert not gone & set(self.layer_after.position)
        for code in self.areas:
            assert self.layer_after.area(code).parent_code == self.parent
        assert self.outside_before.equals(self.outside_after)

    def people(self) -> None:
        """Everybody who is in another area now has moved, or come along to one split off theirs."""
        changed = self.before != self.after
        origin = self.after.where(self.after.isin(self.old), self.after.str.rpartition("-")[0])
        along = changed & (origin == self.before)
        proposal = self.proposal
        assert proposal.moved == self.weights[changed & ~along].sum()
        assert proposal.joined_new == self.weights[along].sum()
        assert proposal.moved + proposal.joined_new == sum(step.people for step in proposal.steps)
        assert proposal.crossing <= proposal.moved

    def bands(self) -> None:
        lowest, highest = self.band.lowest, self.band.highest
        for measure, day in self.asked:
            people = _people(self.plan.pack, measure, day)
            held = people[self.after.index].groupby(self.after).sum()
            assert held.sum() == people[self.before.index].sum()
            assert held.min() >= lowest
            assert highest is None or held.max() <= highest
        figures = {each.code: each for each in self.proposal.areas}
        assert set(figures) == self.areas | self.old
        for number, each in enumerate(self.found.place.populations):
            people = _people(self.plan.pack, each.measure, each.date)
            was = people[self.before.index].groupby(self.before).sum()
            held = people[self.after.index].groupby(self.after).sum()
            for code, area in figures.items():
                assert area.is_new == (code not in self.old)
                assert (area.before is None) == area.is_new
                assert area.before is None or area.before[number] == was[code]
                assert (area.after is None) == (code not in self.areas)
                assert area.after is None or area.after[number] == held[code]
                inside = set(self.after[self.after == code].index)
                assert set(area.members) == inside & set(self.found.place.codes)

    def borders_and_locks(self) -> None:
        question = self.question
        for code in question.locked_areas & self.old:
            assert set(self.after[self.after == code].index) == set(
                self.before[self.before == code].index
            )
        stay = self.before.index.isin(list(question.locked_units))
        assert self.before[stay].equals(self.after[stay])
        if question.moves_practices:
            return  # where a practice belongs is for the practices' own tests
        hard = [key for key, price in question.borders.items() if price is None]
        for key in [*hard, *self.proposal.held]:
            sides = _table(self.plan, key)[self.before.index]
            there = sides.groupby(self.before).agg(set)
            for unit, area in self.after[self.before != self.after].items():
                of = area if area in self.old else area.rpartition("-")[0]
                assert sides[unit] in there[of]

    def contiguity(self) -> None:
        if self.question.contiguity is Contiguity.FREE:
            return
        graph = nx.Graph()
        codes, adjacency = self.plan.pack.units.codes, Ground.of(self.plan.pack).adjacency
        graph.add_nodes_from(codes)
        for one, other in zip(adjacency.first.tolist(), adjacency.second.tolist(), strict=True):
            graph.add_edge(codes[one], codes[other])
        for code in self.areas:
            loose: set[str] = set()
            if self.question.contiguity is Contiguity.NOT_WORSE and code in self.old:
                pieces = _pieces(graph, self.before, code)
                main = max(pieces, key=lambda piece: self.weights[list(piece)].sum())
                loose = set().union(*pieces) - main
            firm = [piece for piece in _pieces(graph, self.after, code) if piece - loose]
            assert len(firm) == 1

    def samples(self, after: OpenScenario) -> None:
        """Every area of the place is inside in every sample that ``robustness`` draws."""
        question = self.question
        assert question.weak_ties is not None
        asked = Question(
            question.layer,
            self.dates,
            samples=question.weak_ties,
            seed=question.ties_seed,
        )
        answer = find_robustness(after.state, asked)
        worlds = [each for each in answer.worlds if each.kind is Kind.WEAK_TIES]
        codes = [area.code for area in answer.layer.areas]
        figures = {each.code: each for each in self.proposal.areas}
        for measure, day in self.asked:
            if measure is Measure.RESIDENTS and day != self.dates.resident:
                continue
            number = question.measures.index(measure)
            people = _people(self.plan.pack, measure, day).to_numpy()
            table = pd.DataFrame({"area": _table(after, question.layer), "people": people})
            held = [table.groupby("area").people.sum()]
            for world in worlds:
                assert world.network_of_unit is not None
                table["area"] = [codes[each] if each >= 0 else "" for each in world.network_of_unit]
                held.append(table.groupby("area").people.sum())
            whole = pd.concat(held, axis=1).fillna(0).loc[sorted(self.areas)]
            assert whole.min().min() >= self.band.lowest
            assert self.band.highest is None or whole.max().max() <= self.band.highest
            for code, row in whole.iterrows():
                assert figures[str(code)].in_samples[number] == (row.min(), row.max())
            for outcome in answer.outcomes:
                tally = outcome.by_kind.get(Kind.WEAK_TIES)
                if outcome.measure is measure and outcome.area.code in self.areas and tally:
                    assert tally.within == tally.worlds == question.weak_ties


def _pieces(graph: nx.Graph[str], table: pd.Series[str], code: str) -> list[set[str]]:
    inside = graph.subgraph(table[table == code].index)
    return [set(piece) for piece in nx.connected_components(inside)]
