"""The editor's message over the wire: smaller, and nothing lost."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geo.maps.editor_message import Around, editor_message
from geo.maps.editor_packing import packed
from geo.model import Pack
from geo.plan.check_keys import CheckKind
from geo.plan.edits import AcceptCheck, CreateArea, MoveUnits
from tests.geo.plan.plans import edited, measured, toy_plan

LETTERS = st.characters(exclude_categories=())
"""Every code point, halves of surrogate pairs among them: files may hold them in a name."""
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**9) | st.text(LETTERS, max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=20,
)


def read(text: str) -> Any:
    """What was packed, read by the standards that its form follows."""
    return json.loads(zlib.decompress(base64.b64decode(text, validate=True)))


@given(st.dictionaries(st.text(LETTERS, max_size=9), VALUES, max_size=9))
def test_a_message_is_read_as_it_was_written(message: dict[str, Any]) -> None:
    assert read(packed(message)) == json.loads(json.dumps(message))
    assert packed(message) == packed(dict(message))


def test_a_packed_plan_says_the_same_in_less(toy_pack: Pack) -> None:
    plan = edited(
        toy_plan(toy_pack),
        CreateArea("pcn", "N6", "New <b>", "PE"),
        MoveUnits("pcn", ("S14",), "N1"),
        AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND),
    )
    message = editor_message(measured(plan), "pcn", Around("v"))
    assert read(packed(message)) == json.loads(json.dumps(message))
    assert len(packed(message)) < len(json.dumps(message)) / 2
