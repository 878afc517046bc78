"""Where a small area lies, in sentences."""

from __future__ import annotations

from dataclasses import replace

from geo.model import Pack
from geo.plan.belonging import belonging_sentences
from geo.plan.places import listed_names


def test_it_says_where_who_and_what_would_change(toy_pack: Pack) -> None:
    unit = toy_pack.units.position["S33"]
    where, today, proposed = belonging_sentences(toy_pack, unit, "TY3 3AA")
    assert where.startswith("TY3 3AA lies in Ward 3 east ward, Westbury district.")
    assert today.startswith("Today its commissioner is ")
    assert today.endswith("; the proposal is one merged CCG.")
    assert proposed == "Its place would be West place by district, East place by CCG."


def test_layers_that_a_pack_does_not_have_are_left_out(toy_pack: Pack) -> None:
    kept = {key: toy_pack.layers[key] for key in ("ccg", "unit")}
    pack = replace(toy_pack, layers=kept)
    (today,) = belonging_sentences(pack, 0, "TY1 1AA")
    assert today.startswith("Today its commissioner is ")
    assert ";" not in today


def test_names_with_an_and_of_their_own_are_parted_by_semicolons() -> None:
    assert listed_names(["Ashfield", "Mansfield"]) == "Ashfield and Mansfield"
    assert listed_names(["Newark and Sherwood"]) == "Newark and Sherwood"
    told = listed_names(["Ashfield", "Mansfield", "Newark and Sherwood"])
    assert told == "Ashfield; Mansfield; and Newark and Sherwood"
