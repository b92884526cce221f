"""An indicator in the place of accounts: ranked, mapped and compared by the facts that accounts are."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.briefing import area, difference, ranking, since
from dashboard.briefing.goals import indicators
from dashboard.database import Database
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from tests.briefing.opening import warehouse
from tests.warehouse import batch, living_in, opened, population, reported, set_for, summary, target

MAY = dt.date(2024, 5, 31)
THOI_BINH = Selection("967", "2024", MAY)
# Each is told of its own: ranks, hidden counts, all units, a month begun, who is late, a change, less is better.
BOOK, CARD, LICENCE, REGISTRATION, ACCOUNT, SIGNATURE, LATE = (
    "health_book", "health_insurance_card", "driving_licence", "vehicle_registration", "social_security_account",
    "digital_signature", "late_dossiers",
)  # fmt: skip
UNITS = ("32065", "32068", "32069", "32071", "32072", "32074", "32077", "32080", "32083", "32086", "32089", "32092")


def sent(*lines: str, key: str = BOOK, on: str = "2024-05-31") -> object:
    """unit numerator denominator."""
    split = (line.split() for line in lines)
    return batch("indicator", *(f"{unit} {on} {key} {numerator} {base}" for unit, numerator, base in split))


WORLD = (
    summary(
        reported("32065", on="2024-05-01", activated=100), reported("32065", on="2024-05-31", activated=800),
        reported("32071", on="2024-05-31", activated=900),
    ),
    target(set_for("32065", 1000), set_for("32071", 1000)),
    sent("32065 40 100", "32068 80 100", "32069 80 100", "32071 124 100"),
    sent("32065 3 100", "32068 0 100", "32069 30 -", "32071 0 0", key=CARD),
    sent(*(f"{code} {20 + turn} 100" for turn, code in enumerate(UNITS)), key=LICENCE),
    sent(*(f"{code} 40 100" for code in UNITS[:7]), key=REGISTRATION, on="2024-04-30"),
    sent("32065 50 100", key=REGISTRATION, on="2024-05-01"),
    sent("32065 40 100", key=ACCOUNT, on="2024-03-29"),
    sent("32068 40 100", key=ACCOUNT, on="2024-03-31"),
    sent("32065 40 100", "32068 20 100", "32069 3 100", "32072 20 100", key=SIGNATURE, on="2024-04-30"),
    sent("32065 50 110", "32068 20 100", "32069 30 100", "32071 60 100", key=SIGNATURE),
    sent("32065 40 100", "32068 80 100", "32069 40 100", key=LATE),
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Equal rows share one warehouse."""
    return opened(tmp_path, *WORLD)


def by(key: str, selection: Selection = THOI_BINH) -> Selection:
    return replace(selection, indicator=indicators.asked(key))


def asked(database: Database, selection: Selection) -> dict[str, ProgressByArea]:
    return {row.unit_code: row for row in area.within(database, selection).units}


def placed(database: Database, selection: Selection) -> list[tuple[str, int]]:
    return [(row.unit_code, int(row.rank)) for row in ranking.of(area.within(database, selection).units).ranked]


def test_units_rank_by_the_indicator_and_who_sent_nothing_stands_apart(database: Database) -> None:
    found = area.within(database, by(BOOK)).units
    assert placed(database, by(BOOK)) == [("32071", 1), ("32068", 2), ("32069", 2), ("32065", 4)]
    assert len(found) == 12, "who sent nothing is listed"
    assert {ranking.why_apart(row) for row in ranking.of(found).apart} == {"not_reported"}
    assert asked(database, by(BOOK))["32071"].share == 1.24, "never cut"
    assert placed(database, THOI_BINH) == [("32071", 1), ("32065", 2)], "accounts are as they were"


def test_nothing_of_accounts_is_told_of_an_indicator(database: Database) -> None:
    row = asked(database, by(BOOK))["32065"]
    assert (row.counted, row.numerator, row.denominator, row.share) == (40, 40, 100, 0.4)
    for name in ("target", "missing", "required_per_day", "pace_7", "whole_target", "activated", "deadline"):
        assert pd.isna(getattr(row, name)), name


def test_the_whole_sums_its_parts_and_has_no_rate_of_a_few_of_them(database: Database) -> None:
    whole = area.whole(database, by(BOOK), area.within(database, by(BOOK)))
    assert whole is not None
    assert (whole.counted, whole.communes_reported, whole.communes, bool(whole.is_covered)) == (324, 4, 12, False)
    assert pd.isna(whole.share)
    whole = area.whole(database, by(LICENCE), area.within(database, by(LICENCE)))
    assert whole is not None
    assert (whole.share, whole.numerator, whole.denominator) == (306 / 1200, 306, 1200)


