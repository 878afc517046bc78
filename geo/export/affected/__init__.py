"""“Am I affected?”: what a plan changes for whoever lives at a postcode or is with a practice.

Two states of one pack are held side by side, mostly the baseline and a scenario. ``answers`` finds
what is told, ``table`` writes it as CSV, and ``page`` as one file for a browser that needs nothing
else: no server, no network, no storage.
"""

from geo.export.affected.page import affected_page
from geo.export.affected.table import affected_csv, affected_notes, affected_table

__all__ = ["affected_csv", "affected_notes", "affected_page", "affected_table"]
