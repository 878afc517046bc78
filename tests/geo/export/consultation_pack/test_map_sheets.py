"""Which maps a plan has."""

from __future__ import annotations

import re

from geo.export.consultation_pack import MapKind, map_sheets
from geo.export.documents import ConsultedPlan
from geo.maps.printed import Format, Paper, print_map


def test_the_baseline_has_no_maps_of_changes(present: ConsultedPlan) -> None:
    kinds = {sheet.kind for sheet in map_sheets(present, tuple(MapKind))}
    assert kinds == {kind for kind in MapKind if not kind.needs_proposal}


def test_a_proposal_is_drawn_for_the_layers_that_it_changes(proposal: ConsultedPlan) -> None:
    sheets = map_sheets(proposal, (MapKind.CHANGES, MapKind.BEFORE_AND_AFTER))
    assert [sheet.stem for sheet in sheets] == ["changes-pcn", "before-and-after-pcn"]


def test_the_areas_that_gain_and_lose_have_sheets_of_their_own(proposal: ConsultedPlan) -> None:
    stems = {sheet.stem for sheet in map_sheets(proposal, (MapKind.AREAS,))}
    assert {"area-pcn-n1", "area-pcn-n2"} <= stems
    assert "area-pcn-n4" not in stems


def test_names_of_files_are_safe_and_tell_sheets_apart(
    proposal: ConsultedPlan, present: ConsultedPlan
) -> None:
    for plan in (proposal, present):
        stems = [sheet.stem for sheet in map_sheets(plan, tuple(MapKind))]
        assert len(set(stems)) == len(stems) > 3
        assert all(re.fullmatch(r"[a-z0-9-]+", stem) for stem in stems)


def test_every_sheet_can_be_printed(proposal: ConsultedPlan, present: ConsultedPlan) -> None:
    for plan in (proposal, present):
        for sheet in map_sheets(plan, tuple(MapKind)):
            printed = print_map(sheet.request, Paper.A4_PORTRAIT, Format.SVG)
            assert printed.content.startswith(b"<?xml"), sheet.stem
