"""What the browser previews is what Python finds: random picks, computed twice."""

from __future__ import annotations

from random import Random
from typing import Any

from playwright.sync_api import Page

from geo.model import Figure, Pack
from geo.plan.checks import Standing
from geo.plan.edits import MovePractices, MoveUnits
from geo.plan.ground import Ground
from geo.plan.impact import Impact, find_impact
from geo.plan.measures import AreaMeasures, Measured
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.browser.picking import Move, open_editor, take

PICKS = 36


def draw(pack: Pack, random: Random) -> tuple[list[Move], list[Move]]:
    """Draw moves of units of the system and of practices, to areas of the system or to none."""
    layer = pack.layers["pcn"]
    targets = [area.code for area in layer.areas if area.in_system]
    units = [
        code for code, inside in zip(pack.units.codes, pack.units.in_system, strict=True) if inside
    ]
    random.shuffle(units)
    practices = [each.code for each in pack.practices]
    random.shuffle(practices)
    moves: list[Move] = []
    for _ in range(random.randint(1, 3)):
        size = random.choice([1, 2, 5, 30, 120])
        to = None if random.random() < 0.15 else random.choice(targets)
        moves.append((units[:size], to))
        del units[:size]
    lists: list[Move] = []
    for _ in range(random.randint(0, 2)):
        size = random.choice([1, 2, 6])
        to = None if random.random() < 0.15 else random.choice(targets)
        lists.append((practices[:size], to))
        del practices[:size]
    return moves, lists


def applied(state: State, moves: list[Move], practices: list[Move]) -> State:
    """Make the moves as edits."""
    for units, to in moves:
        state = MoveUnits("pcn", tuple(sorted(units)), to).apply(state)
    for codes, to in practices:
        state = MovePractices("pcn", tuple(sorted(codes)), to).apply(state)
    return state


def total(figure: Figure) -> dict[str, int | None]:
    return {"count": figure.count, "known": figure.known}


def status(standing: Standing, in_system: bool) -> str:
    found = standing.status if in_system else None
    return "" if found is None else found.value


def expected(measures: AreaMeasures) -> dict[str, Any]:
    """What the browser should say of an area."""
    check = measures.check
    standings = {
        "resident": check.resident,
        "living": measures.living_inside,
        "lists": check.registered,
    }
    return {
        **{name: total(standing.figure) for name, standing in standings.items()},
        "status": {
            name: status(standing, check.area.in_system) for name, standing in standings.items()
        },
        "parts": len(check.parts),
    }


def areas_of(impact: Impact) -> dict[str, dict[str, Any]]:
    """Areas that gain or lose units or practices, with what the browser should say of each."""
    flows = [*impact.units, *impact.practices]
    ends = {code for flow in flows if flow.layer == "pcn" for code in (flow.origin, flow.target)}
    return {
        change.area.code: {"before": expected(change.before), "after": expected(change.after)}
        for change in impact.areas
        if change.layer == "pcn" and change.area.code in ends and change.before and change.after
    }


def parents_of(impact: Impact) -> dict[str, dict[str, Any]]:
    """Areas above whose lists change, before and after."""
    return {
        change.area.code: {
            side: {
                "lists": total(measures.check.registered.figure),
                "status": {"lists": status(measures.check.registered, in_system=True)},
            }
            for side, measures in (("before", change.before), ("after", change.after))
        }
        for change in impact.areas
        if change.layer == "icp"
        and change.before
        and change.after
        and total(change.before.check.registered.figure)
        != total(change.after.check.registered.figure)
    }


def without_change(rows: dict[str, Any]) -> dict[str, Any]:
    return {code: {side: row[side] for side in ("before", "after")} for code, row in rows.items()}


def test_the_browser_previews_what_python_finds(application: str, page: Page, pack: Pack) -> None:
    open_editor(page, application)
    state, ground, dates = State.of(pack), Ground.of(pack), Dates.of(pack)
    before = Measured(state, ground, dates)
    for seed in range(PICKS):
        moves, practices = draw(pack, Random(seed))
        after = Measured(applied(state, moves, practices), ground, dates)
        impact = find_impact(before, after)
        seen = take(page, moves, practices)
        assert without_change(seen["areas"]) == areas_of(impact), f"seed {seed}"
        assert without_change(seen["above"]) == parents_of(impact), f"seed {seed}"


def test_a_change_is_known_where_the_figure_is_not(
    application: str, page: Page, pack: Pack
) -> None:
    open_editor(page, application)
    practice = next(
        each
        for each in pack.practices
        if each.areas.get("pcn") == "U12563" and each.lists[pack.registered_date].patients
    )
    patients = practice.lists[pack.registered_date].patients
    row = take(page, [], [([practice.code], "U10998")])["areas"]["U10998"]
    assert row["after"]["lists"]["count"] is None
    assert row["change"]["lists"] == {"count": patients, "known": patients}

    missing = next(
        each.code
        for each in pack.practices
        if each.areas.get("pcn") == "U10998"
        and each.lists[pack.registered_date].state.value == "missing"
    )
    row = take(page, [], [([missing], "U12563")])["areas"]["U12563"]
    assert row["before"]["lists"]["count"] is not None
    assert row["change"]["lists"]["count"] is None
