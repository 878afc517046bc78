"""What the questions of ``advise`` ask for in the same way: a plan, a layer, areas, populations."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geo.advice.measuring import measures_of, usual_measures
from geo.command_line.asking import RefusedError, add_dates, add_pack, asked_dates, asked_layer
from geo.command_line.check import Commands
from geo.command_line.plans import BASELINE, AskedPlan, asked_plans
from geo.model import Basis, Measure
from geo.plan.ground import Ground
from geo.plan.measures import Measured


@dataclass(frozen=True)
class AskedAdvice:
    """A plan and a layer of it about which advice is asked.

    Attributes:
        plan: as it was given.
        measured: the plan with its bands and dates.
        layer: key of the layer.
    """

    plan: AskedPlan
    measured: Measured
    layer: str

    def as_json(self) -> dict[str, Any]:
        """Return what every answer starts with: the pack, the plan and the layer."""
        return {
            "pack": self.measured.state.pack.key,
            "scenario": self.plan.as_json(),
            "layer": self.layer,
        }


def add_question(questions: Commands, name: str, told: str) -> argparse.ArgumentParser:
    """Add a question with the options that all of them have: plan, layer, dates and form."""
    parser = questions.add_parser(name, help=told)
    add_pack(parser)
    parser.add_argument(
        "--scenario", metavar="FILE", help="a scenario instead of the pack's own division"
    )
    parser.add_argument(
        "--layer", default="pcn", metavar="LAYER", help="the layer in question (default: pcn)"
    )
    add_dates(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def add_populations(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--population``, which may be given again."""
    parser.add_argument(
        "--population",
        action="append",
        choices=list(Measure),
        help="what is counted; may be given again (default: the two that the layer is checked by)",
    )


def add_locks(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--lock``, which may be given again."""
    parser.add_argument(
        "--lock",
        action="append",
        default=[],
        metavar="CODE",
        help="an area that may neither gain nor lose; may be given again",
    )


def asked_advice(asked: argparse.Namespace) -> AskedAdvice:
    """Read the plan that was asked about.

    Raises:
        RefusedError: it cannot be opened, or has no such layer or dates.
        PackError: the pack cannot be used.
    """
    _, (plan,) = asked_plans(asked, [asked.scenario or BASELINE])
    pack = plan.state.pack
    dates = asked_dates(pack, asked.date, list(Basis))
    layer = asked_layer(pack, asked.layer).key
    return AskedAdvice(plan, Measured(plan.state, Ground.of(plan.state.baseline), dates), layer)


def asked_measures(advice: AskedAdvice, texts: Sequence[str] | None) -> tuple[Measure, ...]:
    """Return the populations that were asked for, each once; else the usual ones of the layer.

    Raises:
        RefusedError: the layer has no such population.
    """
    definition = advice.measured.state.pack.layer(advice.layer).definition
    if not texts:
        return usual_measures(definition)
    offered = measures_of(definition)
    measures = tuple(dict.fromkeys(Measure(text) for text in texts))
    if lacking := [measure for measure in measures if measure not in offered]:
        raise RefusedError(
            f"{definition.name} have no {lacking[0]} of their own. There is: {', '.join(offered)}."
        )
    return measures
