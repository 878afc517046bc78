"""Every total of the pack beside the publisher's own, and why the two differ where they do.

An explanation is never typed: each is computed from what was found, and holds only if it accounts
for the whole difference. A difference that nothing accounts for stops the preparation.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from geo.model import Fault, Reconciled
from geo.sources.errors import SourceError
from geo.sources.explanations import Evidence, explain, find_missing_lists
from geo.sources.packed_totals import WrittenPack, read_back, sum_pack
from geo.sources.postcodes import Directory
from geo.sources.publishers_totals import read_member_codes, sum_publications
from geo.sources.recipe import Recipe
from geo.sources.totals import ALL, BY_PRACTICE, SYSTEM, Totals
from geo.sources.writing import PackFile, pack_file

FILE = "reconciliation.csv"
_DECIMALS = 4
_NAMES = {
    ALL: "All small areas",
    SYSTEM: "Small areas of the system",
    "district": "Local authority districts",
    "ward": "Wards",
}


def reconcile(
    sources: Path, prepared: Path, recipe: Recipe, directory: Directory
) -> tuple[Reconciled, ...]:
    """Compare every total, computed in two independent ways.

    Args:
        sources: the folder of publications.
        prepared: the folder with the pack's new files.
        recipe: the study area and the totals that publishers state.
        directory: the postcode directory as it was read; explanations look postcodes up in it.

    Returns:
        By topic and code. Differences without an explanation are among them.
    """
    pack = read_back(prepared)
    packed = sum_pack(pack, recipe)
    published = sum_publications(sources, recipe)
    stated = {(total.topic, total.code): total for total in recipe.published_totals}
    published |= {key: total.value for key, total in stated.items()}
    _keep_practices_of_pack(published, pack)
    evidence = Evidence(
        pack=pack,
        directory=directory,
        joined_later=frozenset(
            set(pack.files["practices"]["practice_code"]) - set(read_member_codes(sources, recipe))
        ),
        stated=stated,
    )
    gaps = {
        (topic, code)
        for day, topic in BY_PRACTICE.items()
        for code in find_missing_lists(pack, day)
    }
    return tuple(
        _compare(topic, code, published.get((topic, code)), packed.get((topic, code)), evidence)
        for topic, code in sorted(published.keys() | packed.keys() | gaps)
    )


def refuse_unexplained(reconciled: Iterable[Reconciled]) -> None:
    """Do nothing if every difference is explained.

    Raises:
        SourceError: totals differ and nothing accounts for it; all of them are named.
    """
    faults = [
        Fault(
            FILE,
            f"{row.topic}: published {_number(row.published)}, packed {_number(row.packed)}, "
            "and nothing explains the difference.",
            code=row.code,
        )
        for row in reconciled
        if row.published != row.packed and not row.explanation
    ]
    if faults:
        raise SourceError(faults)


def reconciliation_file(reconciled: Iterable[Reconciled]) -> PackFile:
    """Lay out ``reconciliation.csv``."""
    rows = (
        (
            row.topic,
            row.code,
            row.name,
            _number(row.published),
            _number(row.packed),
            row.explanation,
        )
        for row in reconciled
    )
    columns = ("topic", "code", "name", "published", "packed", "explanation")
    return pack_file(FILE, columns, 2, rows)


def _number(value: float) -> str:
    if math.isnan(value):
        return "unknown"
    return str(int(value)) if value == int(value) else f"{value:.{_DECIMALS}f}".rstrip("0")


def _keep_practices_of_pack(published: Totals, pack: WrittenPack) -> None:
    """Drop the rest of England's practices; ``left_out`` counts them."""
    held = set(pack.files["practices"]["practice_code"])
    topics = set(BY_PRACTICE.values())
    for topic, code in list(published):
        if topic in topics and code not in held:
            del published[topic, code]


def _compare(
    topic: str, code: str, published: float | None, packed: float | None, evidence: Evidence
) -> Reconciled:
    row = Reconciled(
        topic=topic,
        code=code,
        name=_name(code, evidence),
        published=math.nan if published is None else round(float(published), _DECIMALS),
        packed=math.nan if packed is None else round(float(packed), _DECIMALS),
        explanation="",
    )
    return explain(row, evidence)


def _name(code: str, evidence: Evidence) -> str:
    if code in _NAMES:
        return _NAMES[code]
    if code.startswith("age_"):
        first, last = code.removeprefix("age_").split("_")
        return (
            f"Aged {int(first)} and over" if last == "plus" else f"Aged {int(first)} to {int(last)}"
        )
    stated = [total.name for (_, key), total in evidence.stated.items() if key == code]
    return evidence.pack.area_name(code) or (stated[0] if stated else code)
