"""The command line, a stable contract: its JSON keeps its keys, and new ones only join them.

Results go to standard output, everything else to standard error. The exit status is 0 when the
question was answered, whatever the answer, and 2 when it could not be.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from geo.command_line import advise, check, compare, export, overlap, prepare, units
from geo.command_line.asking import RefusedError
from geo.model import PackError
from geo.sources.errors import SourceError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Args:
        arguments: without the program's name; those of the process where None.
    """
    parser = argparse.ArgumentParser(
        prog="python -m geo",
        description="Boundaries and populations of health areas, without the application.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (check, compare, advise, units, overlap, export, prepare):
        command.add_to(commands)
    asked = parser.parse_args(arguments)
    try:
        asked.run(asked)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has read enough, as ``head`` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (PackError, SourceError, RefusedError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0
