"""Visitors: people at work on plans of the toy county, each with a browser tab of their own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
import streamlit as st

from geo.maps.editor_message import Notice
from pages.components.what_if_message import message_for
from pages.shared import commands
from pages.shared import working as at_work
from pages.shared.loading import load_study
from pages.shared.working import Working
from tests.pages.shared.test_exploring import Address

NUMBERS = count(1)
S31 = {"kind": "move_units", "layer": "pcn", "units": ["S31"], "to": "N1"}
S32 = {"kind": "move_units", "layer": "pcn", "units": ["S32"], "to": "N1"}
P21 = {"kind": "move_practices", "layer": "pcn", "practices": ["P21"], "to": "N1"}


class Visitor:
    """Somebody with a browser tab of their own."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.name = name
        self._monkeypatch = monkeypatch
        self._state: dict[str, Any] = {}
        self.address = Address()

    def opens(self, **address: str) -> Working:
        """Run the page, after following a link if there is one."""
        if address:
            self.address.from_dict(dict(address))
        with self:
            working = at_work.begin(load_study("toy"))
            layer = at_work.asked_layer(working)
            working = at_work.coloured(working, layer)
            at_work.keep(working)
            at_work.finish(working, layer)
            return working

    def asks(self, do: str, **command: Any) -> Notice:
        """Send a command as the editor does, and return the answer to it."""
        number = f"{next(NUMBERS)}"
        with self:
            working = at_work.current()
            assert working is not None
            asked = {"version": working.version, "author": self.name, "reason": "", **command}
            commands.handle({"n": number, "do": do, **asked})
            answer = commands.notice()
        assert answer is not None
        assert answer.to == number
        return answer

    def does(self, action: Callable[..., Any], *arguments: object) -> Any:
        with self:
            return action(*arguments)

    def __enter__(self) -> None:
        self._monkeypatch.setattr(st, "session_state", self._state)
        self._monkeypatch.setattr(st, "query_params", self.address)

    def __exit__(self, *_: object) -> None:
        self._state = st.session_state  # type: ignore[assignment]


def area_of(working: Working, unit: str) -> str | None:
    codes = working.opened.state.layers["pcn"].area_codes_of_units()
    return codes[working.opened.pack.units.position[unit]]


def message_of(visitor: Visitor) -> dict[str, Any]:
    working = visitor.opens()
    with visitor:
        return message_for(working, at_work.asked_layer(working))
