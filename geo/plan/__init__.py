"""What a division into areas amounts to: totals, overlaps, checks and findings.

The state that is checked is a pack: its own layers are the baseline, and a changed division is the
same pack with other layers.
"""
