"""The units of an area are the same, cut out of the answer for the province, as asked for by themselves.

Each way to count on two of five days, all days among them; each on all of them by `make sweep`.
"""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from dashboard import queries, units, version_files
from dashboard.briefing import opened, province
from dashboard.briefing.curves import flows, recent
from dashboard.briefing.curves.events import events_between
from dashboard.briefing.goals import indicators
from dashboard.database import Database
from dashboard.rows import EventByDate, IndicatorByArea, ProgressByArea, each_row
from dashboard.selection import LEVELS, Selection, read_link
from tests.sweep import IS_WHOLE

DAYS = ("2024-03-20", "2024-05-01", "2025-06-30", "2025-07-15", "2026-06-30")
MEASURES = (
    {},
    {"base": "eligible", "level": "2"},
    {"stage": "approved", "base": "collected"},
    {"issuer": "province", "level": "1"},
)
# A province, districts, communes: parents of every size, and the units below and beside them.
AREAS = {
    "2024": (("96", "province"), ("96", "district"), ("96", "commune"), ("967", "district"), ("967", "commune")),
    "2025": (("96", "province"), ("96", "commune")),
}


def days(turn: int) -> tuple[str, ...]:
    """All days, or two of them, each time others."""
    return DAYS if IS_WHOLE else DAYS[turn % 4 :: 2][:2]


@pytest.mark.parametrize("edition", units.EDITIONS)
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: "-".join(measure.values()) or "usual")
def test_what_is_cut_is_what_would_be_answered(edition: str, measure: dict[str, str], demo_data: Path) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    for day in days(MEASURES.index(measure) + units.EDITIONS.index(edition)):
        selection, _ = read_link({"unit": "96", "edition": edition, "as_of": day, **measure}, warehouse.known, "vi")
        selection = replace(selection, as_of=dt.date.fromisoformat(day))
        communes = units.children(edition, "967" if edition == "2024" else "96")[:2]
        for parent, grain in (*AREAS[edition], *((unit.unit_code, "commune") for unit in communes)):
            cut = province.rows(warehouse.database, selection, parent, grain)
            asked = province._asked(warehouse.database, selection, parent, grain)
            assert_frame_equal(cut, asked, check_exact=True)
            assert_rows_equal(province.units_within(warehouse.database, selection, parent, grain), asked)


@pytest.mark.parametrize("edition", units.EDITIONS)
def test_what_is_asked_at_once_is_what_would_be_answered_one_by_one(edition: str, demo_data: Path) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    for day in days(1 + units.EDITIONS.index(edition)):
        usual = Selection("96", edition, dt.date.fromisoformat(day))
        every = [usual.at(**measure) for measure in MEASURES]
        every += [usual.at(issuer="district"), replace(usual, as_of=usual.as_of - dt.timedelta(days=3))]
        apart = Database(version_files.path_of(warehouse.version))
        province.ask_at_once(apart, every)
        for selection in every:
            cut = province.rows(apart, selection, "96", "commune")
            assert_frame_equal(cut, province._asked(apart, selection, "96", "commune"), check_exact=True)
        province.ask_at_once(apart, every, "former_district")
        for selection in every if edition == "2025" else ():
            found = province.rows(apart, selection, "96", "former_district")
            assert_frame_equal(found, province._asked(apart, selection, "96", "former_district"), check_exact=True)
        apart.close()


def assert_rows_equal(rows: Sequence[ProgressByArea], table: pd.DataFrame) -> None:
    """The same cells, whole numbers as such; what is not known is not known in both."""
    for row, expected in zip(rows, each_row(table, ProgressByArea), strict=True):
        for name, cell, wanted in zip(row._fields, row, expected, strict=True):
            assert (pd.isna(cell) and pd.isna(wanted)) or cell == wanted, (row.unit_code, name)
            assert pd.isna(cell) or not isinstance(wanted, int) or isinstance(cell, int)


