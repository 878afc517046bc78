"""What is exported: one plan, its feature tables, and the words that travel with every file.

A file is bytes by its path inside the folder, with ``/`` between the parts. The same plan gives
the same bytes: nothing in a file tells when, where or by whom it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from geo.export.open_data.area_features import area_features
from geo.export.open_data.features import FeatureTable
from geo.export.open_data.practice_features import practice_features
from geo.export.open_data.unit_features import UNITS, unit_features
from geo.export.tables import check_notes
from geo.model import Pack, Source, day_label
from geo.plan.comparison import Comparison, compare
from geo.plan.identity import data_words
from geo.plan.measures import Measured
from geo.plan.scenario import Scenario
from geo.plan.scenario_text import version_words
from geo.plan.state import State

Files: TypeAlias = Mapping[str, bytes]
BASELINE = "Division as published"
_ABOUT_FILES = (
    (
        "In these files",
        (
            "An unknown count is empty (null); a column that ends in _known says so, and one that "
            "ends in _missing names what has no figure."
        ),
    ),
    (
        "Withheld",
        (
            "In which small areas a practice’s patients live is not in these files: counts under 5 "
            "could identify people."
        ),
    ),
    (
        "Coordinates",
        (
            "British National Grid (EPSG:27700), metres; GeoJSON, KML and the web map in WGS84, "
            "converted to within about 2 metres. Outlines are simplified, and the outline of an "
            "area is the union of its small areas."
        ),
    ),
)


@dataclass(frozen=True, eq=False)
class OpenData:
    """A plan to be exported.

    Attributes:
        measured: the plan with its measures.
        scenario: as it is kept; None for the baseline.
    """

    measured: Measured
    scenario: Scenario | None = None

    @property
    def pack(self) -> Pack:
        """The plan as a pack."""
        return self.measured.state.pack

    @property
    def name(self) -> str:
        """What the plan is called."""
        return BASELINE if self.scenario is None else self.scenario.name

    @property
    def title(self) -> str:
        """The plan and the pack that it is for."""
        return f"{self.name}: {self.pack.title}"

    @cached_property
    def layers(self) -> tuple[FeatureTable, ...]:
        """The areas of each layer, in the order in which a reader meets them."""
        return tuple(area_features(self.measured, key) for key in self.pack.layers if key != UNITS)

    @cached_property
    def units(self) -> FeatureTable:
        """The small areas."""
        return unit_features(self.pack)

    @cached_property
    def practices(self) -> FeatureTable:
        """The practices."""
        return practice_features(self.pack)

    @property
    def tables(self) -> tuple[FeatureTable, ...]:
        """Every feature table: layers, small areas, practices."""
        return (*self.layers, self.units, self.practices)

    @cached_property
    def comparison(self) -> Comparison:
        """The plan beside the division as published."""
        measured = self.measured
        return compare(measured.next(State.of(measured.state.baseline)), measured)

    @property
    def attribution(self) -> tuple[str, ...]:
        """The sentences that must travel with anything made from the data."""
        return tuple(dict.fromkeys(source.attribution for source in self.pack.sources))

    @property
    def licences(self) -> tuple[str, ...]:
        """The licences of the sources."""
        return tuple(dict.fromkeys(source.licence for source in self.pack.sources))

    @property
    def vintages(self) -> Mapping[str, date]:
        """The date that the boundaries of each layer are of, by its key."""
        return {key: layer.definition.vintage for key, layer in self.pack.layers.items()}

    @cached_property
    def dates(self) -> Mapping[str, date]:
        """The date of each population of the areas."""
        return {
            "resident": self.measured.dates.resident,
            "registered_lists": self.measured.dates.registered,
            "registered_living_inside": self.pack.registrations.date,
        }

    @cached_property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """(heading, text) pairs that must travel with every file."""
        pack, state = self.pack, self.measured.state
        notes = [("Plan", self._plan_words())]
        notes += check_notes(pack, self.measured.dates, state.bands)
        notes += _ABOUT_FILES
        notes += [(table.title, table.about) for table in self.layers]
        notes += [(f"Source {source.key}", _source_words(source)) for source in pack.sources]
        return tuple(notes)

    def _plan_words(self) -> str:
        if self.scenario is None:
            return f"{BASELINE}; no edits. {self._data_words}"
        edits = len(self.scenario.edits)
        noun = "edit" if edits == 1 else "edits"
        told = f"{self.name}: a what-if plan with {edits:,} {noun}; no body has decided it."
        return f"{told} {version_words(self.scenario)}. {self._data_words}"

    @property
    def _data_words(self) -> str:
        return data_words(self.measured.state.baseline)

    @property
    def read_me(self) -> str:
        """The notes as plain text."""
        told = [self.title, "=" * min(len(self.title), 78)]
        told += [f"\n{heading}\n    {text}" for heading, text in self.notes]
        return "\n".join(told) + "\n"

    @property
    def licence_text(self) -> str:
        """Under which licences the files may be used, and what must be said when they are."""
        told = ["These files are made from data under these licences:", ""]
        told += [f"- {licence}" for licence in self.licences]
        told += ["", "Whoever passes them on, or anything made from them, must say:", ""]
        told += [f"- {sentence}" for sentence in self.attribution]
        ogl = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        return "\n".join([*told, "", f"The Open Government Licence v3.0: {ogl}"]) + "\n"


def _source_words(source: Source) -> str:
    return (
        f"{source.title}. {source.publisher}, {source.vintage}. {source.licence}. {source.used_for}"
    )


def boundary_words(table: FeatureTable) -> str:
    """Return what a table is and of when, in one paragraph."""
    when = "" if table.vintage is None else f" Boundaries of {day_label(table.vintage)}."
    return f"{table.title}. {table.about}{when}"
