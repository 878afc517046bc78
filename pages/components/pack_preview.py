"""Looking at what goes out: the words at once, and each page as it is printed once it is made."""

from __future__ import annotations

import base64
from html import escape

import streamlit as st

from geo.export.consultation_pack import Packing, count_pages, page_picture
from geo.export.consultation_pack.order import DOCUMENTS
from geo.export.documents import DocumentError
from geo.export.documents.cleaning import printable
from geo.export.documents.web_page import web_page
from geo.processes import Stage
from pages.components import html
from pages.components.plain import plain
from pages.shared import packing
from pages.shared.packing import MadePack

_HEIGHT = 720


def show(wanted: Packing) -> None:
    """Show the pages of a pack that is ready, and the words of the documents as they stand now."""
    made = packing.current_pack()
    if made is not None and made.run.standing().stage is Stage.READY:
        _show_pages(made)
    if wanted.order.documents and wanted.order.chapters:
        with st.expander("The words of the documents as they stand now, without maps"):
            st.iframe(_sandboxed(wanted), height=_HEIGHT, alt="The document as a web page")


def _sandboxed(wanted: Packing) -> str:
    """Return a page that shows the document in a frame that may run and load nothing."""
    document = escape(web_page(printable(wanted.document(()))))
    return (
        '<!DOCTYPE html><html lang="en-GB"><title>Preview</title><body style="margin:0">'
        f'<iframe title="The document as a web page" sandbox srcdoc="{document}" '
        f'style="border:0;width:100%;height:{_HEIGHT - 20}px"></iframe></body></html>'
    )


def _show_pages(made: MadePack) -> None:
    files = {
        each.path: f"Document: {each.title}" if each.part == DOCUMENTS else f"Map: {each.title}"
        for each in Packing(made.plan, made.order).promised()
        if each.path.endswith(".pdf")
    }
    if not files:
        st.write("The pack that is ready holds no PDF to look at page by page.")
        return
    which, where = st.columns([4, 1], vertical_alignment="bottom")
    with which:
        path = st.selectbox(
            "Document or map",
            list(files),
            index=next((n for n, each in enumerate(files) if each.startswith("documents/")), 0),
            format_func=lambda path: plain(files.get(path, path)),
            key="pack preview file",
        )
    try:
        content = made.run.file(path)
        pages = count_pages(content)
        with where:
            page = st.number_input(
                f"Page, of {pages:,}", 1, max(pages, 1), 1, key=f"pack preview page of {path}"
            )
        picture = base64.b64encode(page_picture(content, int(page))).decode()
    except (OSError, DocumentError) as error:
        html.write(f'<p role="status">This page cannot be shown: {escape(str(error))}</p>')
        return
    told = f"Page {page:,} of {pages:,}: {files[path]}. The words are in the same file."
    html.write(
        f'<div class="pack-page"><img src="data:image/png;base64,{picture}" alt="{escape(told)}">'
        "</div>"
    )
