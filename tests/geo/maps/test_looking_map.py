"""The state and the base of the looking map."""

import json
from dataclasses import replace
from datetime import date

import pytest

from geo.maps.looking_map import SCRIPTS, WEB_FILES, Base, MapFiles, base_map, state_group
from geo.maps.map_state import (
    AreaFacts,
    Fit,
    Marked,
    Pin,
    area_facts,
    bounds_of_area,
    bounds_of_pin,
    bounds_of_units,
    state_json,
)
from geo.maps.map_state import MapState as State
from geo.maps.shading import deprivation_shading
from geo.model import Layer, Pack
from geo.plan.checks import check_layer
from geo.topology import find_adjacency

BASE = Base(
    files=MapFiles(
        leaflet="../leaflet",
        own="../own",
        script="../pack/map.1.js",
        geometry="../pack/units.1.json",
    ),
    pack="toy",
    title="A map",
    bounds=((52.8, -1.3), (53.5, -0.7)),
    first_view=((52.8, -1.3), (53.2, -0.7)),
    attribution="Attribution",
)


def facts(pack: Pack, layer: Layer) -> AreaFacts:
    return area_facts(layer, check_layer(pack, layer, find_adjacency(pack.units.geometry)))


def test_facts_carry_both_populations_with_dates_and_standing(pack: Pack) -> None:
    layer = pack.layer("pcn")
    found = facts(pack, layer)
    rushcliffe = layer.position["U12563"]
    assert found.resident[rushcliffe] == (119184, "▲ Above by 69,184")
    assert found.registered[rushcliffe] == (130196, "▲ Above by 80,196")
    assert found.registered[layer.position["U10998"]] == (None, "? Unknown")
    assert found.resident_label == "Residents, mid-2019"
    assert found.registered_label == "On practices’ lists, April 2020"
    assert found.band == "30,000 to 50,000"


def test_a_layer_without_a_tier_has_no_standing(pack: Pack) -> None:
    found = facts(pack, pack.layer("ward"))
    assert {standing for _, standing in found.resident} == {""}
    assert found.registered_label == "Registered, living here, July 2022"
    assert found.band == ""


def test_the_fullest_state_is_small(pack: Pack) -> None:
    state = State(
        resident_date=pack.resident_date,
        layers=tuple(pack.layers),
        pick="ward",
        facts=facts(pack, pack.layer("ward")),
        shading=deprivation_shading(pack),
        marked=(Marked(tuple(range(60)), "Somewhere"),),
        practices=pack.registered_date,
    )
    assert len(state_json(state)) < 10_000


def test_equal_states_are_equal_text_so_that_nothing_is_sent_again(pack: Pack) -> None:
    state = State(resident_date=pack.resident_date, layers=("ccg",), fit=Fit(1, BASE.bounds))
    assert state_json(state) == state_json(replace(state))


@pytest.mark.parametrize("name", ["</script><script>alert(1)", "a\u2028b\u2029c", "'\"\\", "<!--"])
def test_no_name_can_break_out_of_the_script(name: str) -> None:
    state = State(
        resident_date=date(2019, 6, 30),
        place=Pin(53.0, -1.1, name),
        marked=(Marked((1,), name),),
        marked_label=name,
        selected=("ccg", name),
    )
    text = state_json(state)
    assert text.isascii()
    assert "<" not in text
    assert "\n" not in text
    told = json.loads(text)
    assert told["place"]["name"] == told["markedLabel"] == told["marked"][0]["label"] == name
    assert told["selected"] == {"layer": "ccg", "area": name}


def test_a_state_carries_no_geometry_into_its_script() -> None:
    group = state_group(State(resident_date=date(2019, 6, 30), layers=("ccg",)))
    made = base_map(BASE)
    group.add_to(made)
    text = made.get_root().render()
    assert 'window.lookingMap.apply({"residentDate"' in text
    assert len(text) < 8_000


def test_a_base_loads_only_from_the_application() -> None:
    made = base_map(replace(BASE, title="</script><b>"))
    text = made.get_root().render()
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text
    assert "</script><b>" not in text
    assert "user-scalable" not in text


def test_every_script_that_is_named_is_there() -> None:
    there = {path.name for path in WEB_FILES.iterdir() if path.suffix == ".js"}
    assert there == {*SCRIPTS, "guard.js"}
    assert (WEB_FILES / "looking_map.css").is_file()


def test_scripts_stay_short_and_write_words_only_as_text() -> None:
    for path in WEB_FILES.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 300, path.name
        for markup in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert markup not in text, path.name
        assert "http" not in text.replace("http://www.w3.org/2000/svg", ""), path.name


def test_a_place_is_turned_into_degrees() -> None:
    castle = Pin.at(456_900, 339_400, "Nottingham Castle")
    assert castle.latitude == pytest.approx(52.949, abs=0.002)
    assert castle.longitude == pytest.approx(-1.154, abs=0.002)


def test_bounds_hold_what_they_are_bounds_of(pack: Pack) -> None:
    (south, west), (north, east) = bounds_of_area(pack, pack.layer("ccg"), "04K")
    castle = Pin.at(456_900, 339_400, "Nottingham Castle")
    assert south < castle.latitude < north
    assert west < castle.longitude < east
    everything = bounds_of_units(pack, range(len(pack.units)))
    assert everything[0][0] < south < north < everything[1][0]
    (low, left), (high, right) = bounds_of_pin(castle, metres=1000)
    assert low < castle.latitude < high
    assert left < castle.longitude < right


def test_no_units_have_no_bounds(pack: Pack) -> None:
    with pytest.raises(ValueError, match="No units"):
        bounds_of_units(pack, [])
