"""What commands ask for in the same way: a pack, dates, a layer, and the form of the answer."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from geo.model import Basis, Layer, Measure, Pack, date_label, month_label
from geo.pack import SHIPPED, data_folder, folders_in, packs_in, read_pack
from geo.plan.totals import Dates, dates_on_offer

SCHEMA = 1
"""Number of the JSON contract; it rises when a key changes its meaning or goes."""


class RefusedError(Exception):
    """A question that cannot be answered as it was asked; the message says what could be."""


def add_pack(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--pack``."""
    parser.add_argument("--pack", metavar="P", help=f"folder in data/ (default: {SHIPPED})")


def add_dates(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--date``, which may be given once for each population."""
    parser.add_argument(
        "--date",
        action="append",
        default=[],
        metavar="DATE",
        help="date of a population, for example mid-2020 or 2022-07-01; may be given twice",
    )


def asked_pack(asked: argparse.Namespace) -> Pack:
    """Read the pack that was asked for.

    Raises:
        RefusedError: there is no such pack.
        PackError: it cannot be used.
    """
    return pack_named(asked.pack or SHIPPED)


def pack_named(name: str) -> Pack:
    """Read a pack.

    Raises:
        RefusedError: there is no such pack.
        PackError: it cannot be used.
    """
    if name not in folders_in(data_folder()):
        there = ", ".join(packs_in(data_folder())) or "none"
        raise RefusedError(f"There is no pack {name}. There is: {there}.")
    return read_pack(data_folder() / name)


def asked_layer(pack: Pack, key: str) -> Layer:
    """Return the layer that was asked for.

    Raises:
        RefusedError: the pack has no such layer.
    """
    try:
        return pack.layer(key)
    except KeyError as error:
        raise RefusedError(error.args[0]) from None


def asked_dates(pack: Pack, texts: Sequence[str], bases: Sequence[Basis]) -> Dates:
    """Return the dates of both populations: those that were asked for, else the pack's own.

    Args:
        pack: that has the populations.
        texts: each a date (``2019-06-30``), a year's middle (``mid-2019``) or a month
            (``2020-04``).
        bases: the populations that the answer is about.

    Raises:
        RefusedError: the pack has none of these populations of that date, or one was given two
            dates.
    """
    offered = {basis: days for basis, days in dates_on_offer(pack).items() if basis in bases}
    chosen: dict[Basis, date] = {}
    for text in texts:
        matches = [
            (basis, day) for basis, days in offered.items() for day in days if _means(text, day)
        ]
        if not matches:
            kind = bases[0].value if len(bases) == 1 else "resident or registered"
            raise RefusedError(
                f"The pack has no {kind} population of {text}. {_offer_words(offered)}"
            )
        for basis, day in matches:
            if chosen.setdefault(basis, day) != day:
                raise RefusedError(f"Two dates were given for the {basis} population.")
    dates = Dates.of(pack)
    return Dates(
        chosen.get(Basis.RESIDENT, dates.resident), chosen.get(Basis.REGISTERED, dates.registered)
    )


def _means(text: str, day: date) -> bool:
    month_and_day = (day.month, day.day)
    forms = {day.isoformat(), f"{day:%Y-%m}", month_label(day)}
    if month_and_day == (6, 30):
        forms.add(f"mid-{day.year}")
    return text in forms


def _offer_words(offered: Mapping[Basis, Sequence[date]]) -> str:
    told = []
    for basis, days in offered.items():
        measure = Measure.RESIDENTS if basis is Basis.RESIDENT else Measure.LISTS
        told.append(f"{basis.capitalize()}: {', '.join(date_label(measure, day) for day in days)}.")
    return " ".join(told)


def print_json(content: dict[str, Any]) -> None:
    """Print a JSON object, readable and with the characters as they are."""
    json.dump({"schema": SCHEMA, **content}, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: set[int]) -> None:
    """Print rows in aligned columns; those whose positions are in ``right`` to the right."""
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    for row in (header, ["-" * width for width in widths], *rows):
        cells = [
            text.rjust(width) if i in right else text.ljust(width)
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
