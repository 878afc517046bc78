"""Scenario files: one scenario each, as ``geo.plan.scenario_text`` writes it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from geo.pack import data_folder
from geo.plan.scenario import Scenario, ScenarioError
from geo.plan.scenario_text import MOST_CHARACTERS, read_scenario_text, scenario_text


def read_scenario_file(path: Path) -> Scenario:
    """Read a scenario.

    Raises:
        ScenarioError: there is no such file, it cannot be read, or its text is no scenario.
    """
    try:
        with path.open("rb") as file:
            content = file.read(4 * MOST_CHARACTERS + 1)
    except OSError as error:
        raise ScenarioError([f"{path.name} cannot be read: {error.strerror}."]) from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise ScenarioError([f"{path.name} is not UTF-8 text, or it was cut short."]) from None
    try:
        return read_scenario_text(text)
    except ScenarioError as error:
        raise ScenarioError([f"{path.name} cannot be opened.", *error.faults]) from None


def write_scenario_file(path: Path, scenario: Scenario) -> None:
    """Write a scenario, so that either the old file is there or the whole of the new one.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(scenario_text(scenario).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def example_files(pack: str) -> list[Path]:
    """Return the example scenarios that come with a pack, in alphabetical order."""
    return sorted((data_folder() / pack / "scenarios").glob("*.json"))
