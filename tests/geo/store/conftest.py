"""Both databases, for tests that are to find no difference between them.

PostgreSQL needs a server installed (Debian's ``postgresql``). Where there is none, its tests step
aside, except on continuous integration, where its absence is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from geo.model import Pack
from geo.plan.opened import OpenScenario
from geo.plan.scenario import Scenario
from geo.store.scenario_store import ScenarioStore
from tests.geo.plan.plans import toy_plan
from tests.geo.store.postgresql_server import (
    INSTALLED,
    address_words,
    new_database,
    postgresql_server,
)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL server."""
    if not INSTALLED and not os.environ.get("CI"):
        pytest.skip("there is no PostgreSQL server on this machine")
    assert INSTALLED, "PostgreSQL is not installed (apt-get install postgresql)."
    with postgresql_server() as address:
        yield address


def sqlite_address(file: Path) -> str:
    return address_words(URL.create("sqlite", database=str(file)))


def new_address(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    if kind == "sqlite":
        return sqlite_address(folder / "scenarios.sqlite")
    return new_database(request.getfixturevalue("server"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database: each test runs once on either kind."""
    return new_address(request.param, tmp_path, request)


@pytest.fixture
def store(url: str) -> Iterator[ScenarioStore]:
    opened = ScenarioStore.open(url)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def lasting_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ScenarioStore]:
    """A store for properties, which add many scenarios to it."""
    folder = tmp_path_factory.mktemp("lasting")
    opened = ScenarioStore.open(new_address(request.param, folder, request))
    yield opened
    opened.close()


@pytest.fixture
def plan(toy_pack: Pack) -> OpenScenario:
    """A scenario of the toy county without any edit."""
    return toy_plan(toy_pack)


@pytest.fixture
def scenario(plan: OpenScenario) -> Scenario:
    return plan.scenario
