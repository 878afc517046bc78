"""Repair: the least disruptive way to make every area fit, with a proof of how close it is."""
