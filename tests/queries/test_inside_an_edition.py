"""Units that end, join and divide while their edition goes on: figures live on in the successor, sums are kept."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import queries
from dashboard.selection import Measure
from tests.warehouse import (
    Batch,
    ask,
    counted,
    detailed,
    opened,
    reported,
    resolved,
    rows,
    summary,
    target,
)

ON_MAP = Measure("all", "activated", "ministry", "target", 1000, 1, 7)
EVE, DAY = dt.date(2026, 2, 28), dt.date(2026, 3, 1)
# Xã Thới Bình ends and joins Xã Biển Bạch; both join a new ward; Xã Thới Bình is divided.
JOINED = "2025 32065 32069 1 2026-03-01"
NEW_WARD = ("2025 32065 32999 1 2026-03-01 Phường_Thới_Bình", "2025 32069 32999 1 2026-03-01 Phường_Thới_Bình")
DIVIDED = ("2025 32065 32069 0.6 2026-03-01", "2025 32065 32071 0.4 2026-03-01")
# A commune far away goes on reporting, so that there are days to stand on.
ELSEWHERE = "32092 2026-04-30 all activated 1000"
BOTH = ("32065 2026-02-10 all activated 101", "32069 2026-02-20 all activated 200", ELSEWHERE)


def said(*lines: str) -> Batch:
    """Reports of communes of today's Cà Mau."""
    return summary(*lines, edition="2025")


def stood(folder: Path, *batches: Batch, since: str = "2026-02-28", until: str = "2026-03-02", level: str = "all"):
    """Day by day: which unit stands where, and of how many parts, reported parts and shared-out counts."""
    question = f"""
        SELECT strftime(date, '%m-%d'), unit_code, count, parts, parts_reported, shared_out
        FROM standing
        WHERE
            edition = '2025' AND unit_code <> '32092' AND stage = 'activated' AND level = '{level}'
            AND date BETWEEN '{since}' AND '{until}'
        ORDER BY date, unit_code
    """
    return ask(folder, question, *batches)


def sums(folder: Path, *batches: Batch, area: str = "96", edition: str = "2025"):
    """What an area counted on the eve, on the day, and at the end of a month."""
    door = opened(folder, *batches)
    days = (EVE, DAY, dt.date(2026, 3, 31))
    grain = {"VN": "nation", "96": "province"}[area]
    tables = [
        queries.progress_by_area(door, edition=edition, as_of=day, parent=area, grain=grain, measure=ON_MAP)
        for day in days
    ]
    return [int(table["counted"].iloc[0]) for table in tables]


def test_a_unit_that_joined_another_is_counted_in_it(tmp_path: Path) -> None:
    assert stood(resolved(tmp_path, JOINED), said(*BOTH)) == [
        ("02-28", "32065", 101, None, None, None),
        ("02-28", "32069", 200, None, None, None),
        ("03-01", "32069", 301, 2, 2, None),
        ("03-02", "32069", 301, 2, 2, None),
    ]


def test_two_units_that_became_a_new_one_are_counted_in_it(tmp_path: Path) -> None:
    assert stood(resolved(tmp_path, *NEW_WARD), said(*BOTH)) == [
        ("02-28", "32065", 101, None, None, None),
        ("02-28", "32069", 200, None, None, None),
        ("03-01", "32999", 301, 2, 2, None),
        ("03-02", "32999", 301, 2, 2, None),
    ]


def test_a_divided_unit_is_shared_out_to_the_unit_and_marked(tmp_path: Path) -> None:
    assert stood(resolved(tmp_path, *DIVIDED), said(*BOTH)) == [
        ("02-28", "32065", 101, None, None, None),
        ("02-28", "32069", 200, None, None, None),
        ("03-01", "32069", 261, 2, 2, 61),
        ("03-01", "32071", 40, 2, 1, 40),
        ("03-02", "32069", 261, 2, 2, 61),
        ("03-02", "32071", 40, 2, 1, 40),
    ]


@pytest.mark.parametrize("change", [(JOINED,), NEW_WARD, DIVIDED], ids=["joined", "new", "divided"])
@pytest.mark.parametrize("area", ["96", "VN"])
def test_the_province_and_the_nation_count_the_same_before_and_after(tmp_path: Path, change, area: str) -> None:
    assert sums(resolved(tmp_path, *change), said(*BOTH), area=area) == [301, 301, 301]


