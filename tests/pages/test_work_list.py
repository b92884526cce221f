"""The work list and its reminders on the pages of the simulated campaign."""

import html
import re
from pathlib import Path

import pytest

from tests.pages.test_pages import open_page, words

CA_MAU = {"unit": "96", "edition": "2025", "issuer": "province"}
LATE = ("dưới 1%", "Không kịp")


def tables(app) -> list[str]:
    """The tables that have a reminder in each row: those judged, those apart."""
    return [one.proto.body for one in app.get("html") if "<table" in one.proto.body and "data-words" in one.proto.body]


def rows(table: str) -> list[list[str]]:
    """The words of each row's cells."""
    found = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], flags=re.S)
    return [
        [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td.*?>(.*?)</td>", row, flags=re.S)]
        for row in found
    ]


def number(cell: str) -> int:
    return int(cell.replace(".", "").replace(",", "").replace("−", "-"))


def reminders(table: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'data-words="(.*?)"', table, flags=re.S)]


def test_who_needs_most_more_a_day_stands_first_and_the_silent_stand_apart(demo_data: Path) -> None:
    app = open_page("forecast", **CA_MAU)
    judged, apart = tables(app)
    gaps = [number(row[1]) for row in rows(judged)]
    assert gaps == sorted(gaps, reverse=True) and len(gaps) == 30 and gaps[0] > 0
    for row in rows(judged):
        assert number(row[1]) == number(row[2]) - number(row[3]), "the difference of both as printed"
    assert {row[1] for row in rows(apart)} == {"chưa từng báo cáo", "quá kỳ báo cáo"}
    assert "Xã Vĩnh Lộc" in [row[0] for row in rows(apart)], "it never reports"
    assert re.search(r"đơn vị có nguy cơ không kịp\. \d+ đơn vị để riêng", words(app))


def test_each_unit_has_its_reminder_in_the_language_of_the_page(demo_data: Path) -> None:
    judged, apart = tables(open_page("forecast", **CA_MAU))
    first = reminders(judged)[0]
    assert first.startswith("Kính gửi Công an xã ") and "hạn 15/12/2026" in first and "cần thêm" in first
    assert any("chưa nhận được báo cáo nào" in words for words in reminders(apart))
    [english, _] = tables(open_page("forecast", **CA_MAU, lang="en"))
    assert reminders(english)[0].startswith("To the police of Xã ")


def test_the_list_keeps_to_the_clusters_of_the_link(demo_data: Path) -> None:
    app = open_page("forecast", **CA_MAU, clusters="967")
    listed = [row[0] for table in tables(app) for row in rows(table)]
    assert set(listed) == {"Xã Thới Bình", "Xã Biển Bạch", "Xã Trí Phải", "Xã Hồ Thị Kỷ", "Xã Tân Lộc"}
    app.multiselect(key="choice_clusters").set_value([]).run()
    assert len(rows(tables(app)[0])) == 30
    assert any("lạ" in one.value for one in open_page("forecast", **CA_MAU, clusters="lạ").warning)


def test_groups_are_no_units_to_be_reminded_so_the_list_is_of_their_communes(demo_data: Path) -> None:
    of_groups = open_page("forecast", **CA_MAU, grain="former_district")
    assert rows(tables(of_groups)[0]) == rows(tables(open_page("forecast", **CA_MAU))[0])


def test_before_the_reform_the_list_is_of_districts_and_of_their_communes(demo_data: Path) -> None:
    names = [
        row[0]
        for table in tables(open_page("forecast", unit="96", edition="2024", as_of="2024-05-01"))
        for row in rows(table)
    ]
    assert names and all(name.startswith(("Huyện", "Thành phố")) for name in names)
    communes = tables(open_page("forecast", unit="967", edition="2024", as_of="2024-05-01"))
    assert communes and all(row[0].startswith(("Xã", "Thị trấn")) for table in communes for row in rows(table))


def test_where_no_unit_has_such_a_target_the_page_says_so_and_lists_nobody(demo_data: Path) -> None:
    app = open_page("forecast", unit="96", edition="2025", issuer="district")
    assert tables(app) == []
    assert "Danh sách việc cần làm" in words(app)
    # Nothing is offered to sort, keep to or take along where there is nothing.
    assert not app.multiselect and not app.get("download_button")
    assert "Sắp xếp" not in [each.label for each in app.get("button_group")]


def test_all_reminders_open_below_with_a_button_for_all(demo_data: Path) -> None:
    app = open_page("forecast", **CA_MAU)
    app.session_state["reminders"] = True
    app.run()
    [listed] = [one.proto.body for one in app.get("html") if 'class="reminders"' in one.proto.body]
    every, *each = reminders(listed)
    assert every == "\n\n".join(each) and len(each) > 30


def test_the_data_page_reminds_who_has_not_reported(demo_data: Path) -> None:
    app = open_page("data", **CA_MAU)
    [shut] = [one for one in app.expander if "Lời nhắc báo cáo cho" in one.label]
    app.session_state["reminders_report"] = True
    app.run()
    [listed] = [one.proto.body for one in app.get("html") if 'class="reminders"' in one.proto.body]
    each = reminders(listed)[1:]
    assert f"cho {len(each)} đơn vị" in shut.label
    assert "chưa nhận được báo cáo nào" in each[0] and "cách đây" in each[-1]


@pytest.mark.parametrize("unit", ["01", "32065"])
def test_of_units_without_anything_to_do_or_to_tell_the_page_opens(unit: str, demo_data: Path) -> None:
    assert "Danh sách việc cần làm" in words(open_page("forecast", unit=unit, edition="2025"))
