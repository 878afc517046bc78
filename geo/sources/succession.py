"""Which practices the pack holds, and which of them took another's place.

The pack shows the networks of December 2019 and the members that they had then. A practice that
joined one of these networks later, and has a list on one of the pack's dates, is held too, so that
no patients are lost; it is the successor of the dormant or closed member of the same network at the
same postcode, if there is exactly one. For example, Broad Oak Medical Practice opened in 2020 at
the address of Strelley Health Centre.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from geo.model import Fault
from geo.sources.errors import raise_any
from geo.sources.names import readable_name
from geo.sources.networks import FIRST_EDITION, LATER_EDITION, NETWORKS
from geo.sources.postcodes import spaced_postcode
from geo.sources.practices import CLOSED, DORMANT, PRACTICES
from geo.sources.reading import Published


@dataclass(frozen=True)
class Member:
    """A practice of one of the study area's networks.

    Attributes:
        code, name, postcode: of the practice; the postcode with its space.
        pcn: code of its network.
        opened, closed: days, or None where not stated; the latest extract that names them counts.
        left: last day in the network, or None.
        status: status code in each extract that lists the practice.
        predecessor, successor: codes of practices, or None.
    """

    code: str
    name: str
    postcode: str
    pcn: str
    opened: date | None
    closed: date | None
    left: date | None
    status: Mapping[date, str]
    predecessor: str | None = None
    successor: str | None = None


def find_members(
    published: Published, networks: Collection[str], with_patients: Collection[str]
) -> dict[str, Member]:
    """Find the practices of the given networks, by code, ascending.

    Args:
        published: the publications.
        networks: codes of the study area's networks.
        with_patients: codes of all practices that have a list on one of the pack's dates.

    Raises:
        SourceError: a practice is a member of two networks, or no extract lists it.
    """
    first = _joined_by_then(_of_networks(published.members[FIRST_EDITION], networks))
    later = _of_networks(published.members[LATER_EDITION], networks)
    newer = later[
        ~later["practice_code"].isin(first["practice_code"])
        & later["practice_code"].isin(with_patients)
    ]
    memberships = pd.concat([first, newer])
    codes = memberships["practice_code"]
    faults = [
        Fault("england/ePCN", "This practice is a member of more than one network.", code=code)
        for code in sorted(set(codes[codes.duplicated()]))
    ]
    listed = set().union(*(table.index for table in published.practices.values()))
    faults += [
        Fault("england/epraccur", "No extract lists this member of a network.", code=code)
        for code in sorted(set(codes) - listed)
    ]
    raise_any(faults)
    pcn_of = dict(zip(codes, memberships["pcn"], strict=True))
    left_of = {
        (code, pcn): left
        for code, pcn, left in zip(later["practice_code"], later["pcn"], later["left"], strict=True)
    }
    members = {
        code: _describe(code, pcn, left_of.get((code, pcn)), published)
        for code, pcn in sorted(pcn_of.items())
    }
    return _link_successors(members, sorted(set(newer["practice_code"])))


def find_networks_of_practices(
    published: Published, members: Mapping[str, Member]
) -> dict[str, str]:
    """Return the network of every practice of England that is in one: those of December 2019.

    The study area's practices are taken from ``members``, which has the successors too.

    Raises:
        SourceError: a practice is a member of two networks, or of one that is not described.
    """
    first = _joined_by_then(published.members[FIRST_EDITION])
    codes = first["practice_code"]
    faults = [
        Fault("england/ePCN", "This practice is a member of more than one network.", code=code)
        for code in sorted(set(codes[codes.duplicated()]))
    ]
    faults += [
        Fault(NETWORKS.name, "No row for this network, which has members.", code=pcn)
        for pcn in sorted(set(first["pcn"]) - set(published.networks.index))
    ]
    raise_any(faults)
    ours = {code: member.pcn for code, member in members.items()}
    return dict(zip(codes, first["pcn"], strict=True)) | ours


def _joined_by_then(memberships: pd.DataFrame) -> pd.DataFrame:
    """Return the memberships of the first edition that had not ended."""
    return memberships[[day is None or day > FIRST_EDITION for day in memberships["left"]]]


def _of_networks(memberships: pd.DataFrame, networks: Collection[str]) -> pd.DataFrame:
    return memberships[memberships["pcn"].isin(networks)]


def _describe(code: str, pcn: str, left: date | None, published: Published) -> Member:
    records: dict[date, Any] = {
        extract: published.practices[extract].loc[code]
        for extract in PRACTICES
        if code in published.practices[extract].index
    }
    earliest, latest = records[min(records)], records[max(records)]
    return Member(
        code=code,
        name=readable_name(str(earliest["practice_name"])),
        postcode=spaced_postcode(str(earliest["postcode"])),
        pcn=pcn,
        opened=latest["opened"],
        closed=latest["closed"],
        left=left,
        status={extract: str(record["status"]) for extract, record in records.items()},
    )


def _link_successors(members: Mapping[str, Member], newer: Collection[str]) -> dict[str, Member]:
    predecessor_of: dict[str, str] = {}
    for code in newer:
        candidates = [
            other.code
            for other in members.values()
            if other.code not in newer
            and other.pcn == members[code].pcn
            and other.postcode == members[code].postcode
            and {DORMANT, CLOSED} & set(other.status.values())
        ]
        if len(candidates) == 1:
            predecessor_of[code] = candidates[0]
    successor_of = {old: new for new, old in predecessor_of.items()}
    return {
        code: replace(
            member, predecessor=predecessor_of.get(code), successor=successor_of.get(code)
        )
        for code, member in members.items()
    }
