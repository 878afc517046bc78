"""Files of rates: what is read, and what hostile files are told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.advice.robustness.rates import RateRange, Rates, one_rate
from geo.advice.robustness.rates_text import RateRow, RatesError, check_rates, read_rates
from geo.model import Pack

GOOD = "area_code,low,high\nDW,-0.5,1\nDE,0,0.25\nDN,1,1\n"


def read(pack: Pack, text: str | bytes, layer: str | None = None) -> Rates:
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    return read_rates(content, pack, "rates.csv", layer)


def faults(pack: Pack, text: str | bytes, layer: str | None = None) -> list[str]:
    with pytest.raises(RatesError) as caught:
        read(pack, text, layer)
    assert str(caught.value) == "\n".join(str(fault) for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


def test_each_unit_has_the_rates_of_its_area(toy_pack: Pack) -> None:
    rates = read(toy_pack, GOOD)
    assert rates.layer == "district"
    assert rates.by_area == {
        "DW": RateRange(-0.5, 1),
        "DE": RateRange(0, 0.25),
        "DN": RateRange(1, 1),
    }
    where = toy_pack.units.position
    assert rates.low_percent[where["S33"]] == -0.5  # the Hook is in the western district
    assert rates.high_percent[where["S34"]] == 0.25
    assert rates.low_percent[where["S61"]] == 1
    assert not rates.without.any()
    assert rates.spread == RateRange(-0.5, 1)


def test_areas_outside_the_system_may_be_left_out_and_are_then_unknown(toy_pack: Pack) -> None:
    rates = read(toy_pack, "area_code,low,high\nDW,0,1\nDE,0,1\n")
    np.testing.assert_array_equal(rates.without, ~toy_pack.units.in_system)


def test_everybody_else_may_have_a_rate(toy_pack: Pack) -> None:
    rates = read(toy_pack, "area_code,low,high\nDW,1,2\n Everybody  else ,0,0\n")
    assert rates.everybody_else == RateRange(0, 0)
    assert rates.low_percent[toy_pack.units.position["S14"]] == 0
    assert not rates.without.any()


def test_everybody_else_alone_is_one_rate_for_all(toy_pack: Pack) -> None:
    rates = read(toy_pack, "area_code,low,high\neverybody else,0.5,1.5\n")
    same = one_rate(len(toy_pack.units), 0.5, 1.5)
    assert rates.layer is None
    np.testing.assert_array_equal(rates.low_percent, same.low_percent)
    np.testing.assert_array_equal(rates.high_percent, same.high_percent)


@pytest.mark.parametrize(
    "text",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("-0.5", "−0.5"),
        GOOD.replace("-0.5", " -0.50 "),
        GOOD.replace("area_code,low,high", "Area_Code, LOW ,High"),
        GOOD + "\n\n,,\n",
        "high,area_code,low\n1,DW,-.5\n0.25,DE,0\n1,DN,+1.\n",
        "area_code,area_name,low,high\nDW,Westbury,-0.5,1\nDE,Eastbury,0,0.25\nDN,N,1,1\n",
    ],
)
def test_what_spreadsheets_write_is_read(toy_pack: Pack, text: str | bytes) -> None:
    assert read(toy_pack, text).by_area == read(toy_pack, GOOD).by_area


def test_columns_that_are_read_past_are_named(toy_pack: Pack) -> None:
    text = "area_code,area_name,low,high\nDW,Westbury,0,1\nDE,Eastbury,0,1\n"
    assert read(toy_pack, text).notes == ("The column “area_name” was read past.",)


def test_rates_that_look_like_shares_are_noted(toy_pack: Pack) -> None:
    (note,) = read(toy_pack, "area_code,low,high\nDW,0.005,0.01\nDE,0,0.012\n").notes
    assert note.endswith("If 0.01 was meant as one per cent, write 1.")
    assert read(toy_pack, "area_code,low,high\nDW,0,0\nDE,0,0\n").notes == ()


def test_all_faults_are_told_at_once(toy_pack: Pack) -> None:
    text = "area_code,low,high\ndw,0,1\nDE,2,1\nDE,0,1\nDX,0,1\n,0,1\nDN,150,1%\nDN,,nan\n1-Dec,0\n"
    assert faults(toy_pack, text) == [
        "rates.csv, row 9, 1-Dec: The row has 2 cells instead of 3.",
        (
            "rates.csv, row 2, dw: There is no district “dw”. "
            "Spaces or small letters have crept in: DW?"
        ),
        "rates.csv, row 3, DE: The low rate, 2, is above the high one, 1.",
        "rates.csv, row 4, DE: It is also in row 3.",
        "rates.csv, row 5, DX: There is no district “DX”.",
        "rates.csv, row 6: The row has no area_code.",
        (
            "rates.csv, row 7, DN: The high rate “1%” must be a plain number in per cent, without "
            "the sign."
        ),
        "rates.csv, row 8, DN: It is also in row 7.",
        "rates.csv, row 8, DN: The low rate is empty.",
        "rates.csv, row 8, DN: The high rate “nan” is no plain number.",
        (
            "rates.csv, DW: The district Westbury has no rate. Give it a row, or add a row "
            "“everybody else”."
        ),
    ]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("0,5", "has a comma where a point is needed."),
        ("1.5%", "must be a plain number in per cent, without the sign."),
        ("01-May", "is no plain number. A spreadsheet may have turned it into a date."),
        ("1.2E-01", "A spreadsheet may have read it as a number in scientific notation."),
        ("#REF!", "is no plain number."),
        ("inf", "is no plain number."),
        ("NaN", "is no plain number."),
        ("one", "is no plain number."),
        ("=1+1", "is no plain number."),
        ("1_000", "is no plain number."),
        ("١", "is no plain number."),
        ("10.01", "10.01 per cent a year is beyond what is believed here (−10 to 10)."),
        ("9" * 400, "A rate must be a finite number."),
        ("x" * 5_000, "is no plain number."),
    ],
)
def test_a_rate_that_is_none_is_told_why(toy_pack: Pack, cell: str, told: str) -> None:
    rows = [RateRow(2, "DW", "-5", cell), RateRow(3, "DE", "0", "1")]
    with pytest.raises(RatesError) as caught:
        check_rates(rows, toy_pack, "rates.csv")
    (fault,) = caught.value.faults
    assert (fault.file, fault.row, fault.code) == ("rates.csv", 2, "DW")
    assert told in fault.message
    assert len(fault.message) < 400


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "rates.csv, row 1: The first line must name the columns"),
        ("\n\n", "rates.csv, row 1: The first line must name the columns"),
        ("DW,0,1\n", "rates.csv, row 1: The first line must name the columns"),
        ("area_code,low,high,low\nDW,0,1,0\n", "The first line must name the columns"),
        ("area_code,low,high\n", "rates.csv: There is no row with a rate."),
        ('area_code,low,high\n"DW,0,1\n' + "x" * 99_000, "The row has 1 cell instead of 3."),
        ("area_code,low,high\n" + "DW,0,1\n" * 5_000, "5,000 rows; no layer has more than 24"),
        ("area_code,low,high\n\0\n", "row 2"),
        (bytes(range(256)), "The first line must name the columns"),
        (b"PK\x03\x04" + bytes(100), "The first line must name the columns"),
    ],
)
def test_a_file_that_is_none_is_told_so(toy_pack: Pack, text: str | bytes, told: str) -> None:
    assert told in faults(toy_pack, text)[0]


def test_codes_of_several_layers_need_the_layer_named(toy_pack: Pack) -> None:
    text = "area_code,low,high\nPW,0,1\nPE,0,1\n"
    assert faults(toy_pack, text) == [
        (
            "rates.csv: The codes are those of several layers: icp (Places, by district) and "
            "icp_by_ccg (Places, by CCG). Say which one is meant."
        )
    ]
    assert read(toy_pack, text, "icp_by_ccg").layer == "icp_by_ccg"


def test_codes_of_no_layer_are_each_told(toy_pack: Pack) -> None:
    assert faults(toy_pack, "area_code,low,high\n1W,0,1\nnowhere,0,1\n") == [
        (
            "rates.csv, row 2, 1W: There is no area of any layer “1W”. "
            "A spreadsheet may have dropped a leading zero: 01W?"
        ),
        "rates.csv, row 3, nowhere: There is no area of any layer “nowhere”.",
    ]


def test_an_unknown_layer_is_the_caller_s_mistake(toy_pack: Pack) -> None:
    with pytest.raises(KeyError):
        read(toy_pack, GOOD, "parish")


def test_units_of_the_system_in_no_area_need_everybody_else(toy_pack: Pack) -> None:
    layer = toy_pack.layer("district")
    homeless = layer.area_of_unit.copy()
    homeless[toy_pack.units.position["S11"]] = -1
    other = type(layer)(layer.definition, layer.areas, homeless)
    pack = type(toy_pack)(**{**vars_of(toy_pack), "layers": {"district": other}})
    assert faults(pack, GOOD) == [
        (
            "rates.csv: 1 small area of the system is in no district and without a rate. Add a row "
            "“everybody else”."
        )
    ]
    assert not read(pack, GOOD + "everybody else,0,0\n").without.any()


def vars_of(pack: Pack) -> dict[str, object]:
    return {name: getattr(pack, name) for name in type(pack).__dataclass_fields__}


@given(st.binary(max_size=300))
def test_whatever_the_file_a_planner_is_told_in_words(toy_pack: Pack, content: bytes) -> None:
    with pytest.raises(RatesError):
        read(toy_pack, content)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["DW", "DE", "DN", "S11", "everybody else", "", "99", "\u2066"]),
            st.text(max_size=8),
            st.sampled_from(["0", "1", "-2", "12", "x", ""]),
        ),
        max_size=8,
    )
)
def test_whatever_the_rows_they_are_read_or_told(
    toy_pack: Pack, rows: list[tuple[str, str, str]]
) -> None:
    try:
        rates = check_rates([RateRow(n, *row) for n, row in enumerate(rows, 2)], toy_pack, "typed")
    except RatesError:
        return
    assert not rates.without[toy_pack.units.in_system].any()
    assert (rates.low_percent <= rates.high_percent)[~rates.without].all()