def test_a_unit_that_is_only_called_otherwise_goes_on(tmp_path: Path) -> None:
    renamed = resolved(tmp_path, "2025 32065 32065 1 2026-03-01 Phường_Thới_Bình")
    assert stood(renamed, said(BOTH[0], ELSEWHERE), until="2026-03-01") == [
        ("02-28", "32065", 101, None, None, None),
        ("03-01", "32065", 101, None, None, None),
    ]


def test_a_unit_that_ended_does_not_exist_any_more(tmp_path: Path) -> None:
    door = opened(resolved(tmp_path, *NEW_WARD), said(*BOTH))
    known = ["32065", "32069", "32999"]

    def on(day: dt.date) -> list[tuple[object, ...]]:
        table = queries.progress_by_area(door, edition="2025", as_of=day, parent="96", grain="commune", measure=ON_MAP)
        return rows(table[table["unit_code"].isin(known)].sort_values("unit_code"), "unit_code", "state", "counted")

    assert on(EVE) == [("32065", "value", 101), ("32069", "value", 200), ("32999", "not_existing", None)]
    assert on(DAY) == [("32065", "not_existing", None), ("32069", "not_existing", None), ("32999", "value", 301)]


def test_the_successors_own_report_takes_the_place_of_what_it_took_over(tmp_path: Path) -> None:
    late = said(*BOTH, "32069 2026-03-05 all activated 320", "32069 2026-03-09 all activated 330")
    assert stood(resolved(tmp_path, JOINED), late, since="2026-03-04", until="2026-03-09")[:2] == [
        ("03-04", "32069", 301, 2, 2, None),
        ("03-05", "32069", 320, None, None, None),
    ]
    moved = """
        SELECT strftime(date, '%m-%d'), flow FROM standing
        WHERE unit_code = '32069' AND date >= '2026-03-01' AND flow IS NOT NULL ORDER BY date
    """
    assert ask(resolved(tmp_path / "moved", JOINED), moved, late) == [
        ("03-05", 19),
        ("03-09", 10),
    ]


def test_a_report_of_the_very_day_is_the_successors_own(tmp_path: Path) -> None:
    first = said(*BOTH, "32069 2026-03-01 all activated 305")
    assert stood(resolved(tmp_path, JOINED), first, since="2026-03-01", until="2026-03-01") == [
        ("03-01", "32069", 305, None, None, None)
    ]


def test_a_late_correction_of_the_ended_unit_flows_into_its_successor(tmp_path: Path) -> None:
    late = replace(said("32065 2026-02-10 all activated 111", "32065 2026-02-27 all activated 120"), is_correction=True)
    assert stood(resolved(tmp_path, JOINED), said(*BOTH), late, since="2026-03-01", until="2026-03-01") == [
        ("03-01", "32069", 320, 2, 2, None)
    ]


def test_a_part_that_never_reported_is_told_and_its_first_figure_is_no_work_of_a_day(tmp_path: Path) -> None:
    only = said(BOTH[0], ELSEWHERE, "32069 2026-03-08 all activated 340")
    assert stood(resolved(tmp_path, JOINED), only, since="2026-03-07", until="2026-03-08") == [
        ("03-07", "32069", 101, 2, 1, None),
        ("03-08", "32069", 340, None, None, None),
    ]
    moved = "SELECT count(*) FROM standing WHERE unit_code = '32069' AND flow IS NOT NULL"
    assert ask(resolved(tmp_path / "moved", JOINED), moved, only) == [(0,)]


def test_a_stage_of_which_the_successor_says_nothing_stays_taken_over(tmp_path: Path) -> None:
    stages = said(
        *BOTH, "32065 2026-02-10 all collected 110", "32069 2026-02-20 all collected 220",
        "32069 2026-03-05 all activated 320",
    )  # fmt: skip
    question = """
        SELECT strftime(date, '%m-%d'), stage, count, parts FROM standing
        WHERE unit_code = '32069' AND date IN ('2026-03-04', '2026-03-05') ORDER BY date, stage
    """
    assert ask(resolved(tmp_path, JOINED), question, stages) == [
        ("03-04", "activated", 301, 2),
        ("03-04", "collected", 330, 2),
        ("03-05", "activated", 320, 2),
        ("03-05", "collected", 330, 2),
    ]


