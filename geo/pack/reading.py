"""Reading a whole pack: every file, every check, and either a pack or all that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from geo.model import Fault, Pack, PackError
from geo.pack.collecting import FaultList
from geo.pack.homes import read_homes
from geo.pack.layers import read_areas, read_layers
from geo.pack.populations import read_registrations, read_residents
from geo.pack.practices import read_practices
from geo.pack.reconciliation import read_left_out, read_reconciliation
from geo.pack.schema import FILES, POSTCODES
from geo.pack.settings import read_bands, read_settings, read_sources
from geo.pack.units import read_units

NETWORKS = "pcn"
"""Key of the layer whose areas ``leading_pcn`` in ``registrations.csv`` may name."""


def read_pack(folder: Path) -> Pack:
    """Read and validate the pack in ``folder``.

    Geometry is in EPSG:27700, metres; per-unit arrays have the shape (units,) in the order of the
    unit codes; figures that are not known are NaN. ``postcodes.csv`` must be there but is not
    read; see ``geo.pack.postcodes``.

    Args:
        folder: holding the files that ``data/README.md`` describes.

    Returns:
        The pack, named by its folder.

    Raises:
        PackError: anything is wrong. It carries all faults that were found in all files.
    """
    name = folder.resolve().name
    if not folder.is_dir():
        raise PackError(name, [Fault("pack.toml", "is missing: there is no such folder.")])
    faults = FaultList()
    settings = read_settings(folder, faults)
    bands = read_bands(folder, settings, faults)
    sources = read_sources(folder, settings, faults)
    read = read_units(folder, faults)
    areas = read_areas(folder, settings, faults)
    layers = read_layers(folder, settings, areas, read, faults)
    residents = read_residents(
        folder, read.codes, settings.resident_date if settings else None, faults
    )
    registrations = read_registrations(folder, read.codes, areas.get(NETWORKS), faults)
    found = read_practices(folder, settings, areas, faults)
    homes = read_homes(folder, read.codes, found.codes, registrations, faults)
    reconciliation = read_reconciliation(folder, faults)
    left_out = read_left_out(folder, sources, faults)
    if not (folder / POSTCODES.name).is_file():
        faults.add(POSTCODES.name, "is missing.")
    resident_date = settings.resident_date if settings else None
    registered_date = settings.registered_date if settings else None
    if (
        (wrong := faults.in_order(FILES))
        or settings is None
        or settings.tiers is None
        or sources is None
        or read.units is None
        or registrations is None
        or homes is None
        or resident_date is None
        or registered_date is None
    ):
        raise PackError(name, wrong)
    return Pack(
        key=name,
        title=settings.title,
        system_layer=settings.system_layer,
        units=read.units,
        layers=layers,
        tiers=settings.tiers,
        residents=residents,
        registrations=registrations,
        practices=found.practices,
        homes=homes,
        list_dates=found.list_dates,
        bands=bands,
        sources=sources,
        reconciliation=reconciliation,
        left_out=left_out,
        resident_date=resident_date,
        registered_date=registered_date,
        cautions=settings.cautions,
    )
