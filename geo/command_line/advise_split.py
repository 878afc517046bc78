"""``advise split``: ways to cut an area into parts that fit."""

from __future__ import annotations

import argparse
from typing import Any

from geo.advice.refusals import AdviceError
from geo.advice.splitting import ProposedPart, SplitProposal, propose_splits
from geo.command_line.advise_asking import add_question, asked_advice
from geo.command_line.area_json import measures_json
from geo.command_line.asking import RefusedError, print_json
from geo.command_line.check import Commands


def add_to(questions: Commands) -> None:
    """Add this question to the parser."""
    parser = add_question(questions, "split", "ways to cut an area into parts that fit")
    parser.add_argument("--area", required=True, metavar="CODE", help="the area to split")
    parser.add_argument(
        "--parts", type=int, metavar="N", help="into how many (default: the fewest that fit)"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="of chance; the same gives the same cuts"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the question."""
    advice = asked_advice(asked)
    try:
        proposals = propose_splits(
            advice.measured, advice.layer, asked.area, asked.parts, seed=asked.seed
        )
    except AdviceError as error:
        raise RefusedError(str(error)) from None
    if asked.json:
        content = [_proposal(proposal) for proposal in proposals]
        print_json({**advice.as_json(), "area_code": asked.area, "proposals": content})
        return
    for proposal in proposals:
        print(f"\n{proposal.title}\n")
        for sentence in proposal.sentences:
            print(f"- {sentence}")


def _proposal(proposal: SplitProposal) -> dict[str, Any]:
    return {
        "title": proposal.title,
        "parts": [_part(part) for part in proposal.parts],
        "sentences": list(proposal.sentences),
    }


def _part(part: ProposedPart) -> dict[str, Any]:
    return {
        "area_code": part.code,
        "area_name": part.name,
        "is_new": part.is_new,
        "unit_codes": list(part.unit_codes),
        "practice_codes": list(part.practices),
        "measures": measures_json(part.measures),
    }
