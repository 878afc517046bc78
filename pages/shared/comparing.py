"""The page Compare's memory: which two plans are held against each other, kept in the address.

    before=baseline            plan key of the plan that is compared
    after=example:one-ccg      plan key of the plan that it becomes
    layer=pcn                  the layer that the maps show
    view=differs               one map of what differs, or side: both plans side by side

The address is what is true. What nobody has chosen is not in it, and does not depend on who asks:
the baseline, the first example of the pack, and the layer in which most residents move. Where only
practices move, both plans have the same boundaries, and one map of what differs is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from geo.maps.plan_layers import PlanLayers, plan_layers
from geo.model import Pack
from geo.plan.comparison import Comparison, compare
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates
from pages.shared.address import tell
from pages.shared.kept_choices import follow_address, write_choice
from pages.shared.loading import Study, load_study
from pages.shared.scenarios import (
    BASELINE,
    EXAMPLE,
    KEPT,
    PlanChoice,
    PlanUnavailable,
    load_ground,
    load_plan,
    plan_choices,
)

BEFORE, AFTER = "compare before", "compare after"
LAYER, VIEW = "compare layer", "compare view"
SIDE_BY_SIDE, DIFFERS = "side", "differs"
VIEWS: Mapping[str, str] = {SIDE_BY_SIDE: "Side by side", DIFFERS: "What differs"}
_NAMES = {BEFORE: "before", AFTER: "after", LAYER: "layer", VIEW: "view"}


@dataclass(frozen=True)
class Plans:
    """The plans on offer and the two that are chosen.

    Attributes:
        offered: by plan key, in the order of the lists.
        before, after: the plan keys that are chosen.
        notes: in a few words each thing that the address asks for and cannot have.
    """

    offered: Mapping[str, PlanChoice]
    before: str
    after: str
    notes: tuple[str, ...]

    @property
    def names(self) -> tuple[str, str]:
        """What the plan before and the plan after are called."""
        return self.offered[self.before].name, self.offered[self.after].name


@dataclass(frozen=True, eq=False)
class Compared:
    """Two plans held against each other, and what maps of them need.

    Attributes:
        found: what differs.
        keys: for each plan, text that is the same as long as the plan is.
    """

    found: Comparison
    keys: tuple[str, str]


def chosen_plans(study: Study) -> Plans:
    """Make the lists follow the address, before they are drawn, and return what they say.

    Raises:
        PlanUnavailable: the kept scenarios cannot be listed.
    """
    offered = {choice.key: choice for choice in plan_choices(study.pack)}
    notes: list[str] = []
    for name in ("before", "after"):
        asked = st.query_params.get(name)
        if asked is not None and asked not in offered:
            _add_unlisted(study, asked, offered, notes)
    same = {key: key for key in offered}
    example = next((key for key in offered if key.startswith(EXAMPLE)), BASELINE)
    before = follow_address("before", same, BASELINE, BEFORE)
    after = follow_address("after", same, example, AFTER)
    return Plans(offered, before, after, tuple(notes))


def _add_unlisted(study: Study, key: str, offered: dict[str, PlanChoice], notes: list[str]) -> None:
    """Offer a plan that is not listed but can be opened, as one that was archived since."""
    try:
        plan = load_plan(study, key)
    except PlanUnavailable:
        tell(notes, [key.removeprefix(EXAMPLE).removeprefix(KEPT)], "plan")
        return
    if plan is not None:
        offered[key] = PlanChoice(key, plan.scenario.name, "kept", "archived")


def chosen_layer(layers: Sequence[str], usual: str, notes: list[str]) -> str:
    """Make the list of layers follow the address, and return the key of the chosen one.

    Args:
        layers: keys of those on offer.
        usual: the one that is shown if nobody asks for another.
        notes: gets a few words if the address asks for a layer that is not on offer.
    """
    asked = st.query_params.get("layer")
    if asked is not None and asked not in layers:
        tell(notes, [asked], "layer")
    return follow_address("layer", {key: key for key in layers}, usual, LAYER)


def chosen_view(usual: str, notes: list[str]) -> str:
    """Make the switch between the maps follow the address, and return a key of ``VIEWS``.

    Args:
        usual: the one that is shown if nobody asks for another.
        notes: gets a few words if the address asks for something else.
    """
    asked = st.query_params.get("view")
    if asked is not None and asked not in VIEWS:
        tell(notes, [asked], "kind of map")
    return follow_address("view", {key: key for key in VIEWS}, usual, VIEW)


def when_chosen(key: str) -> None:
    """Write what was chosen in the widget with this key into the address."""
    value = st.session_state[key]
    write_choice(_NAMES[key], {value: value}, "", key)


def when_plan_is_chosen(key: str) -> None:
    """Write the plan into the address; which layer is worth seeing depends on it."""
    when_chosen(key)
    st.query_params.pop("layer", None)


def when_swapped() -> None:
    """Hold the two plans against each other the other way round."""
    state = st.session_state
    state[BEFORE], state[AFTER] = state[AFTER], state[BEFORE]
    when_chosen(BEFORE)
    when_chosen(AFTER)


def compared(study: Study, plans: Plans, dates: Dates) -> Compared:
    """Hold the chosen plans against each other; the same two are worked out once.

    Raises:
        PlanUnavailable: one of them cannot be opened.
        KeyError: the pack has no figures of a date.
    """
    opened = [_open(study, key) for key in (plans.before, plans.after)]
    (first, before), (second, after) = opened
    pack = study.pack
    found = _compare(pack.key, (first, second), dates, (before, after))
    return Compared(found, (first, second))


def layers_of_plan(pack: Pack, key: str, state: State, layer: str) -> PlanLayers | None:
    """Return what a plan has of its own in a layer, for its map; worked out once.

    Args:
        pack: that the plan is of.
        key: text that is the same as long as the plan is, from ``Compared.keys``.
        state: of the plan.
        layer: key of the layer.
    """
    return _layers_of_plan(pack.key, key, layer, state)


def _open(study: Study, key: str) -> tuple[str, State]:
    """Return a plan with text that changes with it: a log only ever grows."""
    plan = load_plan(study, key)
    if plan is None:
        return BASELINE, State.of(study.pack)
    return f"{key} {len(plan.scenario.log)}", plan.state


@st.cache_resource(max_entries=8, show_spinner=False)
def _baseline(pack_key: str, dates: Dates) -> Measured:
    return Measured(State.of(load_study(pack_key).pack), load_ground(pack_key), dates)


@st.cache_resource(max_entries=32, show_spinner=False)
def _compare(
    pack_key: str, keys: tuple[str, str], dates: Dates, _states: tuple[State, State]
) -> Comparison:
    baseline = _baseline(pack_key, dates)
    before, after = (
        baseline if key == BASELINE else baseline.next(state)
        for key, state in zip(keys, _states, strict=True)
    )
    return compare(before, after)


@st.cache_resource(max_entries=64, show_spinner=False)
def _layers_of_plan(
    pack_key: str,  # noqa: ARG001 - what is kept is found again by it
    key: str,  # noqa: ARG001 - as above
    layer: str,
    _state: State,
) -> PlanLayers | None:
    return plan_layers(_state, [layer])
