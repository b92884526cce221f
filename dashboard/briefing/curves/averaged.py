"""What a report counted since an earlier one, shared out evenly: of its single days only the average is known."""

import pandas as pd

# A report closes its day, week or month where the one before is no longer ago than this many days.
LONGEST = {"day": 1, "seven_days": 10, "week": 10, "month": 45}
# Columns of what is returned; the flow of a stage becomes `count`.
COLUMNS = ["period_start", "date", "counted_from", "counted_until"]


def flow(rows: pd.DataFrame, column: str, step: str) -> pd.DataFrame:
    """Each period with its count of a flow, and is_average where that is shared out of a longer one.

    reported: what its reports added, and since: up to which day these had been counted before, where that is longer ago
    than the period.

    rows: those of flow_by_period. A period within a longer one has its share by days; one without any report has none.
    """
    counts: list[float | None] = [None if pd.isna(count) else float(count) for count in rows[column].tolist()]
    is_average = [False] * len(counts)
    begun: list[pd.Timestamp | None] = [None] * len(counts)
    periods = list(zip(*(rows[name].tolist() for name in COLUMNS), strict=True))
    for place, (_, _, since, until) in enumerate(periods):
        count = counts[place]
        if pd.isna(since) or count is None or (until - since).days <= LONGEST[step]:
            continue
        counts[place], begun[place] = None, since
        for other, (start, end, *_) in enumerate(periods):
            days = (min(end, until) - max(start - pd.Timedelta(days=1), since)).days
            if days > 0:
                counts[other] = (counts[other] or 0.0) + count * days / (until - since).days
                is_average[other] = True
    return rows[COLUMNS[:2]].assign(
        count=pd.array(counts, dtype="Float64"),
        is_average=is_average,
        reported=rows[column],
        since=pd.Series(begun, rows.index, dtype="datetime64[ns]"),
    )


def reported(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The periods of a cumulative count that hold a report: between reports it is not known to have stood still."""
    counts = rows[column]
    has_changed = (counts != counts.shift()).fillna(True)
    return rows[counts.isna() | rows["counted_until"].notna() | has_changed]
