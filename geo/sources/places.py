"""Where the study area's postcodes and practices are."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely

from geo.model import Fault
from geo.sources.errors import raise_any
from geo.sources.postcodes import Directory, find_near, find_units_of_points, read_directory
from geo.sources.study_area import StudyArea
from geo.sources.succession import Member


def read_area_directory(area: StudyArea, members: Mapping[str, Member]) -> Directory:
    """Read the postcodes that may lie in the study area, and those of its practices.

    Raises:
        SourceError: the postcode directory is empty.
    """
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(area.outlines))
    districts = set(area.units["district"])
    of_practices = {member.postcode for member in members.values()}
    faults: list[Fault] = []
    directory = read_directory((west, south, east, north), districts, of_practices, faults)
    raise_any(faults)
    return directory


def place_postcodes(
    directory: Directory, area: StudyArea, members: Mapping[str, Member]
) -> tuple[pd.DataFrame, dict[str, tuple[int, int]]]:
    """Put postcodes into units, by the published outlines and not the simplified ones.

    Returns:
        The study area's postcodes with whole metres in EPSG:27700 and ``unit_code`` (empty text
        for a postcode of one of its districts that lies just outside), and the place of each
        practice's postcode, which may be outside the study area.
    """
    rows = directory.rows
    eastings, northings = rows["easting"].to_numpy(), rows["northing"].to_numpy()
    unit = find_units_of_points(eastings, northings, area.outlines)
    near = find_near(eastings, northings, area.outlines)
    kept = (unit >= 0) | (near & rows["district"].isin(set(area.units["district"])).to_numpy())
    codes = np.append(area.units.index.to_numpy(dtype=object), "")
    table = pd.DataFrame(
        {
            "postcode": rows["postcode"],
            "easting": eastings.round().astype(np.int64),
            "northing": northings.round().astype(np.int64),
            "unit_code": codes[unit],
        }
    )
    wanted = table[table["postcode"].isin({member.postcode for member in members.values()})]
    places = {
        str(postcode): (int(easting), int(northing))
        for postcode, easting, northing, _ in wanted.itertuples(index=False)
    }
    return table[kept], places
