"""Consultation packs: everything that a consultation hands out, made together from one plan.

Read in this order:

- ``map_sheets``: which print maps a plan has of each kind;
- ``order``: what a pack is to hold, and what the planner writes for it;
- ``assembling``: what is missing, what will come of it, and making it;
- ``running``: making one in a process of its own, with progress and a way to stop it;
- ``page_pictures``: the pages of a finished document as pictures, to look at before it goes out.
"""

from geo.export.consultation_pack.assembling import Packing, Promised, paper_words, write_zip
from geo.export.consultation_pack.map_sheets import MapKind, MapSheet, map_sheets
from geo.export.consultation_pack.order import (
    OrderError,
    PackOrder,
    order_text,
    read_order_text,
    usual_order,
)
from geo.export.consultation_pack.page_pictures import count_pages, page_picture
from geo.export.consultation_pack.running import PackRun, PackStanding

__all__ = [
    "MapKind",
    "MapSheet",
    "OrderError",
    "PackOrder",
    "PackRun",
    "PackStanding",
    "Packing",
    "Promised",
    "count_pages",
    "map_sheets",
    "order_text",
    "page_picture",
    "paper_words",
    "read_order_text",
    "usual_order",
    "write_zip",
]
