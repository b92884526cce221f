"""Counts are measured by the people of a unit, and populations by what was accepted of them."""

import pytest

from dashboard import importer
from dashboard.importer import fast_path
from dashboard.importer.matching import aliases

DAY = "edition,unit_code,date,hour_band,level,stage,channel,team_code,count,correction"
POPULATION = "edition,unit_code,base,as_of,count,correction"


@pytest.fixture
def population(bring):
    """Imports rows of populations: edition,unit_code,base,as_of,count,correction."""
    return lambda *rows, name="people.csv": bring(POPULATION, *rows, name=name)


def test_more_than_three_accounts_a_head_are_a_digit_too_many(summary, population, reasons):
    population("2024,967,permanent_residents,2024-01-01,200000,", "2024,967,eligible,2024-01-01,100000,")
    result = summary("2024,967,2024-05-01,1,activated,300000,", "2024,967,2024-05-02,1,activated,300001,")
    assert reasons(result) == [(3, "count", "count_is_not_over_three_times_the_people")]
    assert result.problems[0].detail == "100000 (eligible)"


def test_of_a_unit_whose_people_are_unknown_any_count_is_taken(summary):
    assert summary("2024,967,2024-05-01,1,activated,9000000,").problems == ()


def test_the_carried_population_measures_where_no_office_sent_one(bring, reasons):
    header = "edition,unit_code,as_of,level,stage,count"
    result = bring(header, "2025,00004,2026-01-01,1,activated,195069", "2025,00004,2026-01-02,1,activated,195070")
    assert reasons(result) == [(3, "count", "count_is_not_over_three_times_the_people")]


def test_a_commune_of_before_the_reform_has_no_more_people_than_those_that_took_over_from_it(bring, reasons):
    # The commune 32068 went into 32069 as a whole, which has 35 702 people.
    header = "edition,unit_code,as_of,level,stage,count"
    result = bring(header, "2024,32068,2024-05-01,1,activated,107106", "2024,32068,2024-05-02,1,activated,107107")
    assert reasons(result) == [(3, "count", "count_is_not_over_three_times_the_people")]


@pytest.mark.parametrize(("count", "is_taken"), [(50000, True), (49999, False), (200000, True), (200001, False)])
def test_a_population_neither_more_than_doubles_nor_halves(population, reasons, count, is_taken):
    population("2024,967,eligible,2023-01-01,1,", "2024,967,eligible,2024-01-01,100000,x", name="first.csv")
    result = population(f"2024,967,eligible,2024-06-01,{count},", "2024,967,permanent_residents,2024-06-01,7,")
    assert reasons(result) == ([] if is_taken else [(2, "count", "population_does_not_jump")])
    if not is_taken:
        assert result.problems[0].detail == "100000 (01/01/2024)"
        assert population(f"2024,967,eligible,2024-06-01,{count},x", name="c.csv").problems == ()


@pytest.fixture
def days(bring):
    """Imports rows of days of the unit 967, level 1, activated: date, channel, team, count, correction."""

    def accept(*rows, name="days.csv"):
        lines = [row.split(" ") for row in rows]
        written = [f"2024,967,{day},07-11,1,activated,{channel},{rest}" for day, channel, rest in lines]
        return bring(DAY, *written, name=name)

    return accept


TOO_MANY = "days_are_not_over_three_times_the_people"


def test_the_days_of_a_unit_together_stay_under_three_accounts_a_head(days, population, reasons):
    population("2024,967,eligible,2024-01-01,1000,")
    result = days("2024-05-01 mobile T1,40,", "2024-05-02 mobile T1,2941,", "2024-05-03 mobile T1,20,")
    assert reasons(result) == [(3, "count", TOO_MANY)]
    assert result.problems[0].detail == "3001 > 3 × 1000 (eligible)"
    assert days("2024-05-02 mobile T1,2940,", name="mended.csv").problems == ()


def test_what_earlier_exports_told_counts_too_and_each_thing_once(days, population, reasons):
    population("2024,967,eligible,2024-01-01,1000,")
    days("2024-05-01 mobile T1,1500,", "2024-05-02 mobile T1,1000,", name="first.csv")
    # Told again, and corrected: both take the place of what they tell.
    assert days("2024-05-01 mobile T1,1500,", "2024-05-02 mobile T1,900,x", name="again.csv").problems == ()
    result = days("2024-05-03 mobile T1,600,", "2024-05-03 home_visit T1,601,", "2024-05-04 mobile T1,0,", name="n.csv")
    assert reasons(result) == [(3, "count", TOO_MANY)]
    assert days("2024-05-03 mobile T1,600,", name="last.csv").problems == ()


def test_days_of_another_stage_level_or_unit_are_not_added(bring, population):
    population("2024,967,eligible,2024-01-01,1000,")
    rows = ["967,1,activated", "967,2,activated", "967,1,approved", "964,1,activated"]
    header = "unit_code,level,stage,date,hour_band,channel,count"
    assert bring(header, *(f"{row},2024-05-01,07-11,mobile,3000" for row in rows)).problems == ()


def test_a_file_that_comes_in_again_does_not_count_against_itself(bring, population):
    population("2024,967,eligible,2024-01-01,1000,")
    header = "unit_name,parent_name,date,hour_band,level,stage,channel,count"
    rows = [f"{name},Cà Mau,2024-05-01,07-11,1,activated,mobile,2000" for name in ("Huyện Thới Bình", "Vùng Thới Bình")]
    assert bring(header, *rows).quarantined_rows == 1
    aliases.save("Vùng Thới Bình", "2024", "32071", who="x", when="")
    assert bring(header, *rows).accepted_rows == 1


def test_the_quick_way_holds_days_against_the_people_too(file, population, reasons, monkeypatch):
    monkeypatch.setattr(fast_path, "LONG", 0)
    population("2024,967,eligible,2024-01-01,1000,")
    rows = [f"2024,967,2024-05-0{day},07-11,1,activated,mobile,T1,{count}" for day, count in ((1, 2000), (2, 1001))]
    path = file("days.csv", DAY.removesuffix(",correction"), *rows)
    (result,) = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
    assert reasons(result) == [(2, "count", TOO_MANY)]
