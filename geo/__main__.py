"""Run the command line: ``python -m geo --help``."""

import sys

from geo.command_line import main

sys.exit(main())
