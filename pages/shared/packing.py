"""The page Consultation pack's memory: which plan, what the planner writes, and the pack at work.

    plan=example:one-ccg       plan key of the plan that the pack is about

The plan is in the address; nobody's choice is the first example. What the planner ticks and types
stays with the session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from geo.export.consultation_pack import PackOrder, PackRun
from geo.export.documents import (
    BulletList,
    Chapter,
    ConsultedPlan,
    OwnTexts,
    Paragraph,
    consultation_document,
)
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario
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

PLAN = "pack plan"
CHAPTER_TEXT = "pack text of a chapter"
"""What the keys of the fields begin with in which a chapter is put in other words."""
_RUN = "pack run"
_CHAPTERS = "pack own chapters"
_ROUND = "pack round"


@dataclass(frozen=True)
class ChosenPlan:
    """The plans on offer and the one that is chosen.

    Attributes:
        offered: by plan key, in the order of the list.
        key: the plan key that is chosen.
        notes: in a few words each thing that the address asks for and cannot have.
    """

    offered: Mapping[str, PlanChoice]
    key: str
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class MadePack:
    """A pack that was asked for in this session.

    Attributes:
        run: that makes it.
        order: what it is to hold.
        plan: what it is about.
        text: tells the plan, as it was then, from every other.
    """

    run: PackRun
    order: PackOrder
    plan: ConsultedPlan
    text: str


def chosen_plan(study: Study) -> ChosenPlan:
    """Make the list follow the address, before it is drawn, and return what it says.

    Raises:
        PlanUnavailable: the kept scenarios cannot be listed.
    """
    offered = {choice.key: choice for choice in plan_choices(study.pack)}
    notes: list[str] = []
    asked = st.query_params.get("plan")
    if asked is not None and asked not in offered:
        try:
            plan = load_plan(study, asked)
        except PlanUnavailable:
            tell(notes, [asked.removeprefix(EXAMPLE).removeprefix(KEPT)], "plan")
        else:
            if plan is not None:
                offered[asked] = PlanChoice(asked, plan.scenario.name, "kept", "archived")
    usual = next((key for key in offered if key.startswith(EXAMPLE)), BASELINE)
    key = follow_address("plan", {key: key for key in offered}, usual, PLAN)
    return ChosenPlan(offered, key, tuple(notes))


def when_plan_is_chosen() -> None:
    """Write the plan into the address."""
    value = st.session_state[PLAN]
    write_choice("plan", {value: value}, "", PLAN)


def consulted(study: Study, key: str, dates: Dates) -> tuple[ConsultedPlan, str]:
    """Open the chosen plan, worked out once, with text that is the same as long as the plan is.

    Raises:
        PlanUnavailable: it cannot be opened.
    """
    opened = load_plan(study, key)
    length = 0 if opened is None else len(opened.scenario.log)
    text = f"{study.pack.key} {key} {length} {dates.resident} {dates.registered}"
    return _consulted(study.pack.key, text, dates, opened), text


@st.cache_resource(max_entries=16, show_spinner=False)
def _consulted(
    pack_key: str,
    text: str,  # noqa: ARG001 - what is kept is found again by it
    dates: Dates,
    _opened: OpenScenario | None,
) -> ConsultedPlan:
    state = State.of(load_study(pack_key).pack)
    return ConsultedPlan.of(Measured(state, load_ground(pack_key), dates), _opened)


def generated_text(plan: ConsultedPlan, chapter: Chapter, own: OwnTexts) -> str:
    """Return a chapter's own paragraphs and lists, with an empty line between any two.

    Args:
        plan: that it tells of.
        chapter: which.
        own: what else the planner writes.
    """
    document = consultation_document(plan, [chapter], replace(own, chapters={}))
    texts: list[str] = []
    for block in document.blocks:
        match block:
            case Paragraph():
                texts.append(block.text)
            case BulletList():
                texts += block.items
    return "\n\n".join(texts)


def own_chapters(key: str) -> Mapping[Chapter, tuple[str, ...]]:
    """Return the chapters that the planner has put in other words, for the plan with this key."""
    kept: dict[tuple[str, Chapter], str] = st.session_state.get(_CHAPTERS, {})
    return {
        chapter: paragraphs(text)
        for (plan, chapter), text in kept.items()
        if plan == key and paragraphs(text)
    }


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text in which an empty line ends each."""
    pieces = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(piece.split()) for piece in pieces if piece.strip())


def chapter_field(key: str, chapter: Chapter, generated: str) -> str:
    """Return the key of the field for a chapter's text.

    It is another one after each going back, and where other text is generated: the field starts
    again from it.
    """
    return f"{CHAPTER_TEXT} {key} {chapter} {st.session_state.get(_ROUND, 0)} {hash(generated)}"


def text_of_chapter(key: str, chapter: Chapter, generated: str) -> str:
    """Return what the planner has written for a chapter, else what was generated."""
    kept: dict[tuple[str, Chapter], str] = st.session_state.get(_CHAPTERS, {})
    return kept.get((key, chapter), generated)


def when_chapter_is_written(key: str, chapter: Chapter, generated: str) -> None:
    """Keep a chapter in the planner's words, unless they are the generated ones."""
    text: str = st.session_state[chapter_field(key, chapter, generated)] or ""
    kept = dict(st.session_state.get(_CHAPTERS, {}))
    kept.pop((key, chapter), None)
    if paragraphs(text) and paragraphs(text) != paragraphs(generated):
        kept[key, chapter] = text
    st.session_state[_CHAPTERS] = kept


def use_generated_text(key: str, chapter: Chapter) -> None:
    """Go back to a chapter as it was generated."""
    kept = dict(st.session_state.get(_CHAPTERS, {}))
    kept.pop((key, chapter), None)
    st.session_state[_CHAPTERS] = kept
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def current_pack() -> MadePack | None:
    """Return the pack that was asked for last in this session, if any."""
    made: MadePack | None = st.session_state.get(_RUN)
    return made


def begin(study: Study, plan: ConsultedPlan, text: str, order: PackOrder) -> None:
    """Begin a pack; one that was asked for before is given up.

    Args:
        study: that the plan is of.
        plan: what it is about.
        text: of the plan, from ``consulted``.
        order: what it is to hold.
    """
    forget()
    run = PackRun(study.pack.key, plan.scenario, plan.measured.dates, order)
    st.session_state[_RUN] = MadePack(run, order, plan, text)


def cancel() -> None:
    """Stop the pack that is being made."""
    if made := current_pack():
        made.run.cancel()


def forget() -> None:
    """Give up the pack that was asked for before, and its files."""
    if made := current_pack():
        made.run.close()
        del st.session_state[_RUN]
