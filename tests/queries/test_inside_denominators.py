"""Targets and people of units that end, join and divide while their edition goes on."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from dashboard import queries
from dashboard.selection import Measure
from tests.queries.test_build_denominator import DENOMINATOR
from tests.queries.test_inside_an_edition import BOTH, DAY, DIVIDED, EVE, JOINED, NEW_WARD, ON_MAP, said
from tests.warehouse import Batch, ask, opened, population, resolved, rows, set_for, target

YEAR = "ministry all activated 2026-01-01 2026-12-31"
SPRING = "ministry all activated 2026-03-10 2026-08-31"
ASKED = (f"32065 {YEAR} 400", f"32069 {YEAR} 1000")
LATER = dt.date(2026, 4, 20)


def asked(*lines: str) -> Batch:
    """Targets of communes of today's Cà Mau."""
    return target(*lines, edition="2025")


def counted(*lines: str) -> Batch:
    """People of communes of today's Cà Mau."""
    return population(*lines, edition="2025")


def in_force(folder: Path, day: dt.date, *batches: Batch, measure: Measure = ON_MAP) -> list[tuple[object, ...]]:
    """Of the communes that exist on a day and are measured: by what, and whether that is inherited."""
    door = opened(folder, said(*BOTH, "32071 2026-02-15 all activated 50"), *batches)
    table = queries.progress_by_area(door, edition="2025", as_of=day, parent="96", grain="commune", measure=measure)
    known = table[table["denominator"].notna() & (table["state"] != "not_existing")].sort_values("unit_code")
    return rows(known[known["unit_code"] != "32092"], "unit_code", "denominator", "is_inherited")


def test_the_target_of_an_ended_unit_lives_on_in_its_successors(tmp_path: Path) -> None:
    assert in_force(resolved(tmp_path / "1", JOINED), EVE, asked(*ASKED)) == [
        ("32065", 400, False),
        ("32069", 1000, False),
    ]
    assert in_force(resolved(tmp_path / "2", JOINED), DAY, asked(*ASKED)) == [("32069", 1400, True)]
    assert in_force(resolved(tmp_path / "3", *NEW_WARD), DAY, asked(*ASKED)) == [("32999", 1400, True)]


def test_the_target_of_a_divided_unit_is_shared_out_to_the_unit(tmp_path: Path) -> None:
    every = asked(f"32065 {YEAR} 401", f"32069 {YEAR} 1000", f"32071 {YEAR} 700")
    assert in_force(resolved(tmp_path, *DIVIDED), DAY, every) == [("32069", 1241, True), ("32071", 860, True)]


def test_a_target_set_for_the_successor_since_takes_the_place_of_the_sum(tmp_path: Path) -> None:
    new = asked(*ASKED, "32069 ministry all activated 2026-04-01 2027-03-31 1600")
    assert in_force(resolved(tmp_path / "1", JOINED), DAY, new) == [("32069", 1400, True)]
    assert in_force(resolved(tmp_path / "2", JOINED), LATER, new) == [("32069", 1600, False)]


def test_a_part_without_a_target_of_the_kind_leaves_the_successor_with_its_own_or_none(tmp_path: Path) -> None:
    assert in_force(resolved(tmp_path / "1", JOINED), DAY, asked(ASKED[1])) == [("32069", 1000, False)]
    assert in_force(resolved(tmp_path / "2", JOINED), DAY, asked(ASKED[0])) == []
    # Its own is not that of all where the other had one until another day.
    other = asked(ASKED[1], "32065 ministry all activated 2026-01-01 2026-06-30 300")
    assert in_force(resolved(tmp_path / "3", JOINED), DAY, other) == []


def test_a_target_that_begins_with_the_new_unit_is_inherited(tmp_path: Path) -> None:
    ahead = asked(*(f"{code} ministry all activated 2026-03-01 2026-12-31 500" for code in ("32065", "32069")))
    assert in_force(resolved(tmp_path, *NEW_WARD), DAY, ahead) == [("32999", 1000, True)]


