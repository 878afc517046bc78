"""Sentences, word for word: they are read aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.advice.feasibility import feasibility
from geo.advice.summary import (
    describe,
    distance_words,
    label,
    missing_words,
    published_words,
    standing_sentence,
)
from geo.advice.tier_words import (
    definitions_sentences,
    feasibility_sentence,
    range_words,
    tier_sentence,
)
from geo.model import Band, Basis, Figure, Measure, Pack
from geo.plan.checks import Standing, check_pack
from geo.plan.totals import Dates
from geo.topology import find_adjacency


def told(
    pack: Pack,
    layer: str,
    basis: Basis,
    dates: Dates | None = None,
    bands: dict[str, Band] | None = None,
) -> str:
    checks = check_pack(pack, find_adjacency(pack.units.geometry), dates, bands)
    return tier_sentence(pack, layer, checks[layer], feasibility(pack, checks), basis)


def in_2022(pack: Pack) -> Dates:
    return Dates(pack.resident_date, pack.list_dates[1])


def test_a_tier_of_one_area(toy_pack: Pack) -> None:
    assert told(toy_pack, "ics", Basis.RESIDENT) == (
        "Toyshire has 6,000 residents (mid-2019), which is within the band of 5,000 or more, "
        "1,000 above the lower end."
    )


def test_a_tier_that_could_fit_names_the_few_areas_that_do_not(toy_pack: Pack) -> None:
    assert told(toy_pack, "pcn", Basis.RESIDENT) == (
        "The 4 primary care networks could all be within 1,000 to 2,000: 6,000 residents "
        "(mid-2019) fit into 3 to 6. As drawn, 2 are within, 1 is below and 1 is above: Southwest "
        "Network is 400 below and Northwest Network is 400 above."
    )


def test_a_tier_that_fits(toy_pack: Pack) -> None:
    assert told(toy_pack, "icp_by_ccg", Basis.RESIDENT) == (
        "The 2 places (by CCG) could all be within 2,500 to 4,000: 6,000 residents (mid-2019) fit "
        "into exactly 2. As drawn, both are within; the nearest to an end is East place, 500 above "
        "the lower end."
    )


@pytest.mark.parametrize(
    ("lowest", "highest", "words"),
    [
        (
            *(100, 1_200),
            "cannot all be within 100 to 1,200: 6,000 residents (mid-2019) would need 5 to 60.",
        ),
        (
            *(3_100, 5_000),
            "cannot all be within 3,100 to 5,000, nor could any number: 6,000 residents",
        ),
        (
            *(0, None),
            "could all be within 0 or more: 6,000 residents (mid-2019) fit into 1 or more.",
        ),
    ],
)
def test_other_bands(toy_pack: Pack, lowest: int, highest: int | None, words: str) -> None:
    band = {**toy_pack.published_bands, "neighbourhood": Band("neighbourhood", lowest, highest)}
    sentence = told(toy_pack, "pcn", Basis.RESIDENT, bands=band)
    assert sentence.startswith(f"The 4 primary care networks {words}")


def test_a_missing_list_makes_the_total_unknown_and_is_named(toy_pack: Pack) -> None:
    assert told(toy_pack, "ics", Basis.REGISTERED, in_2022(toy_pack)) == (
        "The registered total of Toyshire is unknown, because Hilltop Surgery (P42) should have a "
        "list of July 2022 and has none; the other lists hold 5,590, which alone reaches the band "
        "of 5,000 or more."
    )


def test_an_unknown_total_says_so_and_is_counted(toy_pack: Pack) -> None:
    assert told(toy_pack, "pcn", Basis.REGISTERED, in_2022(toy_pack)) == (
        "Whether the 4 primary care networks could all be within 1,000 to 2,000 cannot be said: "
        "the total is not known (at least 5,540 patients on practices’ lists, July 2022). As "
        "drawn, 2 are below, 1 is above and 1 is unknown (Northeast Network)."
    )


def test_the_known_part_can_show_that_a_number_is_impossible(toy_pack: Pack) -> None:
    bands = {**toy_pack.published_bands, "neighbourhood": Band("neighbourhood", 100, 1_000)}
    sentence = told(toy_pack, "pcn", Basis.REGISTERED, in_2022(toy_pack), bands)
    assert sentence.startswith(
        "The 4 primary care networks cannot all be within 100 to 1,000: the total is unknown, but "
        "the 5,540 patients on practices’ lists that are known (July 2022) would alone need at "
        "least 6. As drawn, "
    )


def test_the_sentence_of_a_parent_names_it(toy_pack: Pack) -> None:
    checks = check_pack(toy_pack, find_adjacency(toy_pack.units.geometry))
    answers = feasibility(toy_pack, checks, [Basis.RESIDENT])
    (west,) = [each for each in answers if each.parent and each.parent.code == "PW"]
    assert feasibility_sentence(toy_pack, west) == (
        "The 2 primary care networks of West place could all be within 1,000 to 2,000: 3,000 "
        "residents (mid-2019) fit into 2 or 3."
    )
    one = replace(west, areas=1)
    assert feasibility_sentence(toy_pack, one).startswith(
        "The 1 primary care network of West place cannot be within 1,000 to 2,000: "
    )


def test_ranges(toy_pack: Pack) -> None:
    checks = check_pack(toy_pack, find_adjacency(toy_pack.units.geometry))
    answer = feasibility(toy_pack, checks, [Basis.RESIDENT])[0]

    def words(fewest: int | None, most: int | None) -> str:
        return range_words(replace(answer, fewest=fewest, most=most))

    assert words(21, 34) == "21 to 34"
    assert words(2, 3) == "2 or 3"
    assert words(2, 2) == "exactly 2"
    assert words(2, None) == "2 or more"
    assert words(2, 1) == "no number"
    assert words(None, None) == "unknown"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (900, "900 residents (mid-2019), which is 100 below"),
        (2_001, "2,001 residents (mid-2019), which is 1 above"),
        (2_000, "2,000 residents (mid-2019), which is within"),
        (1, "1 resident (mid-2019), which is 999 below"),
    ],
)
def test_one_area_against_its_band(toy_pack: Pack, count: int, words: str) -> None:
    figure = Figure(count, Measure.RESIDENTS, toy_pack.resident_date, count)
    standing = Standing(figure, Band("neighbourhood", 1_000, 2_000))
    sentence = standing_sentence(toy_pack, "The Ridings", standing)
    assert sentence.startswith(f"The Ridings has {words} the band of 1,000 to 2,000")


def test_room_within_the_band(toy_pack: Pack) -> None:
    def room(count: int, band: Band) -> str:
        figure = Figure(count, Measure.RESIDENTS, toy_pack.resident_date, count)
        return distance_words(Standing(figure, band))

    band = Band("neighbourhood", 1_000, 2_000)
    assert room(1_100, band) == "100 above the lower end"
    assert room(1_900, band) == "100 below the upper end"
    assert room(1_500, band) == "500 above the lower end"
    assert room(2_000, band) == "exactly at the upper end"
    assert room(900, band) == "100 below"
    assert room(2_001, band) == "1 above"
    assert room(900, Band("neighbourhood", 0, 1_000)) == "100 below the upper end"
    assert room(900, Band("neighbourhood", 0, None)) == ""
    assert distance_words(Standing(unknown(toy_pack, 1_200, "P42"), band)) == (
        "unknown, at least 1,200"
    )


def test_the_year_of_a_publication_is_written_once() -> None:
    band = Band("place", 1, 2, "Consultation, 2019", date(2019, 10, 1))
    assert published_words(band) == "Consultation, 1 October 2019"
    assert published_words(Band("place", 1, 2, "Guidance, 2019")) == "Guidance, 2019"


def unknown(pack: Pack, known: int, *codes: str) -> Figure:
    return Figure(None, Measure.LISTS, pack.registered_date, known, codes)


def test_an_unknown_area_against_its_band(toy_pack: Pack) -> None:
    band = Band("neighbourhood", 1_000, 2_000)
    start = (
        "The registered total of N4 is unknown, because Hilltop Surgery (P42) should have a list "
        "of April 2020 and has none; the other lists hold"
    )
    assert standing_sentence(toy_pack, "N4", Standing(unknown(toy_pack, 1_200, "P42"), band)) == (
        f"{start} 1,200. Whether it is within the band of 1,000 to 2,000 is therefore unknown."
    )
    assert standing_sentence(toy_pack, "N4", Standing(unknown(toy_pack, 2_200, "P42"), band)) == (
        f"{start} 2,200, which alone is above the band of 1,000 to 2,000."
    )
    assert standing_sentence(toy_pack, "N4", Standing(unknown(toy_pack, 1_200, "P42"), None)) == (
        f"{start} 1,200."
    )


def test_many_missing_practices_are_not_all_read_out(toy_pack: Pack) -> None:
    assert missing_words(toy_pack, unknown(toy_pack, 0, "P11", "P12")) == (
        "Mill Lane Surgery (P11) and The Wharf (P12) should each have a list of April 2020 and "
        "have none"
    )
    assert missing_words(toy_pack, unknown(toy_pack, 0, "P11", "P12", "P21", "P22")) == (
        "Mill Lane Surgery (P11), The Wharf (P12) and 2 more practices should each have a list of "
        "April 2020 and have none"
    )


def test_small_areas_without_a_figure_are_counted(toy_pack: Pack) -> None:
    figure = Figure(None, Measure.RESIDENTS, toy_pack.resident_date, 10, ("S11",))
    assert missing_words(toy_pack, figure) == "1 small area has no figure for mid-2019"
    assert describe(figure) == "an unknown number of residents (mid-2019), at least 10"
    assert label(figure) == "residents, mid-2019"


def test_who_is_between_two_definitions_of_a_tier(toy_pack: Pack) -> None:
    first, second = toy_pack.layer("icp"), toy_pack.layer("icp_by_ccg")
    (sentence,) = definitions_sentences(toy_pack, first, second, toy_pack.resident_date)
    assert sentence == (
        "2 small areas with 700 residents (mid-2019) change hands between the two definitions: "
        "West place in “Places, by district”, East place in “Places, by CCG” (wards Ward 3 east "
        "and Ward 4 east)."
    )
    assert definitions_sentences(toy_pack, first, first, toy_pack.resident_date) == []
