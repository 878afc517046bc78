"""The dates and bands that a planner has chosen: kept for the session and carried in the address.

This is the only module that touches the session's state. Chosen values live under one key of ours,
so that no name that somebody types can ever meet them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from geo.model import Band, Basis, Pack
from geo.plan.totals import Dates, dates_on_offer

_KEY = "chosen_settings"
_ROUND = "chosen_settings_round"


@dataclass(frozen=True)
class Settings:
    """What every figure on the screen is held against.

    Attributes:
        dates: of the two populations.
        bands: the band of each tier, as (tier, band) pairs in the order of the pack's tiers.
    """

    dates: Dates
    bands: tuple[tuple[str, Band], ...]

    @property
    def band(self) -> Mapping[str, Band]:
        """The band of each tier, by its key."""
        return dict(self.bands)


def published_settings(pack: Pack) -> Settings:
    """Return the pack's own dates and the published bands in force."""
    published = pack.published_bands
    bands = tuple((tier.key, published[tier.key]) for tier in pack.tiers if tier.key in published)
    return Settings(Dates.of(pack), bands)


def current_settings(pack: Pack) -> Settings:
    """Return what was chosen in this session, else what the address says, else the published.

    What the address says of another pack, or cannot mean, is passed over.
    """
    kept = st.session_state.get(_KEY)
    if kept is not None and kept[0] == pack.key:
        settings: Settings = kept[1]
    else:
        settings = _from_address(pack)
    keep_settings(pack, settings)
    return settings


def keep_settings(pack: Pack, settings: Settings) -> None:
    """Keep a choice for the session, and write what differs from the published into the address."""
    st.session_state[_KEY] = (pack.key, settings)
    published = published_settings(pack)
    wanted = _to_address(settings)
    for name, value in _to_address(published).items():
        if wanted[name] == value:
            if name in st.query_params:
                del st.query_params[name]
        elif st.query_params.get(name) != wanted[name]:
            st.query_params[name] = wanted[name]


def use_published_settings(pack: Pack) -> None:
    """Go back to the pack's own dates and published bands; widgets start again from them."""
    keep_settings(pack, published_settings(pack))
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def setting_key(name: str) -> str:
    """Return the key of a widget that edits a setting; it changes when all settings are reset."""
    return f"setting {name} {st.session_state.get(_ROUND, 0)}"


def _to_address(settings: Settings) -> dict[str, str]:
    return {
        "residents": settings.dates.resident.isoformat(),
        "lists": settings.dates.registered.isoformat(),
        **{
            f"band-{tier}": f"{band.lowest}-{'' if band.highest is None else band.highest}"
            for tier, band in settings.bands
        },
    }


def _from_address(pack: Pack) -> Settings:
    published = published_settings(pack)
    offered = dates_on_offer(pack)
    dates = Dates(
        _date("residents", offered[Basis.RESIDENT], published.dates.resident),
        _date("lists", offered[Basis.REGISTERED], published.dates.registered),
    )
    return Settings(dates, tuple((tier, _band(pack, tier, band)) for tier, band in published.bands))


def _date(name: str, offered: tuple[date, ...], otherwise: date) -> date:
    text = st.query_params.get(name)
    return next((day for day in offered if day.isoformat() == text), otherwise)


def _band(pack: Pack, tier: str, otherwise: Band) -> Band:
    lowest, _, highest = st.query_params.get(f"band-{tier}", "").partition("-")
    if not lowest.isdecimal() or (highest and not highest.isdecimal()):
        return otherwise
    try:
        return band_of(pack, tier, int(lowest), int(highest) if highest else None)
    except ValueError:
        return otherwise


def band_of(pack: Pack, tier: str, lowest: int, highest: int | None) -> Band:
    """Return the pack's band with these ends, with its source, or else one set by the planner.

    Raises:
        ValueError: the ends are swapped.
    """
    for band in pack.bands:
        if (band.tier, band.lowest, band.highest) == (tier, lowest, highest):
            return band
    return Band(tier, lowest, highest)
