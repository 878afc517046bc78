"""Puts together what the editor is told: the plan, pieces, splits, and what can be undone."""

from __future__ import annotations

from typing import Any

from geo.advice.split_proposal import ProposedPart
from geo.advice.strays import find_strays
from geo.maps.editor_message import Around, editor_message
from geo.model import Figure
from geo.plan.better_parents import better_parents
from geo.plan.change_words import batch_words
from geo.plan.check_keys import CheckKey, CheckKind
from geo.plan.checks import Standing
from geo.plan.measures import Measured
from pages.shared import commands, people
from pages.shared.batches import last_batch
from pages.shared.working import Working


def message_for(working: Working, layer: str) -> dict[str, Any]:
    """Return the message for the plan at work.

    Args:
        working: the plan, coloured for the layer.
        layer: key of the layer that is edited.
    """
    scenario, state = working.scenario, working.opened.state
    undo, redo = last_batch(scenario.edits), last_batch(scenario.undone)
    around = Around(
        version=working.version,
        colours=working.colours[layer],
        fixes={
            CheckKey(layer, code, CheckKind.PARENT): each.words
            for code, each in better_parents(working.measured, layer).items()
        },
        undo=batch_words([edit.change for edit in undo], state) or None,
        redo=batch_words([edit.change for edit in reversed(redo)], state) or None,
        strays=_strays(working.measured, layer),
        proposals=_proposals(working, layer),
        notice=commands.notice(),
        author=people.known_name(),
        archived=scenario.archived,
    )
    return editor_message(working.measured, layer, around)


def _strays(measured: Measured, layer: str) -> dict[str, Any] | None:
    """Return the pieces that can be mended at once; the others are told with them."""
    found = find_strays(measured, layer)
    if not found.safe:
        return None
    return {
        "sentence": " ".join(found.sentences),
        "pieces": len(found.safe),
        "units": sorted(unit for stray in found.safe for unit in stray.units.tolist()),
    }


def _proposals(working: Working, layer: str) -> dict[str, Any] | None:
    proposed = commands.proposed(working, layer)
    if proposed is None:
        return None
    return {
        "area": proposed.area,
        "faults": list(proposed.faults),
        "options": [
            {
                "title": option.title,
                "sentences": list(option.sentences),
                "parts": [_part(part) for part in option.parts],
            }
            for option in proposed.options
        ],
    }


def _part(part: ProposedPart) -> dict[str, Any]:
    return {
        "name": part.name,
        "units": part.units.tolist(),
        "practices": list(part.practices),
        "resident": _figure(part.resident.figure),
        "lists": _figure(part.registered.figure),
        "status": {"resident": _status(part.resident), "lists": _status(part.registered)},
    }


def _figure(figure: Figure) -> dict[str, int | None]:
    return {"count": figure.count, "known": figure.known}


def _status(standing: Standing) -> str:
    return "" if standing.status is None else standing.status.value
