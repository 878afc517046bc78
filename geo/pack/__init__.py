"""The pack on disk: finding packs, reading them whole and saying everything that is wrong.

The format is described in ``data/README.md``. A pack is read completely or not at all: what is
wrong with any of its files is collected first and raised once, as ``geo.model.PackError``.
Postcodes are the exception: they are many and seldom needed, so they are read when first asked
for.
"""

from geo.pack.folders import SHIPPED, data_folder, folders_in, pack_folder, packs_in
from geo.pack.postcodes import PostcodeAnswer, PostcodePlace, find_postcode
from geo.pack.reading import read_pack

__all__ = [
    "SHIPPED",
    "PostcodeAnswer",
    "PostcodePlace",
    "data_folder",
    "find_postcode",
    "folders_in",
    "pack_folder",
    "packs_in",
    "read_pack",
]
