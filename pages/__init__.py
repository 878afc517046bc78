"""The screen: one thin script for each task of a planner."""
