"""The house rules that tools can hold: style, types, who imports whom, and what files may say."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT_SUFFIXES = {".py", ".md", ".toml", ".js", ".css", ".txt", ".csv", ".json", ""}
LONGEST_FILE = 400


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def our_files() -> list[Path]:
    """Every file of the project, found without git, which may not be there."""
    hidden = {".ci", ".streamlit"}
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name in hidden or not (name.startswith(".") or name in {"__pycache__", "build"})
        ]
        found += [Path(folder) / name for name in names]
    return sorted(found)


@pytest.mark.parametrize(
    "arguments",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=["style", "layout", "types"],
)
def test_a_tool_finds_nothing_to_say(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.returncode == 0, result.stdout + result.stderr


def test_nobody_imports_what_lies_above() -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_only_shared_touches_the_session_state() -> None:
    guilty = [
        path
        for path in our_files()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in ("pages", "dashboard.py")
        and path.relative_to(ROOT).parts[:2] != ("pages", "shared")
        and "session_state" in path.read_text()
    ]
    assert guilty == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(r"(?<![\w.])/(?:work|farm|root|home|tmp)/[a-z.]")
    guilty = [
        path
        for path in our_files()
        if path.suffix in TEXT_SUFFIXES and place.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_no_page_asks_a_content_delivery_network() -> None:
    network = re.compile(r"https?://(?:cdn|unpkg|code\.jquery|netdna|maxcdn|[a-z.]*jsdelivr)")
    guilty = [
        path
        for path in our_files()
        if path.suffix in {".py", ".js", ".css", ".html", ".toml"}
        and path != Path(__file__)
        and network.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_files_can_be_read_in_one_sitting() -> None:
    long = {
        path.name: lines
        for path in our_files()
        if path.suffix in {".py", ".js"}
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}
