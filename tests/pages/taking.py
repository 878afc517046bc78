"""Hands on the page What would it take: its fields, its words, and a search that is over."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape

from streamlit.testing.v1 import AppTest

PAGE = "what_would_it_take"


def pieces(app: AppTest) -> str:
    """Everything that stands in HTML of ours, style sheets apart, as it is written."""
    values = (str(each.value) for each in app.get("html"))
    return "\n".join(value for value in values if "<style" not in value)


def told(app: AppTest) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", pieces(app)))


def field(app: AppTest, label: str):
    kinds = (
        "text_input",
        "text_area",
        "number_input",
        "selectbox",
        "multiselect",
        "button",
        "checkbox",
    )
    found = [each for kind in kinds for each in app.get(kind) if each.label.startswith(label)]
    assert len(found) == 1, [each.label for each in found]
    return found[0]


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.get("button")]


def until(app: AppTest, true: Callable[[AppTest], bool]) -> AppTest:
    for _ in range(200):
        if true(app):
            return app
        time.sleep(0.05)
        app.run()
    raise AssertionError(told(app))


def is_over(app: AppTest) -> bool:
    return "Cancel" not in labels(app)


def searched(app: AppTest) -> AppTest:
    field(app, "Find the smallest change").click().run()
    until(app, is_over)
    assert not app.exception
    return app
