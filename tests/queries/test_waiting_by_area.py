"""How long dossiers wait: against a queue of single dossiers; what is hidden, what is a bound, what is not known."""

import datetime as dt
import random
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from tests.warehouse import counted, detailed, opened, reported, rows, summary

FIRST = dt.date(2024, 4, 1)
MAY = dt.date(2024, 5, 31)
DAYS = ("step", "age_half", "is_age_half_least", "wait_half", "is_wait_half_least")
STAGES = ("collected", "approved", "activated")


def asked(database, unit: str = "32065", grain: str = "commune", level: str = "all", as_of: dt.date = MAY):
    return queries.waiting_by_area(database, edition="2024", as_of=as_of, parent=unit, grain=grain, level=level)


def on(day: int, **counts: int) -> tuple[str, ...]:
    """What the unit did on a day of April."""
    return counted("32065", on=f"{FIRST + dt.timedelta(days=day - 1)}", level="1", **counts)


# A report on the eve, by which nobody had been there: the exports tell of all.
NOBODY = summary(reported("32065", on="2024-03-31T23:00", level="1", collected=0, approved=0, activated=0))


def test_the_first_to_arrive_leave_first(tmp_path: Path) -> None:
    """Ten came on the 1st and ten on the 11th; six left on the 4th and six on the 21st; eight wait at the end."""
    database = opened(
        tmp_path, NOBODY, detailed(on(1, collected=10), on(11, collected=10), on(4, approved=6), on(21, approved=6),
                                   on(30, activated=12)),
    )  # fmt: skip
    assert rows(asked(database), *DAYS) == [
        # Nobody waits for activation; of those activated six had waited nine days.
        ("activation", None, False, 9, False),
        # Of the twelve six waited 3 days, four 20, two 10.
        ("approval", 19, False, 3, False),
    ]
    assert rows(asked(database), "step", "age_most", "wait_most", "units", "communes") == [
        ("activation", None, 26, 1, 1), ("approval", 19, 20, 1, 1),
    ]  # fmt: skip
    assert rows(asked(database, "VN", "nation"), *DAYS) == rows(asked(database), *DAYS)


def test_those_that_were_there_before_the_exports_have_waited_at_least_since_then(tmp_path: Path) -> None:
    before = summary(reported("32065", on="2024-03-31T23:00", level="1", collected=100, approved=80))
    database = opened(tmp_path, before, detailed(on(10, collected=6), on(11, approved=8), on(30, approved=6)))
    # Of twelve that wait six are of before the 10th; of the fourteen all are.
    assert rows(asked(database), "step", "age_half", "is_age_half_least", "wait_half", "is_wait_half_least") == [
        ("approval", 20, False, 2, True)
    ]
    assert rows(asked(database), "age_most", "is_age_most_least") == [(21, True)]


def test_without_a_report_of_what_was_there_all_days_are_bounds(tmp_path: Path) -> None:
    database = opened(tmp_path, detailed(on(1, collected=10), on(5, approved=5), on(30, collected=1)))
    assert rows(asked(database), *DAYS) == [("approval", 29, True, 4, True)]


def test_more_may_leave_than_are_known_to_have_arrived(tmp_path: Path) -> None:
    database = opened(tmp_path, NOBODY, detailed(on(3, collected=5), on(4, approved=20)))
    assert rows(asked(database), *DAYS) == [("approval", None, False, 2, True)]


def test_few_that_wait_and_few_that_left_have_no_days(tmp_path: Path) -> None:
    database = opened(tmp_path, NOBODY, detailed(on(1, collected=8), on(3, approved=4)))
    assert rows(asked(database), "age_half", "is_age_few", "wait_half", "is_wait_few") == [(None, True, None, True)]


def test_exports_of_one_stage_and_summaries_alone_say_nothing(tmp_path: Path) -> None:
    only = opened(tmp_path, detailed(on(1, collected=8)))
    assert asked(only).empty
    assert asked(opened(tmp_path, NOBODY)).empty


