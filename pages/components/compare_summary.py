"""What differs between two plans, in sentences; or why there is nothing to tell."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo.plan.comparison import Comparison
from geo.words import counted
from pages.components import html
from pages.shared.comparing import Plans

_OWN = (
    "Scenarios that you keep on the page What-if stand in both lists, beside the baseline and the "
    "examples."
)


def show(plans: Plans, found: Comparison, told: Sequence[str]) -> None:
    """Show the sentences.

    Args:
        plans: that are compared.
        found: what differs.
        told: the account of it; empty if nothing differs.
    """
    before, after = (escape(name) for name in plans.names)
    if plans.before == plans.after:
        _write(
            "<h2>The same plan twice</h2>",
            f"<p>Before and after are both <strong>{before}</strong>. Choose another plan in one "
            f"of the two lists to see what differs.</p><p>{_OWN}</p>",
        )
        return
    if not told:
        _write(
            "<h2>Nothing differs</h2>",
            f"<p>In <strong>{before}</strong> and <strong>{after}</strong> every small area and "
            "every practice is in the same area, and names, bands and accepted checks are the "
            f"same.</p><p>{_OWN}</p>",
        )
        return
    _write(
        "<h2>What differs</h2>",
        f'<p class="pair">From <strong>{before}</strong> to <strong>{after}</strong></p>',
        f'<p class="pair">{escape(check_words(found))}</p>',
        "<ul>",
        *(f"<li>{escape(sentence)}</li>" for sentence in told),
        "</ul>",
    )


def _write(*pieces: str) -> None:
    """Show the sentences in a box that scrolls, and that keys can reach for it."""
    html.write(
        '<div class="told" role="region" tabindex="0" aria-label="What differs, in sentences">',
        *pieces,
        "</div>",
    )


def check_words(found: Comparison) -> str:
    """Return how many checks are gained and lost, in a sentence."""
    fails = counted(len(found.fails_now), "check fails now", "checks fail now")
    passes = counted(len(found.passes_now), "check passes now", "checks pass now")
    accepted = sum(each.waiver is not None for each in found.fails_now)
    of_these = f" ({accepted:,} of them accepted with a reason)" if accepted else ""
    still = counted(len(found.still_fails), "check fails", "checks fail")
    ended = (
        f"; {counted(len(found.ended), 'failed check has', 'failed checks have')} ended with "
        "the area"
        if found.ended
        else ""
    )
    return (
        f"{fails} that did not before{of_these}; {passes} that failed before{ended}; {still} in "
        "both plans."
    )
