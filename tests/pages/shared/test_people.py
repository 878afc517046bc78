"""Who is at work: whoever signed in, else the name that was given; and how they read times."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import streamlit as st

from pages.components.plain import plain
from pages.shared import clock, people


class User(dict[str, object]):
    """Stands for ``st.user``."""

    is_logged_in = True


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


@pytest.fixture
def nobody_signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "user", User())


def signs_in(monkeypatch: pytest.MonkeyPatch, **claims: object) -> None:
    monkeypatch.setattr(st, "user", User(is_logged_in=True, **claims))


@pytest.mark.usefixtures("nobody_signs_in")
def test_a_name_that_is_given_is_kept_and_an_empty_one_changes_nothing() -> None:
    assert people.known_name() is None
    assert people.author("") == people.UNNAMED
    assert people.author("  Ada   Planner ") == "Ada Planner"
    assert people.author("") == "Ada Planner"
    assert people.author(7) == "Ada Planner"


@pytest.mark.usefixtures("nobody_signs_in")
def test_a_name_that_cannot_be_kept_is_refused_with_a_reason() -> None:
    people.keep_name("Ada")
    assert people.keep_name("A\u202eda") == [
        "The name has characters that cannot be seen. Type it again."
    ]
    assert people.known_name() == "Ada"


def test_whoever_signed_in_cannot_be_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    signs_in(monkeypatch, name="Grace Hopper", email="grace@example.test")
    assert people.author("Ada Planner") == "Grace Hopper"


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"email": "grace@example.test"}, "grace@example.test"),
        ({"name": "\u202e", "sub": "17"}, "17"),
        ({"name": None}, people.UNNAMED),
        ({"name": "x" * 500}, "x" * 120),
    ],
)
def test_a_claim_that_can_be_kept_is_the_name(
    monkeypatch: pytest.MonkeyPatch, claims: dict[str, object], name: str
) -> None:
    signs_in(monkeypatch, **claims)
    assert people.known_name() == name


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/London", "23 July 2026, 15:02"),
        ("Australia/Sydney", "24 July 2026, 00:02"),
        ("../../etc/passwd", "23 July 2026, 15:02"),
        (None, "23 July 2026, 15:02"),
    ],
)
def test_times_are_written_where_the_planner_is(
    monkeypatch: pytest.MonkeyPatch, zone: str | None, words: str
) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(timezone=zone))
    assert clock.when_words(datetime(2026, 7, 23, 14, 2, tzinfo=UTC)) == words


def test_plain_text_marks_nothing_up() -> None:
    assert plain("**a** [b](c)\n<i>") == "\\*\\*a\\*\\* \\[b\\]\\(c\\) \\<i\\>"
