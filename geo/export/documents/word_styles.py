"""Styles of a Word file, its language, its title and its page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from geo.export.documents import look
from geo.export.documents.document import Document

FACE = "Arial"
NOTE, STAMP, TABLE = "Note", "Stamp", "Table Grid"
_SIZES = {
    "Normal": 12,
    "Title": 26,
    "Subtitle": 16,
    "TOC Heading": 18,
    "Heading 1": 18,
    "Heading 2": 15,
    "Heading 3": 13,
    "Heading 4": 12,
    "Caption": 12,
    "List Bullet": 12,
    "Footer": 12,
}
_HEADINGS = ("Title", "Subtitle", "TOC Heading", *(f"Heading {level}" for level in range(1, 5)))
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
_THEMED = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def set_styles(file: WordFile, document: Document) -> None:
    """Make an empty Word file ready for a document."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    for name in (NOTE, STAMP):
        made = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = file.styles["Normal"]
    for name, size in _SIZES.items():
        _set_style(file.styles[name], size, heading=name in _HEADINGS)
    file.styles["Caption"].font.bold = True
    file.styles["Normal"].paragraph_format.space_after = Pt(8)
    file.styles["Normal"].paragraph_format.line_spacing = 1.15
    file.styles[NOTE].paragraph_format.left_indent = Mm(6)
    _set_language(file, document.language)
    _set_table_style(file)
    _set_properties(file, document)


def _set_style(style: Any, size: int, heading: bool) -> None:
    style.font.name, style.font.size = FACE, Pt(size)
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string((look.TITLE if heading else look.INK)[1:])
    style.font.bold = heading or None
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if heading:
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(size)
        style.paragraph_format.space_after = Pt(6)
    fonts = style.element.rPr.rFonts
    for name in _THEMED:
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FACE)
    spacing = style.element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)


def _set_language(file: WordFile, language: str) -> None:
    for element in file.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    for element in file.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)


def _set_table_style(file: WordFile) -> None:
    """Shade the header row, and make it bold, by the style rather than cell by cell."""
    style = file.styles[TABLE].element
    borders = style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    for border in borders:
        border.set(qn("w:color"), look.LINE[1:])
    first = OxmlElement("w:tblStylePr")
    first.set(qn("w:type"), "firstRow")
    face, cell = OxmlElement("w:rPr"), OxmlElement("w:tcPr")
    face.append(OxmlElement("w:b"))
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", look.SHADE[1:])):
        shade.set(qn(f"w:{name}"), value)
    cell.append(shade)
    first.append(face)
    first.append(cell)
    style.append(first)


def _set_properties(file: WordFile, document: Document) -> None:
    properties = file.core_properties
    properties.title, properties.subject = document.title[:255], document.subtitle[:255]
    properties.language = document.language
    properties.author = properties.comments = properties.last_modified_by = ""
    moment = _NO_DATE
    if document.dated is not None:
        moment = datetime.combine(document.dated, datetime.min.time(), UTC)
    properties.created = properties.modified = moment
