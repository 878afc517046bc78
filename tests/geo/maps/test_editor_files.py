"""The what-if editor's files as they are served."""

import re

import pytest

from geo.maps.editor_files import (
    EDITOR_FILES,
    EDITOR_SCRIPTS,
    EDITOR_STYLES,
    LOADER,
    SHARED_SCRIPTS,
    joined_editor_scripts,
    joined_editor_styles,
    status_fills,
)
from geo.maps.looking_map import SCRIPTS, WEB_FILES
from geo.maps.styles import STATUS_STYLES
from geo.model import BandStatus


def test_every_script_and_style_sheet_of_the_folder_is_served_once() -> None:
    own = sorted(path.name for path in EDITOR_FILES.glob("*.js") if path != LOADER)
    assert sorted(EDITOR_SCRIPTS) == own
    assert sorted(EDITOR_STYLES) == sorted(path.name for path in EDITOR_FILES.glob("*.css"))


def test_scripts_are_joined_whole_in_their_order() -> None:
    joined = joined_editor_scripts().decode()
    at = [
        joined.index((folder / name).read_text())
        for folder, names in ((WEB_FILES, SHARED_SCRIPTS), (EDITOR_FILES, EDITOR_SCRIPTS))
        for name in names
    ]
    assert at == sorted(at)


def test_shared_scripts_run_in_the_order_of_the_looking_map() -> None:
    assert list(SHARED_SCRIPTS) == [name for name in SCRIPTS if name in SHARED_SCRIPTS]


def test_nothing_of_the_editor_is_used_by_a_script_before_it_is_made() -> None:
    """A class may only extend one that stands before it."""
    made: set[str] = set()
    for name in EDITOR_SCRIPTS:
        text = (EDITOR_FILES / name).read_text()
        extended = re.findall(r"extends Editor\.(\w+)", text)
        made |= set(re.findall(r"Editor\.(\w+) = ", text))
        assert set(extended) <= made


def test_the_editors_styles_come_after_the_looking_maps() -> None:
    joined = joined_editor_styles().decode()
    assert joined.startswith((WEB_FILES / "looking_map.css").read_text())
    assert joined.endswith((EDITOR_FILES / EDITOR_STYLES[-1]).read_text())


def test_no_script_names_another_host() -> None:
    addresses = re.findall(rb"https?://[^\"'\s]+", joined_editor_scripts() + LOADER.read_bytes())
    assert set(addresses) <= {b"http://www.w3.org/2000/svg"}, "a name, not an address"


@pytest.mark.parametrize("status", list(STATUS_STYLES))
def test_every_status_has_its_fill_sign_and_word(status: BandStatus | None) -> None:
    style = STATUS_STYLES[status]
    told = status_fills()["" if status is None else status.value]
    assert told["fill"] == {
        "colour": style.fill.colour,
        "pattern": style.fill.pattern.value,
        "ink": style.fill.ink,
    }
    assert (told["symbol"], told["word"]) == (style.symbol, style.word)
