"""Counts are measured by the people of a unit, and populations by what was accepted of them."""

import pytest

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


@pytest.mark.parametrize(("count", "is_taken"), [(50000, True), (49999, False), (200000, True), (200001, False)])
def test_a_population_neither_more_than_doubles_nor_halves(population, reasons, count, is_taken):
    population("2024,967,eligible,2023-01-01,1,", "2024,967,eligible,2024-01-01,100000,x", name="first.csv")
    result = population(f"2024,967,eligible,2024-06-01,{count},", "2024,967,permanent_residents,2024-06-01,7,")
    assert reasons(result) == ([] if is_taken else [(2, "count", "population_does_not_jump")])
    if not is_taken:
        assert result.problems[0].detail == "100000 (01/01/2024)"
        assert population(f"2024,967,eligible,2024-06-01,{count},x", name="c.csv").problems == ()
