"""From when to when each target and each count of a population is in force."""

from pathlib import Path

from tests.warehouse import Batch, ask, living_in, population, set_for, target

DENOMINATOR = """(
    SELECT 'target' AS base, * FROM dated_target UNION ALL BY NAME SELECT * FROM dated_population
)"""
IN_FORCE = f"""
SELECT value, in_force_from::VARCHAR, in_force_to::VARCHAR
FROM {DENOMINATOR} WHERE edition = '2024' AND unit_code = '967' ORDER BY base, issuer, in_force_from
"""
FOR_EVER = "9999-12-31"


def in_force(folder: Path, *batches: Batch) -> list[tuple[object, ...]]:
    """Value, first and last day in force, of the district's denominators."""
    return ask(folder, IN_FORCE, *batches)


def test_one_target_is_in_force_from_its_start_and_stays_after_its_deadline(tmp_path: Path) -> None:
    found = in_force(tmp_path, target(set_for("967", 100, deadline="2024-06-30")))
    # The day after its deadline begins a new span, with the same target: there is no later one.
    assert found == [(100, "2024-01-01", "2024-06-30"), (100, "2024-07-01", FOR_EVER)]


def test_targets_that_follow_each_other_hand_over_the_day_after_the_deadline(tmp_path: Path) -> None:
    found = in_force(
        tmp_path,
        target(
            set_for("967", 100, deadline="2024-06-30"),
            set_for("967", 200),
        ),
    )
    assert found == [
        (100, "2024-01-01", "2024-06-30"),
        (200, "2024-07-01", "2024-12-31"),
        (200, "2025-01-01", FOR_EVER),
    ]


def test_a_peak_within_a_long_target_takes_its_place_and_gives_it_back(tmp_path: Path) -> None:
    found = in_force(
        tmp_path,
        target(
            set_for("967", 200),
            set_for("967", 100, start="2024-04-20", deadline="2024-05-31"),
        ),
    )
    assert found[:3] == [
        (200, "2024-01-01", "2024-04-19"),
        (100, "2024-04-20", "2024-05-31"),
        (200, "2024-06-01", "2024-12-31"),
    ]


def test_between_a_deadline_and_the_next_start_the_past_target_stands(tmp_path: Path) -> None:
    found = in_force(
        tmp_path,
        target(
            set_for("967", 100, deadline="2024-03-31"),
            set_for("967", 200, start="2024-06-01"),
        ),
    )
    assert found[:3] == [
        (100, "2024-01-01", "2024-03-31"),
        (100, "2024-04-01", "2024-05-31"),
        (200, "2024-06-01", "2024-12-31"),
    ]


def test_issuers_do_not_end_each_others_targets(tmp_path: Path) -> None:
    found = in_force(
        tmp_path,
        target(
            set_for("967", 100, deadline="2024-06-30"),
            set_for("967", 80, issuer="province", deadline="2024-05-31"),
        ),
    )
    assert [row for row in found if row[1] == "2024-01-01"] == [
        (100, "2024-01-01", "2024-06-30"),
        (80, "2024-01-01", "2024-05-31"),
    ]


def test_of_several_counts_of_a_population_the_newest_is_in_force_and_the_first_before_its_day_too(
    tmp_path: Path,
) -> None:
    found = in_force(tmp_path, population(living_in("967", 900), living_in("967", 950, on="2025-01-01")))
    assert found == [(900, "0001-01-01", "2024-12-31"), (950, "2025-01-01", FOR_EVER)]


def test_a_count_that_an_office_sends_goes_before_the_published_population(tmp_path: Path) -> None:
    question = f"SELECT value FROM {DENOMINATOR} WHERE edition = '2025' AND unit_code = '32065'"
    published = ask(tmp_path / "published", f"{question} AND base = 'permanent_residents'")
    assert len(published) == 1
    sent = ask(
        tmp_path / "sent",
        f"{question} AND base = 'permanent_residents' AND DATE '2026-01-01' BETWEEN in_force_from AND in_force_to",
        population(living_in("32065", 12345, base="permanent_residents", on="2025-12-01"), edition="2025"),
    )
    assert sent == [(12345,)]
