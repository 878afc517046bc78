"""What every sheet must hold to, whatever it shows: no overlaps, nothing cut off, all explained."""

from __future__ import annotations

import itertools
import re

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from matplotlib_scalebar.scalebar import ScaleBar

from geo.maps.printed import Format, MapRequest, Paper, print_map
from geo.maps.printed.content import Content, FillKey, LineKey, PointKey
from geo.maps.printed.drawing import Drawn, draw
from geo.maps.printed.printing import compose
from geo.maps.printed.sheet import drawing
from geo.maps.printed.wording import ILLUSTRATIVE
from geo.maps.styles import PAPER
from tests.geo.maps.printed.requests import EXAMPLES, KINDS

SHEETS_OF_PAPER = [paper for paper in Paper if not paper.is_page]
SHEETS = [
    *((kind, paper) for kind in KINDS for paper in (Paper.A4_PORTRAIT, Paper.A4_LANDSCAPE)),
    *(("status", paper) for paper in (Paper.A3_PORTRAIT, Paper.A3_LANDSCAPE, Paper.SLIDE)),
    *((example, Paper.A4_PORTRAIT) for example in EXAMPLES),
    *(("area_of_many_practices", paper) for paper in SHEETS_OF_PAPER),
    *((kind, Paper.LARGE_PRINT) for kind in KINDS),
    ("before_and_after", Paper.SLIDE),
]
IDS = [f"{kind}-{paper.name.lower()}" for kind, paper in SHEETS]


def drawn_texts(drawn: Drawn) -> list[tuple[Text, Bbox]]:
    """Everything that is written, with its box in pixels, as Matplotlib's renderer measures it."""
    figure = drawn.sheet.figure
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    return [
        (text, text.get_window_extent(renderer))
        for text in figure.findobj(Text)
        if isinstance(text, Text) and text.get_text().strip() and text.get_color() != PAPER
    ]


def overlap(one: Bbox, other: Bbox) -> float:
    """By how many pixels two boxes overlap in the direction in which they overlap less."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    up = min(one.y1, other.y1) - max(one.y0, other.y0)
    return min(across, up)


def check(content: Content, paper: Paper) -> None:
    with drawing():
        drawn = draw(content, paper)
        texts = drawn_texts(drawn)
    dots = drawn.sheet.figure.dpi
    page = Bbox.from_bounds(0, 0, paper.width / 25.4 * dots, paper.height / 25.4 * dots)
    leading = 0.5 * dots / 72  # boxes are a little larger than letters
    for text, box in texts:
        assert page.x0 <= box.x0, text.get_text()
        assert page.y0 <= box.y0, text.get_text()
        assert box.x1 <= page.x1, text.get_text()
        assert box.y1 <= page.y1, text.get_text()
        assert text.get_fontsize() >= (12 if paper.is_page else 8)
    for one, other in itertools.combinations(texts, 2):
        assert overlap(one[1], other[1]) <= leading, (one[0].get_text(), other[0].get_text())
    for placed, another in itertools.combinations(drawn.names, 2):
        assert not placed.box.overlaps(another.box), (placed.lines, another.lines)
    assert max(text.get_fontsize() for text, _ in texts) >= 14
    check_scale_bar(drawn, [box for _, box in texts])
    check_words(content, {text.get_text() for text, _ in texts}, paper)
    check_key(content, drawn)


def check_scale_bar(drawn: Drawn, boxes: list[Bbox]) -> None:
    """There is one; it says how long it is, is so long, and nothing is written over it."""
    bars = [found for found in drawn.sheet.figure.findobj(ScaleBar) if found.axes is not None]
    assert bars
    for bar in bars:
        assert bar.info.scale_text == f"{bar.info.value} {bar.info.units}"
        metres = bar.info.value * {"m": 1, "km": 1_000}[bar.info.units]
        assert bar.info.length_px == pytest.approx(metres)
        extent = bar.info.window_extent
        assert all(overlap(extent, box) <= 0 for box in boxes)
        assert extent.width == pytest.approx(
            metres / (bar.axes.get_xlim()[1] - bar.axes.get_xlim()[0]) * bar.axes.bbox.width,
            rel=0.01,
        )


def check_words(content: Content, written: set[str], paper: Paper) -> None:
    everything = " ".join(sorted(written))
    attribution = () if paper.is_page else content.attribution  # the document has them
    for sentence in (content.headline, content.subtitle, ILLUSTRATIVE, *attribution):
        missing = [word for word in sentence.split() if word not in everything]
        assert missing == [], sentence
    assert "N" in written


def check_key(content: Content, drawn: Drawn) -> None:
    """Every entry stands for something of a view; every fill of a view's ground is explained."""
    entries = [entry for group in drawn.key for entry in group.entries]
    fills = {fill for view in content.views for fill in view.fills}
    layers = {key for view in content.views for key in view.layers}
    signs = {(each.marker, each.colour) for view in content.views for each in view.points}
    for entry in entries:
        match entry:
            case FillKey(fill=fill) if fill is not None:
                assert fill in fills
            case LineKey(layer=layer):
                assert layer in layers
            case PointKey():
                assert (entry.marker, entry.colour) in signs
    assert len({getattr(entry, "label", "") for entry in entries}) == len(entries)
    assert layers <= {entry.layer for entry in entries if isinstance(entry, LineKey)}


