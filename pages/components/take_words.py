"""What a proposal does, in words."""

from __future__ import annotations

from geo.searching import AreaFigure, Place, Proposal, Verdict
from geo.words import counted, number, people, share, start_sentence
from pages.components.statuses import signed_word

VERDICT_WORDS = {
    Verdict.FITS: "Fits already",
    Verdict.PROPOSALS: "Can be made to fit",
    Verdict.IMPOSSIBLE: "Impossible with these rules",
    Verdict.NONE_FOUND: "Nothing found",
}


def gap_words(proposal: Proposal) -> str:
    """Say how close a proposal is to the smallest change: ``moves 13,214 people; no plan …``."""
    moves = f"Moves {people(proposal.moved)}"
    if proposal.proved:
        return f"{moves}; it is proved that no plan can do better."
    if proposal.bound is None:
        return f"{moves}; how few a plan must move is not proved."
    if proposal.moved <= proposal.bound:
        return f"{moves}; no plan can move fewer."
    fewer = f"{moves}; no plan can move fewer than {proposal.bound:,}"
    if proposal.bound == 0:
        return f"{fewer}."
    above = (proposal.moved - proposal.bound) / proposal.bound
    return f"{fewer}, so it is within {share(above, 1)} of the smallest."


def facts(proposal: Proposal) -> list[tuple[str, str]]:
    """Return what a proposal does, as names with their figures; what it does not do is 0."""
    return [
        ("People who move to another area", number(proposal.moved)),
        ("People who come to a new area, as theirs is split", number(proposal.joined_new)),
        ("Areas created", number(proposal.created)),
        ("Areas retired", number(proposal.retired)),
        ("People across borders that count twice", number(proposal.crossing)),
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


def figure_words(figure: AreaFigure) -> tuple[str, str]:
    """Return a population before and after, each with its band status in words."""
    return (
        _standing(figure.before, figure.status_before),
        _standing(figure.after, figure.status_after),
    )


def _standing(count: int | None, status: object) -> str:
    if count is None and status is None:
        return "–"
    return f"{number(count)} {signed_word(status)}"
