"""Archives: several files in one, the same bytes for the same files."""

from __future__ import annotations

import io
import zipfile

from geo.export.open_data.content import Files

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can tell."""


def zipped(files: Files) -> bytes:
    """Return a ZIP archive of files, in alphabetical order and without times."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            written.writestr(entry, content)
    return archive.getvalue()
