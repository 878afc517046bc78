"""What headlines say about the toy county, worked out by hand from its drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.maps.printed import (
    AreaMap,
    BoundariesMap,
    ChangesMap,
    Format,
    MapRequest,
    Paper,
    StatusMap,
    print_map,
)
from geo.maps.printed.printing import compose
from geo.model import Basis, Pack
from geo.plan.edits import SetBand
from tests.geo.maps.printed.requests import toy_requests


def toy_plan_of(toys: dict[str, MapRequest]) -> StatusMap:
    request = toys["status"]
    assert isinstance(request, StatusMap)
    return request


def test_boundaries_count_areas_and_residents_of_the_system(toys: dict[str, MapRequest]) -> None:
    headline = compose(toys["boundaries"]).headline
    assert headline == "6,000 residents live in 4 primary care networks and 2 districts"


def test_status_counts_areas_of_the_system(toy_pack: Pack) -> None:
    # N1 has 600 residents, N2 2,400, N3 1,200 and N4 1,800; N5 is outside the system.
    changes = toy_requests(toy_pack, [SetBand("neighbourhood", 1_000, 1_500)])
    request = replace(toy_plan_of(changes), basis=Basis.RESIDENT)
    headline = compose(request).headline
    assert headline == (
        "1 of 4 primary care networks has 1,000 to 1,500 residents; 1 has fewer and 2 have more"
    )


def test_an_unknown_population_is_told_and_not_counted_as_within(pack: Pack) -> None:
    from tests.geo.maps.printed.requests import shipped_requests

    request = shipped_requests(pack)["status"]
    assert isinstance(request, StatusMap)
    content = compose(replace(request, layer="icp", basis=Basis.REGISTERED))
    assert content.headline.endswith("; 1 is unknown")


def test_changes_keep_residents_and_patients_apart(toys: dict[str, MapRequest]) -> None:
    headline = compose(toys["changes"]).headline
    assert headline.startswith("600 residents in 2 small areas, and 1 practice with 900 patients")


def test_a_plan_without_changes_says_so(toys: dict[str, MapRequest]) -> None:
    request = toys["changes"]
    assert isinstance(request, ChangesMap)
    printed = print_map(replace(request, after=request.before), Paper.A4_LANDSCAPE, Format.SVG)
    assert printed.headline == "No small area and no practice changes primary care network"


def test_before_and_after_count_both(toys: dict[str, MapRequest]) -> None:
    headline = compose(toys["before_and_after"]).headline
    assert headline.endswith("600 residents change area")


def test_half_of_the_residents_live_on_the_densest_squares(toys: dict[str, MapRequest]) -> None:
    # Squares have 500, 400, 300, 200 and 100 residents, four of each: 3,000 of 6,000 live in the
    # four squares with 500 and in three of those with 400 (2,000 + 1,200 is more): 7 of 20.
    assert compose(toys["density"]).headline == (
        "Half of the system’s residents live on 35% of its land"
    )


def test_what_lies_between_two_layers_is_counted(toys: dict[str, MapRequest]) -> None:
    headline = compose(toys["disagreement"]).headline
    assert headline.startswith("700 residents (mid-2019) live where")


def test_an_area_tells_its_residents_and_practices(toys: dict[str, MapRequest]) -> None:
    content = compose(toys["area"])
    assert "has 1,800 residents" in content.headline
    assert content.headline.endswith(f"and {len(content.rows)} practices")


def test_an_unknown_layer_or_area_is_refused(toys: dict[str, MapRequest]) -> None:
    plan = toy_plan_of(toys).plan
    with pytest.raises(KeyError, match="No layer parish"):
        compose(StatusMap(plan, "parish", Basis.RESIDENT))
    with pytest.raises(KeyError):
        compose(AreaMap(plan, "pcn", "N99"))
    with pytest.raises(ValueError, match="at least one layer"):
        compose(BoundariesMap(plan, ()))
