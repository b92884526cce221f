"""A view is read from a link: every wrong part gives a complaint and a sensible view, never an error."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import selection, units
from dashboard.selection import CHOICES, Complaint, Edition, Known, Measure, Selection, Supposed, read_supposed
from dashboard.text import Text

KNOWN = Known(
    editions={
        "2024": Edition(dt.date(2023, 3, 1), dt.date(2025, 6, 30), "96"),
        "2025": Edition(dt.date(2025, 7, 1), dt.date(2026, 11, 20), "96"),
    },
    has_unit=units.exists,
    first_day_of_2025=units.REFORM_DAY,
)
NOTHING = Known({}, units.exists, units.REFORM_DAY)
MAY_DAY = dt.date(2024, 5, 1)


def read(link: Mapping[str, str], known: Known = KNOWN) -> tuple[Selection, tuple[Complaint, ...]]:
    """The view of a link in Vietnamese."""
    return selection.read_link(link, known, "vi")


def test_a_link_without_parts_opens_the_newest_day_of_all_figures() -> None:
    assert read({}) == (Selection("96", "2025", dt.date(2026, 11, 20), is_newest=True), ())


def test_a_link_written_while_the_newest_day_is_seen_opens_the_newest_day_of_later() -> None:
    link = read({"edition": "2025"})[0].parameters()
    assert link["as_of"] == "newest"
    later = {"2025": Edition(dt.date(2025, 7, 1), dt.date(2027, 1, 5), "96")}
    known = Known(later, units.exists, units.REFORM_DAY)
    assert read(link, known) == (Selection("96", "2025", dt.date(2027, 1, 5), is_newest=True), ())
    assert read({"as_of": "2026-11-20"}, known)[0].parameters()["as_of"] == "2026-11-20"


def test_a_whole_link_is_read_as_it_says() -> None:
    link = {
        "unit": "967", "edition": "2024", "as_of": "2024-05-01", "level": "2",
        "stage": "collected", "issuer": "province", "base": "eligible", "lang": "vi",
    }  # fmt: skip
    expected = Selection("967", "2024", MAY_DAY, "2", "collected", "province", "eligible")
    assert read(link) == (expected, ())


@pytest.mark.parametrize("name", ["level", "stage", "issuer", "base"])
@pytest.mark.parametrize("value", ["3", "ALL", "activated ", "'; DROP TABLE standing; --", "tất cả"])
def test_a_choice_that_does_not_exist_is_told_and_the_first_one_is_shown(name: str, value: str) -> None:
    chosen, complaints = read({name: value})
    assert getattr(chosen, name) == CHOICES[name][0]
    assert complaints == (Complaint(name, value),)


@pytest.mark.parametrize("value", ["2026", "24", "old"])
def test_an_edition_that_does_not_exist_is_told(value: str) -> None:
    chosen, complaints = read({"edition": value})
    assert chosen.edition == "2025"
    assert complaints == (Complaint("edition", value),)


@pytest.mark.parametrize("value", ["yesterday", "2024-02-30", "01/05/2024", "2024-13-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_read_or_meant_is_told_and_the_last_one_is_shown(value: str) -> None:
    chosen, complaints = read({"as_of": value, "edition": "2024"})
    assert chosen.as_of == dt.date(2025, 6, 30)
    assert complaints == (Complaint("as_of", value),)


@pytest.mark.parametrize("value", ["999", "00000", "Cà Mau", "32065' OR 1=1"])
def test_a_unit_that_does_not_exist_is_told_and_the_home_is_shown(value: str) -> None:
    chosen, complaints = read({"unit": value})
    assert chosen.unit == "96"
    assert complaints == (Complaint("unit", value),)


def test_a_unit_of_the_other_edition_is_told() -> None:
    chosen, complaints = read({"unit": "32068", "edition": "2025"})
    assert chosen.unit == "96"
    assert complaints == (Complaint("unit", "32068"),)


def test_all_wrong_parts_are_told_at_once() -> None:
    link = {"unit": "x", "edition": "x", "as_of": "x", "level": "x", "stage": "x", "issuer": "x", "base": "x"}
    assert {complaint.key for complaint in read(link)[1]} == set(link)


def test_a_day_names_its_edition_where_the_link_does_not() -> None:
    assert read({"as_of": "2025-06-30"})[0].edition == "2024"
    assert read({"as_of": "2025-07-01"})[0].edition == "2025"


def test_a_code_of_one_edition_only_names_that_edition() -> None:
    assert read({"unit": "32068"})[0].edition == "2024"
    # A former district goes on as a group of today's communes, and today's figures are the ones that are asked for.
    assert read({"unit": "967"})[0].edition == "2025"
    assert read({"unit": "32069"})[0].edition == "2025"


def test_without_figures_there_is_still_a_view() -> None:
    chosen, complaints = read({}, NOTHING)
    assert (chosen.unit, chosen.edition, complaints) == ("VN", "2025", ())


def test_the_installations_own_home_and_issuer_come_first() -> None:
    known = Known(KNOWN.editions, units.exists, units.REFORM_DAY, home_issuer="province", home_unit="32068")
    assert read({"edition": "2024"}, known)[0].unit == "32068"
    assert read({"edition": "2024"}, known)[0].issuer == "province"
    # Abolished in 2025: the area that holds all figures is shown instead.
    assert read({}, known)[0].unit == "96"


@given(
    edition_and_unit=st.sampled_from([("2024", "967"), ("2024", "32065"), ("2025", "32065"), ("2025", "VN")]),
    as_of=st.dates(dt.date(2023, 1, 1), dt.date(2027, 12, 31)),
    choices=st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()}),
    lang=st.sampled_from(selection.LANGUAGES),
)
def test_a_view_written_into_a_link_is_read_back_the_same(
    edition_and_unit: tuple[str, str], as_of: dt.date, choices: dict[str, str], lang: str
) -> None:
    edition, unit = edition_and_unit
    view = Selection(unit, edition, as_of, **choices, lang=lang, is_newest=as_of == KNOWN.last_day(edition))
    assert selection.read_link(view.parameters(), KNOWN, lang) == (view, ())


@given(st.dictionaries(st.sampled_from(["unit", "edition", "as_of", *CHOICES]), st.text(max_size=12)))
def test_no_link_whatever_makes_an_error(link: dict[str, str]) -> None:
    chosen, complaints = read(link)
    assert units.exists(chosen.edition, chosen.unit)
    assert chosen.as_of - dt.timedelta(days=400) > dt.date(1990, 1, 1)
    assert all(link[complaint.key] == complaint.value for complaint in complaints)


def test_a_change_leaves_the_rest_of_a_link_alone() -> None:
    view = Selection("967", "2024", MAY_DAY, base="eligible")
    assert view.parameters(unit="32065") == {**view.parameters(), "unit": "32065"}
    assert view.at(unit="32065") == Selection("32065", "2024", MAY_DAY, base="eligible")


@pytest.mark.parametrize("language", selection.LANGUAGES)
def test_every_complaint_has_its_words(language: str) -> None:
    text = Text(language)
    words = {"value": "x", **dict.fromkeys(["unit", "edition", "as_of", *CHOICES], "y")}
    assert all("x" in text(f"selection.{key}", **words) for key in ("unit", "edition", "as_of", *CHOICES))


def test_the_measure_counts_what_counts_by_default() -> None:
    assert (Measure().stage, Measure().base, Measure().level) == ("activated", "target", "all")


def test_a_link_supposes_a_pace_people_and_a_deadline_and_is_told_what_cannot_be() -> None:
    deadline = dt.date(2024, 6, 30)
    asked = {"pace": "+20", "extra": "50", "until": "2024-07-31"}
    assert read_supposed(asked, deadline) == (Supposed(20, 50, dt.date(2024, 7, 31)), ())
    assert read_supposed({"pace": "-100", "until": "2024-06-30"}, deadline) == (Supposed(-100), ())
    assert read_supposed({}, deadline) == (Supposed(), ())
    wrong = {"pace": "-101", "extra": "1.5", "until": "2025-07-01"}
    supposed, complaints = read_supposed(wrong, deadline)
    assert supposed == Supposed()
    assert [(one.key, one.value) for one in complaints] == list(wrong.items())
    # Digits of other scripts are no numbers of a link.
    assert read_supposed({"extra": "٣"}, deadline)[1]
