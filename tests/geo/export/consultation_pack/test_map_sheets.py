"""Which maps a plan has."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from geo.export.consultation_pack import MapKind, Packing, map_sheets, usual_order
from geo.export.documents import ConsultedPlan, Kind
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


def test_a_caption_in_a_document_says_which_map_it_is_and_the_words_what_it_shows(
    proposal: ConsultedPlan, tmp_path: Path
) -> None:
    wanted = replace(
        usual_order(proposal=True).only(("documents",)),
        documents=(Kind.TEXT,),
        maps=(MapKind.CHANGES,),
    )
    Packing(proposal, wanted).make(tmp_path / "out", lambda *_: None)
    text = (tmp_path / "out/documents/consultation.txt").read_text(encoding="utf-8")
    (sheet,) = map_sheets(proposal, [MapKind.CHANGES])
    assert sheet.caption.startswith("What changes – ")
    assert f"Figure 1: {sheet.caption}\n" in text
    headline = print_map(sheet.request, Paper.A4_PORTRAIT, Format.SVG).headline
    assert text.count(headline) == 2  # in the alternative text, and in the words
