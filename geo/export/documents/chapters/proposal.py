"""What is proposed and why, or what there is now; and the changes one by one."""

from __future__ import annotations

from geo.advice.feasibility import feasibility
from geo.advice.summary import describe
from geo.advice.tier_words import tier_sentence
from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, BulletList, Heading, Paragraph
from geo.model import Basis, Measure, date_label
from geo.plan.account import account
from geo.plan.change_words import change_words
from geo.plan.checks import AreaCheck
from geo.plan.comparison import Comparison
from geo.plan.edits import AcceptCheck
from geo.words import counted, listed, start_sentence


def proposal(plan: ConsultedPlan) -> list[Block]:
    """Return what is proposed and why; for the baseline alone, what there is."""
    if plan.scenario is None or plan.comparison is None:
        return _present(plan)
    layers = [layer.definition.name for layer in plan.changed_layers]
    what = f"It changes: {'; '.join(layers)}." if layers else "It changes no area."
    blocks: list[Block] = [
        Paragraph(
            f"“{plan.scenario.name}” is a proposal for {plan.pack.title}. {what} In this document "
            "“before” is the division as published, and “after” is the proposal."
        )
    ]
    if sums := _sums(plan, plan.comparison):
        blocks += [Heading(2, "In short"), BulletList(tuple(sums))]
    reasons = dict.fromkeys(
        edit.reason
        for edit in plan.scenario.edits
        if edit.reason and not isinstance(edit.change, AcceptCheck)
    )
    blocks.append(Heading(2, "Why"))
    if reasons:
        blocks.append(BulletList(tuple(reasons)))
    else:
        blocks.append(Paragraph("No reasons are recorded with this proposal."))
    return blocks


def schedule(plan: ConsultedPlan) -> list[Block]:
    """Return the changes in sentences, and the steps that lead to them; nothing without any."""
    if plan.scenario is None or plan.comparison is None:
        return []
    told = account(plan.comparison.impact)
    steps, state = [], plan.baseline.state
    for place, edit in enumerate(plan.scenario.edits, start=1):
        reason = f" Reason: {edit.reason}" if edit.reason else ""
        steps.append(f"Step {place}: {change_words(edit.change, state)}.{reason}")
        state = edit.apply(state)
    blocks: list[Block] = [
        Heading(2, "What differs"),
        BulletList(tuple(told)) if told else Paragraph("Nothing differs."),
    ]
    if steps:
        blocks += [Heading(2, "Step by step"), BulletList(tuple(steps))]
    return blocks


def _present(plan: ConsultedPlan) -> list[Block]:
    """Say how each tier stands."""
    pack, blocks = plan.pack, list[Block]()
    blocks.append(
        Paragraph(
            f"This document describes the present division of {pack.title}. Nothing is proposed."
        )
    )
    checks = checks_by_layer(plan)
    answers = feasibility(pack, checks)
    for layer in plan.tier_layers:
        members = checks[layer.key]
        inside = [check for check in members if check.area.in_system]
        if not inside or inside[0].resident.band is None:
            continue
        blocks.append(Heading(2, layer.definition.name))
        blocks += [
            Paragraph(tier_sentence(pack, layer.key, members, answers, basis)) for basis in Basis
        ]
    return blocks


def checks_by_layer(plan: ConsultedPlan) -> dict[str, list[AreaCheck]]:
    """Return the checks of the layers with a tier; none for the others."""
    tiers = {layer.key for layer in plan.tier_layers}
    return {
        key: [each.check for each in plan.measured.layer(key).values()] if key in tiers else []
        for key in plan.pack.layers
    }


def _sums(plan: ConsultedPlan, found: Comparison) -> list[str]:
    told = []
    for layer in plan.changed_layers:
        noun = layer.definition.singular
        if layer.key in found.residents_moved:
            figure = found.residents_moved[layer.key]
            told.append(f"{start_sentence(describe(figure))} change {noun}.")
        if layer.key in found.patients_moved:
            figure = found.patients_moved[layer.key]
            told.append(f"{start_sentence(describe(figure))} change {noun} with their practice.")
    counts = [
        (len(found.passes_now), "is passed that was failed", "are passed that were failed"),
        (len(found.fails_now), "is failed that was passed", "are failed that were passed"),
        (len(found.still_fails), "is failed as before", "are failed as before"),
    ]
    parts = [
        f"{counted(count, 'check', 'checks')} {one if count == 1 else several}"
        for count, one, several in counts
        if count
    ]
    if parts:
        dates = plan.measured.dates
        told.append(
            f"{start_sentence(listed(parts))} (residents "
            f"{date_label(Measure.RESIDENTS, dates.resident)}, practices’ lists "
            f"{date_label(Measure.LISTS, dates.registered)})."
        )
    return told
