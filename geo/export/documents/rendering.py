"""Rendering: a document as a file of each kind."""

from __future__ import annotations

from enum import Enum

from geo.export.documents.cleaning import printable
from geo.export.documents.document import Document, DocumentError
from geo.export.documents.gate import find_faults
from geo.export.documents.pdf import LARGE_PRINT, STANDARD, pdf
from geo.export.documents.plain_text import plain_text
from geo.export.documents.web_page import web_page
from geo.export.documents.word import word


class Kind(Enum):
    """A kind of file: its name for readers, its suffix and its media type."""

    PDF = ("PDF", ".pdf", "application/pdf")
    LARGE_PRINT_PDF = ("Large-print PDF", ".pdf", "application/pdf")
    DOCX = (
        "Word document",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    HTML = ("Web page", ".html", "text/html; charset=utf-8")
    TEXT = ("Plain text", ".txt", "text/plain; charset=utf-8")

    def __init__(self, label: str, suffix: str, media_type: str) -> None:
        self.label = label
        self.suffix = suffix
        self.media_type = media_type


def render(document: Document, kind: Kind) -> bytes:
    """Return a document as a file; the same document gives the same bytes.

    Raises:
        DocumentError: it lacks something that some readers need, or cannot be set, with every
            reason.
    """
    clean = printable(document)
    if faults := find_faults(clean):
        raise DocumentError(faults)
    match kind:
        case Kind.PDF:
            return pdf(clean, STANDARD)
        case Kind.LARGE_PRINT_PDF:
            return pdf(clean, LARGE_PRINT)
        case Kind.DOCX:
            return word(clean)
        case Kind.HTML:
            return web_page(clean).encode()
        case Kind.TEXT:
            return plain_text(clean).encode()
