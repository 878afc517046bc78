"""A comparison of two plans as tables to take away: what differs, and who and what moves.

Residents and registered patients stand in columns of their own, each with its date in the heading.
A difference is after minus before; an area that is not there in a plan has empty cells there, and
its difference counts from, or to, nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isnan

from geo.advice.shape import crosses_words
from geo.export.tables import UNKNOWN, Cell, Column, Sheet, Table, band_note
from geo.model import Figure, Layer, Measure, Pack, date_label, day_label, month_label
from geo.plan.check_keys import CHECK_WORDS
from geo.plan.checks import Standing
from geo.plan.comparison import Comparison
from geo.plan.equality import EqualityTable, EqualityView
from geo.plan.failed_checks import FailedCheck
from geo.plan.flows import PracticeFlow
from geo.plan.impact import AreaChange, Impact
from geo.plan.measures import AreaMeasures, Measured
from geo.plan.patients_living import patients_living
from geo.words import STATUS_WORDS

WITHHELD = "withheld"


def comparison_sheets(
    names: tuple[str, str], found: Comparison, told: Sequence[str], people: EqualityView
) -> list[Sheet]:
    """Return everything about a comparison, a sheet for each kind of thing.

    Args:
        names: of the plan before and the plan after.
        found: what differs.
        told: the account of it in sentences.
        people: who changes area.
    """
    return [
        Sheet("Summary", summary_table(names, told)),
        Sheet("Areas", areas_table(found.impact), 3),
        Sheet("Small areas that move", unit_moves_table(found.impact), 3),
        Sheet("Practices that move", practice_moves_table(found.impact), 3),
        Sheet("Checks", checks_table(found)),
        Sheet("Who changes area", equality_table(found.impact.after.state.pack, people)),
    ]


def summary_table(names: tuple[str, str], told: Sequence[str]) -> Table:
    """Return the two plans and the account of what differs, a sentence in each row."""
    before, after = names
    rows = [("Before", before), ("After", after), *(("What differs", each) for each in told)]
    return Table((Column("About", width=16), Column("Text", width=120)), tuple(rows))


def areas_table(impact: Impact) -> Table:
    """Return one row for each area that differs, with all its measures before and after."""
    dates, registrations = impact.after.dates, impact.after.state.pack.registrations
    residents = f"Residents, {date_label(Measure.RESIDENTS, dates.resident)}"
    lists = f"On practices’ lists, {date_label(Measure.LISTS, dates.registered)}"
    living = f"Registered, living inside, {date_label(Measure.LIVING_INSIDE, registrations.date)}"
    columns = [
        Column("Layer", width=34),
        Column("Area code", "code", 18),
        Column("Area name", width=34),
        Column("Name before", width=34),
        Column("New or ended", width=12),
    ]
    for name in (residents, lists, living):
        columns += [Column(f"{name}: {when}", "number", 18) for when in ("before", "after")]
        columns += [Column(f"{name}: difference", "number", 18)]
        columns += [Column(f"{name}: band status {when}", width=18) for when in ("before", "after")]
    for name in _COUNTS:
        columns += [Column(f"{name} {when}", "number") for when in ("before", "after")]
    columns += [Column(f"Compactness {when}", "share") for when in ("before", "after")]
    columns += [Column(f"Crosses {when}", width=60) for when in ("before", "after")]
    return Table(tuple(columns), tuple(_area_row(impact, change) for change in impact.areas))


_COUNTS: Mapping[str, Callable[[AreaMeasures], int | None]] = {
    "Small areas": lambda each: each.check.units,
    "Pieces": lambda each: len(each.check.parts),
    "Places surrounded": lambda each: len(each.check.holes),
    "Practices": lambda each: len(each.practices),
    "Practices in another area": lambda each: len(each.practices_outside),
    "Small areas leaning elsewhere": lambda each: each.leaning_elsewhere,
}


def _area_row(impact: Impact, change: AreaChange) -> tuple[Cell, ...]:
    sides = (change.before, change.after)
    standings: Iterable[Callable[[AreaMeasures], Standing | None]] = (
        lambda each: each.check.resident,
        _lists,
        lambda each: each.living_inside,
    )
    row: list[Cell] = [
        impact.after.state.pack.layer(change.layer).definition.name,
        change.area.code,
        change.area.name,
        None if change.before is None else change.before.check.area.name,
        "new" if change.before is None else "ended" if change.after is None else None,
    ]
    for standing in standings:
        row += _standing_cells([None if side is None else standing(side) for side in sides])
    for count in _COUNTS.values():
        row += [None if side is None else count(side) for side in sides]
    row += [
        None if side is None or side.compactness is None else round(side.compactness, 4)
        for side in sides
    ]
    packs = (impact.before.state.pack, impact.after.state.pack)
    row += [
        None if side is None else crosses_words(pack, side.check) or None
        for pack, side in zip(packs, sides, strict=True)
    ]
    return tuple(row)


def _lists(measures: AreaMeasures) -> Standing | None:
    """Return the patients on lists; None in a layer whose areas have no practices of their own."""
    registered = measures.check.registered
    return registered if registered.figure.measure is Measure.LISTS else None


def _standing_cells(sides: Sequence[Standing | None]) -> list[Cell]:
    if not any(sides):
        return [None] * 5
    figures = [None if side is None else side.figure for side in sides]
    counts = [0 if figure is None else figure.count for figure in figures]
    before, after = counts
    return [
        *(None if figure is None else _known(figure) for figure in figures),
        UNKNOWN if before is None or after is None else after - before,
        *(None if side is None else STATUS_WORDS[side.status] for side in sides),
    ]


def unit_moves_table(impact: Impact) -> Table:
    """Return one row for each unit and each layer in which it changes area."""
    pack, day = impact.after.state.pack, impact.after.dates.resident
    residents = pack.residents[day].total
    rows: list[tuple[Cell, ...]] = []
    for flow in impact.units:
        for unit in flow.units.tolist():
            people = residents[unit]
            rows.append(
                (
                    pack.layer(flow.layer).definition.name,
                    pack.units.codes[unit],
                    pack.units.names[unit],
                    *_ends(impact, flow.layer, flow.origin, flow.target),
                    UNKNOWN if isnan(people) else int(people),
                )
            )
    columns = (
        Column("Layer", width=34),
        Column("Small area code", "code", 16),
        Column("Small area name", width=24),
        *_END_COLUMNS,
        Column(f"Residents, {date_label(Measure.RESIDENTS, day)}", "number", 18),
    )
    return Table(columns, tuple(rows))


def practice_moves_table(impact: Impact) -> Table:
    """Return one row for each practice and each layer in which it changes area."""
    pack, day = impact.after.state.pack, impact.after.dates.registered
    rows: list[tuple[Cell, ...]] = [
        (
            pack.layer(flow.layer).definition.name,
            code,
            pack.practice[code].name,
            *_ends(impact, flow.layer, flow.origin, flow.target),
            UNKNOWN if (patients := pack.practice[code].lists[day].patients) is None else patients,
            day,
            *_living_cells(impact, flow, code),
        )
        for flow in impact.practices
        for code in flow.practices
    ]
    homes = month_label(pack.homes.date)
    columns = (
        Column("Layer", width=34),
        Column("Practice code", "code"),
        Column("Practice name", width=34),
        *_END_COLUMNS,
        Column("Patients on the list", "number"),
        Column("Date of the list", "date", 18),
        *(
            Column(f"Patients who live in the area it {verb}, {homes}: {bound}", "number", 18)
            for verb in ("leaves", "joins")
            for bound in ("fewest", "most")
        ),
    )
    return Table(columns, tuple(rows))


def _living_cells(impact: Impact, flow: PracticeFlow, practice: str) -> list[Cell]:
    """Return the fewest and the most patients in the area left, then in the area joined.

    Empty where the plan after has no such area.
    """
    ends = [code for code in (flow.origin, flow.target) if code is not None]
    living = patients_living(impact.after.state, (practice,), flow.layer, ends)
    cells: list[Cell] = []
    for code in (flow.origin, flow.target):
        between = None if code is None else living.inside.get(code)
        if between is None:
            cells += [None, None]
        else:
            cells += [between.fewest, between.most] if living.known else [UNKNOWN, UNKNOWN]
    return cells


_END_COLUMNS = (
    Column("From: code", "code", 18),
    Column("From: name", width=34),
    Column("To: code", "code", 18),
    Column("To: name", width=34),
)


def _ends(impact: Impact, layer: str, origin: str | None, target: str | None) -> list[Cell]:
    """Return both areas with the names that they have in their own plan; none is empty."""
    cells: list[Cell] = []
    for side, code in ((impact.before, origin), (impact.after, target)):
        cells += [code, None if code is None else side.state.pack.layer(layer).area(code).name]
    return cells


def checks_table(found: Comparison) -> Table:
    """Return one row for each check that fails in one of the plans or in both."""
    columns = (
        Column("What became of it", width=18),
        Column("Layer", width=34),
        Column("Area code", "code", 18),
        Column("Area name", width=34),
        Column("Check", width=36),
        Column("What was found", width=80),
        Column("Accepted because", width=50),
        Column("Accepted by", width=20),
    )
    before, after = found.impact.before, found.impact.after
    groups = (
        ("fails now", found.fails_now, after),
        ("passes now", found.passes_now, before),
        ("ended", found.ended, before),
        ("still fails", found.still_fails, after),
    )
    rows = tuple(
        _check_row(what, failed, side) for what, checks, side in groups for failed in checks
    )
    return Table(columns, rows)


def _check_row(what: str, failed: FailedCheck, side: Measured) -> tuple[Cell, ...]:
    key, waiver = failed.key, failed.waiver
    layer: Layer = side.state.pack.layer(key.layer)
    return (
        what,
        layer.definition.name,
        key.area_code,
        layer.area(key.area_code).name,
        CHECK_WORDS[key.kind],
        failed.sentence,
        None if waiver is None else waiver.reason,
        None if waiver is None else waiver.author,
    )


def equality_table(pack: Pack, people: EqualityView) -> Table:
    """Return one row for each group of people, by age and by deprivation, in each layer."""
    when = date_label(Measure.RESIDENTS, people.date)
    columns = (
        Column("Layer", width=34),
        Column("By", width=14),
        Column("Group", width=24),
        Column(f"Residents who change area, {when}", "number", 18),
        Column("Share of those who change area", "share", 18),
        Column(f"Residents in the system, {when}", "number", 18),
        Column("Share of those in the system", "share", 18),
    )
    rows: list[tuple[Cell, ...]] = []
    for layer in people.layers:
        name = pack.layer(layer.layer).definition.name
        rows += _equality_rows(name, "age", layer.by_age)
        rows += _equality_rows(name, "deprivation", layer.by_deprivation)
    return Table(columns, tuple(rows))


def _equality_rows(layer: str, kind: str, table: EqualityTable) -> list[tuple[Cell, ...]]:
    def told(value: float | None, *, withheld: bool = False) -> Cell:
        if withheld:
            return WITHHELD
        return UNKNOWN if value is None else round(value, 4)

    rows: list[tuple[Cell, ...]] = [
        (
            layer,
            kind,
            row.group,
            told(row.movers, withheld=row.withheld),
            told(row.share_of_movers, withheld=row.withheld),
            told(row.everyone),
            told(row.share_of_everyone),
        )
        for row in table.rows
    ]
    all_movers = told(table.movers, withheld=table.withheld)
    return [*rows, (layer, kind, "all", all_movers, None, told(table.everyone), None)]


def comparison_notes(names: tuple[str, str], impact: Impact) -> list[tuple[str, str]]:
    """Return what must travel with the tables: (heading, text) pairs for a sheet of notes."""
    pack, dates = impact.after.state.pack, impact.after.dates
    notes = [
        ("Data", pack.title),
        ("Residents", f"{date_label(Measure.RESIDENTS, dates.resident)}, estimates"),
        ("On practices’ lists", day_label(dates.registered)),
        ("Registered, living inside", day_label(pack.registrations.date)),
        ("Unknown", "A total is unknown where a part of it has no figure."),
        ("Withheld", "Counts of fewer than 5 people, and others from which they could be told."),
        ("Compactness", "By Polsby and Popper: 1 for a circle, close to 0 for a ragged area."),
    ]
    for name, side in zip(names, (impact.before, impact.after), strict=True):
        notes += [
            (f"Band of a {pack.tier[tier].name}, {name}", band_note(pack, band))
            for tier, band in side.state.bands.items()
        ]
    notes += [("What not to conclude", caution) for caution in pack.cautions]
    attributions = dict.fromkeys(source.attribution for source in pack.sources)
    return [*notes, *(("Attribution", attribution) for attribution in attributions)]


def _known(figure: Figure) -> Cell:
    return UNKNOWN if figure.count is None else figure.count
