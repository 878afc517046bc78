"""What only the planner can write: how to respond, and chapters in other words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from geo.export.consultation_pack.order import LONGEST_TEXT
from geo.export.documents import Chapter, ConsultedPlan, OwnTexts, consultation_document
from pages.components.plain import plain
from pages.shared import packing

_WAYS = ("Email", "Web page", "Post", "Telephone")
_LONGEST_LINE = 300


def show_responding() -> OwnTexts:
    """Ask who consults, until when, and where to answer; return it."""
    with st.container(key="pack-responding"):
        who, when, where = st.columns(3, gap="medium")
        with who:
            title = _line("Title of the documents", "made from the plan’s name")
            organisation = _line("Who consults", "NHS Anywhere")
            introduction = _area("Introduction", "An empty line begins a new paragraph.")
        with when:
            opens = _day("First day", "opens")
            closes = _day("Last day", "closes")
            dated = _day("Date on the documents (optional)", "dated")
            questions = _area("Questions that you ask, one on each line")
        with where:
            ways = tuple((way, address) for way in _WAYS if (address := _line(way).strip()))
    return OwnTexts(
        title=title.strip(),
        organisation=organisation.strip(),
        introduction=packing.paragraphs(introduction),
        opens=opens,
        closes=closes,
        questions=tuple(line.strip() for line in questions.splitlines() if line.strip()),
        ways=ways,
        dated=dated,
    )


def show_chapters(
    plan: ConsultedPlan, key: str, own: OwnTexts
) -> tuple[tuple[Chapter, ...], OwnTexts]:
    """Ask which chapters the documents have, and offer each to be put in other words.

    Args:
        plan: what the documents are about.
        key: plan key of it.
        own: what the planner writes else.

    Returns:
        The chapters in their order, and the texts with those of the chapters.
    """
    sections = consultation_document(plan, own_texts=replace(own, chapters={})).sections
    titles = {Chapter(section.key): section.title for section in sections}
    picked = st.pills(
        "Chapters of the documents",
        list(titles),
        selection_mode="multi",
        default=list(titles),
        format_func=lambda chapter: titles.get(chapter, str(chapter)),
        key=f"pack chapters {plan.scenario is None}",
        persist_state="session",
    )
    chapters = tuple(chapter for chapter in titles if chapter in (picked or []))
    _edit(plan, key, own, {each: titles[each] for each in chapters if each is not Chapter.MAPS})
    return chapters, replace(own, chapters=packing.own_chapters(key))


def _edit(plan: ConsultedPlan, key: str, own: OwnTexts, titles: dict[Chapter, str]) -> None:
    """Offer the text of one chapter."""
    if not titles:
        return
    written = packing.own_chapters(key)
    chosen = st.selectbox(
        "Text of the chapter",
        list(titles),
        format_func=lambda chapter: (
            titles.get(chapter, str(chapter)) + (" (in your words)" if chapter in written else "")
        ),
        key="pack chapter at work",
    )
    if chosen is None:
        return
    generated = packing.generated_text(plan, chosen, own)
    st.text_area(
        f"Paragraphs of “{plain(titles[chosen])}”, with an empty line between any two",
        packing.text_of_chapter(key, chosen, generated),
        height=260,
        max_chars=LONGEST_TEXT,
        key=packing.chapter_field(key, chosen, generated),
        on_change=packing.when_chapter_is_written,
        args=(key, chosen, generated),
    )
    if chosen in written:
        st.button(
            "Use the generated text again",
            on_click=packing.use_generated_text,
            args=(key, chosen),
        )
    st.caption(
        "Your paragraphs take the place of the generated paragraphs and lists. Tables, maps and "
        "notes of the chapter stay. Everything is printed as you type it, without formatting."
    )


def _line(label: str, placeholder: str = "") -> str:
    return (
        st.text_input(
            label,
            max_chars=_LONGEST_LINE,
            placeholder=placeholder,
            key=f"pack {label}",
            persist_state="session",
        )
        or ""
    )


def _area(label: str, placeholder: str = "") -> str:
    return (
        st.text_area(
            label,
            height=120,
            max_chars=LONGEST_TEXT,
            placeholder=placeholder,
            key=f"pack {label}",
            persist_state="session",
        )
        or ""
    )


def _day(label: str, name: str) -> date | None:
    day: date | None = st.date_input(
        label, value=None, format="DD/MM/YYYY", key=f"pack {name}", persist_state="session"
    )
    return day
