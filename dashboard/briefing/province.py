"""The units of an area, cut out of one answer for all units of its province; the nation and its provinces out of one.

To plan the question takes DuckDB longer than to answer it, for one commune as for a province, for one measure as for
eight. A view asks it of several areas and measures, and readers look at many areas of one day: what a page is known to
ask is asked at once, and its rows are picked in memory.
"""

import itertools
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import starmap
from typing import Any

import numpy as np
import pandas as pd

from dashboard import queries, sql, units
from dashboard.briefing import opened
from dashboard.briefing.goals import listed
from dashboard.database import Database, typed
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import LEVELS, Beside, Selection

# Several grains, as the questions have them: all of the law, and those of which the nation's pages show both.
EVERY, LARGEST = "every", "largest"
RANKS = {"rank": "share", "rank_since": "share_since", "rank_before": "share_before"}
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
    whole = _whole(selection, parent, grain)
    if whole is None:
        return database.table(_apart(selection, parent, grain), lambda: _asked(database, selection, parent, grain, ()))
    key = (_key(whole), parent, grain)
    return database.table(key, lambda: _cut(_every(database, whole), _codes(database, whole, parent, grain)))


def waiting(database: Database, selection: Selection, parent: str, grain: str) -> pd.DataFrame:
    """The same of `pipeline_by_area`."""
    whole = _whole(selection, parent, grain)
    if whole is None:
        return _asked_waiting(database, selection, parent, grain)
    key = ("waiting", whole.unit, selection.edition, selection.as_of, selection.level)
    every = database.table(key, lambda: _asked_waiting(database, whole, whole.unit, _grains(whole)))

    def cut() -> pd.DataFrame:
        is_within = [_is_within(selection.edition, code, parent, grain) for code in every["unit_code"]]
        found = every[is_within].reset_index(drop=True)
        return typed(found, sql.load("report", "pipeline_by_area"))

    return database.table((key, parent, grain), cut)


def targets(database: Database, edition: str, unit: str, level: str) -> pd.DataFrame:
    """The rows of `target_by_issuer`; those of a province's units and groups at all levels are asked for together."""
    lineage = units.lineage(edition, unit)
    has_ended = any(up.has_ended for up in lineage)
    province = None if has_ended else next((up.unit_code for up in lineage if up.grain == "province"), None)

    def ask() -> pd.DataFrame:
        codes = [unit]
        if province is not None:
            groups = (group.unit_code for group in units.groups_within(edition, province))
            codes = [*_with_parts(edition, province), *groups]
        return queries.target_by_issuer(database, edition=edition, unit=",".join(codes), level=",".join(LEVELS))

    def cut() -> pd.DataFrame:
        every = database.table(("targets", edition, province or unit), ask)
        found = every[(every["unit_code"] == unit) & (every["level"] == level)].reset_index(drop=True)
        return typed(found, sql.load("report", "target_by_issuer"))

    return database.table(("targets", edition, unit, level), cut)


def units_within(database: Database, selection: Selection, parent: str, grain: str) -> tuple[ProgressByArea, ...]:
    """The same, each as a row. Out of a wider answer Python picks them: pandas takes ten times as long."""
    whole = _whole(selection, parent, grain) if selection.indicator is None else None
    if whole is None:
        return tuple(each_row(rows(database, selection, parent, grain), ProgressByArea))
    key = ("units", _key(whole), parent, grain)
    return database.remembered(key, lambda: _picked(database, whole, parent, grain))


def ask_at_once(database: Database, selections: Iterable[Selection], grain: str | None = None) -> None:
    """Asks together what is not known yet of the selections' wider areas, so that `rows` need not ask one by one.

    grain: of the units within, where a grouping of them may be asked for.
    """
    left: dict[tuple[str, ...], dict[Hashable, Selection]] = {}
    for selection in selections:
        of = grain or units.find(selection.edition, selection.unit).grain
        whole = _whole(selection, selection.unit, of)
        asked, grains = (selection, of) if whole is None else (whole, _grains(whole))
        key = _apart(selection, selection.unit, of) if whole is None else _key(whole)
        if selection.indicator is None and not database.holds(key):
            left.setdefault((asked.edition, asked.unit, asked.level, grains), {})[key] = asked
    for (*_, grains), together in left.items():
        first, *others = together.values()
        beside = [Beside((first.as_of - one.as_of).days, one.stage, one.issuer, one.base) for one in others]
        found = _asked(database, first, first.unit, grains, beside)
        for key, answer in zip(together, apart(found, len(together)), strict=True):
            is_cut = grains in (EVERY, LARGEST)
            database.keep(key, answer if is_cut else typed(answer, sql.load("report", "progress_by_area")))


def apart(found: pd.DataFrame, count: int) -> Iterator[pd.DataFrame]:
    """The answers of a question that was asked of so many things at once; they come one after the other."""
    ends = np.searchsorted(found["asked"].to_numpy(), np.arange(1, count + 2))
    for begin, end in itertools.pairwise(ends):
        yield found.iloc[begin:end].copy().reset_index(drop=True).assign(asked=np.int32(1))


