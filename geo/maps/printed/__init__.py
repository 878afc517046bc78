"""Print maps: sheets for public consultations, in EPSG:27700, as PNG, SVG or PDF.

A *request* says which map is wanted. It becomes *content*: what the map shows and says, of which
plan, with its key and the same facts in words. The content is laid out on a sheet of *paper*, its
*views* are drawn in *frames*, its *names* are placed without overlap, and the sheet is saved.
"""

from geo.maps.printed.paper import Format, Paper
from geo.maps.printed.printing import PrintedMap, print_map
from geo.maps.printed.requests import (
    AreaMap,
    BeforeAndAfterMap,
    BoundariesMap,
    ChangesMap,
    DensityMap,
    DisagreementMap,
    MappedPlan,
    MapRequest,
    StatusMap,
)

__all__ = [
    "AreaMap",
    "BeforeAndAfterMap",
    "BoundariesMap",
    "ChangesMap",
    "DensityMap",
    "DisagreementMap",
    "Format",
    "MapRequest",
    "MappedPlan",
    "Paper",
    "PrintedMap",
    "StatusMap",
    "print_map",
]
