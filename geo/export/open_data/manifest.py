"""The manifest of an export: what it is of, and the SHA-256 of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from geo.export.open_data.content import OpenData
from geo.export.open_data.unfinished import WrittenFile
from geo.plan.identity import PackIdentity
from geo.plan.scenario import Scenario
from geo.plan.scenario_text import log_hash, scenario_text

FILE = "manifest.json"
SCHEMA = 1
"""Rises when a key changes its meaning or goes."""
KIND = "boundaries and populations: export"
"""Tells our manifests from others."""


def manifest(data: OpenData, parts: Sequence[str], files: Mapping[str, WrittenFile]) -> bytes:
    """Return the manifest.

    Args:
        data: what was exported.
        parts: keys of the parts that were written.
        files: all files but the manifest, by their paths.
    """
    identity = PackIdentity.of(data.measured.state.baseline)
    bands = data.measured.state.bands
    content: dict[str, Any] = {
        "kind": KIND,
        "schema": SCHEMA,
        "title": data.title,
        "pack": {"key": identity.key, "fingerprint": identity.fingerprint},
        "scenario": None if data.scenario is None else _scenario(data.scenario),
        "vintages": {key: day.isoformat() for key, day in data.vintages.items()},
        "population_dates": {key: day.isoformat() for key, day in data.dates.items()},
        "bands": {
            tier: {"lowest": band.lowest, "highest": band.highest, "source": band.source}
            for tier, band in bands.items()
        },
        "licences": list(data.licences),
        "attribution": list(data.attribution),
        "parts": list(parts),
        "files": [
            {"path": path, "bytes": file.size, "sha256": file.sha256}
            for path, file in sorted(files.items())
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def listed_files(text: bytes) -> set[str] | None:
    """Return the paths that a manifest lists; None where the text is no manifest of ours."""
    try:
        content = json.loads(text)
        if content["kind"] != KIND:
            return None
        return {str(each["path"]) for each in content["files"]}
    except (ValueError, TypeError, KeyError):
        return None


def _scenario(scenario: Scenario) -> dict[str, Any]:
    log = scenario_text(scenario).encode()
    return {
        "key": scenario.key,
        "name": scenario.name,
        "edits": len(scenario.edits),
        "entries": len(scenario.log),
        "sha256": hashlib.sha256(log).hexdigest(),
        "log_sha256": log_hash(scenario),
    }
