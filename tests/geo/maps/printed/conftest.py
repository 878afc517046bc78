"""Plans and requests to print, of the pack that ships and of the toy county."""

from __future__ import annotations

import pytest

from geo.maps.printed import MapRequest
from geo.model import Pack
from tests.geo.maps.printed.requests import shipped_requests, toy_requests


@pytest.fixture(scope="session")
def shipped(pack: Pack) -> dict[str, MapRequest]:
    """A request of each kind for the pack that ships, and one for each example scenario."""
    return shipped_requests(pack)


@pytest.fixture(scope="session")
def toys(toy_pack: Pack) -> dict[str, MapRequest]:
    """A request of each kind for the toy county."""
    return toy_requests(toy_pack)
