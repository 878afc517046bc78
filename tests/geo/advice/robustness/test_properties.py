"""What holds of every answer, whatever the rates and the seed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.advice.robustness.answer import Question, Robustness, find_robustness
from geo.advice.robustness.leaving import Leaving
from geo.advice.robustness.outcomes import Holds
from geo.advice.robustness.rates import RateRange, Rates, one_rate, rates_by_area
from geo.advice.robustness.worlds import Kind
from geo.model import Band, Pack
from geo.plan.state import State
from geo.plan.totals import Dates

percents = st.floats(-6, 6, allow_nan=False).map(lambda rate: round(rate, 2))
ranges = st.tuples(percents, percents).map(lambda ends: RateRange(min(ends), max(ends)))
wider = st.floats(0, 3, allow_nan=False).map(lambda rate: round(rate, 2))


def by_district(pack: Pack, each: list[RateRange]) -> Rates:
    districts = pack.layer("district")
    by_area = {area.code: each[n % len(each)] for n, area in enumerate(districts.areas)}
    return rates_by_area(districts, by_area, None)


def ask(
    pack: Pack, rates: Rates | None, layer: str = "pcn", samples: int = 5, seed: int = 1
) -> Robustness:
    question = Question(layer, Dates.of(pack), samples, seed, rates, 15)
    return find_robustness(State.of(pack), question)


@given(st.lists(ranges, min_size=3, max_size=3), st.sampled_from(["pcn", "icp", "ics"]))
def test_a_share_is_between_nothing_and_all(
    toy_pack: Pack, each: list[RateRange], layer: str
) -> None:
    for outcome in ask(toy_pack, by_district(toy_pack, each), layer).outcomes:
        tallies = [outcome.together, *outcome.by_kind.values()]
        for tally in tallies:
            assert tally.share is None or 0 <= tally.share <= 1
            assert 0 <= tally.within <= tally.known <= tally.worlds
            assert (tally.share is None) == (tally.lowest is None) == (tally.highest is None)
        assert sum(tally.worlds for tally in tallies[1:]) == outcome.together.worlds
        assert sum(tally.within for tally in tallies[1:]) == outcome.together.within


def bounds(leaving: Leaving) -> tuple[float, float]:
    late = float("inf")
    return leaving.earliest or late, leaving.latest or late


@given(st.lists(st.tuples(ranges, wider, wider), min_size=3, max_size=3))
def test_wider_rates_never_narrow_the_range_of_years(
    toy_pack: Pack, each: list[tuple[RateRange, float, float]]
) -> None:
    narrow = ask(toy_pack, by_district(toy_pack, [rate for rate, _, _ in each]), samples=0)
    wide = ask(
        toy_pack,
        by_district(
            toy_pack,
            [RateRange(rate.low - less, rate.high + more) for rate, less, more in each],
        ),
        samples=0,
    )
    for code, leaving in narrow.leaving.items():
        assert wide.leaving[code].outside == leaving.outside
        earliest, latest = bounds(leaving)
        assert earliest <= latest
        assert bounds(wide.leaving[code])[0] <= earliest
        assert bounds(wide.leaving[code])[1] >= latest


@given(ranges, st.floats(0, 1))
def test_whoever_grows_within_the_rates_leaves_within_the_years(
    toy_pack: Pack, rate: RateRange, share: float
) -> None:
    between = rate.low + share * (rate.high - rate.low)
    units = len(toy_pack.units)
    whole = ask(toy_pack, one_rate(units, rate.low, rate.high), samples=0)
    one = ask(toy_pack, one_rate(units, between, between), samples=0)
    for code, leaving in whole.leaving.items():
        earliest, latest = bounds(leaving)
        left = bounds(one.leaving[code])
        assert left[0] == left[1]
        assert earliest <= left[0] <= latest


@given(st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_answer(pack: Pack, seed: int) -> None:
    one, other = ask(pack, None, seed=seed), ask(pack, None, seed=seed)
    assert one.outcomes == other.outcomes
    for first, second in zip(one.worlds, other.worlds, strict=True):
        assert (first.label, first.kind) == (second.label, second.kind)
        if first.network_of_unit is not None:
            np.testing.assert_array_equal(first.network_of_unit, second.network_of_unit)


def test_another_seed_gives_other_worlds(pack: Pack) -> None:
    assert ask(pack, None, seed=1).outcomes != ask(pack, None, seed=2).outcomes


@given(st.sampled_from(["pcn", "icp", "icp_by_ccg", "ics"]))
def test_without_growth_everybody_stays(pack: Pack, layer: str) -> None:
    answer = ask(pack, one_rate(len(pack.units), 0, 0), layer)
    base = pack.residents[pack.resident_date].total
    for world in answer.worlds:
        if world.kind is Kind.GROWTH:
            (counted,) = world.figures.values()
            np.testing.assert_array_equal(counted.counts, base)
    for leaving in answer.leaving.values():
        assert leaving.earliest is None
        assert leaving.latest is None


@given(ranges, st.integers(0, 100))
def test_a_plan_far_inside_its_band_always_fits(toy_pack: Pack, rate: RateRange, seed: int) -> None:
    state = State.of(toy_pack)
    roomy = State(
        toy_pack,
        state.layers,
        state.memberships,
        {**state.bands, "neighbourhood": Band("neighbourhood", 0, 1_000_000)},
    )
    rates = one_rate(len(toy_pack.units), rate.low, rate.high)
    answer = find_robustness(roomy, Question("pcn", Dates.of(toy_pack), 5, seed, rates, 15))
    for outcome in answer.outcomes:
        assert outcome.together.within == outcome.together.known
        assert outcome.together.holds in (
            Holds.ALL if not outcome.together.unknown else Holds.UNKNOWN,
        )
    assert {leaving.words for leaving in answer.leaving.values()} == {"not by 2034"}
