"""The only cached loaders: a pack, what follows from it, and the page for a pack that is damaged.

Everything returned here is shared by all sessions and must not be changed by any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from geo.model import Band, Fault, Pack, PackError
from geo.pack import SHIPPED, data_folder, folders_in, pack_folder, read_pack
from geo.plan.checks import AreaCheck, check_pack
from geo.plan.totals import Dates
from geo.topology import Adjacency, find_adjacency
from geo.words import counted


@dataclass(frozen=True)
class Study:
    """A pack and what is worked out from it once.

    Attributes:
        pack: the pack.
        adjacency: of its units.
    """

    pack: Pack
    adjacency: Adjacency


@st.cache_resource(show_spinner="Reading the data…")
def load_study(key: str) -> Study:
    """Read a pack and find which of its units touch.

    Raises:
        PackError: the pack cannot be used; nothing of it is kept.
    """
    pack = read_pack(pack_folder(key))
    return Study(pack, find_adjacency(pack.units.geometry))


@st.cache_resource(max_entries=64, show_spinner=False)
def load_checks(
    key: str, dates: Dates, bands: tuple[tuple[str, Band], ...]
) -> Mapping[str, list[AreaCheck]]:
    """Check every layer of a pack.

    Args:
        key: of the pack.
        dates: of the populations.
        bands: by tier, as pairs so that equal bands are found again.
    """
    study = load_study(key)
    return check_pack(study.pack, study.adjacency, dates, dict(bands))


def asked_study() -> Study:
    """Return the study whose pack the address asks for, else the one that ships.

    A pack that is missing or damaged ends the page with all of its faults and a way back; nothing
    of it is loaded.
    """
    key = st.query_params.get("pack", SHIPPED)
    if key != SHIPPED and key not in folders_in(data_folder()):
        _end_page(key, f"There is no data pack called “{key}”", ())
    try:
        return load_study(key)
    except PackError as error:
        told = counted(error.count, "fault", "faults")
        _end_page(key, f"The data pack “{key}” cannot be used: {told}", error.faults)


def _end_page(key: str, headline: str, faults: Sequence[Fault]) -> NoReturn:
    st.title(headline)
    if faults:
        st.write(
            "Nothing of it has been loaded. Each fault below names the file, the row as a text "
            "editor counts it, and the code that it is about."
        )
        st.table(
            [
                {
                    "File": fault.file,
                    "Row": "" if fault.row is None else f"{fault.row:,}",
                    "Code": fault.code or "",
                    "What is wrong": fault.message,
                }
                for fault in faults
            ]
        )
    if key != SHIPPED:
        st.link_button("Open the pack that ships with the application", "?", type="primary")
    else:
        st.write(
            "This is the pack that ships with the application. Restore its folder from the "
            "project’s repository, then load this page again."
        )
    st.stop()
