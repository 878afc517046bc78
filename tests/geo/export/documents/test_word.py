"""Word files are read back by python-docx and opened by LibreOffice."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from geo.export.documents import Document, Figure, Heading, Kind, Paragraph, Table, render
from tests.geo.export.documents.conftest import HOSTILE, NAMES
from tests.geo.export.documents.small import DRAWING, FIGURE, TABLE, small

Rendered = Callable[[str, Kind], bytes]
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None and not os.environ.get("CI"), reason="there is no LibreOffice on this machine"
)


def read(file: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(file))


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_real_headings(
    rendered: Rendered, document: Callable[[str], Document], name: str
) -> None:
    found = [
        (int(each.style.name.removeprefix("Heading ")), each.text)
        for each in read(rendered(name, Kind.DOCX)).paragraphs
        if each.style.name.startswith("Heading ")
    ]
    expected = [
        (block.level, block.text) for block in document(name).blocks if isinstance(block, Heading)
    ]
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_its_caption_and_a_header_row_that_is_repeated(
    rendered: Rendered, document: Callable[[str], Document], name: str
) -> None:
    file = read(rendered(name, Kind.DOCX))
    expected = [block for block in document(name).blocks if isinstance(block, Table)]
    assert len(file.tables) == len(expected)
    captions = [each.text for each in file.paragraphs if each.style.name == "Caption"]
    for number, (found, table) in enumerate(zip(file.tables, expected, strict=True), start=1):
        header = found._tbl.tr_lst[0]
        assert header.trPr.find(qn("w:tblHeader")) is not None
        texts = [tc.xpath("string(.)") for tc in header.tc_lst]
        assert texts == [column.name for column in table.columns]
        assert len(found._tbl.tr_lst) == len(table.rows) + 1
        assert f"Table {number}: {table.caption}" in captions


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_its_alternative_text(
    rendered: Rendered, document: Callable[[str], Document], name: str
) -> None:
    file = read(rendered(name, Kind.DOCX))
    found = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    expected = [block.alternative for block in document(name).blocks if isinstance(block, Figure)]
    assert found == expected


def test_language_title_and_type_are_set(
    rendered: Rendered, document: Callable[[str], Document]
) -> None:
    file = read(rendered("one-ccg", Kind.DOCX))
    assert file.core_properties.title == document("one-ccg").title
    assert file.core_properties.language == "en-GB"
    languages = {each.get(qn("w:val")) for each in file.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert file.styles["Normal"].font.name == "Arial"
    assert file.styles["Normal"].font.size == Pt(12)
    for style in file.styles:
        used = style.name in {"Caption", "List Bullet", "Note", "Stamp", "Footer"}
        assert not used or style.font.size is None or style.font.size >= Pt(12)


def test_no_time_of_saving_is_in_the_file(rendered: Rendered) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("baseline", Kind.DOCX))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_names_stay_text() -> None:
    control = "a\x00\x0b\x1f\ufffe\ud800b"
    texts = (*HOSTILE, control, "x" * 10_000)
    document = replace(
        small(*(Paragraph(text) for text in texts), replace(TABLE, rows=((control, "1"),))),
        title=HOSTILE[0],
    )
    file = read(render(document, Kind.DOCX))
    paragraphs = [each.text for each in file.paragraphs]
    assert set(HOSTILE) <= set(paragraphs)
    assert "x" * 10_000 in paragraphs
    assert "ab" not in paragraphs
    assert "a ��b" in paragraphs
    assert file.core_properties.title == HOSTILE[0]


def test_a_map_is_sharp_and_no_larger_than_it_needs_to_be(rendered: Rendered) -> None:
    file = read(rendered("baseline", Kind.DOCX))
    for shape in file.inline_shapes:
        (blip,) = shape._inline.iter(qn("a:blip"))
        picture = file.part.related_parts[blip.get(qn("r:embed"))]
        per_inch = picture.image.px_width / shape.width.inches
        assert 200 <= per_inch <= 310
    assert len(rendered("baseline", Kind.DOCX)) < 5_000_000


def test_a_picture_in_png_is_taken_as_it_is() -> None:
    drawn = read(render(small(FIGURE), Kind.DOCX))
    (blip,) = drawn.inline_shapes[0]._inline.iter(qn("a:blip"))
    png = drawn.part.related_parts[blip.get(qn("r:embed"))].blob
    assert png.startswith(b"\x89PNG")
    assert DRAWING not in png
    again = read(render(small(replace(FIGURE, content=png, media_type="image/png")), Kind.DOCX))
    (blip,) = again.inline_shapes[0]._inline.iter(qn("a:blip"))
    assert again.part.related_parts[blip.get(qn("r:embed"))].blob == png


@needs_office
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_opens_the_file_and_finds_its_text(
    rendered: Rendered, document: Callable[[str], Document], tmp_path: Path, name: str
) -> None:
    assert OFFICE is not None, "LibreOffice is not installed (apt-get install libreoffice-writer)."
    path = tmp_path / "document.docx"
    path.write_bytes(rendered(name, Kind.DOCX))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    with pdfplumber.open(tmp_path / "document.pdf") as pdf:
        text = " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)
    for section in document(name).sections:
        assert section.title in text
