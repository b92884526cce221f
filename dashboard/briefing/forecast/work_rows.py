"""The work list as rows with codes and plain numbers, for downloads and commands."""

import pandas as pd

from dashboard.briefing import forecast
from dashboard.briefing.forecast import work_list
from dashboard.briefing.forecast.work_list import Entry, WorkList
from dashboard.database import Database
from dashboard.forecasts.by_unit import VERDICTS
from dashboard.selection import Selection
from dashboard.sql import Declared, put_together

COLUMNS = (
    Declared("unit_code", "VARCHAR", False, ""),
    Declared("unit_name", "VARCHAR", False, ""),
    Declared("issuer", "VARCHAR", False, "ministry, province or district"),
    Declared("level", "VARCHAR", False, '"1", "2" or "all"'),
    Declared("stage", "VARCHAR", False, "stage that counts"),
    Declared("deadline", "DATE", False, "last day of the target"),
    Declared("target", "BIGINT", False, "accounts asked for"),
    Declared("counted", "BIGINT", False, "cumulative count of the newest report"),
    Declared("missing", "BIGINT", False, "target less that count"),
    Declared("required_per_day", "DOUBLE", False, "the same a day, after that report, the deadline included"),
    Declared("pace_7", "DOUBLE", False, "counted a day, between reports some 7 days apart"),
    Declared("gap", "BIGINT", False, "required_per_day less pace_7, as printed"),
    Declared("probability", "DOUBLE", False, "of reaching the target by its deadline"),
    Declared("verdict", "VARCHAR", False, ", ".join(VERDICTS)),
    Declared("backlog", "BIGINT", False, "approved, not activated; empty where so few that they could be pointed at"),
    Declared("eligible_left", "BIGINT", False, "people of 14 and older without an account"),
    Declared("reported_on", "DATE", False, "day of the newest report"),
    Declared("apart", "VARCHAR", False, f"{', '.join(work_list.APART)}; empty where the pace can be judged"),
    Declared("reminded_on", "DATE", False, "last day on which the unit was reminded"),
    Declared("reminders", "BIGINT", False, "on how many days it was"),
    Declared("moved_since", "DATE", False, "the newest of these days after which a pace lies wholly"),
    Declared("pace_before", "DOUBLE", False, "pace_7 on that day"),
    Declared("pace_after", "DOUBLE", False, "pace_7 now"),
    Declared("others", "BIGINT", False, "units alike that were not reminded"),
    Declared("others_p10", "DOUBLE", False, "their change of pace, as if of this unit's size, that 90 of 100 pass"),
    Declared("others_p50", "DOUBLE", False, "the same of 50"),
    Declared("others_p90", "DOUBLE", False, "the same of 10"),
)
NAMES = [column.name for column in COLUMNS]
QUESTION = put_together(
    "work_list",
    "Who does not make it at its pace, and by how many a day; silent and unknown units below.",
    "one row per unit with a target that is neither reached nor on course",
    COLUMNS,
    (
        Declared("level", "VARCHAR", False, '"1", "2" or "all"'),
        Declared("stage", "VARCHAR", False, "stage that counts"),
        Declared("issuer", "VARCHAR", False, "whose target: ministry, province or district"),
    ),
)


def of_list(found: WorkList, small_count: int) -> pd.DataFrame:
    """One row for each unit on the list, in its order."""
    rows = [_row(entry, small_count) for entry in found.entries]
    return pd.DataFrame(rows, columns=NAMES).astype(
        {column.name: "Int64" for column in COLUMNS if column.type == "BIGINT"}
    )


def asked(database: Database, selection: Selection, small_count: int) -> pd.DataFrame:
    """The rows of the parts of the selected unit."""
    parts = forecast.of_parts(database, selection)
    return of_list(work_list.of_parts(database, selection, parts), small_count)


def _row(entry: Entry, small_count: int) -> tuple[object, ...]:
    one, target, stand = entry.forecast, entry.forecast.target, entry.forecast.stand
    is_hidden = entry.why == work_list.HIDDEN
    numbers = (stand.counted, stand.missing, stand.required, stand.pace, stand.gap, one.outlook.probability)
    waiting = stand.backlog
    is_few = waiting is not None and 0 < waiting < small_count
    return (
        one.unit_code, one.unit_name, target.issuer, target.level, target.stage, target.deadline, target.value,
        *((None,) * len(numbers) if is_hidden else numbers), one.outlook.verdict,
        None if is_few or is_hidden else waiting, None if is_hidden else stand.eligible_left, stand.reported_on,
        entry.why, *_reminded(entry),
    )  # fmt: skip


def _reminded(entry: Entry) -> tuple[object, ...]:
    reminded = entry.reminded
    if reminded is None:
        return (None, 0, *(None,) * 7)
    moved = reminded.moved
    if moved is None:
        return (reminded.last, reminded.times, *(None,) * 7)
    return (
        reminded.last, reminded.times, moved.since, moved.before, moved.after, moved.others,
        *(moved.alike or (None, None, None)),
    )  # fmt: skip
