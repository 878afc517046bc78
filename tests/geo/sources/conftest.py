"""A folder of made-up publications, and a pack prepared from it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from geo.sources.prepare import PreparationReport, prepare
from tests.geo.sources.toy_publications import write_postcodes, write_publications, write_recipe


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO())


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Publications to be spoilt at will, and a postcode directory of their own."""
    monkeypatch.setenv("QLACREF_DATA_DIR", str(write_postcodes(tmp_path / "postcodes")))
    return write_publications(tmp_path / "sources")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack's folder with the files that people write."""
    return write_recipe(tmp_path / "toyshire")


@pytest.fixture
def prepared(sources: Path, folder: Path, console: Console) -> PreparationReport:
    return prepare(sources, folder, console=console)
