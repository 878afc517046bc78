"""What the editor is told: little, everything that it needs, and colours that stay."""

from __future__ import annotations

import pytest

from geo.maps.area_colours import COLOURS, area_colours
from geo.maps.editor_message import (
    Around,
    Notice,
    digits,
    editable_layers,
    editor_message,
    telling_layer,
    usual_layer,
)
from geo.maps.editor_packing import packed
from geo.model import Layer, Pack
from geo.plan.better_parents import better_parents
from geo.plan.check_keys import CheckKey, CheckKind
from geo.plan.edits import AcceptCheck, Change, CreateArea, MovePractices, MoveUnits, SplitArea
from geo.plan.edits.areas import Part
from geo.plan.failed_checks import failed_checks
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import open_scenario
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.store.scenario_files import example_files, read_scenario_file
from geo.topology import Adjacency
from tests.benchmarks.long_scenario import long_scenario
from tests.geo.plan.plans import edited, measured, toy_plan

MOST_BYTES = 12_000
"""What goes with it to the browser, the loader among it, fits below 20 kB as well."""


def touching(layer: Layer, adjacency: Adjacency) -> set[tuple[str, str]]:
    """Pairs of areas that share a border, found the slow way."""
    codes = layer.area_codes_of_units()
    pairs = zip(adjacency.first.tolist(), adjacency.second.tolist(), strict=True)
    return {
        (str(codes[one]), str(codes[other]))
        for one, other in pairs
        if codes[one] is not None and codes[other] is not None and codes[one] != codes[other]
    }


def areas_of(text: str) -> list[int]:
    return [
        -1 if text[i : i + 2] == "--" else int(text[i : i + 2], 36) for i in range(0, len(text), 2)
    ]


def told(pack: Pack, *changes: Change, layer: str = "pcn", around: Around | None = None):
    return editor_message(measured(edited(toy_plan(pack), *changes)), layer, around or Around("v"))


def test_every_unit_and_practice_is_in_its_area(toy_pack: Pack) -> None:
    message = told(toy_pack, MoveUnits("pcn", ("S31",), None), MovePractices("pcn", ("P21",), "N1"))
    codes = [area["code"] for area in message["areas"]]
    units = areas_of(message["of"])
    assert units[toy_pack.units.position["S31"]] == -1
    assert codes[units[toy_pack.units.position["S11"]]] == "N1"
    practices = sorted(toy_pack.practices, key=lambda practice: practice.place is None)
    places = areas_of(message["practiceOf"])
    in_order = {practice.code: places[i] for i, practice in enumerate(practices)}
    assert codes[in_order["P21"]] == "N1"
    assert in_order["P90"] == -1
    assert message["placeless"] == [
        [each.code, each.name, figure.patients, figure.state.value]
        for each in practices
        if each.place is None
        for figure in [each.lists[toy_pack.registered_date]]
    ]


def test_positions_have_two_digits_and_more_areas_are_refused() -> None:
    assert digits([0, 35, 36, 1295, -1]) == "000z10zz--"
    assert digits([]) == ""
    with pytest.raises(ValueError, match="more than 1,296 areas"):
        digits([1296])


def test_findings_are_the_failed_checks_of_the_layer(toy_pack: Pack) -> None:
    plan = edited(
        toy_plan(toy_pack),
        MoveUnits("pcn", ("S14",), "N1"),
        AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND),
    )
    message = editor_message(measured(plan), "pcn", Around("v"))
    failed = [each for each in failed_checks(measured(plan)) if each.key.layer == "pcn"]
    assert [each["sentence"] for each in message["findings"]] == [each.sentence for each in failed]
    accepted = {
        each["area"]: each.get("accepted") for each in message["findings"] if "accepted" in each
    }
    assert accepted == {"N1": {"reason": "A reason.", "author": "Ada Planner"}}
    (pieces,) = [each for each in message["findings"] if each["key"]["check"] == "pieces"]
    assert pieces["units"] == [toy_pack.units.position["S14"]]
    failures = {area["code"]: area["failed"] for area in message["areas"]}
    assert failures["N1"] == sum(
        each["area"] == "N1" and "accepted" not in each for each in message["findings"]
    )


def test_the_layer_above_is_told_with_its_lists(toy_pack: Pack) -> None:
    message = told(toy_pack, MovePractices("pcn", ("P31",), "N2"))
    lists = {area["code"]: area["lists"] for area in message["above"]["areas"]}
    assert message["above"]["key"] == "icp"
    assert lists["PW"] == {"known": 700 + 2500 + 900, "missing": 0}
    assert told(toy_pack, layer="district")["above"] is None


def test_leaning_that_withheld_counts_leave_open_is_told_as_unknown(pack: Pack) -> None:
    practice, newark, sherwood = "C84029", "U65095", "U90349"
    state = MovePractices("pcn", (practice,), sherwood).apply(State.of(pack))
    now = Measured(state, Ground.of(pack), Dates.of(pack))
    assert now.layer("pcn")[newark].leaning_elsewhere is None
    sentences = {
        area["code"]: " ".join(area["sentences"])
        for area in editor_message(now, "pcn", Around("v"))["areas"]
    }
    unknown = {code for code, words in sentences.items() if "another network is unknown" in words}
    assert unknown == {newark}
    district = editor_message(now, "district", Around("v"))["areas"]
    assert not any("unknown" in " ".join(area["sentences"]) for area in district)


