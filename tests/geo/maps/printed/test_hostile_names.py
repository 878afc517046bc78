"""Names that try to be something else are drawn as the text that they are."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from geo.maps.printed import Format, MapRequest, Paper, StatusMap, print_map
from geo.maps.printed.lettering import MORE, Face, plain, shorten, width, wrap
from geo.model import Pack
from geo.plan.edits import RenameArea
from tests.geo.maps.printed.requests import KINDS, toy_requests

HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b>",
    r"$\frac{1}{0}$ and $x^2$ \LaTeX %d {0}",
    "שכונת הצפון ومنطقة الجنوب",
    "A very long name indeed " * 4,
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2,
    "Emoji 🏥 and 漢字",
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_on_every_map(name: str, toy_pack: Pack) -> None:
    requests = toy_requests(toy_pack, [RenameArea("pcn", "N2", name.strip()[:100])])
    for kind in KINDS:
        printed = print_map(requests[kind], Paper.A4_LANDSCAPE, Format.SVG)
        drawing = ElementTree.fromstring(printed.content)
        assert next(drawing.iter(f"{SVG}script"), None) is None
        assert next(drawing.iter(f"{SVG}b"), None) is None


def test_markup_and_formulas_are_written_out(toy_pack: Pack) -> None:
    request = toy_requests(toy_pack, [RenameArea("pcn", "N2", "<i>$x^2$</i>")])["status"]
    printed = print_map(request, Paper.A4_LANDSCAPE, Format.SVG)
    drawing = ElementTree.fromstring(printed.content)
    assert "<i>$x^2$</i>" in [element.text for element in drawing.iter(f"{SVG}text")]


@pytest.mark.parametrize("form", [Format.PNG, Format.PDF])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_plans_are_printed_in_every_format(
    name: str, form: Format, toys: dict[str, MapRequest]
) -> None:
    request = toys["status"]
    assert isinstance(request, StatusMap)
    named = replace(request, plan=replace(request.plan, name=name))
    assert print_map(named, Paper.A4_LANDSCAPE, form).content


def test_signs_that_turn_the_direction_or_end_a_line_are_left_out() -> None:
    assert plain("a\u202eb\u2066c\x00d\ne\tf\u200b") == "abcd e f"


def test_a_sign_that_the_typeface_lacks_is_drawn_as_the_replacement() -> None:
    assert plain("a🏥b") == "a\N{REPLACEMENT CHARACTER}b"


def test_long_text_is_broken_and_then_shortened() -> None:
    face = Face(10)
    lines = wrap("one two three four five six seven eight", face, 20, 2)
    assert len(lines) == 2
    assert lines[-1].endswith(MORE)
    assert all(width(line, face) <= 20 for line in lines)
    assert shorten("short", face, 100) == "short"
    assert wrap("x" * 200, face, 20)[0] == "x" * len(wrap("x" * 200, face, 20)[0])
    assert "".join(wrap("x" * 200, face, 20)) == "x" * 200