def test_detailed_exports_add_to_what_was_taken_over(tmp_path: Path) -> None:
    exports = detailed(
        counted("32065", on="2026-02-10", level="2", channel="mobile", activated=30),
        counted("32069", on="2026-02-11", level="2", channel="mobile", activated=50),
        counted("32069", on="2026-03-03", level="2", channel="mobile", activated=4),
        counted("32069", on="2026-03-05", level="2", channel="mobile", activated=6),
        edition="2025",
    )
    question = """
        SELECT strftime(date, '%m-%d'), count, flow FROM standing
        WHERE unit_code = '32069' AND level = '2' AND date BETWEEN '2026-02-28' AND '2026-03-05' ORDER BY date
    """
    assert ask(resolved(tmp_path, JOINED), question, exports) == [
        ("02-28", 50, None),
        ("03-01", 80, None),
        ("03-02", 80, None),
        ("03-03", 84, 4),
        ("03-04", 84, None),
        ("03-05", 90, 6),
    ]


def test_what_a_report_after_the_day_knows_is_not_told_of_the_days_before(tmp_path: Path) -> None:
    batches = (
        said("32065 2026-02-10 all activated 100", "32069 2026-03-10 all activated 160"),
        detailed(counted("32069", on="2026-02-11", channel="mobile", activated=50), edition="2025"),
    )
    question = """
        SELECT strftime(date, '%m-%d'), sum(count)::BIGINT FROM standing
        WHERE date IN ('2026-02-28', '2026-03-01', '2026-03-10') GROUP BY date ORDER BY date
    """
    assert ask(resolved(tmp_path, JOINED), question, *batches) == [("02-28", 150), ("03-01", 150), ("03-10", 160)]


def test_levels_and_their_sum_stay_one(tmp_path: Path) -> None:
    levels = said(
        "32065 2026-02-10 1 activated 11", "32065 2026-02-10 2 activated 22", "32069 2026-02-10 1 activated 100",
        "32069 2026-02-10 2 activated 200", "32069 2026-03-03 2 activated 230", "32069 2026-03-05 1 activated 112",
        ELSEWHERE,
    )  # fmt: skip
    question = """
        SELECT strftime(date, '%m-%d'), count FROM standing
        WHERE unit_code = '32069' AND level = '{}' AND date IN ('2026-03-01', '2026-03-03', '2026-03-05') ORDER BY date
    """
    found = {
        level: ask(resolved(tmp_path / level, DIVIDED[0], DIVIDED[1]), question.format(level), levels)
        for level in ("1", "2", "all")
    }
    assert found == {
        "1": [("03-01", 107), ("03-03", 107), ("03-05", 112)],
        "2": [("03-01", 213), ("03-03", 230), ("03-05", 230)],
        # Both levels together wait until both are told.
        "all": [("03-01", 320), ("03-03", 320), ("03-05", 342)],
    }


def test_a_chain_of_two_resolutions_is_gone_through_in_turn(tmp_path: Path) -> None:
    chain = ("2025 32065 32069 1 2026-03-01", "2025 32069 32071 1 2026-03-20")
    batches = said(*BOTH, "32071 2026-02-15 all activated 400")
    folder = resolved(tmp_path, *chain)
    assert stood(folder, batches, since="2026-03-19", until="2026-03-20") == [
        ("03-19", "32069", 301, 2, 2, None),
        ("03-19", "32071", 400, None, None, None),
        ("03-20", "32071", 701, 2, 2, None),
    ]


def test_in_a_chain_what_was_reported_between_counts_alone(tmp_path: Path) -> None:
    chain = ("2025 32065 32069 1 2026-03-01", "2025 32069 32071 0.5 2026-03-20", "2025 32069 32083 0.5 2026-03-20")
    batches = said(*BOTH, "32071 2026-02-15 all activated 400", "32069 2026-03-10 all activated 321")
    assert stood(resolved(tmp_path, *chain), batches, since="2026-03-20", until="2026-03-20") == [
        ("03-20", "32071", 561, 2, 2, 161),
        ("03-20", "32083", 160, 2, 1, 160),
    ]