def test_units_that_are_in_no_area_are_told_where_they_should_be_in_one(toy_pack: Pack) -> None:
    position = toy_pack.units.position
    uncovered = told(toy_pack, MoveUnits("pcn", ("S31", "S11"), None))["uncovered"]
    assert sorted(uncovered["units"]) == sorted([position["S31"], position["S11"]])
    people = int(
        sum(
            toy_pack.residents[toy_pack.resident_date].total[position[code]]
            for code in ("S31", "S11")
        )
    )
    assert uncovered["sentence"] == (
        f"2 small areas with {people:,} residents (mid-2019) are in no primary care network."
    )
    assert told(toy_pack)["uncovered"] is None
    assert told(toy_pack, layer="ics")["uncovered"] is None  # units outside the system need none


def test_new_areas_bands_and_the_answer_are_told(toy_pack: Pack) -> None:
    around = Around("v", {"N6": "#123456"}, notice=Notice("7", "done", ("Saved 14:02.",)))
    message = told(toy_pack, CreateArea("pcn", "N6", "New <b>", "PE"), around=around)
    (new,) = [area for area in message["areas"] if "isNew" in area]
    assert (new["code"], new["name"], new["colour"]) == ("N6", "New <b>", "#123456")
    assert (new["parent"], new["parentName"]) == ("PE", "East place")
    assert message["band"] == {"lowest": 1_000, "highest": 2_000, "words": "1,000 to 2,000"}
    assert message["notice"] == {"to": "7", "kind": "done", "lines": ("Saved 14:02.",)}
    assert message["practicesMove"]
    assert not told(toy_pack, layer="icp")["practicesMove"]


def test_statistical_areas_are_not_drawn_anew(pack: Pack) -> None:
    keys = [layer.key for layer in editable_layers(pack)]
    assert usual_layer(pack) == "pcn"

    assert {"unit", "msoa", "ward"}.isdisjoint(keys)
    assert {"ics", "icp", "pcn", "ccg", "district"} <= set(keys)


def test_a_plan_is_opened_on_the_layer_that_shows_most_of_it(pack: Pack) -> None:
    shown = {
        path.stem: telling_layer(open_scenario(read_scenario_file(path), pack).state)
        for path in example_files(pack.key)
    }
    assert shown == {
        "bassetlaw-joins": "ics",
        "hucknall-follows-its-district": "icp_by_ccg",
        "one-ccg": "ccg",
        "rushcliffe-as-three-neighbourhoods": "pcn",
    }
    assert telling_layer(State.of(pack)) == "pcn"


@pytest.mark.parametrize("moves", [1, 20, 60])
def test_the_message_of_a_batch_is_small_on_the_shipped_pack(pack: Pack, moves: int) -> None:
    """Small areas that lie apart and go anywhere: more checks fail with each."""
    ground = Ground.of(pack)
    now = Measured(open_scenario(long_scenario(pack, moves), pack).state, ground, Dates.of(pack))
    for each in editable_layers(pack):
        fixes = {
            CheckKey(each.key, code, CheckKind.PARENT): better.words
            for code, better in better_parents(now, each.key).items()
        }
        around = Around("0" * 32 + "@100", area_colours(each, ground.adjacency), fixes)
        message = editor_message(now, each.key, around)
        assert len(packed(message)) < MOST_BYTES, each.key


def test_areas_that_touch_have_different_colours_of_six(pack: Pack) -> None:
    adjacency = Ground.of(pack).adjacency
    for layer in editable_layers(pack):
        colours = area_colours(layer, adjacency)
        assert set(colours) == set(layer.position)
        assert set(colours.values()) <= set(COLOURS)
        assert all(colours[one] != colours[other] for one, other in touching(layer, adjacency))


def test_an_edit_leaves_nearly_all_colours_as_they_were(pack: Pack) -> None:
    adjacency = Ground.of(pack).adjacency
    state = State.of(pack)
    before = area_colours(state.layers["pcn"], adjacency)
    rushcliffe = "U12563"
    units = state.layers["pcn"].units_in(rushcliffe)
    codes = tuple(pack.units.codes[unit] for unit in units[: len(units) // 2])
    after = SplitArea("pcn", rushcliffe, (Part("NEW1", "New", codes),)).apply(state)
    colours = area_colours(after.layers["pcn"], adjacency, before)
    assert all(
        colours[one] != colours[other] for one, other in touching(after.layers["pcn"], adjacency)
    )
    changed = {code for code in before if colours[code] != before[code]}
    assert len(changed) <= 1
    assert area_colours(after.layers["pcn"], adjacency, colours) == colours


def test_colours_of_no_palette_are_not_kept(toy_pack: Pack) -> None:
    adjacency = Ground.of(toy_pack).adjacency
    colours = area_colours(toy_pack.layers["pcn"], adjacency, {"N1": "javascript:alert(1)"})
    assert colours["N1"] in COLOURS
