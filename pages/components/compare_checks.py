"""Checks that a plan gains and loses against another; those that are accepted with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo.plan.comparison import Comparison
from geo.plan.failed_checks import FailedCheck
from pages.components import html

_FEW = 12


def show(found: Comparison) -> None:
    """Show each group of checks; those that fail in both plans are folded."""
    html.write(
        '<div class="check-groups">',
        _group("Fails now", "Did not fail before.", found.fails_now),
        _group("Passes now", "Failed before.", found.passes_now),
        _group("Ended", "Failed before; the area is no more.", found.ended),
        "</div>",
        _folded("Still fails, in both plans", found.still_fails),
    )


def _group(heading: str, meaning: str, checks: Sequence[FailedCheck]) -> str:
    body = _list(checks) if checks else "<p>None.</p>"
    if len(checks) > _FEW:
        body = f"{_list(checks[:_FEW])}{_folded('All the others', checks[_FEW:])}"
    return (
        f"<section><h3>{escape(heading)} ({len(checks):,})</h3>"
        f'<p class="about-line">{escape(meaning)}</p>{body}</section>'
    )


def _folded(heading: str, checks: Sequence[FailedCheck]) -> str:
    if not checks:
        return ""
    return (
        f'<details class="more-rows"><summary>{escape(heading)} ({len(checks):,})</summary>'
        f"{_list(checks)}</details>"
    )


def _list(checks: Sequence[FailedCheck]) -> str:
    return (
        f"<ul>{''.join(f'<li>{escape(each.sentence)}{_waiver(each)}</li>' for each in checks)}</ul>"
    )


def _waiver(check: FailedCheck) -> str:
    if check.waiver is None:
        return ""
    told = f"Accepted by {check.waiver.author}: “{check.waiver.reason}”"
    return f'<br><span class="accepted">{escape(told)}</span>'
