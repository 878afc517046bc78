"""XML documents whose every text is text, whatever it contains."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_NOT_ALLOWED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def add(
    parent: ElementTree.Element, tag: str, text: str = "", /, **attributes: str
) -> ElementTree.Element:
    """Add an element with a text and attributes, and return it."""
    kept = {name: _NOT_ALLOWED.sub("�", value) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, kept)
    element.text = _NOT_ALLOWED.sub("�", text) or None
    return element


def document(root: ElementTree.Element, doctype: str = "") -> bytes:
    """Return a document in UTF-8, with the declaration and a document type where there is one."""
    body: str = ElementTree.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return f"{head}{body}\n".encode()
