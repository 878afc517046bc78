"""Sets of pieces as the bits of a whole number, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def bits(pieces: int) -> Iterator[int]:
    """Yield the numbers of the pieces of a set, ascending."""
    while pieces:
        lowest = pieces & -pieces
        yield lowest.bit_length() - 1
        pieces ^= lowest


def reach(neighbours: Sequence[int], start: int, within: int, until: int = 0) -> int:
    """Return the pieces that lead from a set without leaving another.

    Args:
        neighbours: for each piece, the set of pieces that it touches.
        start: the set to start from, inside ``within``.
        within: the pieces that may be walked on.
        until: stops once all of these are reached; 0 walks to the end.
    """
    reached, border = start, start
    while border and (not until or until & ~reached):
        lowest = border & -border
        found = neighbours[lowest.bit_length() - 1] & within & ~reached
        reached |= found
        border = (border ^ lowest) | found
    return reached


def parts(neighbours: Sequence[int], pieces: int) -> list[int]:
    """Return the parts of a set that do not touch each other, by their first piece."""
    found = []
    while pieces:
        part = reach(neighbours, pieces & -pieces, pieces)
        found.append(part)
        pieces &= ~part
    return found


def around(neighbours: Sequence[int], pieces: int) -> int:
    """Return the pieces that touch a set and are not in it."""
    touching = 0
    for piece in bits(pieces):
        touching |= neighbours[piece]
    return touching & ~pieces
