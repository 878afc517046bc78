"""Styles for QGIS and for others: each style as QML, QGIS's own form, and as OGC's SLD.

A layer opens with its outline and its names, so that layers can lie upon each other; layers whose
tier has a band have styles by band status beside it. Colours, dashes and patterns are those of
``geo.maps.styles``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from geo.export.open_data.area_features import NO_BAND
from geo.export.open_data.features import FeatureTable
from geo.export.open_data.xml_text import add, document
from geo.maps import styles
from geo.maps.styles import Fill, LineStyle, Pattern
from geo.words import STATUS_WORDS

MILLIMETRES = 25.4 / 96
"""Of a pixel, as style sheets define it."""
_BRUSHES = {Pattern.DOTS: "dense6", Pattern.HATCH: "b_diagonal", Pattern.CROSS: "diagonal_x"}
_BY_STATUS = (
    ("resident_band_status", "Residents by band status"),
    ("registered_band_status", "Registered by band status"),
)
_SLD = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "version": "1.1.0",
}


@dataclass(frozen=True)
class Style:
    """One way of drawing a table.

    Attributes:
        name: for people.
        qml: QGIS's form.
        sld: OGC's Styled Layer Descriptor 1.1.
    """

    name: str
    qml: str
    sld: str


@dataclass(frozen=True)
class _Class:
    """Features that are drawn alike: those whose field has a value, or all where it is empty."""

    value: str
    label: str
    fill: Fill | None


def table_styles(table: FeatureTable, line: LineStyle, tier: str | None) -> list[Style]:
    """Return a table's styles, the one that it opens with first.

    Args:
        table: of areas, of small areas or of practices.
        line: how its outlines are drawn.
        tier: key of the tier of its layer, or None.
    """
    if not table.polygons:
        return [_style("Practices", table, line, "", [_Class("", table.title, None)])]
    made = [_style("Outlines and names", table, line, "", [_Class("", table.title, None)])]
    if tier is not None:
        classes = [
            _Class(
                NO_BAND if status is None else status.value,
                STATUS_WORDS[status],
                styles.STATUS_STYLES[status].fill,
            )
            for status in styles.STATUS_STYLES
        ]
        made += [_style(name, table, line, field, classes) for field, name in _BY_STATUS]
    return made


def _style(
    name: str, table: FeatureTable, line: LineStyle, field: str, classes: Sequence[_Class]
) -> Style:
    return Style(name, _qml(table, line, field, classes), _sld(name, table, line, field, classes))


def _qml(table: FeatureTable, line: LineStyle, field: str, classes: Sequence[_Class]) -> str:
    labelled = table.polygons and table.code == "area_code"
    root = ElementTree.Element(
        "qgis",
        version="3.28.0",
        styleCategories="Symbology|Labeling",
        labelsEnabled="1" if labelled else "0",
    )
    kind = {"type": "categorizedSymbol", "attr": field} if field else {"type": "singleSymbol"}
    renderer = add(
        root, "renderer-v2", **kind, enableorderby="0", symbollevels="0", forceraster="0"
    )
    if field:
        categories = add(renderer, "categories")
        for number, each in enumerate(classes):
            add(
                categories,
                "category",
                value=each.value,
                label=each.label,
                symbol=str(number),
                render="true",
                type="string",
            )
    symbols = add(renderer, "symbols")
    for number, each in enumerate(classes):
        shape = "fill" if table.polygons else "marker"
        symbol = add(symbols, "symbol", name=str(number), type=shape, alpha="1", clip_to_extent="1")
        for kind_of_layer, options in _symbol_layers(table, line, each.fill):
            layer = add(symbol, "layer", **{"class": kind_of_layer}, enabled="1", **{"pass": "0"})
            _options(layer, options)
    if labelled:
        _labels(root, table.name, line)
    return document(root, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>").decode()


def _symbol_layers(
    table: FeatureTable, line: LineStyle, fill: Fill | None
) -> list[tuple[str, dict[str, str]]]:
    if not table.polygons:
        dot = {"name": "circle", "color": _rgba(styles.PRACTICE), "size": "2", "size_unit": "MM"}
        return [("SimpleMarker", {**dot, "outline_color": _rgba(styles.PAPER)})]
    layers = []
    if fill is not None:
        ground = {"color": _rgba(fill.colour), "style": "solid", "outline_style": "no"}
        layers.append(("SimpleFill", ground))
        if fill.pattern is not Pattern.NONE:
            over = {"color": _rgba(fill.ink), "style": _BRUSHES[fill.pattern]}
            layers.append(("SimpleFill", {**over, "outline_style": "no"}))
    outline = {
        "line_color": _rgba(line.colour),
        "line_style": "solid",
        "line_width": f"{line.width * MILLIMETRES:.3f}",
        "line_width_unit": "MM",
        "joinstyle": "round",
        "capstyle": "flat",
        "use_custom_dash": "1" if line.dash else "0",
        "customdash": ";".join(f"{length * MILLIMETRES:.3f}" for length in line.dash) or "5;2",
        "customdash_unit": "MM",
    }
    return [*layers, ("SimpleLine", outline)]


def _options(layer: ElementTree.Element, options: dict[str, str]) -> None:
    kept = add(layer, "Option", type="Map")
    for name, value in options.items():
        add(kept, "Option", type="QString", name=name, value=value)


def _labels(root: ElementTree.Element, field: str, line: LineStyle) -> None:
    settings = add(add(root, "labeling", type="simple"), "settings", calloutType="simple")
    text = add(
        settings,
        "text-style",
        fieldName=field,
        isExpression="0",
        fontFamily="Arial",
        fontWeight="75",
        fontSize=f"{line.name_size * 0.75:g}",
        fontSizeUnit="Point",
        textColor=_rgba(line.colour),
        textOpacity="1",
    )
    halo = {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferOpacity": "1"}
    add(text, "text-buffer", **halo, bufferColor=_rgba(styles.PAPER))
    add(settings, "placement", placement="4", priority=str(10 - min(9, line.rank)))
    add(settings, "rendering", drawLabels="1", obstacle="1")


def _sld(
    name: str, table: FeatureTable, line: LineStyle, field: str, classes: Sequence[_Class]
) -> str:
    root = ElementTree.Element("StyledLayerDescriptor", _SLD)
    layer = add(root, "NamedLayer")
    add(layer, "se:Name", table.key)
    style = add(layer, "UserStyle")
    add(style, "se:Name", name)
    kind = add(style, "se:FeatureTypeStyle")
    for each in classes:
        rule = add(kind, "se:Rule")
        add(rule, "se:Name", each.label)
        if field:
            equal = add(add(rule, "ogc:Filter"), "ogc:PropertyIsEqualTo")
            add(equal, "ogc:PropertyName", field)
            add(equal, "ogc:Literal", each.value)
        if table.polygons:
            _surface(rule, line, each.fill)
        else:
            graphic = add(add(rule, "se:PointSymbolizer"), "se:Graphic")
            mark = add(graphic, "se:Mark")
            add(mark, "se:WellKnownName", "circle")
            _parameters(add(mark, "se:Fill"), fill=styles.PRACTICE)
            add(graphic, "se:Size", "7")
    return document(root).decode()


def _surface(rule: ElementTree.Element, line: LineStyle, fill: Fill | None) -> None:
    symbol = add(rule, "se:PolygonSymbolizer")
    if fill is not None:
        _parameters(add(symbol, "se:Fill"), fill=fill.colour)
    dash = {"stroke_dasharray": " ".join(f"{each:g}" for each in line.dash)} if line.dash else {}
    _parameters(
        add(symbol, "se:Stroke"), stroke=line.colour, stroke_width=f"{line.width:g}", **dash
    )
    if fill is not None and fill.pattern is not Pattern.NONE:
        over = add(add(add(rule, "se:PolygonSymbolizer"), "se:Fill"), "se:GraphicFill")
        graphic = add(over, "se:Graphic")
        mark = add(graphic, "se:Mark")
        names = {Pattern.DOTS: "circle", Pattern.HATCH: "slash", Pattern.CROSS: "x"}
        shape = names[fill.pattern]
        add(mark, "se:WellKnownName", shape if shape != "slash" else "shape://slash")
        _parameters(add(mark, "se:Fill"), fill=fill.ink)
        _parameters(add(mark, "se:Stroke"), stroke=fill.ink, stroke_width="1")
        add(graphic, "se:Size", "6")


def _parameters(parent: ElementTree.Element, **values: str) -> None:
    for name, value in values.items():
        add(parent, "se:SvgParameter", value, name=name.replace("_", "-"))


def _rgba(colour: str) -> str:
    """Return ``#RRGGBB`` as QGIS writes it: red, green, blue, opacity."""
    return ",".join([*(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)), "255"])
