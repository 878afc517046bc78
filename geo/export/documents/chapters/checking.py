"""Feasibility, and what the checks found with the reasons for accepting it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.advice.feasibility import feasibility
from geo.advice.summary import published_words
from geo.advice.tier_words import feasibility_sentence
from geo.export.documents.chapters.proposal import checks_by_layer
from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, BulletList, Heading, Paragraph
from geo.plan.check_keys import CheckKey
from geo.plan.failed_checks import FailedCheck, failed_checks
from geo.words import start_sentence


def feasible(plan: ConsultedPlan) -> list[Block]:
    """Return whether the areas of each tier could all be inside the band."""
    blocks: list[Block] = [
        Paragraph(
            "A band says how many people an area should have. However the lines are drawn, only "
            "some numbers of areas can all be within it."
        )
    ]
    answers = feasibility(plan.pack, checks_by_layer(plan))
    for layer in plan.tier_layers:
        own = [answer for answer in answers if answer.layer == layer.key and answer.areas > 1]
        everything = {answer.figure.basis: answer.areas for answer in own if answer.parent is None}
        own = [
            answer
            for answer in own
            if answer.parent is None or answer.areas < everything[answer.figure.basis]
        ]
        if not own:
            continue
        band = own[0].band
        tier = start_sentence(plan.pack.tier[own[0].tier].name)
        blocks += [
            Heading(2, layer.definition.name),
            Paragraph(f"{tier} band: {band.words} people ({published_words(band)})."),
            BulletList(tuple(feasibility_sentence(plan.pack, answer) for answer in own)),
        ]
    return blocks


def findings(plan: ConsultedPlan) -> list[Block]:
    """Return what the checks found, each with the reason why it is accepted, if it is."""
    blocks: list[Block] = [
        Paragraph(
            "The bands and the rules for lines are guidance. An area may be outside them for good "
            "local reasons; where the planners accept this, their reason is given."
        )
    ]
    found, new = failed_checks(plan.measured), _new(plan)
    for layer in plan.tier_layers:
        own = [each for each in found if each.key.layer == layer.key]
        if own:
            items = tuple(_finding(each, each.key in new) for each in own)
            blocks += [Heading(2, layer.definition.name), BulletList(items)]
    if not found:
        blocks.append(Paragraph("All checks are passed."))
    if plan.comparison is not None and plan.comparison.passes_now:
        blocks += [
            Heading(2, "No longer found"),
            BulletList(_sentences(plan.comparison.passes_now)),
        ]
    return blocks


def _new(plan: ConsultedPlan) -> set[CheckKey]:
    return set() if plan.comparison is None else {each.key for each in plan.comparison.fails_now}


def _finding(found: FailedCheck, new: bool) -> str:
    told = f"{'New: ' if new else ''}{found.sentence}"
    return told if found.waiver is None else f"{told} Accepted: “{found.waiver.reason}”"


def _sentences(found: Sequence[FailedCheck]) -> tuple[str, ...]:
    sentences: Iterable[str] = (each.sentence for each in found)
    return tuple(f"Before: {sentence}" for sentence in sentences)
