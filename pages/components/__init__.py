"""Reusable pieces of screen. Each has ``show(...)``, which draws and returns plain values."""
