"""Shares of worlds and first years, against pandas, on the toy county and the pack that ships."""

from __future__ import annotations

from fractions import Fraction

import pytest

from geo.advice.robustness.answer import Question, Robustness, find_robustness
from geo.advice.robustness.growth import Path
from geo.advice.robustness.outcomes import Tally
from geo.advice.robustness.rates import RateRange, Rates, rates_by_area
from geo.advice.robustness.worlds import Kind
from geo.model import Measure, Pack
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.geo.advice.robustness import oracle

YEARS = 12


def uneven_rates(pack: Pack) -> Rates:
    """Another range for each district, the last but one shrinking."""
    districts = pack.layer("district")
    by_area = {
        area.code: RateRange(round(-0.8 + 0.3 * place, 1), round(-0.2 + 0.4 * place, 1))
        for place, area in enumerate(districts.areas)
    }
    return rates_by_area(districts, by_area, None)


def answer_for(pack: Pack, layer: str) -> Robustness:
    question = Question(layer, Dates.of(pack), 25, 3, uneven_rates(pack), YEARS)
    return find_robustness(State.of(pack), question)


@pytest.fixture(params=["toy county", "shipped"])
def any_pack(request: pytest.FixtureRequest, pack: Pack, toy_pack: Pack) -> Pack:
    return toy_pack if request.param == "toy county" else pack


def plain(tally: Tally) -> dict[str, object]:
    return {name: getattr(tally, name) for name in Tally.__dataclass_fields__}


def rate_of_unit(pack: Pack, path: Path) -> list[Fraction]:
    rates = uneven_rates(pack)
    wanted = []
    for code in oracle.area_names(pack.layer("district")):
        each = rates.by_area[str(code)]
        low, high = Fraction(str(each.low)), Fraction(str(each.high))
        wanted.append({"low": low, "high": high, "middle": (low + high) / 2}[path.value])
    return wanted


@pytest.mark.parametrize("layer_key", ["pcn", "icp", "icp_by_ccg", "ics"])
def test_every_share_is_what_pandas_counts(any_pack: Pack, layer_key: str) -> None:
    pack, layer = any_pack, any_pack.layer(layer_key)
    answer = answer_for(pack, layer_key)
    ties = [world for world in answer.worlds if world.kind is Kind.WEAK_TIES]
    figures: dict[tuple[Measure, Kind], list[dict[str, float]]] = {
        (Measure.RESIDENTS, Kind.DATES): [
            oracle.sums(layer, pack.residents[day].total) for day in sorted(pack.residents)
        ],
        (Measure.LISTS, Kind.DATES): [
            oracle.list_sums(pack, layer, day) for day in pack.list_dates
        ],
        (Measure.LIVING_INSIDE, Kind.DATES): [oracle.sums(layer, pack.registrations.patients)],
        (Measure.RESIDENTS, Kind.GROWTH): [
            oracle.sums(
                layer, oracle.grow_all(pack, pack.resident_date, rate_of_unit(pack, path), year)
            )
            for year in range(1, YEARS + 1)
            for path in Path
        ],
    }
    if layer_key == "pcn":
        for measure, counts in (
            (Measure.RESIDENTS, pack.residents[pack.resident_date].total),
            (Measure.LIVING_INSIDE, pack.registrations.patients),
        ):
            figures[measure, Kind.WEAK_TIES] = [
                oracle.sums(layer, counts, world.network_of_unit) for world in ties
            ]
    assert {(each.measure, kind) for each in answer.outcomes for kind in each.by_kind} == set(
        figures
    )
    for outcome in answer.outcomes:
        code = outcome.area.code
        together: list[float] = []
        for kind, found in outcome.by_kind.items():
            here = [each[code] for each in figures[outcome.measure, kind]]
            together += here
            assert plain(found) == oracle.tally(answer.band, here), (code, kind)
        assert plain(outcome.together) == oracle.tally(answer.band, together)
    inside = [area.code for area in layer.areas if area.in_system]
    assert [each.area.code for each in answer.outcomes] == inside * 3


@pytest.mark.parametrize("layer_key", ["pcn", "icp", "ics"])
def test_every_first_year_is_the_one_found_by_hand(any_pack: Pack, layer_key: str) -> None:
    pack, layer = any_pack, any_pack.layer(layer_key)
    answer = answer_for(pack, layer_key)
    by_year = {
        path: {
            pack.resident_date.year + year: oracle.sums(
                layer, oracle.grow_all(pack, pack.resident_date, rate_of_unit(pack, path), year)
            )
            for year in range(YEARS + 1)
        }
        for path in (Path.LOW, Path.HIGH)
    }
    for code, leaving in answer.leaving.items():
        low, high = (
            {year: sums[code] for year, sums in by_year[path].items()}
            for path in (Path.LOW, Path.HIGH)
        )
        expected = oracle.first_years(answer.band, low, high)
        assert (leaving.outside, leaving.earliest, leaving.latest) == expected, code
