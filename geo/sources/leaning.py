"""Which network a unit leans to: the derivation behind the map of networks.

A network is a group of practices and has no published boundary. A unit goes to the network of its
own CCG with which most of its registered patients are registered. Beside it we keep the network
that leads among all of England's, and how many patients each of the two has, so that nobody takes
the map for more than it is. Equal numbers are settled by the smaller code, and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model import Fault
from geo.sources.errors import SourceError, some_codes
from geo.sources.names import readable_name
from geo.sources.registrations import REGISTRATIONS


@dataclass(frozen=True)
class NetworksOfUnits:
    """Where the patients who live in each unit are registered.

    Attributes:
        units: indexed by unit code: ``patients`` (registered anywhere), ``pcn`` (the network of
            the unit's CCG with most of them), ``with_own_pcn``, ``leading_pcn`` (the network of
            England with most of them, whatever its CCG), ``leading_pcn_name``,
            ``with_leading_pcn``.
        own_ties: units whose own network was settled by the smaller code.
        leading_ties: units whose leading network was.
    """

    units: pd.DataFrame
    own_ties: tuple[str, ...]
    leading_ties: tuple[str, ...]


def lean(
    registrations: pd.DataFrame,
    ccg_of_unit: pd.Series[str],
    pcn_of_practice: Mapping[str, str],
    networks: pd.DataFrame,
) -> NetworksOfUnits:
    """Assign each unit to a network.

    Args:
        registrations: ``practice_code``, ``unit_code``, ``patients``; all of England.
        ccg_of_unit: indexed by unit code, in the order wanted.
        pcn_of_practice: network of every practice of England that is in one.
        networks: of England, indexed by ``pcn``: ``pcn_name`` and ``ccg``.

    Raises:
        SourceError: nobody in a unit is registered with a network of its CCG.
    """
    living = registrations[registrations["unit_code"].isin(ccg_of_unit.index)]
    patients = living.groupby("unit_code")["patients"].sum()
    of_networks = living.assign(pcn=living["practice_code"].map(pcn_of_practice)).dropna()
    counts = of_networks.pivot_table(
        index="unit_code", columns="pcn", values="patients", aggfunc="sum", fill_value=0
    )
    networks = networks.sort_index()
    counts = counts.reindex(index=ccg_of_unit.index, columns=networks.index, fill_value=0)
    table = counts.to_numpy(dtype=np.int64)
    same_ccg = ccg_of_unit.to_numpy()[:, None] == networks["ccg"].to_numpy()
    own = np.where(same_ccg, table, -1)
    most = own.max(axis=1)
    nobody = ccg_of_unit.index[most <= 0]
    if len(nobody):
        message = f"Nobody is registered with a network of the unit's CCG in {some_codes(nobody)}."
        raise SourceError([Fault(REGISTRATIONS.name, message)])
    # Columns ascend by code, and argmax takes the first: equal numbers go to the smaller code.
    codes = networks.index.to_numpy(dtype=object)
    names = np.array([readable_name(name) for name in networks["pcn_name"]], dtype=object)
    leading = table.argmax(axis=1)
    with_leading = table.max(axis=1)
    units = pd.DataFrame(
        {
            "patients": patients.reindex(ccg_of_unit.index),
            "pcn": codes[own.argmax(axis=1)],
            "with_own_pcn": most,
            "leading_pcn": codes[leading],
            "leading_pcn_name": names[leading],
            "with_leading_pcn": with_leading,
        },
        index=ccg_of_unit.index,
    )
    return NetworksOfUnits(
        units, _tied(own, most, ccg_of_unit.index), _tied(table, with_leading, ccg_of_unit.index)
    )


def _tied(
    counts: NDArray[np.int64], most: NDArray[np.int64], units: pd.Index[str]
) -> tuple[str, ...]:
    """Return the units, shape (units,), in which several networks, shape (units, pcns), have most.

    Every unit has at least one patient with a network, so that none is tied at nothing.
    """
    tied = (counts == most[:, None]).sum(axis=1) > 1
    return tuple(str(code) for code in units[tied])
