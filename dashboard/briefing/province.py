"""The units of an area, cut out of one answer for all units of its province.

To plan the question takes DuckDB as long as to answer it, for one commune as for a province. A view asks it of several
areas, and readers look at many areas of one day: the question is asked once, and its rows are picked in memory.
"""

import numpy as np
import pandas as pd

from dashboard import queries, sql, units
from dashboard.briefing import opened
from dashboard.briefing.goals import listed
from dashboard.database import Database
from dashboard.selection import Selection

# All grains of the law, as the question has it.
EVERY = "every"
RANKS = {"rank": "share", "rank_since": "share_since", "rank_before": "share_before"}
# Of a column that has no NULL; pandas keeps one that has some as another type.
WHOLE = {"BIGINT": "int64", "INTEGER": "int32", "BOOLEAN": "bool"}
# A share is told from one that lies half a thousandth further by far more than this, whatever it is a share of.
LEAST = 1e-10


def rows(database: Database, selection: Selection, parent: str, grain: str) -> pd.DataFrame:
    """The units of one grain within the parent, as `progress_by_area` answers for them.

    Where the selection names an indicator it stands in the place of accounts.
    """
    if selection.indicator is None:
        return _of_accounts(database, selection, parent, grain)
    least, area = opened.measure(selection).least_coverage, (parent, grain)
    key = ("indicator", selection.indicator, selection.edition, selection.as_of, least, area)
    accounts = _of_accounts(database, selection.where, parent, grain)
    return database.table(key, lambda: listed.of_area(accounts, database, selection, area, least))


def _of_accounts(database: Database, selection: Selection, parent: str, grain: str) -> pd.DataFrame:
    province = _province(selection.edition, parent)
    if province is None or grain not in units.GRAINS:
        return _asked(database, selection, parent, grain)
    key = ("of_province", selection.edition, selection.as_of, opened.measure(selection), parent, grain)
    return database.table(
        key, lambda: _cut(_asked(database, selection, province, EVERY), selection.edition, parent, grain)
    )


def _asked(database: Database, selection: Selection, parent: str, grain: str) -> pd.DataFrame:
    measure = opened.measure(selection)
    return queries.progress_by_area(
        database, edition=selection.edition, as_of=selection.as_of, parent=parent, grain=grain, measure=measure
    )


def _province(edition: str, unit_code: str) -> str | None:
    """The province that a unit lies in; None for the nation, and for a group of units."""
    if units.find(edition, unit_code).kind == units.GROUP:
        return None
    return next((up.unit_code for up in units.lineage(edition, unit_code) if up.grain == "province"), None)


def _cut(every: pd.DataFrame, edition: str, parent: str, grain: str) -> pd.DataFrame:
    """In the order of the question, with the ranks among these units and the types that the question would give."""
    is_within = [_is_within(edition, code, parent, grain) for code in every["unit_code"]]
    found = every[is_within].reset_index(drop=True)
    for rank, share in RANKS.items():
        # As printed, in whole parts of a thousand, halves up: who prints the same shares a rank.
        thousandths = pd.Series(np.floor(found[share].to_numpy(float) * 1000 + 0.5 + LEAST))
        found[rank] = thousandths.rank(method="min", ascending=False).astype("Int64")
    for column in sql.load("report", "progress_by_area").columns:
        cells, whole = found[column.name], WHOLE.get(column.type)
        if whole and cells.dtype != whole and cells.notna().all():
            found[column.name] = cells.to_numpy(whole)
        if column.type == "VARCHAR" and cells.isna().all():
            found[column.name] = None
    return found


def _is_within(edition: str, unit_code: str, parent: str, grain: str) -> bool:
    lineage = units.lineage(edition, unit_code)
    return lineage[-1].grain == grain and any(up.unit_code == parent for up in lineage)
