"""Shadings, beside an obvious computation in pandas."""

import numpy as np
import pandas as pd
import pytest

from geo.maps import shading as made
from geo.maps.shading import Shading
from geo.maps.styles import UNKNOWN_FILL
from geo.model import BandStatus, Basis, Pack
from geo.plan.checks import AreaCheck, check_layer
from geo.topology import find_adjacency


def labels(shading: Shading) -> list[str]:
    """Each unit's label."""
    return [shading.classes[position].label for position in shading.class_of_unit]


def table(pack: Pack) -> pd.DataFrame:
    residents = pack.residents[pack.resident_date]
    frame = pd.DataFrame(residents.by_age)
    frame["total"] = residents.total
    frame["area"] = pack.units.area_km2
    frame["patients"] = pack.registrations.patients
    frame["own"] = pack.registrations.with_own_pcn
    frame["decile"] = pack.units.deprivation_decile
    frame["in_system"] = pack.units.in_system
    return frame


def checks(pack: Pack, key: str) -> list[AreaCheck]:
    return check_layer(pack, pack.layer(key), find_adjacency(pack.units.geometry))


def all_shadings(pack: Pack) -> list[Shading]:
    day = pack.resident_date
    return [
        made.density_shading(pack, day),
        made.older_shading(pack, day),
        made.younger_shading(pack, day),
        made.registered_shading(pack, day),
        made.own_pcn_shading(pack),
        made.deprivation_shading(pack),
        *(
            made.status_shading(pack, pack.layer(key), checks(pack, key), basis)
            for key in ("pcn", "icp", "ics")
            for basis in Basis
        ),
    ]


def test_every_shading_counts_each_unit_of_the_system_once(pack: Pack) -> None:
    for shading in all_shadings(pack):
        assert sum(item.units for item in shading.classes) == pack.units.in_system.sum()
        assert shading.class_of_unit.min() >= 0
        assert shading.class_of_unit.max() < len(shading.classes)
        for position, item in enumerate(shading.classes):
            inside = (shading.class_of_unit == position) & pack.units.in_system
            assert item.units == inside.sum()


def test_titles_name_the_population_and_its_date(pack: Pack) -> None:
    for shading in all_shadings(pack):
        assert any(year in shading.title for year in ("2019", "2020", "2022"))
    title = made.registered_shading(pack, pack.resident_date).title
    assert "July 2022" in title
    assert "mid-2019" in title
    assert "estimated" in made.younger_shading(pack, pack.resident_date).title


def test_density_is_residents_by_area_in_fifths(pack: Pack) -> None:
    frame = table(pack)
    density = frame["total"] / frame["area"]
    shading = made.density_shading(pack, pack.resident_date)
    assert len(shading.classes) == 5
    for label, value in zip(labels(shading), density, strict=True):
        numbers = [float(word.replace(",", "")) for word in label.split() if word[0].isdigit()]
        if label.startswith("Under"):
            assert value < numbers[0]
        elif "or more" in label:
            assert value >= numbers[0]
        else:
            assert numbers[0] <= value < numbers[1]
    sizes = [item.units for item in shading.classes]
    assert min(sizes) > 0.15 * sum(sizes)


@pytest.mark.parametrize("kind", ["older", "younger", "registered", "own"])
def test_shares_fall_into_the_class_that_names_them(pack: Pack, kind: str) -> None:
    frame = table(pack)
    day = pack.resident_date
    under_18 = frame[[0, 1, 2]].sum(axis=1) + 3 / 5 * frame[3]
    shading, share = {
        "older": (
            made.older_shading(pack, day),
            frame[list(range(13, 19))].sum(axis=1) / frame["total"],
        ),
        "younger": (made.younger_shading(pack, day), under_18 / frame["total"]),
        "registered": (
            made.registered_shading(pack, day),
            frame["patients"] / frame["total"],
        ),
        "own": (made.own_pcn_shading(pack), frame["own"] / frame["patients"]),
    }[kind]
    for label, value in zip(labels(shading), share, strict=True):
        ends = [float(word[:-1]) / 100 for word in label.split() if word.endswith("%")]
        if label.startswith("Under"):
            assert value < ends[0]
        elif "or more" in label:
            assert value >= ends[0] - 1e-12
        else:
            assert ends[0] - 1e-12 <= value < ends[1]


def test_deprivation_keeps_the_published_deciles(pack: Pack) -> None:
    shading = made.deprivation_shading(pack)
    assert (shading.class_of_unit + 1).tolist() == pack.units.deprivation_decile.tolist()
    assert shading.classes[0].label.startswith("1, most deprived")
    assert shading.steps


def test_status_of_an_area_is_that_of_all_its_units(pack: Pack) -> None:
    layer = pack.layer("pcn")
    found = checks(pack, "pcn")
    shading = made.status_shading(pack, layer, found, Basis.REGISTERED)
    for label, position in zip(labels(shading), layer.area_of_unit, strict=True):
        status = found[position].registered.status
        assert status is not None
        assert status.value in label.lower()
    areas = {item.label.split(":")[0]: item.areas for item in shading.classes}
    assert areas["? Unknown"] == 1  # the network of the practice whose list is missing


def test_units_in_no_area_are_in_a_class_of_their_own(pack: Pack) -> None:
    shading = made.status_shading(pack, pack.layer("icp"), checks(pack, "icp"), Basis.RESIDENT)
    outside = {
        label
        for label, inside in zip(labels(shading), pack.units.in_system, strict=True)
        if not inside
    }
    assert outside == {"In no integrated care provider (by district)"}


def test_unknown_is_a_class_of_its_own(pack: Pack) -> None:
    values = np.linspace(0, 1, len(pack.units))
    values[:3] = np.nan
    words = made._Words("key", "Title", "")
    shading = made._steps(pack, words, values, [0.5], ["Under a half", "A half or more"])
    assert set(labels(shading)[:3]) == {"Unknown"}
    assert "Unknown" not in labels(shading)[3:]
    assert shading.classes[-1].fill == UNKNOWN_FILL


def test_nobody_divided_by_nobody_is_unknown() -> None:
    found = made._divide(np.array([1.0, 0.0, np.nan]), np.array([2.0, 0.0, 1.0]))
    assert found[0] == 0.5
    assert np.isnan(found[1:]).all()


def test_rows_and_sentence_tell_what_the_fill_tells(toy_pack: Pack) -> None:
    shading = made.status_shading(
        toy_pack, toy_pack.layer("pcn"), checks(toy_pack, "pcn"), Basis.RESIDENT
    )
    rows = shading.rows()
    assert [row["Shown as"] for row in rows] == [item.label for item in shading.classes]
    assert sum(int(row["Small areas"]) for row in rows) == toy_pack.units.in_system.sum()
    for item in shading.classes:
        if item.areas:
            assert f"{item.label}: {item.areas}" in shading.sentence()


def test_colours_that_only_tell_neighbours_apart_claim_nothing(pack: Pack) -> None:
    adjacency = find_adjacency(pack.units.geometry)
    shading = made.area_shading(pack, pack.layer("pcn"), adjacency)
    assert shading.rows() == []
    assert "Colour" not in shading.sentence()


def test_status_words_are_those_of_the_bands(pack: Pack) -> None:
    band = pack.published_bands["neighbourhood"]
    assert made._status_label(BandStatus.WITHIN, band) == "✓ Within: 30,000 to 50,000"
    assert made._status_label(BandStatus.ABOVE, band) == "▲ Above: more than 50,000"
    assert made._status_label(BandStatus.UNKNOWN, band) == "? Unknown"
