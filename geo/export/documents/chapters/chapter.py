"""Which chapters there are, in the order in which they are read."""

from __future__ import annotations

from enum import StrEnum


class Chapter(StrEnum):
    """A chapter of a consultation's document; each can be left out."""

    RESPONDING = "how-to-respond"
    PROPOSAL = "proposal"
    SCHEDULE = "changes"
    MAPS = "maps"
    AREAS = "areas"
    FEASIBILITY = "feasibility"
    FINDINGS = "findings"
    PEOPLE = "people"
    ALIGNMENT = "alignment"
    DEFINITIVE = "definitive-list"
    METHOD = "data-and-method"
    GLOSSARY = "glossary"
    FORMATS = "other-formats"