def test_a_unit_may_take_over_twice(tmp_path: Path) -> None:
    twice = ("2025 32065 32069 1 2026-03-01", "2025 32071 32069 1 2026-03-20")
    batches = said(*BOTH, "32071 2026-02-15 all activated 400", "32069 2026-03-10 all activated 321")
    assert stood(resolved(tmp_path, *twice), batches, since="2026-03-19", until="2026-03-20") == [
        ("03-19", "32069", 321, None, None, None),
        ("03-19", "32071", 400, None, None, None),
        ("03-20", "32069", 721, 2, 2, None),
    ]


def test_what_was_held_since_the_reform_is_handed_on(tmp_path: Path) -> None:
    # Biển Bạch was put together of three communes of 2024 and has not reported since.
    before = summary(
        reported("32068", on="2025-06-20", activated=7),
        reported("32069", on="2025-06-20", activated=80),
        reported("32074", on="2025-06-20", activated=900),
    )
    batches = (before, said(BOTH[0], ELSEWHERE))
    taken_over = stood(resolved(tmp_path / "over", JOINED), *batches, until="2026-03-01")
    assert taken_over == [
        ("02-28", "32065", 101, None, None, None),
        ("02-28", "32069", 987, 3, 3, None),
        ("03-01", "32069", 1088, 2, 2, None),
    ]
    given_away = stood(resolved(tmp_path / "away", *NEW_WARD), *batches, until="2026-03-01")
    assert given_away[2:] == [("03-01", "32999", 1088, 2, 2, None)]


def test_a_level_that_was_held_since_the_reform_is_handed_on_beside_one_that_was_reported(tmp_path: Path) -> None:
    before = summary(*(f"{code} 2025-06-20 2 activated 100" for code in ("32068", "32069", "32074")))
    batches = (before, said("32069 2026-02-10 all activated 500", ELSEWHERE))
    for level, count in (("2", 300), ("all", 500)):
        found = stood(resolved(tmp_path / level, *NEW_WARD), *batches, until="2026-03-01", level=level)
        assert [row[1:3] for row in found] == [("32069", count), ("32999", count)]


def test_a_change_before_the_reform_is_carried_through_it_once(tmp_path: Path) -> None:
    # Phường 2 of Cà Mau joined Phường 4 on 1 December 2024.
    old = summary(
        reported("32011", on="2024-11-20", activated=50),
        reported("32002", on="2024-11-25", activated=70),
        reported("32005", on="2024-11-25", activated=3),
    )
    question = """
        SELECT strftime(standing.date, '%Y-%m-%d'), sum(count)::BIGINT, max(parts_reported), max(parts)
        FROM standing
        WHERE edition = '2025' AND unit_code = (
            SELECT to_code FROM lineage WHERE from_code = '32002'
        ) AND date IN ('2024-11-30', '2024-12-01', '2025-06-30', '2025-07-01')
        GROUP BY date ORDER BY date
    """
    new = said("32092 2025-08-01 all activated 5")
    found = ask(tmp_path, question, old, new)
    assert [row[:2] for row in found] == [
        ("2024-11-30", 123), ("2024-12-01", 123), ("2025-06-30", 123), ("2025-07-01", 123)
    ]  # fmt: skip
    # All parts that there were have reported, before and after.
    assert {row[3] - row[2] for row in found} == {found[0][3] - found[0][2]}


def test_what_a_unit_took_over_before_it_ended_is_not_counted_again_after_the_reform(tmp_path: Path) -> None:
    # In 2024 Trí Lực (32072) took over from Tân Phú (32080) and joined Thới Bình (32065), which reported since; in 2026
    # Trí Phải, in whose ground both lay and which was silent since the reform, is handed over.
    chain = (
        "2024 32080 32072 1 2024-04-01", "2024 32072 32065 1 2024-06-01", "2025 32071 32069 1 2026-03-01",
    )  # fmt: skip
    old = summary(
        reported("32080", on="2024-03-20", activated=40),
        reported("32072", on="2024-03-20", activated=300),
        reported("32071", on="2024-03-20", activated=7),
        reported("32065", on="2024-07-01", activated=500),
    )
    found = stood(resolved(tmp_path, *chain), old, said(ELSEWHERE), until="2026-03-01")
    assert [row[:3] for row in found] == [
        ("02-28", "32065", 500), ("02-28", "32071", 7), ("03-01", "32065", 500), ("03-01", "32069", 7),
    ]  # fmt: skip


