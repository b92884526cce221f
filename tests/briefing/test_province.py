"""The units of an area are the same, cut out of the answer for the province, as asked for by themselves."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from dashboard import units
from dashboard.briefing import opened, province
from dashboard.selection import read_link

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


@pytest.mark.parametrize("edition", units.EDITIONS)
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: "-".join(measure.values()) or "usual")
def test_what_is_cut_is_what_would_be_answered(edition: str, measure: dict[str, str], demo_data: Path) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    for day in DAYS:
        selection, _ = read_link({"unit": "96", "edition": edition, "as_of": day, **measure}, warehouse.known, "vi")
        selection = replace(selection, as_of=dt.date.fromisoformat(day))
        communes = units.children(edition, "967" if edition == "2024" else "96")[:2]
        for parent, grain in (*AREAS[edition], *((unit.unit_code, "commune") for unit in communes)):
            cut = province.rows(warehouse.database, selection, parent, grain)
            asked = province._asked(warehouse.database, selection, parent, grain)
            assert_frame_equal(cut, asked, check_exact=True)


def test_the_nation_and_groups_are_asked_for_by_themselves(demo_data: Path) -> None:
    warehouse = opened.in_use()
    assert warehouse is not None
    selection, _ = read_link({"unit": "VN", "edition": "2025"}, warehouse.known, "vi")
    assert_frame_equal(
        province.rows(warehouse.database, selection, "VN", "province"),
        province._asked(warehouse.database, selection, "VN", "province"),
    )
