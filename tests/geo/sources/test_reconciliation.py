"""A pack that was spoilt after it was computed no longer agrees with its publishers."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.model import Reconciled
from geo.sources import totals
from geo.sources.errors import SourceError
from geo.sources.postcodes import read_directory
from geo.sources.prepare import PreparationReport
from geo.sources.recipe import read_recipe
from geo.sources.reconciliation import reconcile, refuse_unexplained
from geo.sources.registrations import LIST_DATE
from geo.sources.totals import LIVING_INSIDE, MEMBERS, SMALL_AREAS

BY_PRACTICE = totals.BY_PRACTICE[LIST_DATE]
BOX = (450_000.0, 340_000.0, 452_000.0, 344_000.0)
DISTRICTS = {"E06000001", "E07000001", "E07000002"}


def reconcile_again(prepared: PreparationReport, sources: Path) -> tuple[Reconciled, ...]:
    directory = read_directory(BOX, DISTRICTS, set(), [])
    return reconcile(sources, prepared.folder, read_recipe(prepared.folder), directory)


@pytest.mark.parametrize(
    ("file", "old", "new", "topic", "code"),
    [
        ("residents", "11,2019-06-30,190", "11,2019-06-30,191", "Residents, mid-2019", "all"),
        ("lists", "P1,2020-04-01,counted,1000", "P1,2020-04-01,counted,1001", BY_PRACTICE, "P1"),
        ("lists", "P2,2020-04-01,counted,2000", "P2,2020-04-01,closed,", BY_PRACTICE, "P2"),
        ("registrations", "11,2022-07-01,140", "11,2022-07-01,14", LIVING_INSIDE, "01A"),
        ("practices", "TOWN,TOWN,U2,01A", "TOWN,TOWN,U1,01A", MEMBERS, "U1"),
        ("units", "Toy 001A,yes", "Toy 001A,no", SMALL_AREAS, "system"),
    ],
)
def test_a_changed_figure_is_found_and_refused(
    prepared: PreparationReport, sources: Path, file: str, old: str, new: str, topic: str, code: str
) -> None:
    path = prepared.folder / f"{file}.csv"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        refuse_unexplained(reconcile_again(prepared, sources))
    faults = refused.value.faults
    assert any(fault.message.startswith(topic) and fault.code == code for fault in faults)


def test_an_untouched_pack_is_accepted_again(prepared: PreparationReport, sources: Path) -> None:
    again = reconcile_again(prepared, sources)
    refuse_unexplained(again)
    assert [str(row) for row in again] == [str(row) for row in prepared.reconciled]
