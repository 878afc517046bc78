"""Which network a unit leans to: the derivation behind the map of networks.

A network is a group of practices and has no published boundary. A unit goes to the network of its
own CCG with which most of its registered patients are registered. Beside it we keep the network
that leads when CCG lines are ignored, and how many patients each of the two has, so that nobody
takes the map for more than it is. Equal numbers are settled by the smaller code, and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.model import Fault
from geo.sources.errors import SourceError, some_codes
from geo.sources.registrations import REGISTRATIONS


@dataclass(frozen=True)
class Leaning:
    """Where the patients who live in each unit are registered.

    Attributes:
        units: indexed by unit code: ``patients`` (registered anywhere), ``pcn`` (the network of
            the unit's CCG with most of them), ``with_own_pcn``, ``leading_pcn`` (the network with
            most of them whatever its CCG), ``with_leading_pcn``.
        ties: units whose own network was settled by the smaller code.
    """

    units: pd.DataFrame
    ties: tuple[str, ...]


def lean(
    registrations: pd.DataFrame,
    ccg_of_unit: pd.Series[str],
    pcn_of_practice: Mapping[str, str],
    ccg_of_pcn: Mapping[str, str],
) -> Leaning:
    """Assign each unit to a network.

    Args:
        registrations: ``practice_code``, ``unit_code``, ``patients``; all of England.
        ccg_of_unit: indexed by unit code, in the order wanted.
        pcn_of_practice: network of every practice of the study area's networks.
        ccg_of_pcn: CCG of each network.

    Raises:
        SourceError: nobody in a unit is registered with a network of its CCG.
    """
    living = registrations[registrations["unit_code"].isin(ccg_of_unit.index)]
    patients = living.groupby("unit_code")["patients"].sum()
    of_networks = living.assign(pcn=living["practice_code"].map(pcn_of_practice)).dropna()
    counts = of_networks.pivot_table(
        index="unit_code", columns="pcn", values="patients", aggfunc="sum", fill_value=0
    )
    pcns = sorted(ccg_of_pcn)
    counts = counts.reindex(index=ccg_of_unit.index, columns=pcns, fill_value=0)
    table = counts.to_numpy(dtype=np.int64)
    same_ccg = ccg_of_unit.to_numpy()[:, None] == np.array([ccg_of_pcn[pcn] for pcn in pcns])
    own = np.where(same_ccg, table, -1)
    most = own.max(axis=1)
    nobody = ccg_of_unit.index[most <= 0]
    if len(nobody):
        message = f"Nobody is registered with a network of the unit's CCG in {some_codes(nobody)}."
        raise SourceError([Fault(REGISTRATIONS.name, message)])
    # Columns ascend by code, and argmax takes the first: equal numbers go to the smaller code.
    names = np.array(pcns, dtype=object)
    units = pd.DataFrame(
        {
            "patients": patients.reindex(ccg_of_unit.index),
            "pcn": names[own.argmax(axis=1)],
            "with_own_pcn": most,
            "leading_pcn": names[table.argmax(axis=1)],
            "with_leading_pcn": table.max(axis=1),
        },
        index=ccg_of_unit.index,
    )
    tied = (own == most[:, None]).sum(axis=1) > 1
    return Leaning(units, tuple(str(code) for code in ccg_of_unit.index[tied]))
