"""What a consultation's document says of the baseline and of the example scenarios."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest

from geo.export.documents import (
    Block,
    BulletList,
    Chapter,
    ConsultedPlan,
    Document,
    Figure,
    Heading,
    Kind,
    OwnTexts,
    Paragraph,
    Table,
    consultation_document,
    find_faults,
    render,
)
from geo.model import Pack
from geo.plan.edits import MoveUnits
from geo.plan.measures import Measured
from geo.plan.opened import new_scenario
from geo.plan.scenario_text import entry_text
from tests.geo.export.documents.conftest import EXAMPLES, NAMES, OWN_TEXTS

Documents = Callable[[str], Document]
Plans = Callable[[str], ConsultedPlan]


def chapter(document: Document, key: Chapter) -> tuple[Block, ...]:
    return next(section.blocks for section in document.sections if section.key == key)


def sentences(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for block in blocks:
        match block:
            case Paragraph():
                found.append(block.text)
            case BulletList():
                found += block.items
    return found


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_with_every_chapter_lacks_nothing(document: Documents, name: str) -> None:
    assert find_faults(document(name)) == []


def test_a_document_has_the_chapters_that_are_wanted_in_the_order_of_reading(
    consulted: Plans,
) -> None:
    wanted = (Chapter.GLOSSARY, Chapter.AREAS, Chapter.SCHEDULE)
    found = consultation_document(consulted("one-ccg"), wanted)
    assert [section.key for section in found.sections] == ["changes", "areas", "glossary"]
    alone = consultation_document(consulted("baseline"), wanted)
    assert [section.key for section in alone.sections] == ["areas", "glossary"]


def test_a_chapter_that_only_the_planner_can_write_is_asked_for(consulted: Plans) -> None:
    found = consultation_document(consulted("baseline"), (Chapter.RESPONDING, Chapter.FORMATS))
    assert find_faults(found) == [
        "The chapter “How to respond” is empty: write its text, or leave it out.",
        "The chapter “Other formats” is empty: write its text, or leave it out.",
    ]


def test_how_to_respond_says_who_asks_what_until_when_and_where(document: Documents) -> None:
    assert sentences(chapter(document("one-ccg"), Chapter.RESPONDING)) == [
        "We ask what you think of the lines between areas.",
        "This consultation is held by the six clinical commissioning groups.",
        "It opens on 12 January 2026 and closes on 5 April 2026.",
        "Question 1: Do you agree?",
        "Question 2: What have we missed?",
        "Email: views@example.org",
        "Post: Freepost VIEWS",
    ]


def test_the_cover_says_who_asks_and_until_when(consulted: Plans) -> None:
    plan = consulted("one-ccg")
    document = consultation_document(plan, [Chapter.RESPONDING], OWN_TEXTS)
    assert document.cover == (
        "A consultation by the six clinical commissioning groups.",
        "Open from 12 January 2026 to 5 April 2026.",
    )
    for kind in (Kind.TEXT, Kind.HTML):
        assert document.cover[1] in render(document, kind).decode()
    assert consultation_document(plan, [Chapter.METHOD], OWN_TEXTS).cover == ()


def test_a_chapter_can_be_put_in_the_planners_own_words(consulted: Plans) -> None:
    own = OwnTexts(chapters={Chapter.AREAS: ("Look at these figures.",)})
    blocks = chapter(consultation_document(consulted("one-ccg"), own_texts=own), Chapter.AREAS)
    assert sentences(blocks) == ["Look at these figures."]
    assert len(tables(blocks)) == 1


def test_the_proposal_is_told_with_its_reasons(document: Documents) -> None:
    told = sentences(chapter(document("hucknall-follows-its-district"), Chapter.PROPOSAL))
    assert "35,664 residents (mid-2019) change integrated care provider (by CCG)." in told
    assert "Hucknall is in Ashfield, and the rest of Ashfield is in Mid-Nottinghamshire." in told
    waiver = "Two small areas of Gedling lean to Hucknall's practices; nobody changes practice."
    assert waiver not in told


def test_the_present_division_is_described_where_nothing_is_proposed(document: Documents) -> None:
    told = sentences(chapter(document("baseline"), Chapter.PROPOSAL))
    assert told[0].endswith("Nothing is proposed.")
    assert any(
        "20 primary care networks cannot all be within 30,000 to 50,000" in each for each in told
    )


def test_steps_are_told_with_the_names_that_areas_had_then(document: Documents) -> None:
    told = sentences(chapter(document("rushcliffe-as-three-neighbourhoods"), Chapter.SCHEDULE))
    steps = [each for each in told if each.startswith("Step")]
    assert steps[0].startswith(
        "Step 1: splitting Rushcliffe East and Rushcliffe South off Rushcliffe PCN. Reason: Each"
    )
    assert steps[1].startswith("Step 2: calling Rushcliffe PCN Rushcliffe Central. Reason:")


def test_both_populations_stand_in_labelled_columns_before_and_after(document: Documents) -> None:
    people, status = tables(chapter(document("rushcliffe-as-three-neighbourhoods"), Chapter.AREAS))
    assert [column.name for column in people.columns] == [
        "Primary care network",
        "Residents, mid-2019, before",
        "Residents, mid-2019, after",
        "Patients on lists, April 2020, before",
        "Patients on lists, April 2020, after",
    ]
    central = "Rushcliffe Central (before: Rushcliffe PCN)"
    assert (central, "119,184", "42,653", "130,196", "49,185") in people.rows
    assert ("Rushcliffe East", "new", "42,554", "new", "40,145") in people.rows
    assert (central, "Above", "Within", "Above", "Within") in status.rows
    assert len(people.rows) == 22


def test_an_unknown_population_is_said_to_be_unknown(document: Documents) -> None:
    rows = [
        row for table in tables(chapter(document("baseline"), Chapter.AREAS)) for row in table.rows
    ]
    assert ("BACHS PCN", "49,766", "Within", "unknown, at least 58,795", "Unknown") in rows


def test_findings_are_told_with_the_reason_for_accepting_them(document: Documents) -> None:
    told = sentences(chapter(document("bassetlaw-joins"), Chapter.FINDINGS))
    accepted = [each for each in told if "Accepted: “A district of its own in the north" in each]
    assert len(accepted) == 4
    assert all(each.startswith("New: Bassetlaw has ") for each in accepted)


def test_a_count_of_people_under_five_who_change_area_is_withheld(
    pack: Pack, baseline: Measured
) -> None:
    oldest = pack.residents[pack.resident_date].by_age[:, 17:].sum(axis=1)
    layer = pack.layer("pcn")
    few = np.flatnonzero((oldest > 0) & (oldest < 5) & pack.units.in_system)[0]
    own = layer.areas[layer.area_of_unit[few]].code
    other = next(area.code for area in layer.areas if area.in_system and area.code != own)
    scenario = new_scenario(pack, "few", "Few people").edit(
        MoveUnits("pcn", (pack.units.codes[int(few)],), other),
        "Example",
        datetime(2026, 1, 5, tzinfo=UTC),
    )
    found = consultation_document(ConsultedPlan.of(baseline, scenario), (Chapter.PEOPLE,))
    by_age = tables(chapter(found, Chapter.PEOPLE))[0]
    rows = {row[0]: row[1:] for row in by_age.rows}
    assert rows["85 and over"][:2] == ("withheld", "withheld")
    assert sum(row[1] == "withheld" for row in by_age.rows) >= 2
    assert str(int(oldest[few])) not in rows["85 and over"]


def test_practices_that_move_are_listed_with_where_they_go(document: Documents) -> None:
    blocks = chapter(document("hucknall-follows-its-district"), Chapter.PEOPLE)
    moved = [table for table in tables(blocks) if table.columns[0].name == "Practice"]
    assert [table.caption for table in moved] == [
        "Practices that change integrated care provider (by district)",
        "Practices that change integrated care provider (by CCG)",
    ]
    assert {row[1:3] for row in moved[1].rows} == {("South Nottinghamshire", "Mid-Nottinghamshire")}
    assert len(moved[1].rows) == 4


def test_alignment_says_where_the_people_of_crossing_areas_live(document: Documents) -> None:
    blocks = chapter(document("baseline"), Chapter.ALIGNMENT)
    rows = [row for table in tables(blocks) for row in table.rows]
    assert ("Byron PCN", "Ashfield", "35,664") in rows
    assert ("Byron PCN", "Gedling", "4,776") in rows


def test_the_definitive_list_names_every_unit_of_the_system_once(
    document: Documents, consulted: Plans
) -> None:
    told = " ".join(sentences(chapter(document("baseline"), Chapter.DEFINITIVE)))
    pack = consulted("baseline").pack
    inside = [
        code for code, there in zip(pack.units.codes, pack.units.in_system, strict=True) if there
    ]
    assert [told.count(f"({code})") for code in inside] == [1] * len(inside)


def test_small_areas_are_listed_under_the_ward_that_they_are_in(
    document: Documents, consulted: Plans
) -> None:
    pack = consulted("baseline").pack
    blocks = chapter(document("baseline"), Chapter.DEFINITIVE)
    items = [item for block in blocks if isinstance(block, BulletList) for item in block.items]
    wards = pack.layer("ward")
    for item in items:
        ward, _, units = item.partition(": ")
        codes = re.findall(r"\((E01\d+)\)", units)
        assert codes
        for code in codes:
            area = wards.areas[wards.area_of_unit[pack.units.position[code]]]
            assert ward in (area.name, f"{area.name} ({area.code})")
    assert max(map(len, items)) < 600


def test_the_definitive_list_of_a_proposal_is_of_the_areas_that_change(
    document: Documents,
) -> None:
    blocks = chapter(document("rushcliffe-as-three-neighbourhoods"), Chapter.DEFINITIVE)
    areas = [block.text for block in blocks if isinstance(block, Heading) and block.level == 3]
    assert areas == [
        "Rushcliffe East (RUSHCLIFFE-EAST)",
        "Rushcliffe South (RUSHCLIFFE-SOUTH)",
        "Rushcliffe Central (U12563)",
    ]
    practices = [table.rows for table in tables(blocks)]
    assert len(practices) == 3
    assert sum(len(rows) for rows in practices) == len(set().union(*practices)) == 12


def test_what_stays_as_published_is_said_rather_than_listed(document: Documents) -> None:
    told = sentences(chapter(document("one-ccg"), Chapter.DEFINITIVE))
    assert told[-1] == "Its practices stay as published." or "(E01" in told[-1]
    hucknall = chapter(document("hucknall-follows-its-district"), Chapter.DEFINITIVE)
    assert sentences(hucknall).count("Its small areas stay as published.") == 2


def test_the_stamp_names_the_plan_its_log_and_the_dates_of_the_data(
    document: Documents, consulted: Plans
) -> None:
    plan = consulted("one-ccg")
    assert plan.scenario is not None
    log = "\n".join(entry_text(entry) for entry in plan.scenario.log)
    expected = hashlib.sha256(log.encode()).hexdigest()
    assert plan.log_hash == expected
    stamp = document("one-ccg").stamp
    assert stamp[0] == f"Version {expected[:12]} of One CCG"
    assert "Residents: mid-2019. Practices’ lists: April 2020." in stamp[1]


def test_another_log_has_another_hash(consulted: Plans) -> None:
    hashes = {consulted(name).log_hash for name in EXAMPLES}
    assert len(hashes) == len(EXAMPLES)
    assert consulted("baseline").log_hash == ""


def test_figures_say_the_dates_of_what_they_show(document: Documents) -> None:
    for name in NAMES:
        figures = [block for block in document(name).blocks if isinstance(block, Figure)]
        assert figures
        assert all("mid-2019" in figure.description[-1] for figure in figures)


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.name)
@pytest.mark.parametrize("name", ["baseline", "hostile"])
def test_the_same_document_gives_the_same_bytes(
    consulted: Plans,
    document: Documents,
    rendered: Callable[[str, Kind], bytes],
    name: str,
    kind: Kind,
) -> None:
    assert render(document(name), kind) == rendered(name, kind)


def test_headings_never_skip_a_level(document: Documents) -> None:
    for name in NAMES:
        levels = [block.level for block in document(name).blocks if isinstance(block, Heading)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_title_and_the_date_are_the_planners_where_given(consulted: Plans) -> None:
    own = OwnTexts(title="Our areas", subtitle="Tell us", dated=OWN_TEXTS.closes)
    found = consultation_document(consulted("baseline"), (Chapter.GLOSSARY,), own)
    text = render(found, Kind.TEXT).decode().splitlines()
    assert text[:3] == ["Our areas", "Tell us", "5 April 2026"]
