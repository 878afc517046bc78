"""A consultation's document, made from a plan and from what the planner writes.

What comes out is data like any document: a chapter can be looked at, and put in other words, before
anything is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from geo.export.documents.chapters.alignment import alignment
from geo.export.documents.chapters.areas import areas
from geo.export.documents.chapters.chapter import Chapter
from geo.export.documents.chapters.checking import feasible, findings
from geo.export.documents.chapters.definitive import definitive
from geo.export.documents.chapters.method import attributions, glossary, method
from geo.export.documents.chapters.people import people
from geo.export.documents.chapters.pictures import Picture, maps
from geo.export.documents.chapters.proposal import proposal, schedule
from geo.export.documents.chapters.responding import cover, formats, responding
from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import (
    Block,
    Document,
    Heading,
    Section,
    with_own_paragraphs,
)
from geo.export.documents.own_texts import OwnTexts

_TITLES = {
    Chapter.RESPONDING: "How to respond",
    Chapter.PROPOSAL: "What is proposed and why",
    Chapter.SCHEDULE: "What changes",
    Chapter.MAPS: "Maps",
    Chapter.AREAS: "Areas and their people",
    Chapter.FEASIBILITY: "What is possible",
    Chapter.FINDINGS: "What the checks found",
    Chapter.PEOPLE: "Who is affected",
    Chapter.ALIGNMENT: "How boundaries line up",
    Chapter.DEFINITIVE: "Definitive list of areas",
    Chapter.METHOD: "Data, method and limits",
    Chapter.GLOSSARY: "What words mean",
    Chapter.FORMATS: "Other formats",
}
_PRESENT_TITLES = {
    Chapter.PROPOSAL: "What there is now",
    Chapter.PEOPLE: "Who lives here",
}
_FROM_PLAN: Mapping[Chapter, Callable[[ConsultedPlan], list[Block]]] = {
    Chapter.PROPOSAL: proposal,
    Chapter.SCHEDULE: schedule,
    Chapter.AREAS: areas,
    Chapter.FEASIBILITY: feasible,
    Chapter.FINDINGS: findings,
    Chapter.PEOPLE: people,
    Chapter.ALIGNMENT: alignment,
    Chapter.DEFINITIVE: definitive,
    Chapter.METHOD: method,
}
"""Chapters that are made from the plan alone."""
_NEEDS_PROPOSAL = {Chapter.SCHEDULE}


def consultation_document(
    plan: ConsultedPlan,
    chapters: Collection[Chapter] = tuple(Chapter),
    own_texts: OwnTexts | None = None,
    pictures: Sequence[Picture] = (),
) -> Document:
    """Return the document of a consultation.

    Args:
        plan: what it is about. The baseline alone is described as it is; chapters that only a
            proposal can have are then left out.
        chapters: those that are wanted; their order is always the same.
        own_texts: what the planner writes.
        pictures: maps, drawn beforehand.
    """
    own = own_texts or OwnTexts()
    title = own.title or (
        f"Areas and populations of {plan.pack.title}"
        if plan.scenario is None
        else f"Consultation: {plan.scenario.name}"
    )
    wanted = [
        chapter
        for chapter in Chapter
        if chapter in chapters and not (plan.scenario is None and chapter in _NEEDS_PROPOSAL)
    ]
    return Document(
        title=title,
        subtitle=own.subtitle or ("" if plan.scenario is None else plan.pack.title),
        sections=tuple(_section(chapter, plan, own, pictures) for chapter in wanted),
        stamp=plan.stamp,
        attributions=attributions(plan.pack),
        dated=own.dated,
        cover=tuple(cover(own)) if Chapter.RESPONDING in wanted else (),
    )


def _section(
    chapter: Chapter, plan: ConsultedPlan, own: OwnTexts, pictures: Sequence[Picture]
) -> Section:
    title = _TITLES[chapter]
    if plan.scenario is None:
        title = _PRESENT_TITLES.get(chapter, title)
    section = Section(chapter.value, (Heading(1, title), *_blocks(chapter, plan, own, pictures)))
    if chapter in own.chapters:
        return with_own_paragraphs(section, own.chapters[chapter])
    return section


def _blocks(
    chapter: Chapter, plan: ConsultedPlan, own: OwnTexts, pictures: Sequence[Picture]
) -> list[Block]:
    match chapter:
        case Chapter.RESPONDING:
            return responding(own)
        case Chapter.MAPS:
            return maps(plan, pictures)
        case Chapter.GLOSSARY:
            return glossary()
        case Chapter.FORMATS:
            return formats(own)
        case _:
            return _FROM_PLAN[chapter](plan)
