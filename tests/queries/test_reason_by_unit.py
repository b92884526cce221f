"""Why accounts are not active: sums that agree, in both editions, and no small count, by no difference either."""

import datetime as dt
import random
from collections import defaultdict
from pathlib import Path

import pytest

from dashboard import queries
from tests.warehouse import ask, batch, build, opened, resolved, rows, summary, tables

MAY = dt.date(2024, 5, 31)
# The twelve units of Thới Bình, and what they became.
OLD = (
    "32065", "32068", "32069", "32071", "32072", "32074", "32077", "32080", "32083", "32086", "32089", "32092",
)  # fmt: skip
NEW = ("32065", "32069", "32071", "32083", "32092")
REASONS = ("away", "no_smartphone", "other", "refused")
SMALL = 5
# Three communes of one district, one of another, one of another province, a district and a province themselves.
UNITS = ("32065", "32068", "32069", "32044", "31813", "966", "95")


def asked(database, unit: str, as_of: dt.date = MAY, edition: str = "2024") -> list[tuple[object, ...]]:
    table = queries.reason_by_unit(database, edition=edition, unit=unit, as_of=as_of)
    return rows(table, "reason", "counted", "is_partial")


def test_the_newest_day_of_the_newest_month_that_is_over_counts(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        batch(
            "reason", "32065 2024-04-10 away 50", "32065 2024-04-30 away 40", "32065 2024-05-20 away 30",
            "32065 2024-04-10 refused 9",
        ),
        summary("32065 2024-06-10 all activated 100"),
    )  # fmt: skip
    assert asked(database, "32065", dt.date(2024, 5, 30)) == [("away", 40, False)], "May is not over"
    assert asked(database, "32065", MAY) == [("away", 30, False)]
    assert asked(database, "32065", dt.date(2024, 4, 29)) == [], "no month is over in which it counted"
    assert asked(database, "32068") == [], "what no file says is no zero"


def test_on_the_newest_day_of_all_the_month_that_runs_counts_too(tmp_path: Path) -> None:
    database = opened(
        tmp_path, batch("reason", "32065 2024-05-18 away 30"), summary("32065 2024-05-20 all activated 100")
    )
    assert asked(database, "32065", dt.date(2024, 5, 20)) == [("away", 30, False)]
    assert asked(database, "32065", dt.date(2024, 5, 17)) == [], "it was not counted yet"


def test_a_zero_that_was_counted_is_one_and_a_reason_that_was_not_is_missing(tmp_path: Path) -> None:
    database = opened(tmp_path, batch("reason", "32065 2024-05-31 away 0", "32065 2024-05-31 refused 8"))
    assert asked(database, "32065") == [("refused", 8, False), ("away", 0, False)]


def test_a_small_count_is_withheld_with_the_next_smallest_and_shown_in_sums_that_are_large_enough(
    tmp_path: Path,
) -> None:
    database = opened(
        tmp_path,
        batch(
            "reason",
            *(
                f"{unit} 2024-05-31 {reason} {count}"
                for unit in ("32065", "32068")
                for reason, count in (("away", 3), ("refused", 8), ("other", 90))
            ),
        ),
    )
    assert asked(database, "32065") == [("other", 90, False), ("away", None, True), ("refused", None, True)]
    assert asked(database, "967") == [("other", 180, False), ("refused", 16, False), ("away", 6, False)]
    table = queries.reason_by_unit(database, edition="2024", unit="967", as_of=MAY)
    assert {(row.units, row.communes) for row in table.itertuples()} == {(2, 12)}


def test_what_a_district_counts_beyond_its_communes_is_one_more_part(tmp_path: Path) -> None:
    database = opened(
        tmp_path, batch("reason", "32065 2024-05-31 away 30", "967 2024-05-31 away 100", "967 2024-05-31 refused 50")
    )
    assert asked(database, "967") == [("away", 100, False), ("refused", 50, False)], "30 are among the 100"
    assert asked(database, "96") == asked(database, "967")


def test_the_units_of_2025_have_the_sums_of_what_they_were_made_of(tmp_path: Path) -> None:
    database = opened(tmp_path, batch("reason", *(f"{unit} 2024-05-31 away {10 + n}" for n, unit in enumerate(OLD))))
    found = {unit: asked(database, unit, edition="2025") for unit in NEW}
    assert all(len(each) == 1 for each in found.values())
    whole = sum(10 + n for n in range(len(OLD)))
    assert sum(each[0][1] for each in found.values()) == whole
    assert found["32092"] == [("away", 21, False)], "Hồ Thị Kỷ became one of that name whole and alone"
    for edition, unit in (("2024", "967"), ("2025", "967"), ("2025", "96"), ("2025", "VN"), ("2024", "VN")):
        assert asked(database, unit, edition=edition) == [("away", whole, False)], (edition, unit)


