"""The table of where each unit stood every day: summary and detailed reports together, carried forward."""

from pathlib import Path

from tests.warehouse import Batch, ask, counted, detailed, reported, summary

STANDING = """
SELECT strftime(date, '%m-%d'), level, count, flow, strftime(reported_at, '%m-%d %H:%M')
FROM reported_standing WHERE stage = 'activated' ORDER BY level, date
"""


def standing(folder: Path, *batches: Batch, level: str = "all") -> list[tuple[object, ...]]:
    """Day, cumulative count, flow and time of the report, of the one level asked for."""
    return [(day, *rest) for day, found, *rest in ask(folder, STANDING, *batches) if found == level]


def test_a_count_is_carried_over_days_without_a_report_up_to_the_last_day_of_any_unit(tmp_path: Path) -> None:
    question = "SELECT unit_code, strftime(date, '%m-%d'), count FROM reported_standing ORDER BY unit_code, date"
    found = ask(
        tmp_path, question, summary(reported("32065", activated=10), reported("32068", on="2024-05-03", activated=7))
    )
    assert found == [("32065", "05-01", 10), ("32065", "05-02", 10), ("32065", "05-03", 10), ("32068", "05-03", 7)]


def test_the_newest_report_of_a_day_counts_for_it(tmp_path: Path) -> None:
    found = standing(
        tmp_path,
        summary(
            reported("32065", on="2024-05-01T23:00", activated=12),
            reported("32065", on="2024-05-01T08:00", activated=14),
        ),
    )
    assert found == [("05-01", 12, None, "05-01 23:00")]


def test_a_later_batch_corrects_the_same_moment_downwards_too(tmp_path: Path) -> None:
    found = standing(
        tmp_path,
        summary(reported("32065", activated=100), reported("32065", on="2024-05-02", activated=110)),
        summary(reported("32065", on="2024-05-02", activated=95)),
    )
    assert [row[:3] for row in found] == [("05-01", 100, None), ("05-02", 95, -5)]


def test_a_detailed_export_moves_the_last_summary_on_and_the_next_summary_decides(tmp_path: Path) -> None:
    found = standing(
        tmp_path,
        summary(reported("32065", activated=100), reported("32065", on="2024-05-03T20:00", activated=120)),
        detailed(
            counted("32065", channel="mobile", activated=30),
            counted("32065", on="2024-05-02", channel="mobile", activated=5),
            counted("32065", on="2024-05-03", channel="mobile", activated=8),
            counted("32065", on="2024-05-04", channel="mobile", activated=2),
        ),
    )
    assert found == [
        ("05-01", 100, 30, "05-01 00:00"),
        ("05-02", 105, 5, "05-02 23:59"),
        ("05-03", 120, 15, "05-03 20:00"),
        ("05-04", 122, 2, "05-04 23:59"),
    ]


def test_a_first_summary_after_detailed_exports_is_no_jump(tmp_path: Path) -> None:
    """What the summary knows beyond the detailed exports was there before them."""
    found = standing(
        tmp_path,
        detailed(
            counted("32065", channel="mobile", activated=10),
            counted("32065", on="2024-05-02", channel="mobile", activated=5),
            counted("32065", on="2024-05-03", channel="mobile", activated=5),
        ),
        summary(reported("32065", on="2024-05-03", activated=520)),
    )
    assert [row[:3] for row in found] == [("05-01", 510, 10), ("05-02", 515, 5), ("05-03", 520, 5)]


def test_a_first_summary_below_the_detailed_exports_makes_no_day_before_it_negative(tmp_path: Path) -> None:
    found = standing(
        tmp_path,
        detailed(
            counted("32065", channel="mobile", activated=3),
            counted("32065", on="2024-05-02", channel="mobile", activated=17),
        ),
        summary(reported("32065", on="2024-05-02", activated=15)),
    )
    assert [row[:2] for row in found] == [("05-01", 3), ("05-02", 15)]


