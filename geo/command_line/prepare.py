"""``prepare``: compute a pack from publishers' files and reconcile it with them."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console

from geo.command_line.check import Commands
from geo.pack import data_folder
from geo.sources.prepare import prepare


def add_to(commands: Commands) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser("prepare", help="compute a pack from publishers' files")
    parser.add_argument(
        "--sources", type=Path, required=True, metavar="FOLDER", help="the publishers' files"
    )
    parser.add_argument(
        "--pack", required=True, metavar="P", help="folder in data/ that holds its pack.toml"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Answer the command."""
    prepare(asked.sources, data_folder() / asked.pack, console=Console())