@pytest.mark.parametrize(("kind", "paper"), SHEETS, ids=IDS)
def test_a_sheet_of_the_shipped_pack_is_whole(
    kind: str, paper: Paper, shipped: dict[str, MapRequest]
) -> None:
    check(compose(shipped[kind]), paper)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_of_the_toy_county_is_whole(kind: str, toys: dict[str, MapRequest]) -> None:
    check(compose(toys[kind]), Paper.A4_LANDSCAPE)


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_is_told_in_words(kind: str, shipped: dict[str, MapRequest]) -> None:
    printed = print_map(shipped[kind], Paper.A4_LANDSCAPE, Format.SVG)
    assert printed.headline in printed.alternative
    assert len(printed.alternative) < 400
    assert printed.description[0].startswith(printed.headline)
    assert printed.rows
    assert all(value != "" for row in printed.rows for value in row.values())


@pytest.mark.parametrize("paper", list(Paper), ids=[paper.name for paper in Paper])
def test_the_key_lists_or_counts_every_practice_and_explains_every_number(
    paper: Paper, shipped: dict[str, MapRequest]
) -> None:
    content = compose(shipped["area_of_many_practices"])
    names = [row["Practice"] for row in content.rows]
    with drawing():
        drawn = draw(content, paper)
        texts = drawn.sheet.figure.findobj(Text)
    written = " ".join(text.get_text() for text in texts)
    bold = [text.get_text() for text in texts if text.get_fontweight() == "bold"]
    listed = [text for text in bold if text.isdecimal()]
    counted = re.findall(r"and (\d+) more, without a number: in the tables", written)
    assert len(listed) + sum(map(int, counted)) == len(names) > 30
    assert len(drawn.unkeyed) == sum(map(int, counted))
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    on_map = {placed.name.text for placed in drawn.names if placed.name.keyed}
    assert on_map
    assert on_map <= set(listed)
    assert paper in (Paper.SLIDE, Paper.LARGE_PRINT) or len(listed) == len(names)


def test_what_has_no_room_in_the_key_is_told(shipped: dict[str, MapRequest]) -> None:
    request = shipped["area_of_many_practices"]
    printed = print_map(request, Paper.SLIDE, Format.SVG)
    assert "6 entries do not fit in the key: Lombard Medical Centre; " in printed.description[-2]
    assert "no number on the map" in printed.description[-1]


def test_numbers_on_a_large_print_map_are_told_in_words(shipped: dict[str, MapRequest]) -> None:
    content = compose(shipped["status"])
    with drawing():
        drawn = draw(content, Paper.LARGE_PRINT)
    assert drawn.numbers
    assert drawn.left_out == ()
    on_map = {placed.name.text for placed in drawn.names}
    sizes = [placed.face.size for placed in drawn.names if placed.name.text.isdecimal()]
    assert {str(number) for number in drawn.numbers.values()} <= on_map
    assert min(sizes) == 16
    told = print_map(shipped["status"], Paper.LARGE_PRINT, Format.SVG).description[-1]
    for name, number in drawn.numbers.items():
        assert f"{number} is {name}" in told


@pytest.mark.parametrize("paper", [Paper.A4_PORTRAIT, Paper.A4_LANDSCAPE])
def test_both_of_two_maps_have_the_city_drawn_larger(
    paper: Paper, shipped: dict[str, MapRequest]
) -> None:
    with drawing():
        drawn = draw(compose(shipped["before_and_after"]), paper)
        titles = [text.get_text() for text in drawn.sheet.figure.findobj(Text)]
    assert [title.partition(",")[0] for title in titles if title.endswith(" ×")] == [
        "Before",
        "After",
    ]
    assert drawn.left_out == ()


def test_a_sheet_bears_its_stamp(shipped: dict[str, MapRequest]) -> None:
    stamp = "Version 0123456789ab of a plan."
    for form in (Format.SVG, Format.PDF):
        plain, stamped = (
            print_map(shipped["density"], Paper.A4_PORTRAIT, form, each) for each in ("", stamp)
        )
        assert plain.content != stamped.content
    stamped = print_map(shipped["density"], Paper.A4_PORTRAIT, Format.SVG, stamp)
    assert "0123456789ab" in stamped.content.decode()


def test_no_name_of_an_area_is_broken_within_a_word(shipped: dict[str, MapRequest]) -> None:
    for paper in Paper:
        with drawing():
            drawn = draw(compose(shipped["area_of_many_practices"]), paper)
        words = {word for placed in drawn.names for line in placed.lines for word in line.split()}
        assert words <= {word for placed in drawn.names for word in placed.name.text.split()}


def test_names_without_room_are_told(shipped: dict[str, MapRequest]) -> None:
    content = compose(shipped["status"])
    with drawing():
        drawn = draw(content, Paper.A4_PORTRAIT)
    required = {name.text for view in content.views for name in view.names if name.required}
    placed = {placed.name.text for placed in drawn.names}
    assert required == (required & placed) | set(drawn.left_out)


def test_the_city_is_drawn_larger_where_networks_are_too_small(
    shipped: dict[str, MapRequest],
) -> None:
    with drawing():
        drawn = draw(compose(shipped["status"]), Paper.A4_PORTRAIT)
        titles = [text.get_text() for text in drawn.sheet.figure.findobj(Text)]
    assert any(title.startswith("Nottingham, ") and "times larger" in title for title in titles)
