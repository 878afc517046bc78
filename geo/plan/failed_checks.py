"""Failed checks: what an area of a plan does not meet, each with a name, a sentence and a waiver.

A population that is unknown has not passed. Areas outside the system are not checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.model import BandStatus, Basis, Pack, date_label
from geo.plan.check_keys import CheckKey, CheckKind
from geo.plan.checks import AreaCheck, Standing
from geo.plan.findings import Finding, FindingKind, find_findings
from geo.plan.measures import Measured
from geo.plan.state import Waiver
from geo.words import PEOPLE_WORDS, counted

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
_KINDS = list(CheckKind)


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
    accepted = {waiver.check: waiver for waiver in measured.state.waivers}
    failed = []
    for key, layer in pack.layers.items():
        if layer.definition.tier is not None:
            sentences = _sentences(measured, key)
            found = [FailedCheck(each, told, accepted.get(each)) for each, told in sentences]
            failed += sorted(found, key=lambda each: _place(each.key))
    return failed


def _sentences(measured: Measured, layer: str) -> list[tuple[CheckKey, str]]:
    """Return each failed check of a layer's areas with its sentence.

    What was found about an area holds as long as its measures are the same. What it surrounds
    can be divided otherwise without changing them, so areas with holes are looked at each time.
    """
    failures = measured.failures
    told: list[tuple[CheckKey, str]] = []
    for code, measures in measured.layer(layer).items():
        known = failures.get((layer, code))
        if known is None or known[0] is not measures or measures.check.holes:
            known = (measures, _fail(measured.state.pack, measures.check))
            failures[layer, code] = known
        told += known[1].items()
    return told


def _fail(pack: Pack, check: AreaCheck) -> dict[CheckKey, str]:
    """Return the sentence of each check that one area fails."""
    sentences: dict[CheckKey, list[str]] = {}
    if check.area.in_system:
        for basis, kind in _KIND_OF_BASIS.items():
            if told := _band_sentence(check, check.standing(basis)):
                sentences[CheckKey(check.layer, check.area.code, kind)] = [told]
    for finding in find_findings(pack, {check.layer: [check]}):
        sentences.setdefault(_key(finding), []).append(finding.sentence)
    return {key: " ".join(told) for key, told in sentences.items()}


def _place(key: CheckKey) -> tuple[str, int, str]:
    return key.area_code, _KINDS.index(key.kind), key.other_layer or ""


def _key(finding: Finding) -> CheckKey:
    kind = _KIND_OF_FINDING[finding.kind]
    other = finding.other_layer if kind is CheckKind.CROSSING else None
    return CheckKey(finding.layer, finding.area_code, kind, other)


def _band_sentence(check: AreaCheck, standing: Standing) -> str:
    """Say how an area misses its band; empty where it does not or has none."""
    band, figure, name = standing.band, standing.figure, check.area.name
    if band is None or standing.status is BandStatus.WITHIN:
        return ""
    singular, plural = PEOPLE_WORDS[figure.measure]
    when = date_label(figure.measure, figure.date)
    if figure.count is None:
        return (
            f"{name} has an unknown number of {plural} ({when}), at least {figure.known:,}; the "
            f"band is {band.words}."
        )
    off = f"{standing.short:,} below" if standing.short else f"{standing.over:,} above"
    people = counted(figure.count, singular, plural)
    return f"{name} has {people} ({when}), {off} the band of {band.words}."
