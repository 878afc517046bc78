"""The page What would it take's memory: the search at work, and what has been accepted of it.

The page works on the plan that is at work in What-if, which the address names in the same way. A
search is of that plan as it was when it began. Its proposals can be accepted as long as the plan
has not been changed otherwise: what is accepted from the search itself leaves the others good, as
long as they are for other places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from geo.maps.area_colours import area_colours
from geo.maps.small_map import Sketched, small_map, small_map_words
from geo.model import Layer
from geo.plan.edits import Edit, MergeAreas
from geo.plan.edits.words import LONGEST_TEXT
from geo.plan.measures import Measured
from geo.plan.scenario import ScenarioError
from geo.searching import AnswerError, Place, Proposal, Question, SearchRun
from geo.store.scenario_store import new_key
from geo.topology import Arcs, find_arcs
from pages.shared import editing, people
from pages.shared import working as at_work
from pages.shared.loading import Study, load_study
from pages.shared.working import Working

CHANGED = (
    "The plan has changed since this search, so nothing of it can be accepted: its figures may no "
    "longer hold. Search again."
)
_SEARCH = "take search"
_TOLD = "take told"
_CHOSEN = "take chosen"


@dataclass(frozen=True)
class Taken:
    """What has been accepted for a place.

    Attributes:
        proposal: which, from 0.
        steps: how many of its steps.
    """

    proposal: int
    steps: int


@dataclass(frozen=True, eq=False)
class Picture:
    """A small map with the text that stands in for it."""

    svg: str
    words: str


@dataclass(frozen=True, eq=False)
class Search:
    """A search that was asked for in this session.

    Attributes:
        key: tells it from every other.
        run: that searches.
        question: what it was asked.
        start: the plan as it was.
        name: of that plan, for a sentence.
        edits: those that stood in the plan, with what has been accepted since.
        taken: what has been accepted, by the place's number, from 0.
        pictures: small maps that have been drawn, by the numbers of place and proposal.
    """

    key: str
    run: SearchRun
    question: Question
    start: Measured
    name: str
    edits: tuple[Edit, ...]
    taken: Mapping[int, Taken] = field(default_factory=dict)
    pictures: dict[tuple[int, int], Picture | None] = field(default_factory=dict)

    @property
    def layer(self) -> Layer:
        """The layer that was searched, as it was."""
        return self.start.state.pack.layer(self.question.layer)

    @property
    def places(self) -> tuple[str | None, ...]:
        """Codes of the parents whose areas are searched, in that order; None without any."""
        if self.question.places:
            return tuple(sorted(self.question.places))
        codes = {area.parent_code for area in self.layer.areas if area.in_system}
        return tuple(sorted(codes, key=lambda code: (code is None, code or "")))


def begin(study: Study, working: Working, question: Question) -> None:
    """Begin a search on the plan at work; one that was asked for before is given up."""
    forget()
    scenario = working.scenario if working.scenario.edits else None
    run = SearchRun(study.pack.key, scenario, working.measured.dates, question)
    name = "the baseline" if scenario is None else f"“{scenario.name}”"
    st.session_state[_SEARCH] = Search(
        new_key(), run, question, working.measured, name, working.scenario.edits
    )


def current_search() -> Search | None:
    """Return the search that was asked for last in this session, if any."""
    search: Search | None = st.session_state.get(_SEARCH)
    return search


def stop() -> None:
    """Ask the search to stop soon and to tell what it has found."""
    if search := current_search():
        search.run.stop()


def cancel() -> None:
    """End the search; what it has found is thrown away."""
    if search := current_search():
        search.run.cancel()


def forget() -> None:
    """Give up the search that was asked for before, and what was said of it."""
    if search := current_search():
        search.run.close()
    for key in (_SEARCH, _TOLD, _CHOSEN):
        st.session_state.pop(key, None)


def holds_for(search: Search, working: Working) -> bool:
    """Whether the plan at work is still the one that the search is of, with what was accepted."""
    start, now = search.start, working.measured
    same_ground = start.state.baseline is now.state.baseline and start.dates == now.dates
    return same_ground and search.edits == working.scenario.edits


def chosen_proposal(search: Search, place: int) -> int:
    """Return which proposal of a place is looked at: the one begun, else the one chosen."""
    if place in search.taken:
        return search.taken[place].proposal
    chosen: Mapping[int, int] = st.session_state.get(_CHOSEN, {})
    return chosen.get(place, 0)


def choose_proposal(place: int, proposal: int) -> None:
    """Look at another proposal of a place."""
    st.session_state[_CHOSEN] = {**st.session_state.get(_CHOSEN, {}), place: proposal}


def steps_taken(search: Search, place: int, proposal: int) -> int:
    """Return how many steps of a proposal have been accepted."""
    taken = search.taken.get(place)
    return taken.steps if taken is not None and taken.proposal == proposal else 0


def accept(place: int, proposal: int, steps: int, reason: str) -> None:
    """Make the next steps of a proposal in the plan at work, all of them or none.

    Args:
        place: which, from 0.
        proposal: which of the place's, from 0.
        steps: how many.
        reason: why, in the planner's words; where it is empty, the steps' own reasons.
    """
    search, working = current_search(), at_work.current()
    st.session_state.pop(_TOLD, None)
    if search is None or working is None:
        return
    try:
        offered = search.run.answer().places[place].proposals[proposal]
    except (AnswerError, IndexError):
        return
    taken = search.taken.get(place)
    if not holds_for(search, working) or (taken is not None and taken.proposal != proposal):
        at_work.say(CHANGED)
        return
    done = steps_taken(search, place, proposal)
    following = offered.steps[done : done + steps]
    changes = [change for step in following for change in step.changes]
    reasons = dict.fromkeys(step.reason for step in following if step.reason)
    outcome = editing.make(changes, reason.strip() or "\n".join(reasons)[:LONGEST_TEXT])
    if outcome.kind == "refused":
        at_work.say(*outcome.lines)
        return
    now = at_work.current()
    assert now is not None  # a plan was at work, and stays
    also = {place: Taken(proposal, done + len(following))}
    st.session_state[_SEARCH] = replace(
        search, edits=now.scenario.edits, taken={**search.taken, **also}
    )
    st.session_state[_TOLD] = outcome.lines


def merge(change: MergeAreas) -> None:
    """Merge two areas in the plan at work."""
    outcome = editing.make([change], "")
    at_work.say(*outcome.lines)


def told() -> tuple[str, ...]:
    """Return what came of the latest acceptance; empty before there was one."""
    lines: tuple[str, ...] = st.session_state.get(_TOLD, ())
    return lines


def picture(search: Search, place: int, proposal: int) -> Picture | None:
    """Return the small map of a proposal; None where it moves nothing that can be drawn."""
    key = place, proposal
    if key not in search.pictures:
        where = search.run.answer().places[place]
        search.pictures[key] = _draw(search, where, where.proposals[proposal])
    return search.pictures[key]


def _draw(search: Search, place: Place, proposal: Proposal) -> Picture | None:
    state = before = search.start.state
    changes = [change for step in proposal.steps for change in step.changes]
    try:
        for edit in editing.edits_of(before, changes, people.UNNAMED):
            state = edit.apply(state)
    except ScenarioError:
        return None
    key = search.question.layer
    layers = before.pack.layer(key), state.pack.layer(key)
    moved = {
        new.code
        for old, new in zip(before.pack.practices, state.pack.practices, strict=True)
        if old.areas.get(key) != new.areas.get(key)
    }
    sketched = Sketched(
        pack=state.pack,
        arcs=_arcs(state.pack.key),
        before=layers[0],
        after=layers[1],
        colours=_colours(search, layers[1]),
        areas={area.code for area in proposal.areas},
        practices=sorted(moved),
    )
    try:
        return Picture(small_map(sketched), small_map_words(sketched, place.name))
    except ValueError:
        return None


def _colours(search: Search, after: Layer) -> Mapping[str, str]:
    """Return colours of areas: those of the editor, so that every map shows an area in the same."""
    adjacency = search.start.ground.adjacency
    baseline = area_colours(search.start.state.baseline.layer(after.key), adjacency)
    return area_colours(after, adjacency, area_colours(search.layer, adjacency, baseline))


@st.cache_resource(show_spinner=False)
def _arcs(pack_key: str) -> Arcs:
    return find_arcs(load_study(pack_key).pack.units.geometry)


def is_searching() -> bool:
    """Whether a search is at work or waits for its turn."""
    search = current_search()
    return search is not None and not search.run.standing().stage.is_over
