"""Pages run without a browser, on the toy county or on the pack that ships."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.toy_county import write_toy_pack

ROOT = Path(__file__).parent.parent.parent
OpenPage = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Loaders remember by a pack's name, and each test has a pack of its own."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of a database of the test's own: nothing is written into a planner's folder."""
    address = f"sqlite:///{tmp_path / 'scenarios.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", address)
    return address


@pytest.fixture
def toy_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy county's folder, in a data folder of its own."""
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    return write_toy_pack(tmp_path / "toy")


@pytest.fixture
def open_page() -> OpenPage:
    """Open a page of the application, with what stands in the address."""

    def opened(page: str, **address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.switch_page(f"pages/{page}.py")
        return app.run()

    return opened


def words_on(app: AppTest) -> str:
    """Everything that a page says outside tables."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "info", "warning")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