def test_on_the_map_of_2024_sums_are_kept_too(tmp_path: Path) -> None:
    assert sums(resolved(tmp_path, *NEW_WARD), said(*BOTH), edition="2024") == [301, 301, 301]


def test_a_unit_is_carried_once_whatever_the_shares(tmp_path: Path) -> None:
    thirds = (
        "2024 32065 32071 0.3333333 2024-09-01",
        "2024 32065 32072 0.3333333 2024-09-01",
        "2024 32065 32069 0.3333334 2024-09-01",
    )
    told = summary(reported("32065", activated=100))
    question = "SELECT sum(millionths)::BIGINT FROM handover"
    assert ask(resolved(tmp_path, *thirds), question, told) == [(1_000_000,)]


def test_an_area_is_of_as_many_communes_as_it_held_on_the_day(tmp_path: Path) -> None:
    door = opened(resolved(tmp_path, *NEW_WARD), said(*BOTH))

    def communes(edition: str, day: dt.date) -> list[tuple[object, ...]]:
        measured = {"edition": edition, "as_of": day, "parent": "96", "grain": "province", "measure": ON_MAP}
        return rows(queries.progress_by_area(door, **measured), "communes", "communes_reported")

    # Of the Cà Mau of 2024, before the reform and on the ground of today's communes.
    assert communes("2024", dt.date(2024, 5, 1)) == [(100, 0)]
    assert [communes("2025", day) for day in (EVE, DAY)] == [[(64, 2)], [(63, 1)]]
    [(before, _)], [(after, _)] = (communes("2024", day) for day in (EVE, DAY))
    assert before - after == 1


def test_an_old_commune_is_known_until_the_new_one_joins_another(tmp_path: Path) -> None:
    alone = resolved(tmp_path, "2025 32092 32069 1 2026-03-01")
    door = opened(alone, said("32092 2026-02-10 all activated 850", "32065 2026-04-01 all activated 5"))

    def on(day: dt.date) -> list[tuple[object, ...]]:
        table = queries.progress_by_area(door, edition="2024", as_of=day, parent="967", grain="commune", measure=ON_MAP)
        return rows(table[table["unit_code"] == "32092"], "state", "counted")

    assert [on(EVE), on(DAY)] == [[("value", 850)], [("not_divisible", None)]]


def test_a_takeover_between_two_reports_is_no_difference_to_the_detailed_exports(tmp_path: Path) -> None:
    days = [f"32069 2026-{day} 07-11 all activated mobile - 10" for day in ("02-15", "03-05", "03-15")]
    reports = said(
        "32065 2026-02-10 all activated 101",
        *(f"32069 2026-{day} all activated {count}" for day, count in (("02-20", 200), ("03-08", 311), ("03-15", 321))),
    )
    question = "SELECT date_from::VARCHAR, reported, counted FROM reconciliation WHERE comparison = 'detailed'"
    assert ask(resolved(tmp_path, JOINED), question, reports, detailed(*days, edition="2025")) == [
        ("2026-03-09", 10, 10)
    ]


def test_what_was_taken_over_is_neither_pace_nor_progress(tmp_path: Path) -> None:
    year = "ministry all activated 2026-01-01 2026-12-31"
    asked = target(f"32065 {year} 400", f"32069 {year} 1000", edition="2025")
    after = ("32069 2026-03-04 all activated 321", "32069 2026-03-09 all activated 331")
    door = opened(resolved(tmp_path, JOINED), said(*BOTH, *after), asked)

    def on(day: dt.date) -> list[tuple[object, ...]]:
        table = queries.progress_by_area(door, edition="2025", as_of=day, parent="96", grain="commune", measure=ON_MAP)
        return rows(table[table["unit_code"] == "32069"], "counted", "pace_7", "share_before")

    assert on(dt.date(2026, 3, 5)) == [(321, None, None)]
    assert on(dt.date(2026, 3, 9)) == [(331, 2.0, round(321 / 1400, 4))]
    measured = {"edition": "2025", "parent": "96", "grain": "province", "measure": ON_MAP}
    area = queries.progress_by_area(door, as_of=dt.date(2026, 3, 5), **measured)
    assert rows(area, "counted", "pace_7", "counted_before", "share_before") == [(321, None, None, None)]