def test_a_month_that_is_not_over_is_left_out_and_silence_brings_none(tmp_path: Path) -> None:
    database = opened(
        tmp_path, NOBODY,
        detailed(on(1, collected=20, approved=8), on(40, approved=6)),
        summary(reported("32065", on="2024-12-01T23:00", level="1", collected=90)),
    )  # fmt: skip

    def month(day: str) -> list[object]:
        return [str(each)[5:7] for (each,) in rows(asked(database, as_of=dt.date.fromisoformat(day)), "month")]

    assert month("2024-04-29") == []
    assert month("2024-04-30") == month("2024-05-30") == ["04"]
    assert month("2024-05-31") == month("2025-06-01") == ["05"]


@pytest.mark.parametrize("seed", range(3))
def test_days_are_those_of_a_queue_of_single_dossiers(seed: int, tmp_path: Path) -> None:
    """Of communes, their district and both levels together."""
    chance = random.Random(seed)
    units, levels = ("32065", "32068", "32069"), ("1", "2")
    lines, waited = [], {}
    for unit in units:
        for level in levels:
            flows = _flows(chance)
            waited[unit, level] = {
                "approval": _queue(flows["collected"], flows["approved"]),
                "activation": _queue(flows["approved"], flows["activated"]),
            }
            for stage, by_day in flows.items():
                for day, count in by_day.items():
                    lines.append(counted(unit, on=f"{day}", level=level, **{stage: count}))
    nobody = summary(
        *(reported(u, on="2024-03-31", level=lv, **dict.fromkeys(STAGES, 0)) for u in units for lv in levels)
    )
    database = opened(tmp_path, nobody, detailed(*lines))
    for parent, grain, members in (("32068", "commune", ("32068",)), ("967", "district", units)):
        for level in ("1", "all"):
            found = asked(database, parent, grain, level)
            for row in found.itertuples():
                parts = [waited[u, lv][row.step] for u in members for lv in (levels if level == "all" else level)]
                ages, waits = _of_may(parts)
                assert _days(row.age_half, row.age_most, row.is_age_few) == _halves(ages), (parent, level, row.step)
                assert _days(row.wait_half, row.wait_most, row.is_wait_few) == _halves(waits), (parent, level, row.step)
            assert len(found) == 2


Flows = dict[dt.date, int]


def _flows(chance: random.Random) -> dict[str, Flows]:
    """So many of each stage a day, never more than the stage before; the last day has all stages."""
    flows: dict[str, Flows] = {stage: {} for stage in STAGES}
    stock = dict.fromkeys(STAGES, 0)
    for day in (FIRST + dt.timedelta(days=number) for number in range(61)):
        most = chance.choice([0, 0, 3, 9])
        for stage, before in zip(STAGES, (None, *STAGES), strict=False):
            limit = most if before is None else stock[before] - stock[stage]
            count = chance.randint(0, min(limit, 12))
            if day == MAY and before is None:
                count = 1
            if count:
                flows[stage][day] = count
                stock[stage] += count
    return flows


def _queue(arrived: Flows, left: Flows) -> list[tuple[dt.date, dt.date | None]]:
    """Each dossier with its two days."""
    waiting: deque[dt.date] = deque()
    done: list[tuple[dt.date, dt.date | None]] = []
    for day in sorted({*arrived, *left}):
        waiting.extend([day] * arrived.get(day, 0))
        done += [(waiting.popleft(), day) for _ in range(left.get(day, 0))]
    return done + [(day, None) for day in waiting]


def _of_may(queues: Iterable[Sequence[tuple[dt.date, dt.date | None]]]) -> tuple[list[int], list[int]]:
    """Ages of those that wait on its last day, and what those waited that left in it."""
    every = [dossier for queue in queues for dossier in queue]
    ages = [(MAY - came).days for came, left in every if left is None]
    return ages, [(left - came).days for came, left in every if left is not None and left.month == 5]


def _halves(days: list[int]) -> tuple[int | None, int | None, bool]:
    if len(days) < 5:
        return None, None, bool(days)
    found = [(value, len(list(same))) for value, same in groupby(sorted(days))]

    def reached(tenths: int) -> int:
        up_to = 0
        for value, count in found:
            up_to += count
            if up_to * 10 >= len(days) * tenths:
                return value
        raise AssertionError

    return reached(5), reached(9), False


def _days(half: float, most: float, is_few: bool) -> tuple[int | None, int | None, bool]:
    known = [None if pd.isna(each) else int(each) for each in (half, most)]
    return known[0], known[1], bool(is_few)