def test_targets_go_through_two_resolutions(tmp_path: Path) -> None:
    chain = (JOINED, "2025 32069 32071 1 2026-03-20")
    every = (*ASKED, f"32071 {YEAR} 700")
    assert in_force(resolved(tmp_path / "1", *chain), LATER, asked(*every)) == [("32071", 2100, True)]
    # What was set for the joined unit stands for both that it was made of.
    between = (f"32069 {SPRING} 900", f"32071 {SPRING} 300")
    assert in_force(resolved(tmp_path / "2", *chain), LATER, asked(*every, *between)) == [("32071", 1200, True)]


def test_people_are_added_up_and_counted_anew(tmp_path: Path) -> None:
    by_people = replace(ON_MAP, base="eligible")
    people = ("32065 eligible 2026-01-01 4000", "32069 eligible 2026-01-01 9000")
    anew = (*people, "32069 eligible 2026-04-01 12900")
    found = {
        name: in_force(resolved(tmp_path / name, JOINED), day, counted(*lines), measure=by_people)
        for name, day, lines in (
            ("eve", EVE, anew),
            ("day", DAY, anew),
            ("later", LATER, anew),
            ("part", DAY, people[1:]),
        )
    }
    assert found == {
        "eve": [("32065", 4000, False), ("32069", 9000, False)],
        "day": [("32069", 13000, False)],
        "later": [("32069", 12900, False)],
        # Nobody knows how many the other had: those of before are not all.
        "part": [],
    }


def test_a_unit_that_ended_has_neither_target_nor_people_any_more(tmp_path: Path) -> None:
    question = f"""
        SELECT base, max(in_force_to)::VARCHAR FROM {DENOMINATOR}
        WHERE edition = '2025' AND unit_code = '32065' GROUP BY base ORDER BY base
    """
    people = counted("32065 eligible 2026-01-01 4000")
    assert ask(resolved(tmp_path, JOINED), question, said(*BOTH), asked(*ASKED), people) == [
        ("eligible", "2026-02-28"),
        ("permanent_residents", "2026-02-28"),
        ("residents_2002", "2026-02-28"),
        ("target", "2026-02-28"),
    ]


def test_the_published_people_of_units_that_joined_are_added_up(tmp_path: Path) -> None:
    question = """
        SELECT sum(value) FILTER (unit_code <> '32999'), sum(value) FILTER (unit_code = '32999' AND is_inherited)
        FROM dated_population
        WHERE edition = '2025' AND base = 'permanent_residents' AND unit_code IN ('32065', '32069', '32999')
    """
    [(parts, whole)] = ask(resolved(tmp_path, *NEW_WARD), question, said(*BOTH))
    assert parts == whole > 10_000


def test_the_list_of_targets_adds_each_up_once(tmp_path: Path) -> None:
    door = opened(resolved(tmp_path, JOINED), said(*BOTH), asked(*ASKED))
    listed = {
        unit: rows(
            queries.target_by_issuer(door, edition="2025", unit=unit, level="all"),
            "value",
            "is_inherited",
        )
        for unit in ("96", "32069", "32065")
    }
    assert listed == {"96": [(1400, False)], "32069": [(1400, True)], "32065": [(400, False)]}


def test_a_target_set_before_and_one_set_after_a_change_within_2024_go_through_the_reform(tmp_path: Path) -> None:
    # Phường 2 of Cà Mau joined Phường 4 on 1 December 2024: what was set in 2025 is set for both.
    whole = "SELECT to_code FROM lineage WHERE from_code = '32011'"
    ended = target(set_for("32011", 10))
    parts = ask(tmp_path / "1", f"SELECT from_code, last_day IS NULL FROM lineage WHERE to_code = ({whole})", ended)
    first = target(*(f"{code} ministry all activated 2024-01-01 2024-12-31 10" for code, _ in parts))
    second = target(*(f"{code} ministry all activated 2025-01-01 2025-12-31 30" for code, goes_on in parts if goes_on))
    question = f"""
        SELECT start_date::VARCHAR, value FROM inherited_target
        WHERE edition = '2025' AND unit_code = ({whole}) ORDER BY start_date
    """
    assert ask(tmp_path / "2", question, first, second) == [
        ("2024-01-01", 10 * len(parts)),
        ("2025-01-01", 30 * (len(parts) - 1)),
    ]
