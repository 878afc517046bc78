"""A sheet of paper to draw on, in millimetres, and the file that it becomes.

Matplotlib's figure is used by itself, without its global ``pyplot``. Its settings belong to the
whole process, so one sheet is drawn at a time and always under the same settings. Files hold no
dates and no random names: the same map has the same bytes.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, Literal

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.maps.printed.frame import Frame
from geo.maps.printed.lettering import FACES, Face, font
from geo.maps.printed.paper import MILLIMETRES_PER_INCH, Format, Paper
from geo.maps.styles import INK, PAPER, UNIT_EDGE

DOTS_PER_INCH = 300
COMPRESSION = 3
"""Of PNG: much quicker than the usual 6 and hardly larger."""
HALO = 2.2
"""Width of the white around a name, points."""
_SETTINGS: Any = {
    **{
        name: value
        for name, value in matplotlib.rcParamsDefault.items()
        if name.startswith(
            ("axes.", "figure.", "font.", "hatch.", "lines.", "patch.", "path.", "text.")
        )
    },
    "font.sans-serif": list(FACES),
    "text.parse_math": False,
    "text.hinting": "none",
    "svg.fonttype": "none",
    "svg.hashsalt": "boundaries and populations",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
}
_LOCK = threading.Lock()


@contextmanager
def drawing() -> Iterator[None]:
    """Draw under our settings, while nobody else of this process does."""
    with _LOCK, matplotlib.rc_context(_SETTINGS):
        yield


class Sheet:
    """A sheet of paper; lengths are millimetres from its lower left corner."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        inches = paper.width / MILLIMETRES_PER_INCH, paper.height / MILLIMETRES_PER_INCH
        self.figure = Figure(figsize=inches, dpi=DOTS_PER_INCH, facecolor=PAPER)
        self.millimetres = Affine2D().scale(1 / MILLIMETRES_PER_INCH) + self.figure.dpi_scale_trans

    def add(self, artist: Artist, zorder: float = 20) -> None:
        """Add something whose coordinates are millimetres of the sheet."""
        artist.set_transform(self.millimetres)
        artist.set_zorder(zorder)
        self.figure.add_artist(artist)

    def write(
        self,
        text: str,
        x: float,
        baseline: float,
        face: Face,
        colour: str = INK,
        align: Literal["left", "center", "right"] = "left",
        halo: bool = False,
    ) -> None:
        """Write one line of text, as it is: no sign in it is a command."""
        manner: dict[str, Any] = {
            "fontproperties": font(face),
            "horizontalalignment": align,
            "verticalalignment": "baseline",
            "parse_math": False,
        }
        if halo:
            white = Text(x, baseline, text, color=PAPER, **manner)
            white.set_path_effects([Stroke(linewidth=HALO, foreground=PAPER, joinstyle="round")])
            self.add(white, 29)
        self.add(Text(x, baseline, text, color=colour, **manner), 30)

    def axes(self, frame: Frame, zorder: float = 1) -> Axes:
        """Return axes in EPSG:27700 that fill a frame."""
        box, paper = frame.box, self.paper
        axes = self.figure.add_axes(
            (
                box.left / paper.width,
                box.bottom / paper.height,
                box.width / paper.width,
                box.height / paper.height,
            ),
            zorder=zorder,
        )
        west, south, east, north = frame.bounds
        axes.set_xlim(west, east)
        axes.set_ylim(south, north)
        axes.set_aspect("equal")
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set_color(UNIT_EDGE)
            spine.set_linewidth(0.6)
            spine.set_zorder(10)
        return axes

    def save(self, kind: Format, title: str, description: str) -> bytes:
        """Return the sheet as a file."""
        stream = io.BytesIO()
        match kind:
            case Format.PNG:
                self._save_png(stream, {"Title": title, "Description": description})
            case Format.SVG:
                FigureCanvasSVG(self.figure)
                metadata = {"Title": title, "Description": description, "Date": None}
                self.figure.savefig(stream, format="svg", metadata=metadata)
            case Format.PDF:
                FigureCanvasPdf(self.figure)
                metadata = {"Title": title, "Subject": description, "CreationDate": None}
                self.figure.savefig(stream, format="pdf", metadata=metadata)
        return stream.getvalue()

    def _save_png(self, stream: BinaryIO, texts: Mapping[str, str]) -> None:
        """Write the sheet as a picture without transparency, which a sheet of paper has none of."""
        canvas: Any = FigureCanvasAgg(self.figure)
        canvas.draw()
        info = PngInfo()
        for name, text in texts.items():
            info.add_itxt(name, text)
        picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
        picture.save(
            stream,
            "png",
            dpi=(DOTS_PER_INCH, DOTS_PER_INCH),
            pnginfo=info,
            compress_level=COMPRESSION,
        )
