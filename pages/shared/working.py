"""The plan that this visitor is working on: opened, changed, saved, kept in step with the address.

The page opens on the baseline as an untitled plan that is nowhere yet. The first change keeps it.
A change is shown at once and is *saved* only when the store has it; until then it stays visible,
can be downloaded, and is tried again with the next change. Where somebody else has changed the
same plan in the meantime, ours is kept as a branch and both stay as they are until the planner says
what should become of them; the address names the branch, so that a reload asks the same again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from geo.maps.area_colours import area_colours
from geo.maps.editor_message import editable_layers, telling_layer, usual_layer
from geo.plan.kept_aside import is_aside_of, with_kept_aside
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario, new_scenario, open_scenario
from geo.plan.scenario import (
    Entry,
    Scenario,
    ScenarioError,
)
from geo.plan.state import State
from geo.store.scenario_store import Kept, StoreError, new_key
from pages.shared import frame
from pages.shared.clock import day_words, now
from pages.shared.loading import Study
from pages.shared.scenarios import (
    BASELINE,
    EXAMPLE,
    KEPT,
    current_store,
    load_ground,
    load_kept,
    load_plan,
)
from pages.shared.settings import current_settings

NAMES = ("scenario", "mine", "layer")
_WORKING = "what-if working"
_ADDRESS = "what-if address"
_VISIT = "what-if visit"
_NOTES = "what-if notes"


@dataclass(frozen=True, eq=False)
class Working:
    """A plan at work.

    Attributes:
        opened: the plan as it is shown, with what is not saved.
        measured: what it amounts to.
        source: plan key that it was opened from.
        saved: what the store has of it; None while it is nowhere.
        trouble: why the store has not taken the latest changes; empty where it has.
        theirs: what the store has now, where somebody else has changed the plan; else None.
        mine: the branch in which the store keeps our changes meanwhile; None where it has not.
        colours: of areas, by the key of each layer that has been shown.
    """

    opened: OpenScenario
    measured: Measured
    source: str
    saved: Kept | None = None
    trouble: tuple[str, ...] = ()
    theirs: Kept | None = None
    mine: Kept | None = None
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def scenario(self) -> Scenario:
        """The plan as it would be kept."""
        return self.opened.scenario

    @property
    def plan_key(self) -> str:
        """The key under which other pages open the plan as it is kept."""
        return self.source if self.saved is None else f"{KEPT}{self.scenario.key}"

    @property
    def unsaved(self) -> tuple[Entry, ...]:
        """Entries of its log that the store has not taken."""
        if self.saved is not None:
            return self.scenario.log[self.saved.version :]
        return self.scenario.log if self.trouble else ()

    @property
    def version(self) -> str:
        """Text that changes with each change of the plan, the same after a reload."""
        if self.saved is None and not self.trouble:
            return self.source
        return f"{self.scenario.key}@{len(self.scenario.log)}"


def open_working(study: Study, key: str) -> Working:
    """Open a plan by its plan key.

    Raises:
        PlanUnavailable: it cannot be opened.
    """
    saved = None
    if key.startswith(KEPT):
        saved, opened = load_kept(study, key.removeprefix(KEPT))
    else:
        opened = load_plan(study, key) or new_scenario(study.pack, new_key(), unnamed())
    return Working(opened, _measure(study, opened.state), key, saved)


def unnamed() -> str:
    """Return what a plan is called before it changes anything."""
    return f"Plan of {day_words(now())}"


def begin(study: Study) -> Working:
    """Return the plan at work, after opening what the address asks for if that is another one.

    Raises:
        PlanUnavailable: what the address asks for cannot be opened.
    """
    state = st.session_state
    asked = asked_scenario()
    arrived = state.get(_VISIT) != frame.visit()
    working = current()
    another = asked != state.get(_ADDRESS) and (asked or not arrived)
    if working is None or working.opened.pack is not study.pack or another:
        working = open_working(study, _plan_key(asked))
        working = _waiting(study, working, st.query_params.get("mine", ""))
    state[_ADDRESS], state[_VISIT] = asked, frame.visit()
    if working.measured.dates != current_settings(study.pack).dates:
        working = replace(working, measured=_measure(study, working.opened.state))
    keep(working)
    return working


def _waiting(study: Study, working: Working, key: str) -> Working:
    """Return the plan with what the address says is kept aside; as it is where nothing waits."""
    theirs = working.saved
    if theirs is None or not key:
        return working
    try:
        mine = current_store().read(key)
        if not is_aside_of(mine.scenario, theirs.scenario):
            return working
        entries, scenario = with_kept_aside(theirs.scenario, mine.scenario)
        opened = open_scenario(scenario, study.pack)
    except (StoreError, ScenarioError):
        return working
    before = replace(theirs.scenario, log=theirs.scenario.log[:entries])
    return replace(
        working,
        opened=opened,
        measured=working.measured.next(opened.state),
        saved=replace(theirs, scenario=before, version=entries),
        theirs=theirs,
        mine=mine,
    )


def finish(working: Working, layer: str) -> None:
    """Write into the address which plan and which layer are shown."""
    state, usual = st.session_state, usual_layer(working.opened.pack)
    wanted = {
        "scenario": address_of(working),
        "mine": "" if working.mine is None else working.mine.scenario.key,
        "layer": layer if {layer, telling_layer(working.opened.state)} != {usual} else "",
    }
    wanted = {name: value for name, value in wanted.items() if value}
    if {name: st.query_params[name] for name in NAMES if name in st.query_params} != wanted:
        others = {
            name: st.query_params.get_all(name) for name in st.query_params if name not in NAMES
        }
        st.query_params.from_dict({**others, **wanted})
    state[_ADDRESS] = wanted.get("scenario", "")


def current() -> Working | None:
    """Return the plan at work, or None before there is one."""
    working: Working | None = st.session_state.get(_WORKING)
    return working


def keep(working: Working) -> None:
    """Make this the plan at work."""
    st.session_state[_WORKING] = working


def switch(study: Study, key: str) -> None:
    """Work on another plan.

    Raises:
        PlanUnavailable: it cannot be opened; the plan at work stays.
    """
    keep(open_working(study, key))


def turn_to(study: Study, key: str) -> None:
    """Work on another plan, from the layer on that shows most of it; errors as for ``switch``."""
    switch(study, key)
    st.query_params.pop("layer", None)


def say(*lines: str) -> None:
    """Say something to the planner on the next run, once."""
    st.session_state[_NOTES] = [*st.session_state.get(_NOTES, ()), *lines]


def said() -> list[str]:
    """Return what is to be said, and forget it."""
    notes: list[str] = st.session_state.pop(_NOTES, [])
    return notes


def asked_scenario() -> str:
    """Return what the address says which scenario to open; empty where it says nothing."""
    asked: str = st.query_params.get("scenario", "")
    return asked


def leave_address() -> None:
    """Take the scenario out of the address, so that the plan at work stays."""
    st.query_params.pop("scenario", None)
    st.session_state[_ADDRESS] = ""


def asked_layer(working: Working) -> str:
    """Return the key of the layer that the address asks for, or of the most telling one."""
    asked = st.query_params.get("layer", "")
    editable = {layer.key for layer in editable_layers(working.opened.pack)}
    return asked if asked in editable else telling_layer(working.opened.state)


def ask_layer(layer: str) -> None:
    """Write into the address that another layer is edited."""
    st.query_params["layer"] = layer


def coloured(working: Working, layer: str) -> Working:
    """Return the plan with colours for the areas of a layer; they change as little as they can."""
    measured = working.measured
    before = working.colours.get(layer)
    adjacency = measured.ground.adjacency
    if before is None:
        before = area_colours(measured.state.baseline.layer(layer), adjacency)
    now_layer = measured.state.pack.layer(layer)
    return replace(
        working,
        colours={**working.colours, layer: area_colours(now_layer, adjacency, before)},
    )


def of_scenario(study: Study, opened: OpenScenario) -> Working:
    """Return a scenario that came from elsewhere as a plan at work, not saved."""
    return Working(opened, _measure(study, opened.state), BASELINE)


def _measure(study: Study, state: State) -> Measured:
    dates = current_settings(study.pack).dates
    return Measured(state, load_ground(study.pack.key), dates)


def _plan_key(asked: str) -> str:
    """Return the plan key for what stands in the address."""
    if not asked:
        return BASELINE
    return asked if asked.startswith(EXAMPLE) else f"{KEPT}{asked}"


def address_of(working: Working) -> str:
    """Return what names the plan in the address; empty before it is anywhere."""
    if working.saved is not None:
        return working.scenario.key
    return working.source if working.source.startswith(EXAMPLE) else ""