def _every(database: Database, whole: Selection) -> pd.DataFrame:
    return database.table(_key(whole), lambda: _asked(database, whole, whole.unit, _grains(whole), ()))


def _picked(database: Database, whole: Selection, parent: str, grain: str) -> tuple[ProgressByArea, ...]:
    every = database.remembered(("units", _key(whole)), lambda: tuple(_rows_of(_every(database, whole))))
    codes = _codes(database, whole, parent, grain)
    return _ranked([row for row in every if row.unit_code in codes])


def _rows_of(table: pd.DataFrame) -> Iterator[ProgressByArea]:
    """Whole numbers as such, although pandas makes floats of a column that has a NULL."""
    columns = []
    for column in sql.load("report", "progress_by_area").columns:
        cells = table[column.name].tolist()
        if column.type in ("BIGINT", "INTEGER"):
            # NaN is the one number that is not itself.
            cells = [int(cell) if type(cell) is float and cell == cell else cell for cell in cells]
        if column.type == "VARCHAR":
            cells = [cell if isinstance(cell, str) else None for cell in cells]
        columns.append(cells)
    return starmap(ProgressByArea, zip(*columns, strict=True))


def _ranked(rows: Sequence[ProgressByArea]) -> tuple[ProgressByArea, ...]:
    """With the ranks among these units."""
    ranks = {rank: _ranks([getattr(row, share) for row in rows]) for rank, share in RANKS.items()}
    return tuple(
        row._replace(**dict(zip(ranks, places, strict=True)))
        for row, places in zip(rows, zip(*ranks.values(), strict=True), strict=True)
    )


def _ranks(shares: Sequence[float]) -> list[Any]:
    # As printed, in whole parts of a thousand, halves up: who prints the same shares a rank.
    thousandths = pd.Series(np.floor(np.array(shares, float) * 1000 + 0.5 + LEAST))
    return thousandths.rank(method="min", ascending=False).astype("Int64").tolist()


def _key(whole: Selection) -> Hashable:
    return "of_province", whole.unit, whole.edition, whole.as_of, opened.measure(whole)


def _apart(selection: Selection, parent: str, grain: str) -> Hashable:
    """Of an answer that is cut out of none."""
    return "apart", parent, grain, selection.edition, selection.as_of, opened.measure(selection)


def _asked(
    database: Database, selection: Selection, parent: str, grain: str, beside: Sequence[Beside] | None = None
) -> pd.DataFrame:
    return queries.progress_by_area(
        database,
        edition=selection.edition,
        as_of=selection.as_of,
        parent=parent,
        grain=grain,
        measure=opened.measure(selection),
        beside=beside,
    )


def _asked_waiting(database: Database, selection: Selection, parent: str, grain: str) -> pd.DataFrame:
    return queries.pipeline_by_area(
        database,
        edition=selection.edition,
        as_of=selection.as_of,
        parent=parent,
        grain=grain,
        level=selection.level,
        least_coverage=opened.measure(selection).least_coverage,
    )


def _whole(selection: Selection, parent: str, grain: str) -> Selection | None:
    """The same of the area of which the question is asked; None where the parent's own is asked by itself."""
    if parent == units.NATION:
        return selection.at(unit=parent) if grain in ("nation", "province") else None
    province = _province(selection.edition, parent)
    return None if province is None or grain not in units.GRAINS else selection.at(unit=province)


def _grains(whole: Selection) -> str:
    return LARGEST if whole.unit == units.NATION else EVERY


def _province(edition: str, unit_code: str) -> str | None:
    """The province that a unit lies in; None for the nation, and for a group of units."""
    if units.find(edition, unit_code).kind == units.GROUP:
        return None
    return next((up.unit_code for up in units.lineage(edition, unit_code) if up.grain == "province"), None)


def _with_parts(edition: str, unit_code: str) -> list[str]:
    """The unit and all within it."""
    below = (_with_parts(edition, part.unit_code) for part in units.children(edition, unit_code))
    return [unit_code, *itertools.chain.from_iterable(below)]


def _cut(every: pd.DataFrame, codes: frozenset[str]) -> pd.DataFrame:
    """In the order of the question, with the ranks among these units and the types that the question would give."""
    found = every[every["unit_code"].isin(codes)].reset_index(drop=True)
    for rank, share in RANKS.items():
        found[rank] = pd.array(_ranks(found[share].tolist()), "Int64")
    return typed(found, sql.load("report", "progress_by_area"))


def _codes(database: Database, whole: Selection, parent: str, grain: str) -> frozenset[str]:
    """Those units of the grain that lie within the parent, which are the same whatever is asked of a day."""

    def found() -> frozenset[str]:
        every = _every(database, whole)["unit_code"]
        return frozenset(code for code in every if _is_within(whole.edition, code, parent, grain))

    return database.remembered(("codes", whole.edition, whole.as_of, parent, grain), found)


def _is_within(edition: str, unit_code: str, parent: str, grain: str) -> bool:
    lineage = units.lineage(edition, unit_code)
    return lineage[-1].grain == grain and any(up.unit_code == parent for up in lineage)
