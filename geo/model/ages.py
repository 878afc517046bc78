"""Age groups that planners ask for, from the five-year bands in which residents are published."""

from __future__ import annotations

from geo.model.populations import AGE_BANDS, Counts

OLDER = AGE_BANDS.index("age_65_69")
TEENS = AGE_BANDS.index("age_15_19")
SHARE_OF_TEENS_UNDER_18 = 3 / 5
"""Ages 15, 16 and 17 of the band 15 to 19, taking each year of age as equally large."""


def aged_65_and_over(by_age: Counts) -> Counts:
    """Return people aged 65 and over; shape (…, len(AGE_BANDS)) gives shape (…)."""
    older: Counts = by_age[..., OLDER:].sum(axis=-1)
    return older


def aged_under_18(by_age: Counts) -> Counts:
    """Return an estimate of people aged under 18; shape (…, len(AGE_BANDS)) gives shape (…).

    Ages 0 to 14 and three fifths of ages 15 to 19: the published bands do not split at 18.
    """
    under: Counts = by_age[..., :TEENS].sum(axis=-1) + SHARE_OF_TEENS_UNDER_18 * by_age[..., TEENS]
    return under
