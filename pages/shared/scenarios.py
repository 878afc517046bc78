"""Plans that can be opened: the baseline, the examples of a pack, and kept scenarios.

A *plan key* names one of them in widgets and addresses: ``baseline``, ``example:<file stem>`` or
``kept:<scenario key>``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from geo.model import Pack
from geo.plan.ground import Ground
from geo.plan.identity import PackIdentity
from geo.plan.opened import OpenScenario, open_scenario
from geo.plan.scenario import ScenarioError
from geo.plan.state import State
from geo.store.database import database_url
from geo.store.scenario_files import example_files, read_scenario_file
from geo.store.scenario_store import Kept, Listed, ScenarioStore, StoreError
from geo.words import counted
from pages.shared.clock import day_words, when_words
from pages.shared.loading import Study, load_study

BASELINE = "baseline"
EXAMPLE = "example:"
KEPT = "kept:"


class PlanUnavailable(ValueError):  # noqa: N818 - what is the matter is its name
    """A plan cannot be opened; carries every reason.

    Attributes:
        faults: the reasons, in a planner's words.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class PlanChoice:
    """A plan that can be chosen.

    Attributes:
        key: its plan key.
        name: as a planner knows it.
        kind: where it comes from.
        note: about it in a few words: who changed it last and when; may be empty.
    """

    key: str
    name: str
    kind: Literal["baseline", "example", "kept"]
    note: str


@st.cache_resource(show_spinner=False)
def store_at(url: str) -> ScenarioStore:
    """Open the store at an address, once for all sessions.

    Raises:
        StoreError: it cannot be opened; it is tried again the next time.
    """
    return ScenarioStore.open(url)


def current_store() -> ScenarioStore:
    """Return the store that the application is set up with.

    Raises:
        StoreError: it cannot be opened.
    """
    return store_at(database_url())


@st.cache_resource(show_spinner=False)
def load_ground(pack_key: str) -> Ground:
    """Work out what measuring needs and no edit changes, once for a pack."""
    return Ground.of(load_study(pack_key).pack)


@st.cache_resource(show_spinner=False)
def load_identity(pack_key: str) -> PackIdentity:
    """Return what tells this edition of a pack from another, worked out once."""
    return PackIdentity.of(load_study(pack_key).pack)


@st.cache_resource(show_spinner=False)
def load_examples(pack_key: str) -> tuple[OpenScenario, ...]:
    """Open the examples that come with a pack; one that cannot be opened is left out."""
    pack = load_study(pack_key).pack
    opened = []
    for path in example_files(pack_key):
        try:
            opened.append(open_scenario(read_scenario_file(path), pack))
        except ScenarioError:
            continue
    return tuple(opened)


def plan_choices(pack: Pack) -> list[PlanChoice]:
    """Return the baseline, the examples and the kept scenarios that are not archived.

    Raises:
        PlanUnavailable: the kept scenarios cannot be listed.
    """
    choices = [PlanChoice(BASELINE, "Baseline", "baseline", "The division as published")]
    choices += [
        PlanChoice(f"{EXAMPLE}{each.scenario.key}", each.scenario.name, "example", "Example")
        for each in load_examples(pack.key)
    ]
    try:
        kept = current_store().list(pack.key)
    except StoreError as error:
        raise PlanUnavailable(error.faults) from None
    listed_kept = [each for each in kept if not each.archived]
    names = Counter(each.name for each in listed_kept)
    choices += [
        PlanChoice(
            f"{KEPT}{each.key}",
            each.name,
            "kept",
            (when_words if names[each.name] > 1 else day_words)(each.changed_at),
        )
        for each in listed_kept
    ]
    return choices


def listed_note(listed: Listed) -> str:
    """Return ``3 edits, Ada Planner, 23 November 2026, 14:02`` for a kept scenario."""
    parts = [
        counted(listed.edits, "edit", "edits"),
        listed.changed_by or "",
        when_words(listed.changed_at),
    ]
    return ", ".join(part for part in parts if part)


def load_plan(study: Study, key: str) -> OpenScenario | None:
    """Open a plan by its plan key; None for the baseline.

    Raises:
        PlanUnavailable: there is no such plan, it is damaged or of another edition of the pack,
            or the store cannot be reached.
    """
    if key == BASELINE:
        return None
    if key.startswith(EXAMPLE):
        for example in load_examples(study.pack.key):
            if key == f"{EXAMPLE}{example.scenario.key}":
                return example
        raise PlanUnavailable((f"There is no example called “{key.removeprefix(EXAMPLE)}”.",))
    if not key.startswith(KEPT):
        raise PlanUnavailable((f"There is no plan “{key}”.",))
    return load_kept(study, key.removeprefix(KEPT))[1]


def load_kept(study: Study, key: str) -> tuple[Kept, OpenScenario]:
    """Read a kept scenario from the store by its own key, and open it.

    Raises:
        PlanUnavailable: as ``load_plan``.
    """
    try:
        kept = current_store().read(key)
        return kept, open_scenario(kept.scenario, study.pack)
    except (StoreError, ScenarioError) as error:
        raise PlanUnavailable(error.faults) from None


def load_state(study: Study, key: str) -> State:
    """Return what a plan looks like, by its plan key.

    Raises:
        PlanUnavailable: as ``load_plan``.
    """
    opened = load_plan(study, key)
    return State.of(study.pack) if opened is None else opened.state
