"""In how many hamlets a mobile group was: the newest file of each commune by a day, and sums of those that sent one."""

import datetime as dt
from pathlib import Path

from dashboard import queries
from dashboard.briefing.work import hamlets
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.teams import hamlets as listed
from dashboard.wording.work import hamlets as wording
from tests.warehouse import batch, opened, rows

MAY = dt.date(2024, 5, 1)
FILES = (
    batch("hamlet", "32065 2024-03-31 12 3", "32065 2024-04-30 12 9", "32068 2024-04-20 10 10", "32044 2024-04-20 8 0"),
    # A day that comes in again, a day to come, and a district that sends itself beside its communes.
    batch("hamlet", "32065 2024-04-30 12 8", "32065 2024-05-20 12 12", "967 2024-04-30 99 1", "964 2024-04-30 50 20"),
)


def test_each_commune_counts_by_its_newest_file_and_larger_units_are_their_sums(tmp_path: Path) -> None:
    database = opened(tmp_path, *FILES)

    def asked(parent: str, grain: str, day: dt.date = MAY) -> list[tuple[object, ...]]:
        table = queries.hamlet_by_area(database, edition="2024", as_of=day, parent=parent, grain=grain)
        return rows(table, "unit_code", "visited", "hamlets", "last_day", "units")

    assert asked("967", "commune") == [("32065", 8, 12, "2024-04-30", 1), ("32068", 10, 10, "2024-04-20", 1)]
    assert asked("967", "district") == [("967", 18, 22, "2024-04-30", 2)], "not what it sent itself beside them"
    assert ("964", 20, 50, "2024-04-30", 0) in asked("96", "district"), "of whose communes none sends any"
    assert asked("967", "district", dt.date(2024, 4, 1)) == [("967", 3, 12, "2024-03-31", 1)]
    assert asked("967", "district", dt.date(2024, 3, 1)) == []


def test_the_sentence_says_how_many_of_how_many_and_where_most_are_left(tmp_path: Path) -> None:
    database = opened(tmp_path, *FILES)
    found = hamlets.of_unit(database, Selection("967", "2024", MAY))
    assert found is not None
    text = Text("vi")
    assert wording.answer(found, text) == (
        "18/22 ấp đã có buổi lưu động (81,8%), tính đến 30/04/2024. Còn nhiều nhất: Thị trấn Thới Bình, 4 ấp."
    )
    assert "2/12 xã" in wording.notes(found, text)[0]
    assert listed.of_file(found, text).totals[0][2:6] == [22, 18, 4, 18 / 22]
    alone = hamlets.of_unit(database, Selection("32068", "2024", MAY))
    assert alone is not None
    assert (wording.answer(alone, text), alone.parts) == (
        "10/10 ấp đã có buổi lưu động (100,0%), tính đến 20/04/2024.", (),
    )  # fmt: skip
    assert hamlets.of_unit(database, Selection("32071", "2024", MAY)) is None
