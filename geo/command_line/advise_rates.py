"""Rates at which a planner expects people to grow, as the questions of ``advise`` ask for them."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.advice.robustness.answer import YEARS
from geo.advice.robustness.rates import Rates, one_rate
from geo.advice.robustness.rates_text import RatesError, read_rates
from geo.command_line.asking import RefusedError, asked_layer
from geo.model import Pack
from geo.spreadsheets import MOST_BYTES


def add_rates(parser: argparse.ArgumentParser) -> None:
    """Add the options for growth: a file of rates or one for everybody, and for how many years."""
    growth = parser.add_mutually_exclusive_group()
    growth.add_argument(
        "--growth",
        type=Path,
        metavar="FILE",
        help="CSV with area_code,low,high: per cent a year for the areas of one layer",
    )
    growth.add_argument(
        "--rate",
        metavar="LOW:HIGH",
        help="per cent a year for everybody; write --rate=-0.5:1 where it starts with a minus",
    )
    parser.add_argument(
        "--growth-layer", metavar="LAYER", help="layer of the file's codes, where several have them"
    )
    parser.add_argument(
        "--years", type=int, metavar="N", help=f"how many years of growth (default: {YEARS})"
    )


def asked_rates(asked: argparse.Namespace, pack: Pack) -> Rates | None:
    """Return the rates that were asked for; None where there are none.

    Raises:
        RefusedError: they cannot be read, or years or a layer are asked for without rates.
    """
    if asked.growth is None and asked.rate is None and asked.years is not None:
        raise RefusedError("Years need rates: give --growth or --rate.")
    if asked.growth is None and asked.growth_layer is not None:
        raise RefusedError("A growth layer needs a file of rates: give --growth.")
    if asked.rate is not None:
        return _one_rate(asked.rate, pack)
    if asked.growth is None:
        return None
    if asked.growth_layer is not None:
        asked_layer(pack, asked.growth_layer)
    try:
        with asked.growth.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        return read_rates(content, pack, asked.growth.name, asked.growth_layer)
    except OSError as error:
        raise RefusedError(f"{asked.growth} cannot be read: {error.strerror}.") from None
    except RatesError as error:
        raise RefusedError(f"{asked.growth.name} cannot be used.\n{error}") from None


def _one_rate(text: str, pack: Pack) -> Rates:
    low, colon, high = text.partition(":")
    try:
        ends = float(low), float(high if colon else low)
    except ValueError:
        message = f"The rate {text} is not LOW:HIGH in per cent a year, for example 0.5:1.2."
        raise RefusedError(message) from None
    try:
        return one_rate(len(pack.units), *ends)
    except ValueError as error:
        raise RefusedError(str(error)) from None
