"""Archives: several files in one, the same bytes for the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from geo.export.open_data.content import Files

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can tell."""


def zipped(files: Files) -> bytes:
    """Return a ZIP archive of files, in alphabetical order and without times."""
    archive = io.BytesIO()
    write_zipped(sorted(files.items()), archive)
    return archive.getvalue()


def write_zipped(files: Iterable[tuple[str, bytes]], target: BinaryIO) -> None:
    """Write a ZIP archive of files, in their order and without times, one after the other.

    Args:
        files: paths in the archive with their contents; one content is held at a time.
        target: that is written to.

    Raises:
        OSError: it cannot be written.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for path, content in files:
            entry = zipfile.ZipInfo(path, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            written.writestr(entry, content)
