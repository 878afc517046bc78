"""Fixtures for everybody's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from geo.model import Pack
from geo.pack import SHIPPED, data_folder, read_pack
from tests.chromium import running_chromium
from tests.toy_county import write_toy_pack

# A busy machine is slow now and then: speed is measured in benchmarks, never in a property.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("steady")


@pytest.fixture
def toy_pack_folder(tmp_path: Path) -> Path:
    """A fresh folder with the toy county, to be spoilt at will."""
    return write_toy_pack(tmp_path / "toy")


@pytest.fixture(scope="session")
def toy_pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The toy county as it was drawn."""
    return read_pack(write_toy_pack(tmp_path_factory.mktemp("packs") / "toy"))


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that ships: Nottingham and Nottinghamshire, 2019."""
    return read_pack(data_folder() / SHIPPED)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of this process, which whoever needs one shares."""
    with running_chromium() as browser:
        yield browser
