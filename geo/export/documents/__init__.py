"""Documents: one document, written once, as PDF, Word, web page and plain text.

Read in this order:

- ``document``: what a document is made of, frozen values without any markup;
- ``consulted``, ``own_texts``, ``chapters``, ``consultation``: a consultation's document, made from
  a plan and from what the planner writes;
- ``cleaning``, ``gate``: what text becomes before it is rendered, and what must not be missing;
- ``look``, ``pdf``, ``word``, ``web_page``, ``plain_text``, ``rendering``: the renderers.

Maps are handed in as pictures, drawn beforehand.
"""

from geo.export.documents.chapters.chapter import Chapter
from geo.export.documents.chapters.pictures import Picture
from geo.export.documents.consultation import consultation_document
from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import (
    Block,
    BulletList,
    ColourPair,
    Column,
    Document,
    DocumentError,
    Figure,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
    with_own_paragraphs,
)
from geo.export.documents.gate import find_faults
from geo.export.documents.own_texts import OwnTexts
from geo.export.documents.rendering import Kind, render

__all__ = [
    "Block",
    "BulletList",
    "Chapter",
    "ColourPair",
    "Column",
    "ConsultedPlan",
    "Document",
    "DocumentError",
    "Figure",
    "Heading",
    "Kind",
    "Note",
    "OwnTexts",
    "Paragraph",
    "Picture",
    "Section",
    "Table",
    "consultation_document",
    "find_faults",
    "render",
    "with_own_paragraphs",
]
