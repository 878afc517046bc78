"""A web page in one file: nothing in it asks any machine for anything, and no script is in it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from pathlib import Path

from geo.export.documents import look
from geo.export.documents.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Note,
    Numbering,
    Paragraph,
    Section,
    Table,
)
from geo.model import day_label

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def web_page(document: Document) -> str:
    """Return a document as HTML."""
    numbering = Numbering()
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.title)}</title>",
        f"<style>\n{_colours()}\n{_STYLE.read_text(encoding='utf-8')}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#main">Skip to the main content</a>',
        *_head(document),
        *_contents(document),
        '<main id="main" tabindex="-1">',
    ]
    for place, section in enumerate(document.sections, start=1):
        lines += _section(section, place, numbering)
    lines += [
        "</main>",
        "<footer>",
        "<h2>Attributions</h2>",
        *_paragraphs(document.attributions),
        "</footer>",
    ]
    lines += ["</body>", "</html>", ""]
    return "\n".join(lines)


def _colours() -> str:
    names = {
        "ink": look.INK,
        "title": look.TITLE,
        "line": look.LINE,
        "paper": look.PAPER,
        "shade": look.SHADE,
        "link": look.LINK,
    }
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in names.items())} }}"


def _head(document: Document) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{escape(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="subtitle">{escape(document.subtitle)}</p>'
    yield from _paragraphs(document.cover)
    if document.dated is not None:
        yield f"<p>{day_label(document.dated)}</p>"
    for line in document.stamp:
        yield f'<p class="stamp">{escape(line)}</p>'
    yield "</header>"


def _contents(document: Document) -> Iterator[str]:
    yield '<nav aria-labelledby="contents">'
    yield '<h2 id="contents">Contents</h2>'
    yield "<ol>"
    for place, section in enumerate(document.sections, start=1):
        yield f'<li><a href="#chapter-{place}">{escape(section.title)}</a></li>'
    yield "</ol>"
    yield "</nav>"


def _section(section: Section, place: int, numbering: Numbering) -> Iterator[str]:
    yield f'<section aria-labelledby="chapter-{place}">'
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield f'<h2 id="chapter-{place}">{escape(block.text)}</h2>'
        else:
            yield from _block(block, numbering)
    yield "</section>"


def _block(block: Block, numbering: Numbering) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        case Paragraph():
            yield f"<p>{escape(block.text)}</p>"
        case Note():
            yield f'<p class="note">{escape(block.text)}</p>'
        case BulletList():
            yield "<ul>"
            yield from (f"<li>{escape(item)}</li>" for item in block.items)
            yield "</ul>"
        case Table():
            yield from _table(block, numbering.label(block))
        case Figure():
            yield from _figure(block, numbering.label(block))


def _table(table: Table, label: str) -> Iterator[str]:
    anchor = label.lower().replace(" ", "-")
    numbers = [' class="number"' if each.kind == "number" else "" for each in table.columns]
    yield f'<div class="table" role="region" aria-labelledby="{anchor}" tabindex="0">'
    yield f'<table><caption id="{anchor}">{label}: {escape(table.caption)}</caption>'
    cells = [
        f'<th scope="col"{kind}>{escape(column.name)}</th>'
        for column, kind in zip(table.columns, numbers, strict=True)
    ]
    yield f"<thead><tr>{''.join(cells)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        first = f'<th scope="row"{numbers[0]}>{escape(row[0])}</th>'
        rest = [
            f"<td{kind}>{escape(cell)}</td>"
            for cell, kind in zip(row[1:], numbers[1:], strict=True)
        ]
        yield f"<tr>{first}{''.join(rest)}</tr>"
    yield "</tbody></table></div>"


def _figure(figure: Figure, label: str) -> Iterator[str]:
    """Yield a picture; as an image, not as part of the page, an SVG can run no script."""
    anchor = label.lower().replace(" ", "-")
    data = base64.b64encode(figure.content).decode()
    yield "<figure>"
    yield f"<figcaption>{label}: {escape(figure.caption)}</figcaption>"
    yield (
        f'<img src="data:{figure.media_type};base64,{data}" alt="{escape(figure.alternative)}" '
        f'aria-describedby="{anchor}">'
    )
    yield f'<div id="{anchor}">'
    yield from _paragraphs(figure.description)
    yield "</div>"
    yield "</figure>"


def _paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    return (f"<p>{escape(text)}</p>" for text in texts)
