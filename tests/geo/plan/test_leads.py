"""Which network leads in a unit once practices have moved, against counting in plain Python."""

from collections import defaultdict
from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from geo.model import Pack
from geo.plan.edits import Edit, MovePractices, MoveUnits
from geo.plan.leads import ELSEWHERE, possible_leaders
from geo.plan.opened import replay
from geo.plan.state import State

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def leaders(pack: Pack, *changes: MovePractices | MoveUnits) -> dict[str, frozenset[str]]:
    made = replay(pack, [Edit(change, "A", NOW) for change in changes])
    assert made.refused == ()
    state = made.state
    found = possible_leaders(state, state.pack.layer("pcn"))
    return {pack.units.codes[unit]: codes for unit, codes in found.items()}


def test_without_a_move_the_published_network_leads(toy_pack: Pack) -> None:
    found = leaders(toy_pack)
    assert found["S11"] == {"N1"}
    assert found["S33"] == {"N2"}
    assert found["S61"] == {ELSEWHERE}


def test_patients_take_their_lead_to_the_network_that_their_practice_joins(toy_pack: Pack) -> None:
    found = leaders(toy_pack, MovePractices("pcn", ("P11",), "N3"))
    assert found["S22"] == {"N3"}
    assert found["S31"] == {"N2"}


def test_a_network_beyond_the_pack_still_leads_where_it_led(toy_pack: Pack) -> None:
    assert leaders(toy_pack, MovePractices("pcn", ("P21",), "N1"))["S61"] == {ELSEWHERE}


def test_a_withheld_count_alone_cannot_tell_who_leads(toy_pack: Pack) -> None:
    moved = MovePractices("pcn", ("P11",), None)
    # P12 of N1 has 1 to 4 patients there, and up to 32 are with networks beyond the pack.
    assert leaders(toy_pack, moved)["S11"] == {"N1", ELSEWHERE}


def test_moving_units_changes_nobodys_practice(toy_pack: Pack) -> None:
    assert leaders(toy_pack, MoveUnits("pcn", ("S22",), "N3"))["S22"] == {"N1"}


@given(st.data())
def test_bounds_hold_whatever_the_withheld_counts_are(pack: Pack, data: st.DataObject) -> None:
    codes = [practice.code for practice in pack.practices]
    networks = [area.code for area in pack.layer("pcn").areas]
    code = data.draw(st.sampled_from(codes))
    now = pack.practice[code].areas.get("pcn")
    to = data.draw(st.sampled_from([each for each in networks if each != now]))
    random = Random(data.draw(st.integers(0, 1_000)))
    state = MovePractices("pcn", (code,), to).apply(State.of(pack))
    found = possible_leaders(state, state.pack.layer("pcn"))
    homes = pack.homes
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    touched = set()
    for practice, unit, fewest, most in zip(
        homes.practices.tolist(),
        homes.units.tolist(),
        homes.fewest.tolist(),
        homes.most.tolist(),
        strict=True,
    ):
        network = to if codes[practice] == code else pack.practices[practice].areas.get("pcn")
        if network is not None:
            counts[unit][network] += random.randint(fewest, most)
        if codes[practice] == code:
            touched.add(unit)
    for unit in touched & found.keys():
        best = max(counts[unit].values())
        leading = {network for network, count in counts[unit].items() if count == best}
        assert found[unit] == {ELSEWHERE} or leading & found[unit] or ELSEWHERE in found[unit]
        if len(found[unit]) == 1 and ELSEWHERE not in found[unit]:
            assert leading == found[unit]
