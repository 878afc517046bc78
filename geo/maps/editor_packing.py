"""Packing: the editor's message as it goes over the wire.

Dozens of areas and of failed checks say nearly the same about themselves, in sentences. Compressed,
a plan with more than a hundred failed checks takes a sixth of its text. ``web/editor/unpacking.js``
reads it again.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any


def packed(message: Mapping[str, Any]) -> str:
    """Return a message as JSON in ASCII, compressed (zlib, RFC 1950), in base 64 (RFC 4648).

    Equal messages have equal texts.
    """
    text = json.dumps(message, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("ascii"), level=9)).decode("ascii")