def test_a_month_that_has_just_begun_does_not_take_the_place_of_the_one_before(database: Database) -> None:
    whole = area.of_unit(database, by(REGISTRATION))
    assert whole is not None
    assert (whole.numerator, str(whole.reported_on.date())) == (280, "2024-04-30")
    assert asked(database, by(REGISTRATION))["32065"].numerator == 50


def test_small_counts_are_hidden_and_no_base_is_no_rate(database: Database) -> None:
    found = asked(database, by(CARD))
    assert [found[code].state for code in UNITS[:4]] == ["suppressed", "zero", "value", "zero"]
    assert pd.isna(found["32065"].numerator)
    assert placed(database, by(CARD)) == [("32068", 1)], "no list names a base for cards, and nothing is over 0"


def test_one_base_holds_for_all_units_of_a_province(database: Database, tmp_path: Path) -> None:
    assert [asked(database, by(BOOK))[code].denominator for code in UNITS[:2]] == [100, 100]
    people = population(living_in("32065", 200), living_in("32068", 200))
    mixed = asked(opened(tmp_path / "mixed", people, sent("32065 40 100", "32068 80 -")), by(BOOK))
    assert [(mixed[code].denominator, mixed[code].share) for code in UNITS[:2]] == [(200, 0.2), (200, 0.4)]


def test_who_sent_none_for_two_months_is_late(database: Database) -> None:
    found = asked(database, by(ACCOUNT))
    assert [(found[code].state, int(found[code].days_late)) for code in UNITS[:2]] == [("late", 63), ("value", 61)]


def test_a_change_is_between_two_months_of_all_that_is_counted(database: Database) -> None:
    found = asked(database, by(SIGNATURE))
    row = found["32065"]
    assert (row.share_before, row.share_since) == (0.4, 50 / 110)
    assert (int(row.counted_before), int(row.counted_since)) == (40, 50)
    assert str(row.changed_from.date()) == "2024-04-30"
    for code, why in (("32069", "it was hidden"), ("32071", "it is the first")):
        assert pd.isna(found[code].share_before), why
    whole = area.of_unit(database, by(SIGNATURE))
    assert whole is not None
    assert pd.isna(whole.share_before), "other communes each month"
    ordered = ranking.of(area.within(database, by(SIGNATURE)).units).in_order("change")
    assert [row.unit_code for row in ordered][:2] == ["32065", "32068"]


def test_where_less_is_better_the_lowest_has_the_first_place(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = "indicator,vi,en,direction,base,base_vi,base_en,spellings"
    own = f"{columns}\n{LATE},Hồ sơ trễ,Late,down,,hồ sơ,dossiers,hồ sơ trễ\n"
    (tmp_path / "indicators.csv").write_text(own, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert placed(database, by(LATE)) == [("32065", 1), ("32069", 1), ("32068", 3)]


def test_a_sum_without_small_counts_is_marked_as_the_least(database: Database) -> None:
    """One of its communes has three."""
    district = area.of_unit(database, by(CARD))
    assert district is not None
    assert (district.numerator, bool(district.is_least)) == (30, True)
    assert not asked(database, by(CARD))["32069"].is_least
    assert not asked(database, THOI_BINH)["32065"].is_least


def test_both_editions_have_the_same_sums_on_the_units_of_either(database: Database) -> None:
    former = area.within(database, by(LICENCE)).counts
    later = area.within(database, by(LICENCE, Selection("967", "2025", MAY))).counts
    assert (len(former), len(later)) == (12, 5)
    assert sum(former.values()) == sum(later.values()) == 306


def test_two_days_are_compared_by_two_months_on_one_base(database: Database) -> None:
    selection = by(SIGNATURE, replace(THOI_BINH, unit="32065"))
    [start] = since.offered(warehouse(database), selection)
    assert (start.kind, start.day) == ("report", dt.date(2024, 4, 30))
    found = difference.of_units(warehouse(database), selection, area.within(database, selection), start)
    by_unit = {one.both.now.unit_code: one for one in found.units}
    assert (by_unit["32065"].is_rebased, by_unit["32065"].points) == (True, 9.1), "40 and 50 of 110"
    assert (by_unit["32068"].why, by_unit["32072"].why) == ("", "not_newer")
