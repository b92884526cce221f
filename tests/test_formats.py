"""Numbers, percentages and dates as each language writes them, halves rounded up."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formats

LARGE = 10**12


def half_up(value: Fraction, digits: int) -> Fraction:
    """The rule itself: halves away from zero, in exact numbers."""
    scale = 10**digits
    rounded = Fraction(floor(abs(value) * scale + Fraction(1, 2)), scale)
    return -rounded if value < 0 else rounded


@given(st.integers(-LARGE, LARGE), st.integers(1, LARGE), st.integers(0, 4))
def test_a_ratio_is_rounded_half_up_as_exact_numbers_are(numerator: int, denominator: int, digits: int) -> None:
    found = formats.rounded_percent(numerator, denominator, digits)
    assert Fraction(found) == half_up(Fraction(100 * numerator, denominator), digits)


@given(st.decimals(-LARGE, LARGE, allow_nan=False, places=6), st.integers(0, 4))
def test_a_number_is_rounded_half_up_as_exact_numbers_are(number: Decimal, digits: int) -> None:
    assert Fraction(formats.round_half_up(number, digits)) == half_up(Fraction(number), digits)


@given(st.integers(0, 9999), st.integers(0, 2))
def test_a_float_counts_as_what_it_prints(thousandths: int, digits: int) -> None:
    printed = Fraction(thousandths, 1000)
    assert Fraction(formats.round_half_up(thousandths / 1000, digits)) == half_up(printed, digits)


@given(st.integers(0, 20_000))
def test_a_share_of_a_round_number_and_its_ratio_print_the_same(numerator: int) -> None:
    share = formats.percent(numerator / 10_000, "vi")
    assert share == formats.ratio(numerator, 10_000, "vi")


@given(st.integers(-LARGE, LARGE))
def test_both_languages_group_thousands_each_with_its_own_mark(number: int) -> None:
    assert formats.count(number, "en") == f"{number:,}".replace("-", "−")
    assert formats.count(number, "vi") == formats.count(number, "en").replace(",", ".")


@pytest.mark.parametrize(
    ("number", "digits", "vietnamese", "english"),
    [
        (1234567.85, 1, "1.234.567,9", "1,234,567.9"),
        (0.05, 1, "0,1", "0.1"),
        (-0.05, 1, "−0,1", "−0.1"),
        (-0.04, 1, "0,0", "0.0"),
        (2.5, 0, "3", "3"),
        (-1234.5, 0, "−1.235", "−1,235"),
    ],
)
def test_decimals_have_the_languages_own_marks(number: float, digits: int, vietnamese: str, english: str) -> None:
    assert (formats.decimal(number, "vi", digits), formats.decimal(number, "en", digits)) == (vietnamese, english)


def test_the_headline_of_thoi_binh_prints_as_the_police_printed_it() -> None:
    assert formats.count(40012, "vi") == "40.012"
    assert formats.ratio(40012, 73000, "vi") == "54,8%"
    assert formats.ratio(40012, 73000, "en") == "54.8%"


def test_more_than_a_hundred_percent_prints_as_such() -> None:
    assert formats.percent(1.2456, "vi", 2).startswith("124,56")
    assert formats.ratio(12456, 10000, "en", 2) == "124.56%"


def test_a_difference_has_its_sign_and_nothing_has_none() -> None:
    signs = [formats.signed(value, "vi") for value in (1.25, -0.25, 0.04, -0.04, 0)]
    assert signs == ["+1,3", "−0,3", "0,0", "0,0", "0,0"]


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_points_are_the_difference_of_both_ends_as_printed(now: int, then: int) -> None:
    exact = half_up(Fraction(now, 100), 1) - half_up(Fraction(then, 100), 1)
    printed = formats.points(now / 10_000, then / 10_000, "en").replace("−", "-").replace("+", "")
    assert Fraction(printed) == exact


def test_half_a_tenth_of_a_point_is_rounded_up_where_floats_would_lose_it() -> None:
    assert formats.points(0.5485, 0.5, "vi") == "+4,9"
    assert formats.points(0.5, 0.5, "vi") == "0,0"


def test_a_count_that_is_almost_zero_from_below_is_zero() -> None:
    assert formats.count(-0.4, "vi") == "0"
    assert formats.count(-0.0, "vi") == "0"


def test_a_lower_bound_of_zero_is_not_known_and_a_zero_is() -> None:
    assert [formats.at_least(n, "vi", is_least=True) for n in (0, 1, 1620)] == [formats.NOTHING, "≥1", "≥1.620"]
    assert formats.at_least(0, "vi", is_least=False) == "0"


def test_days_come_before_months_in_both_languages() -> None:
    assert formats.date(dt.date(2024, 5, 1)) == "01/05/2024"
    assert formats.moment(dt.datetime(2024, 5, 1, 23, 0)) == "23:00 01/05/2024"


def test_plotly_is_told_the_decimal_mark_first() -> None:
    assert (formats.separators("vi"), formats.separators("en")) == (",.", ".,")


def test_nothing_can_be_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        formats.rounded_percent(1, 0, 1)
