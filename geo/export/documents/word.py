"""Word by python-docx: real styles, headings, captions, header rows and alternative texts."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph as WordParagraph

from geo.export.documents.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Note,
    Numbering,
    Paragraph,
    Table,
)
from geo.export.documents.raster import as_png
from geo.export.documents.table_sizes import column_widths, is_short
from geo.export.documents.word_styles import NOTE, STAMP, TABLE, set_styles
from geo.model import day_label

_WIDTH, _HEIGHT = Mm(170), Mm(220)
"""Of what a page holds beside a caption."""
_TEXT_WIDTH = 170.0
_NARROW = 10.8
"""Size of DejaVu Sans, points, that is as wide as Arial of 12."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def word(document: Document) -> bytes:
    """Return a document as a Word file.

    Raises:
        DocumentError: a picture cannot be drawn.
    """
    file = docx.Document()
    set_styles(file, document)
    file.add_paragraph(document.title, "Title")
    if document.subtitle:
        file.add_paragraph(document.subtitle, "Subtitle")
    for line in document.cover:
        file.add_paragraph(line)
    if document.dated is not None:
        file.add_paragraph(day_label(document.dated))
    for line in document.stamp:
        file.add_paragraph(line, STAMP)
    _contents(file, document)
    _footer(file, document)
    numbering = Numbering()
    for block in document.blocks:
        _add(file, block, numbering)
    for sentence in document.attributions:
        file.add_paragraph(sentence, STAMP)
    return _saved(file)


def _add(file: WordFile, block: Block, numbering: Numbering) -> None:
    match block:
        case Heading():
            file.add_heading(block.text, block.level)
        case Paragraph():
            file.add_paragraph(block.text)
        case Note():
            file.add_paragraph(block.text, NOTE)
        case BulletList():
            for item in block.items:
                file.add_paragraph(item, "List Bullet")
        case Table():
            _add_table(file, block, numbering.label(block))
        case Figure():
            _add_figure(file, block, numbering.label(block))


def _add_table(file: WordFile, table: Table, label: str) -> None:
    _add_caption(file, label, table.caption)
    grid = file.add_table(rows=0, cols=len(table.columns), style=TABLE)
    grid.autofit = False
    equal = [_TEXT_WIDTH / len(table.columns)] * len(table.columns)
    widths = [Mm(each) for each in column_widths(table, _TEXT_WIDTH, _NARROW) or equal]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    short = is_short(table)
    numbers = [column.kind == "number" for column in table.columns]
    texts = [tuple(column.name for column in table.columns), *table.rows]
    for place, row in enumerate(texts):
        # python-docx finds the cells of a row anew each time it is asked for one.
        made = grid.add_row()
        for cell, text, width, number in zip(made.cells, row, widths, numbers, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.text = text
            if number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.space_after = Length(0)
            if short and place < len(table.rows):
                paragraph.paragraph_format.keep_with_next = True
        properties = made._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if place == 0:
            properties.append(_element("w:tblHeader"))
    described = grid._tbl.tblPr
    described.append(_element("w:tblCaption", {"w:val": table.caption}))
    file.add_paragraph().paragraph_format.space_after = Length(0)


def _add_figure(file: WordFile, figure: Figure, label: str) -> None:
    _add_caption(file, label, figure.caption)
    picture = as_png(figure)
    size = Image.from_blob(picture)
    width = min(_WIDTH, int(_HEIGHT * size.px_width / size.px_height))
    shape = file.add_picture(io.BytesIO(picture), width=Length(width))
    properties = shape._inline.docPr
    properties.set("name", label)
    properties.set("descr", figure.alternative)
    for text in figure.description:
        file.add_paragraph(text)


def _add_caption(file: WordFile, label: str, caption: str) -> None:
    """Add a caption whose number is a field, so that Word can list tables and figures."""
    kind, number = label.split()
    paragraph = file.add_paragraph(f"{kind} ", "Caption")
    _add_field(paragraph, f"SEQ {kind} \\* ARABIC", number)
    paragraph.add_run(f": {caption}")
    paragraph.paragraph_format.keep_with_next = True


def _contents(file: WordFile, document: Document) -> None:
    """Add a table of contents: chapters now, page numbers when Word updates the field."""
    file.add_paragraph("Contents", "TOC Heading")
    for place, section in enumerate(document.sections):
        paragraph = file.add_paragraph()
        if place == 0:
            for part in _field_start('TOC \\o "1-2" \\h \\z \\u'):
                paragraph.add_run()._r.append(part)
        paragraph.add_run(section.title)
        if place == len(document.sections) - 1:
            paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "end"}))
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _footer(file: WordFile, document: Document) -> None:
    paragraph = file.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{document.stamp[0]}. Page ")
    _add_field(paragraph, "PAGE", "1")


def _add_field(paragraph: WordParagraph, code: str, shown: str) -> None:
    for part in _field_start(code):
        paragraph.add_run()._r.append(part)
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "end"}))


def _field_start(code: str) -> list[Any]:
    instruction = _element("w:instrText", {"xml:space": "preserve"})
    instruction.text = f" {code} "
    return [
        _element("w:fldChar", {"w:fldCharType": "begin"}),
        instruction,
        _element("w:fldChar", {"w:fldCharType": "separate"}),
    ]


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    return element


def _saved(file: WordFile) -> bytes:
    """Return the file, without the time at which it was saved."""
    stream, result = io.BytesIO(), io.BytesIO()
    file.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()