def test_a_unit_of_2024_has_what_it_became_where_that_is_whole_and_alone(tmp_path: Path) -> None:
    after = dt.date(2025, 8, 31)
    database = opened(
        tmp_path,
        batch("reason", *(f"{unit} 2025-08-31 away {10 * n + 10}" for n, unit in enumerate(NEW)), edition="2025"),
    )
    assert asked(database, "32092", after) == [("away", 50, False)]
    assert asked(database, "32068", after) == [], "it is a part of another one"
    assert asked(database, "967", after) == [("away", 150, False)]
    assert asked(database, "967", after, "2025") == [("away", 150, False)]


def test_in_the_other_edition_stands_nothing_that_is_hidden_in_its_own(tmp_path: Path) -> None:
    few = [f"{unit} 2024-05-31 away {count}" for unit, count in (("32065", 3), ("32077", 30), ("32068", 40))]
    database = opened(tmp_path, batch("reason", *few))
    assert asked(database, "32065") == [("away", None, True)]
    assert asked(database, "32065", edition="2025") == [("away", 30, True)], "3 of 33 stay hidden"


def test_what_was_counted_before_a_merger_is_not_added_to_what_was_counted_after_it(tmp_path: Path) -> None:
    folder = resolved(tmp_path, "2025 32065 32069 1 2026-03-15")
    question = "SELECT unit_code, count FROM reason_cell WHERE edition = '2025' AND unit_code IN ('96', '32069')"
    before = ("32065 2026-03-10 away 30", "32069 2026-03-10 away 50")
    assert sorted(ask(folder, question, batch("reason", *before, edition="2025"))) == [("32069", 50), ("96", 80)]
    after = batch("reason", *before, "32069 2026-03-31 away 85", edition="2025")
    assert sorted(ask(folder, question, after)) == [("32069", 85), ("96", 85)]


@pytest.mark.parametrize("seed", range(3))
def test_no_difference_gives_a_small_count_away(seed: int, tmp_path: Path) -> None:
    """Neither a unit's whole less its reasons, nor its reason less those of its parts; a plain count agrees."""
    chance, true, lines = random.Random(seed), defaultdict(int), []
    for unit in UNITS:
        for reason in REASONS:
            count = chance.choice([0, 1, 2, 3, 4, 6, 30])
            lines.append(f"{unit} 2024-05-31 {reason} {count}")
            true[unit, reason] = count
    path = build(tmp_path, batch("reason", *lines))
    with tables(path) as connection:
        found = connection.execute(
            "SELECT unit_code, reason, count, is_partial FROM reason_cell WHERE edition = '2024'"
        ).fetchall()
        parents = dict(
            connection.execute(
                "SELECT unit_code, parent_code FROM unit WHERE edition = '2024' AND kind <> 'group'"
            ).fetchall()
        )
    shown = {(unit, reason): (count, is_partial) for unit, reason, count, is_partial in found}
    assert not [count for count, _ in shown.values() if count is not None and 0 < count < SMALL]
    whole = _wholes(true, parents)
    assert whole.keys() == shown.keys()
    for key, count in whole.items():
        left = count - (shown[key][0] or 0)
        assert left >= 0
        assert shown[key][1] == (left > 0), key
        assert (shown[key][0] is None) == (shown[key][1] and left == count), key
    for unit in {unit for unit, _ in whole}:
        hidden = [whole[unit, reason] - (shown[unit, reason][0] or 0) for reason in REASONS if (unit, reason) in whole]
        kept = [each for each in hidden if each]
        if kept and sum(whole.get((unit, reason), 0) for reason in REASONS) >= SMALL:
            assert sum(kept) >= SMALL or len(kept) == len([1 for reason in REASONS if whole.get((unit, reason))]), unit


def _wholes(true, parents) -> dict[tuple[str, str], int]:
    """What each unit has: its own count, or the sum of its parts where that is more."""
    below = defaultdict(list)
    for unit, parent in parents.items():
        below[parent].append(unit)
    whole: dict[tuple[str, str], int] = {}

    def of(unit: str, reason: str) -> int | None:
        parts = [part for child in below[unit] if (part := of(child, reason)) is not None]
        own = true.get((unit, reason)) if (unit, reason) in true else None
        known = [number for number in (own, sum(parts) if parts else None) if number is not None]
        if known:
            whole[unit, reason] = max(known)
        return max(known) if known else None

    for reason in REASONS:
        of("VN", reason)
    return whole
