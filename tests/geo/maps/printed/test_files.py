"""The files: formats, real text, embedded fonts, the same bytes again, and no global state."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from PIL import Image

from geo.maps.printed import Format, MapRequest, Paper, print_map
from tests.geo.maps.printed.requests import KINDS

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[4]
PROGRAM = """
import hashlib, sys
from pathlib import Path
from tempfile import TemporaryDirectory
from geo.maps.printed import Format, Paper, print_map
from geo.pack import read_pack
from tests.geo.maps.printed.requests import toy_requests
from tests.toy_county import write_toy_pack
with TemporaryDirectory() as folder:
    request = toy_requests(read_pack(write_toy_pack(Path(folder) / "toy")))["area"]
for kind in Format:
    printed = print_map(request, Paper.A4_PORTRAIT, kind)
    print(hashlib.sha256(printed.content).hexdigest())
print("matplotlib.pyplot" in sys.modules)
"""


@pytest.mark.parametrize("paper", list(Paper), ids=[paper.name for paper in Paper])
def test_a_picture_has_300_dots_to_the_inch(paper: Paper, toys: dict[str, MapRequest]) -> None:
    printed = print_map(toys["status"], paper, Format.PNG)
    picture = Image.open(io.BytesIO(printed.content))
    assert printed.media_type == "image/png"
    inches = paper.width / 25.4, paper.height / 25.4
    assert picture.size == pytest.approx([side * 300 for side in inches], abs=1)
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_has_real_text(kind: str, shipped: dict[str, MapRequest]) -> None:
    printed = print_map(shipped[kind], Paper.A4_LANDSCAPE, Format.SVG)
    drawing = ElementTree.fromstring(printed.content)
    texts = [element.text or "" for element in drawing.iter(f"{SVG}text")]
    written = " ".join(texts)
    assert [word for word in printed.headline.split() if word not in written] == []
    assert "Illustrative; the definitive list of areas is in the tables." in written
    assert "DejaVu Sans" in printed.content.decode()
    assert "Verdana" in printed.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_has_its_fonts_inside(kind: str, toys: dict[str, MapRequest]) -> None:
    printed = print_map(toys[kind], Paper.A4_LANDSCAPE, Format.PDF)
    assert printed.content.startswith(b"%PDF-")
    assert printed.content.count(b"/FontFile2") >= 2
    assert b"/Type3" not in printed.content
    assert b"/CreationDate" not in printed.content


@pytest.mark.parametrize("form", list(Format), ids=[form.name for form in Format])
def test_the_same_request_gives_the_same_bytes(form: Format, toys: dict[str, MapRequest]) -> None:
    for kind in KINDS:
        first = print_map(toys[kind], Paper.A4_PORTRAIT, form)
        assert print_map(toys[kind], Paper.A4_PORTRAIT, form) == first


def test_another_process_gives_the_same_bytes_and_never_loads_pyplot(
    toys: dict[str, MapRequest],
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    ours = [
        hashlib.sha256(print_map(toys["area"], Paper.A4_PORTRAIT, kind).content).hexdigest()
        for kind in Format
    ]
    assert told == [*ours, "False"]


def test_threads_do_not_disturb_each_other(toys: dict[str, MapRequest]) -> None:
    alone = [print_map(toys[kind], Paper.A4_PORTRAIT, Format.SVG) for kind in KINDS]
    with ThreadPoolExecutor(4) as pool:
        together = pool.map(
            lambda kind: print_map(toys[kind], Paper.A4_PORTRAIT, Format.SVG), KINDS
        )
        assert list(together) == alone


def test_other_users_of_matplotlib_keep_their_settings(toys: dict[str, MapRequest]) -> None:
    with matplotlib.rc_context({"font.size": 31, "svg.fonttype": "path", "axes.linewidth": 9}):
        before = dict(matplotlib.rcParams)
        theirs = print_map(toys["density"], Paper.A4_PORTRAIT, Format.SVG)
        assert dict(matplotlib.rcParams) == before
    assert theirs == print_map(toys["density"], Paper.A4_PORTRAIT, Format.SVG)
