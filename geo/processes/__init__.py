"""Processes: long work done beside the application, so that nobody else waits for it."""

from geo.processes.running import PATIENCE, Run, Stage, Standing, Turn

__all__ = ["PATIENCE", "Run", "Stage", "Standing", "Turn"]
