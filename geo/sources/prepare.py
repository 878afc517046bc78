"""``python -m geo prepare``: from a folder of publications to a pack.

Nothing of the pack is touched until everything was computed, written beside it, read back and found
to agree with the publishers' totals. Then the files take the place of the older ones, all of them
or none (``writing.replace_files`` says what that rests on). The same publications always give the
same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from geo.model import LeftOut, Reconciled
from geo.sources.leaning import lean
from geo.sources.left_out import account_for_left_out, left_out_file
from geo.sources.outlines import simplify
from geo.sources.pack_tables import Derived, lay_out
from geo.sources.places import place_postcodes, read_area_directory
from geo.sources.reading import FILES_READ, Published, read_published
from geo.sources.recipe import read_recipe
from geo.sources.reconciliation import reconcile, reconciliation_file, refuse_unexplained
from geo.sources.registrations import LIST_DATE, REGISTRATION_DATE
from geo.sources.study_area import choose_study_area
from geo.sources.succession import find_members, find_networks_of_practices
from geo.sources.writing import replace_files, write_files


@dataclass(frozen=True)
class PreparationReport:
    """What preparation did.

    Attributes:
        folder: the pack's folder.
        reconciled: every total beside the publisher's; see ``reconciliation.csv``.
        left_out: what the pack does not hold; see ``left_out.csv``.
        own_ties: units whose own network was settled by the smaller code, since two of its CCG
            have equally many of its patients.
        leading_ties: units whose leading network was, since two of England have.
        file_bytes: size of every written file by name.
    """

    folder: Path
    reconciled: tuple[Reconciled, ...]
    left_out: tuple[LeftOut, ...]
    own_ties: tuple[str, ...]
    leading_ties: tuple[str, ...]
    file_bytes: Mapping[str, int]


def prepare(sources: Path, folder: Path, *, console: Console) -> PreparationReport:
    """Compute a pack's files from publications.

    Args:
        sources: folder with ``england/`` and one folder of the study area's own files.
        folder: the pack's folder, which holds ``pack.toml`` and ``sources.toml``.
        console: where progress is shown.

    Raises:
        SourceError: a publication is missing or wrong, or a total differs from the publisher's
            without an explanation. The pack is left as it was.
    """
    recipe = read_recipe(folder)
    columns = (TextColumn("{task.description:<44}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as progress:
        steps = _Steps(progress)
        steps.start("Reading publications", FILES_READ)
        published = read_published(sources, steps.count)
        steps.start("Choosing small areas and practices", 2)
        area = choose_study_area(published, recipe)
        steps.count()
        sizes_of = _sizes_by_practice(published)
        members = find_members(published, list(area.networks.index), list(sizes_of))
        steps.start("Simplifying outlines", 1)
        simple = simplify(area.outlines)
        steps.start("Finding each small area's network", 1)
        leaning = lean(
            published.registrations,
            area.units["ccg"],
            find_networks_of_practices(published, members),
            published.networks,
        )
        steps.start("Placing postcodes", 1)
        directory = read_area_directory(area, members)
        postcodes, places = place_postcodes(directory, area, members)
        derived = Derived(
            recipe=recipe,
            area=area,
            simple_outlines=simple,
            residents=published.residents,
            leaning=leaning,
            members=members,
            sizes={
                code: sizes_of.get(code, {LIST_DATE: None, REGISTRATION_DATE: None})
                for code in members
            },
            lists=published.lists,
            registrations=published.registrations,
            postcodes=postcodes,
            places=places,
        )
        with tempfile.TemporaryDirectory(prefix=".preparing-", dir=folder) as temporary:
            prepared = Path(temporary)
            steps.start("Writing", 1)
            write_files(prepared, lay_out(derived))
            steps.start("Comparing with the publishers' totals", 1)
            reconciled = reconcile(sources, prepared, recipe, directory)
            refuse_unexplained(reconciled)
            left_out = account_for_left_out(published, derived, directory)
            write_files(prepared, [reconciliation_file(reconciled), left_out_file(left_out)])
            sizes = {file.name: file.stat().st_size for file in sorted(prepared.iterdir())}
            replace_files(prepared, folder)
        steps.finish()
    return PreparationReport(
        folder, reconciled, left_out, leaning.own_ties, leaning.leading_ties, sizes
    )


class _Steps:
    """One line of progress for each step, counted to its end when the next one starts."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task: TaskID | None = None

    def start(self, description: str, total: int) -> None:
        """Finish the step before and start a new one."""
        self.finish()
        self.task = self.progress.add_task(description, total=total)

    def count(self, _name: str = "") -> None:
        """Count one more part of this step as done."""
        if self.task is not None:
            self.progress.advance(self.task)

    def finish(self) -> None:
        """Show this step as done."""
        if self.task is not None:
            total = self.progress.tasks[self.task].total
            self.progress.update(self.task, completed=total)


def _sizes_by_practice(published: Published) -> dict[str, dict[date, int | None]]:
    """Return the size of every English practice's list on each date, None where not published."""
    later = published.registrations.groupby("practice_code")["patients"].sum()
    first = published.lists["patients"]
    return {
        str(code): {
            LIST_DATE: int(first[code]) if code in first.index else None,
            REGISTRATION_DATE: int(later[code]) if code in later.index else None,
        }
        for code in sorted(set(first.index) | set(later.index))
    }