def test_detailed_exports_of_one_day_add_up_where_they_speak_of_different_things(tmp_path: Path) -> None:
    found = standing(
        tmp_path,
        detailed(
            counted("32065", channel="mobile", activated=10),
            counted("32065", hours="17-22", channel="mobile", activated=10),
        ),
        detailed(counted("32065", activated=4)),
    )
    assert [row[:3] for row in found] == [("05-01", 24, 24)]


def test_of_the_same_thing_the_later_detailed_export_counts_and_people_are_not_counted_again_by_team(
    tmp_path: Path,
) -> None:
    found = standing(
        tmp_path,
        detailed(
            counted("32065", channel="mobile", activated=10),
            counted("32065", hours="17-22", channel="mobile", team="T1", activated=5),
        ),
        detailed(
            counted("32065", channel="mobile", team="T1", activated=6),
            counted("32065", channel="mobile", team="T2", activated=3),
        ),
        detailed(
            counted("32065", channel="mobile", team="T2", activated=4),
            counted("32065", hours="17-22", channel="mobile", team="T2", activated=1),
        ),
    )
    assert [row[:3] for row in found] == [("05-01", 16, 16)]


def test_both_levels_are_summed_from_the_day_both_are_known(tmp_path: Path) -> None:
    found = standing(
        tmp_path,
        summary(
            reported("32065", level="1", activated=60),
            reported("32065", on="2024-05-02", level="2", activated=40),
            reported("32065", on="2024-05-03", level="1", activated=70),
        ),
    )
    assert [row[:3] for row in found] == [("05-02", 100, None), ("05-03", 110, 10)]


def test_a_printed_sum_stands_until_newer_parts_come(tmp_path: Path) -> None:
    found = standing(
        tmp_path,
        summary(
            reported("32065", level="1", activated=60),
            reported("32065", level="2", activated=40),
            reported("32065", on="2024-05-02", activated=120),
            reported("32065", on="2024-05-03", level="1", activated=90),
        ),
    )
    assert [row[:2] for row in found] == [("05-01", 100), ("05-02", 120), ("05-03", 130)]


def test_a_unit_of_the_former_edition_stands_nowhere_after_its_last_day(tmp_path: Path) -> None:
    question = "SELECT edition, max(date)::VARCHAR FROM reported_standing GROUP BY edition ORDER BY edition"
    found = ask(
        tmp_path,
        question,
        summary(reported("32065", on="2025-06-29", activated=1)),
        summary(reported("32065", on="2025-07-02", activated=1), edition="2025"),
    )
    assert found == [("2024", "2025-06-30"), ("2025", "2025-07-02")]


def test_one_stage_never_fills_in_for_another(tmp_path: Path) -> None:
    question = "SELECT stage, count FROM reported_standing"
    assert ask(tmp_path, question, summary(reported("32065", collected=9))) == [("collected", 9)]


def test_the_stages_of_a_level_share_the_time_of_its_newest_report(tmp_path: Path) -> None:
    question = """
        SELECT strftime(date, '%m-%d'), stage, count, flow, strftime(reported_at, '%m-%d %H:%M')
        FROM reported_standing ORDER BY date, stage
    """
    found = ask(
        tmp_path,
        question,
        summary(
            reported("32065", on="2024-05-01T08:00", collected=9), reported("32065", on="2024-05-02T09:00", activated=4)
        ),
    )
    assert found == [
        ("05-01", "collected", 9, None, "05-01 08:00"),
        ("05-02", "activated", 4, None, "05-02 09:00"),
        ("05-02", "collected", 9, None, "05-02 09:00"),
    ]


def test_where_levels_have_no_stage_in_common_nothing_is_known_of_both_together(tmp_path: Path) -> None:
    question = "SELECT level, stage, count FROM reported_standing ORDER BY level"
    rows = ("32065 2024-05-01 1 collected 9", "32065 2024-05-01 2 activated 4")
    assert ask(tmp_path, question, summary(*rows)) == [("1", "collected", 9), ("2", "activated", 4)]
