"""What a proposal does, in words."""

from __future__ import annotations

from geo.advice.repair.verdict import Verdict
from geo.model import BandStatus
from geo.plan.checks import Standing
from geo.searching import AreaFigure, Place, Proposal
from geo.words import counted, number, people, share, start_sentence
from pages.components.statuses import signed_word

VERDICT_WORDS = {
    Verdict.FITS: "Fits already",
    Verdict.PROPOSALS: "Can be made to fit",
    Verdict.IMPOSSIBLE: "Impossible with these rules",
    Verdict.NONE_FOUND: "Nothing found",
    Verdict.UNKNOWN: "Cannot be said: figures are missing",
}


def bound_words(proposal: Proposal) -> str:
    """Return how few people must move at the least: ``13,140 (within 0.6%)``, ``13,214 (proved)``.

    The share is how far the proposal can be above the least, rounded up to a tenth of a per cent:
    what is not proved is never within 0%.
    """
    if proposal.proved:
        return f"{number(proposal.moved)} (proved)"
    if not proposal.bound:
        return "not proved"
    above = max(proposal.moved - proposal.bound, 0)
    thousandths = -(-1000 * above // proposal.bound)
    return f"{number(proposal.bound)} (within {share(thousandths / 1000, 1)})"


def facts(proposal: Proposal) -> list[tuple[str, str]]:
    """Return what a proposal does, as names with their figures; what it does not do is 0."""
    return [
        ("People who move to another area", number(proposal.moved)),
        ("No plan with the same limits moves fewer than", bound_words(proposal)),
        ("People who come to a new area, as theirs is split", number(proposal.joined_new)),
        ("Areas created", number(proposal.created)),
        ("Areas retired", number(proposal.retired)),
        ("People who cross borders of CCGs or districts", number(proposal.crossing)),
    ]


def place_words(place: Place) -> str:
    """Say in a few words what the best proposal for a place takes; empty where there is none."""
    if not place.proposals:
        return ""
    best = place.proposals[0]
    told = [f"{people(best.moved)} move"]
    if best.created:
        told.append(counted(best.created, "new area", "new areas"))
    if best.joined_new:
        told.append(f"{people(best.joined_new)} in them")
    return start_sentence(", ".join(told))


def least_words(place: Place) -> str:
    """Return how few people must move in a place; that nobody must is proved only by a way."""
    none_moves = place.verdict is Verdict.FITS or any(not each.moved for each in place.proposals)
    return number(place.bound) if place.bound or (place.bound == 0 and none_moves) else "not proved"


def figure_words(figure: AreaFigure) -> tuple[str, str]:
    """Return a population before and after, each with its band status in words."""
    return (
        _standing(figure.before, figure.status_before),
        _standing(figure.after, figure.status_after),
    )


def standing_words(standing: Standing) -> str:
    """Return a population with its band status in words; what is not known is said to be so."""
    return _standing(standing.figure.count, standing.status)


def _standing(count: int | None, status: BandStatus | None) -> str:
    if count is None and status is None:
        return "–"
    return f"{number(count)} {signed_word(status)}"
