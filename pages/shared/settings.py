"""The dates and bands that a planner has chosen: kept for the session and carried in the address.

Chosen values live under one key of ours, so that no name that somebody types can ever meet them.
What was last written into the address is kept beside them: if the address says something else now,
somebody went Back or opened a link, and the address wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from geo.model import Band, Basis, Pack
from geo.plan.totals import Dates, dates_on_offer
from pages.shared import frame
from pages.shared.address import tell

BANDS = "band-"
"""What the names of bands in the address begin with; the tier follows."""

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


@dataclass(frozen=True)
class _Kept:
    """What the session remembers.

    Attributes:
        pack: key of the pack that the settings are of.
        settings: what was chosen.
        written: our part of the address as we left it.
        visit: number of the visit to a page on which that was, from ``frame.visit``.
        notes: in a few words each thing that the address asked for and cannot have.
    """

    pack: str
    settings: Settings
    written: Mapping[str, str]
    visit: int
    notes: tuple[str, ...] = ()


def published_settings(pack: Pack) -> Settings:
    """Return the pack's own dates and the published bands in force."""
    published = pack.published_bands
    bands = tuple((tier.key, published[tier.key]) for tier in pack.tiers if tier.key in published)
    return Settings(Dates.of(pack), bands)


def current_settings(pack: Pack) -> Settings:
    """Return what was chosen in this session, or what the address says if that is newer.

    A page that was opened from another one without settings in its address shows those of the
    session. What the address says and cannot mean is told by ``notes_on_settings``.
    """
    kept: _Kept | None = st.session_state.get(_KEY)
    if kept is None or kept.pack != pack.key:
        return _follow_address(pack)
    address = _own_part()
    arrived = kept.visit != frame.visit()
    if address != kept.written and (address or not arrived):
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # widgets start again
        return _follow_address(pack)
    keep_settings(pack, kept.settings)
    return kept.settings


def notes_on_settings() -> list[str]:
    """Return in a few words each setting that the address asked for and cannot have."""
    kept: _Kept | None = st.session_state.get(_KEY)
    return [] if kept is None else list(kept.notes)


def keep_settings(pack: Pack, settings: Settings) -> None:
    """Keep a choice for the session, and write what differs from the published into the address."""
    before: _Kept | None = st.session_state.get(_KEY)
    same = before is not None and (before.pack, before.settings) == (pack.key, settings)
    notes = before.notes if before is not None and same and before.visit == frame.visit() else ()
    _keep(pack, settings, notes)


def _keep(pack: Pack, settings: Settings, notes: tuple[str, ...]) -> None:
    published = _to_address(published_settings(pack))
    chosen = _to_address(settings).items()
    wanted = {name: value for name, value in chosen if value != published[name]}
    st.session_state[_KEY] = _Kept(pack.key, settings, wanted, frame.visit(), notes)
    if _own_part() != wanted:  # in one go, which is one step of the browser's history
        others = {
            name: st.query_params.get_all(name) for name in st.query_params if not _is_own(name)
        }
        st.query_params.from_dict({**others, **wanted})


def _follow_address(pack: Pack) -> Settings:
    notes: list[str] = []
    settings = _from_address(pack, notes)
    _keep(pack, settings, tuple(notes))
    return settings


def _is_own(name: str) -> bool:
    return name in ("residents", "lists") or name.startswith(BANDS)


def _own_part() -> dict[str, str]:
    return {name: st.query_params[name] for name in st.query_params if _is_own(name)}


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
            f"{BANDS}{tier}": f"{band.lowest}-{'' if band.highest is None else band.highest}"
            for tier, band in settings.bands
        },
    }


def _from_address(pack: Pack, notes: list[str]) -> Settings:
    published = published_settings(pack)
    offered = dates_on_offer(pack)
    dates = Dates(
        _date("residents", offered[Basis.RESIDENT], published.dates.resident, notes),
        _date("lists", offered[Basis.REGISTERED], published.dates.registered, notes),
    )
    bands = tuple((tier, _band(pack, tier, band, notes)) for tier, band in published.bands)
    tiers = [name.removeprefix(BANDS) for name in _own_part() if name.startswith(BANDS)]
    tell(notes, [tier for tier in tiers if tier not in published.band], "band of the tier")
    return Settings(dates, bands)


def _date(name: str, offered: tuple[date, ...], otherwise: date, notes: list[str]) -> date:
    text = st.query_params.get(name)
    for day in offered:
        if day.isoformat() == text:
            return day
    if text is not None:
        tell(notes, [text], "date of residents" if name == "residents" else "date of lists")
    return otherwise


def _band(pack: Pack, tier: str, otherwise: Band, notes: list[str]) -> Band:
    text = st.query_params.get(f"{BANDS}{tier}")
    if text is None:
        return otherwise
    lowest, _, highest = text.partition("-")
    try:
        if all(part.isascii() and part.isdecimal() for part in (lowest, highest or "0")):
            return band_of(pack, tier, int(lowest), int(highest) if highest else None)
    except ValueError:
        pass  # its ends are swapped, or have more digits than a number may
    tell(notes, [text], f"{pack.tier[tier].name} band")
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
