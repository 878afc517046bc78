"""Areas that are locked: the same as in What-if's editor, whichever page locks them."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.model import Layer
from geo.words import counted
from pages.components import html
from pages.shared import locks
from pages.shared.working import Working


def ask(working: Working, layer: Layer, moving: str) -> tuple[str, ...]:
    """Ask which areas are locked and return their codes.

    Args:
        working: the plan at work.
        layer: of the plan.
        moving: what would move: ``people`` or ``practices``.
    """
    names = {area.code: area.name for area in layer.areas if area.in_system}
    offered = sorted(names, key=lambda code: names[code].casefold())
    locked = locks.locks_of(working, layer.key)
    key = f"take locked {working.scenario.key} {layer.key}"
    wanted = locks.follow_locks(locked, offered, key)
    st.multiselect(
        f"Locked: no {moving} move in or out of",
        offered,
        format_func=lambda code: names.get(code, code),
        placeholder="No area is locked",
        key=key,
        on_change=locks.write_locks,
        args=(working, layer.key, offered, key),
    )
    if wanted:
        from_editor = [code for code in wanted if code in locked.from_editor]
        words = shared_words(len(wanted), len(from_editor))
        html.write(f'<p class="take-about" role="status">{escape(words)}</p>')
    return tuple(wanted)


def shared_words(locked: int, from_editor: int) -> str:
    """Say where locks come from and where they hold.

    Args:
        locked: how many areas are locked.
        from_editor: how many of them were locked in the editor.
    """
    if not from_editor:
        return f"{'It is' if locked == 1 else 'They are'} locked in What-if’s editor too."
    come = counted(from_editor, "lock comes", "locks come")
    return f"{come} from What-if’s editor. What you lock or unlock here is so there too."
