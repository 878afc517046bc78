"""The chapter of maps: pictures that were drawn elsewhere, each with its facts in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, Figure, Paragraph


class Picture(Protocol):
    """A drawn map, such as ``geo.maps.printed.PrintedMap``.

    Attributes:
        content: of the file, SVG or PNG.
        media_type: of the file.
        caption: which map it is, or what it shows, without a full stop.
        alternative: the picture in one or two sentences.
        description: the same facts in sentences.
    """

    @property
    def content(self) -> bytes: ...  # noqa: D102 - told above
    @property
    def media_type(self) -> str: ...  # noqa: D102 - told above
    @property
    def caption(self) -> str: ...  # noqa: D102 - told above
    @property
    def alternative(self) -> str: ...  # noqa: D102 - told above
    @property
    def description(self) -> tuple[str, ...]: ...  # noqa: D102 - told above


def maps(plan: ConsultedPlan, pictures: Sequence[Picture]) -> list[Block]:
    """Return each map with its text equivalents, and the dates of what it shows."""
    if not pictures:
        return []
    return [
        Paragraph(
            "The maps are illustrative: the lists of areas in this document are what counts. All "
            "that a map shows is said in words too."
        ),
        *(_figure(plan, picture) for picture in pictures),
    ]


def _figure(plan: ConsultedPlan, picture: Picture) -> Figure:
    first, *rest = picture.description
    repeated = first.rstrip(".") == picture.caption
    return Figure(
        caption=picture.caption,
        content=picture.content,
        media_type=picture.media_type,
        alternative=picture.alternative,
        description=(*(rest if repeated and rest else picture.description), plan.stamp[1]),
    )
