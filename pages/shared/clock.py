"""What time it is, and how times are written for the planner who reads them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from geo.model import day_label

_USUAL_ZONE = "Europe/London"


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def day_words(at: datetime) -> str:
    """Return ``23 November 2026`` where the planner is."""
    return day_label(at.astimezone(_zone()).date())


def time_words(at: datetime) -> str:
    """Return ``14:02`` where the planner is."""
    return f"{at.astimezone(_zone()):%H:%M}"


def when_words(at: datetime) -> str:
    """Return ``23 November 2026, 14:02`` where the planner is."""
    return f"{day_words(at)}, {time_words(at)}"


def _zone() -> tzinfo:
    """Return the zone that the browser names, which comes from outside and may mean nothing."""
    for name in (st.context.timezone, _USUAL_ZONE):
        try:
            return ZoneInfo(str(name))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return UTC
