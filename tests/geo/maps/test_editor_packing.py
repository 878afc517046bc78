"""The editor's message over the wire: smaller, and nothing lost."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geo.maps.editor_message import Around, editor_message
from geo.maps.editor_packing import PACKED, packed, table
from geo.model import Pack
from geo.plan.check_keys import CheckKind
from geo.plan.edits import AcceptCheck, CreateArea, MoveUnits
from tests.geo.plan.plans import edited, measured, toy_plan

NAMES = ["area", "title", "units", "key"]
VALUES = st.one_of(
    st.none(),
    st.integers(-5, 1000),
    st.sampled_from(["below", "above", "", "Ünknown <b>"]),
    st.lists(st.integers(0, 9), max_size=3),
    st.fixed_dictionaries({"layer": st.just("pcn"), "check": st.sampled_from("abc")}),
)
ROWS = st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES), max_size=50)


def rows_of(packed_rows: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table, read as slowly and plainly as one can."""
    rows: list[dict[str, Any]] = [{} for _ in range(packed_rows["count"])]
    for name, column in packed_rows["columns"].items():
        (form,) = column.keys() & {"same", "which", "each", "table"}
        for number, row in enumerate(rows):
            if form == "same":
                row[name] = column["same"]
            elif form == "which":
                row[name] = column["kinds"][int(column["which"][number], 36)]
            elif form == "each":
                row[name] = column["each"][number]
            else:
                row[name] = rows_of(column["table"])[number]
    return rows


@given(ROWS)
def test_rows_are_read_as_they_were_written(rows: list[dict[str, Any]]) -> None:
    names = {name for row in rows for name in row}
    whole = [{name: row.get(name) for name in names} for row in rows]
    assert with_nulls(rows_of(json.loads(json.dumps(table(rows))))) == with_nulls(whole)


def with_nulls(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without names that are null, in the row and in what it holds."""
    return [
        {
            name: with_nulls([value])[0] if isinstance(value, dict) else value
            for name, value in row.items()
            if value is not None
        }
        for row in rows
    ]


def test_more_kinds_than_digits_are_written_one_by_one() -> None:
    rows = [{"title": str(number % 37)} for number in range(100)]
    assert table(rows)["columns"] == {"title": {"each": [row["title"] for row in rows]}}


def test_a_packed_plan_says_the_same(toy_pack: Pack) -> None:
    plan = edited(
        toy_plan(toy_pack),
        CreateArea("pcn", "N6", "New <b>", "PE"),
        MoveUnits("pcn", ("S14",), "N1"),
        AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND),
    )
    message = editor_message(measured(plan), "pcn", Around("v"))
    small = json.loads(json.dumps(packed(message)))
    assert {name: small[name] for name in small.keys() - PACKED} == json.loads(
        json.dumps({name: message[name] for name in message.keys() - PACKED})
    )
    for name in PACKED:
        assert with_nulls(rows_of(small[name])) == with_nulls(message[name])
    assert len(json.dumps(small)) < len(json.dumps(message))
