"""Failed checks: what an area of a plan does not meet, each with a name, a sentence and a waiver.

A population that is unknown has not passed. Areas outside the system are not checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.model import BandStatus, Basis, Measure, Pack, date_label
from geo.plan.check_keys import CheckKey, CheckKind
from geo.plan.checks import AreaCheck, Standing
from geo.plan.findings import Finding, FindingKind, find_findings
from geo.plan.measures import Measured
from geo.plan.state import Waiver
from geo.words import counted

_KIND_OF_FINDING = {
    FindingKind.PARTS: CheckKind.PIECES,
    FindingKind.HOLE: CheckKind.HOLE,
    FindingKind.PARENT: CheckKind.PARENT,
    FindingKind.CROSSING: CheckKind.CROSSING,
}
_KIND_OF_BASIS = {
    Basis.RESIDENT: CheckKind.RESIDENT_BAND,
    Basis.REGISTERED: CheckKind.REGISTERED_BAND,
}
_MEASURE_WORDS = {
    Measure.RESIDENTS: ("resident", "residents"),
    Measure.LISTS: ("patient on practices' lists", "patients on practices' lists"),
    Measure.LIVING_INSIDE: ("registered patient inside", "registered patients inside"),
}


@dataclass(frozen=True)
class FailedCheck:
    """A check that an area does not pass.

    Attributes:
        key: which check of which area.
        sentence: what was found, for a planner; several findings of one check are joined.
        waiver: why the planner accepts it, or None.
    """

    key: CheckKey
    sentence: str
    waiver: Waiver | None


def failed_checks(measured: Measured) -> list[FailedCheck]:
    """Return all checks that areas of the system do not pass, in the order of layers and areas."""
    pack = measured.state.pack
    tiered = [key for key, layer in pack.layers.items() if layer.definition.tier is not None]
    checks = {key: [measures.check for measures in measured.layer(key).values()] for key in tiered}
    sentences: dict[CheckKey, list[str]] = {}
    for key in tiered:
        for check in checks[key]:
            if check.area.in_system:
                for basis, kind in _KIND_OF_BASIS.items():
                    if told := _band_sentence(check, check.standing(basis)):
                        sentences[CheckKey(key, check.area.code, kind)] = [told]
    for finding in find_findings(pack, checks):
        sentences.setdefault(_key(finding), []).append(finding.sentence)
    accepted = {waiver.check: waiver for waiver in measured.state.waivers}
    failed = [
        FailedCheck(key, " ".join(told), accepted.get(key)) for key, told in sentences.items()
    ]
    return sorted(failed, key=lambda each: _place(pack, each.key))


def _place(pack: Pack, key: CheckKey) -> tuple[int, str, int, str]:
    kinds = list(CheckKind)
    return (
        list(pack.layers).index(key.layer),
        key.area_code,
        kinds.index(key.kind),
        key.other_layer or "",
    )


def _key(finding: Finding) -> CheckKey:
    kind = _KIND_OF_FINDING[finding.kind]
    other = finding.other_layer if kind is CheckKind.CROSSING else None
    return CheckKey(finding.layer, finding.area_code, kind, other)


def _band_sentence(check: AreaCheck, standing: Standing) -> str:
    """Say how an area misses its band; empty where it does not or has none."""
    band, figure, name = standing.band, standing.figure, check.area.name
    if band is None or standing.status is BandStatus.WITHIN:
        return ""
    singular, plural = _MEASURE_WORDS[figure.measure]
    when = date_label(figure.measure, figure.date)
    if figure.count is None:
        return (
            f"{name} has an unknown number of {plural} ({when}), at least {figure.known:,}; the "
            f"band is {band.words}."
        )
    off = f"{standing.short:,} below" if standing.short else f"{standing.over:,} above"
    people = counted(figure.count, singular, plural)
    return f"{name} has {people} ({when}), {off} the band of {band.words}."
