"""Advice: what is possible at all, the smallest change that makes it so, and whether it lasts."""