@pytest.mark.parametrize("edition", units.EDITIONS)
def test_so_are_targets(edition: str, demo_data: Path) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    database, found = warehouse.database, 0
    # The nation, a province, a district, which is a group later, a commune, one that ended.
    codes = {"2024": ("VN", "96", "967", "32065", "32011"), "2025": ("VN", "96", "967", "32065")}
    for unit, level in itertools.product(codes[edition], LEVELS):
        cut = province.targets(database, edition, unit, level)
        asked = queries.target_by_issuer(database, edition=edition, unit=unit, level=level)
        assert_frame_equal(cut, asked, check_exact=True)
        found += len(cut)
    assert found > 20


@pytest.mark.parametrize("edition", units.EDITIONS)
def test_so_are_indicators(edition: str, demo_data: Path) -> None:
    warehouse, found = opened.in_use(), 0
    assert warehouse is not None
    selection = Selection("96", edition, dt.date(2026, 6, 30))
    for parent, grain in (*AREAS[edition], ("32065", "commune"), ("VN", "province")):
        cut = [*indicators._rows(warehouse.database, selection, parent, grain)]
        asked = each_row(indicators._asked(warehouse.database, selection, parent, grain), IndicatorByArea)
        assert sorted(map(repr, cut)) == sorted(map(repr, asked))
        found += len(cut)
    assert found > 20


def test_so_are_events_of_some_days(demo_data: Path) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    selection, found = Selection("967", "2024", dt.date(2024, 5, 1)), 0
    ends = [dt.date(2024, 2, 19), dt.date(2024, 5, 6), dt.date(2024, 5, 31), dt.date(2026, 1, 1)]
    for days in itertools.combinations_with_replacement(ends, 2):
        cut = events_between(warehouse, selection, *days)
        table = queries.event_by_date(warehouse.database, edition="2024", unit="967", days=days)
        assert cut == tuple(each_row(table, EventByDate))
        found += len(cut)
    assert found > 10


@pytest.mark.parametrize("level", ["all", "2"])
@pytest.mark.parametrize("edition", units.EDITIONS)
def test_so_is_what_waits(edition: str, level: str, demo_data: Path) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    for day in days(("all", "2").index(level) + units.EDITIONS.index(edition)):
        selection = Selection("96", edition, dt.date.fromisoformat(day), level=level)
        for parent, grain in AREAS[edition]:
            cut = province.waiting(warehouse.database, selection, parent, grain)
            asked = province._asked_waiting(warehouse.database, selection, parent, grain)
            assert_frame_equal(cut, asked, check_exact=True)


@pytest.mark.parametrize("grain", ["nation", "province", "region"])
def test_the_nation_and_its_provinces_are_one_question_and_a_grouping_is_one_by_itself(
    grain: str, demo_data: Path
) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    selection, _ = read_link({"unit": "VN", "edition": "2025"}, warehouse.known, "vi")
    for cut, asked in ((province.rows, province._asked), (province.waiting, province._asked_waiting)):
        found, wanted = (ask(warehouse.database, selection, "VN", grain) for ask in (cut, asked))
        assert_frame_equal(found, wanted, check_exact=True)
        assert len(found) == {"nation": 1, "province": 34}.get(grain, len(found))


@pytest.mark.parametrize("level", ["all", "1"])
def test_flows_that_are_asked_at_once_are_what_would_be_answered_one_by_one(level: str, demo_data: Path) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    for turn, unit in enumerate(("96", "967", "32065")):
        for day in days(turn + ("all", "1").index(level)):
            selection = Selection(unit, "2024", dt.date.fromisoformat(day), level)
            every = [(dt.date(2023, 3, 1), "week"), *recent.periods(selection), (dt.date(2024, 2, 10), "month")]
            apart = Database(version_files.path_of(warehouse.version))
            flows.ask_at_once(apart, selection, every)
            for first, step in every:
                asked = flows._asked(apart, selection, [(first, step)])
                assert_frame_equal(flows.by_period(apart, selection, first, step), asked, check_exact=True)
            apart.close()
