"""What the planner writes: who asks, until when, where to answer, and chapters in other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from geo.export.documents.chapters.chapter import Chapter


@dataclass(frozen=True)
class OwnTexts:
    """Texts that nothing but the planner can know; all of it plain text.

    Attributes:
        title, subtitle: of the document; made from the plan where empty.
        organisation: who asks.
        introduction: paragraphs at the very start.
        opens, closes: first and last day of the consultation.
        questions: what is asked.
        ways: how to answer: a way, such as ``Email``, and the address.
        other_formats: how to ask for another format or language, likewise; as ``ways`` where empty.
        chapters: paragraphs in place of those that were made from the plan.
        dated: the date that the document bears; None for none.
    """

    title: str = ""
    subtitle: str = ""
    organisation: str = ""
    introduction: tuple[str, ...] = ()
    opens: date | None = None
    closes: date | None = None
    questions: tuple[str, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    other_formats: tuple[tuple[str, str], ...] = ()
    chapters: Mapping[Chapter, tuple[str, ...]] = field(default_factory=dict)
    dated: date | None = None
