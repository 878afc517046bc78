"""Where packs are kept."""

from __future__ import annotations

import os
from pathlib import Path

SHIPPED = "nottinghamshire-2019"
"""Folder name of the pack that comes with the application."""
_OWN_DATA = Path(__file__).parents[2] / "data"


def data_folder() -> Path:
    """Return the folder that holds the packs.

    It is ``data`` beside the package ``geo``, unless the environment variable ``GEO_DATA`` names
    another.
    """
    named = os.environ.get("GEO_DATA")
    return Path(named) if named else _OWN_DATA


def pack_folder(name: str) -> Path:
    """Return the folder of a pack, whether it exists or not.

    The pack that ships is always there to go back to, also where ``GEO_DATA`` names a folder
    without it.
    """
    folder = data_folder() / name
    return _OWN_DATA / name if name == SHIPPED and not folder.is_dir() else folder


def folders_in(data_folder: Path) -> list[str]:
    """Return the names of all folders, alphabetically: packs, even if they lack ``pack.toml``."""
    return sorted(found.name for found in data_folder.glob("*") if found.is_dir())


def packs_in(data_folder: Path) -> list[str]:
    """Return the names of the folders that hold a ``pack.toml``, in alphabetical order."""
    return sorted(found.parent.name for found in data_folder.glob("*/pack.toml"))
