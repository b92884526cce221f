"""Files on both sides of the reform: each row by its own day, late corrections, and whose name belongs to which day."""

import datetime as dt

import pytest

from dashboard import importer, queries, version_files
from dashboard.database import Database
from dashboard.importer import Member
from dashboard.selection import Measure
from dashboard.text import Text
from tests.importer.office import Sheet, xlsx

NAMED = "unit_name,parent_name,as_of,level,stage,count"
CODED = "edition,unit_code,unit_name,as_of,level,stage,count"
ON_PAGE = Measure("all", "activated", "ministry", "target", 7, 5, 7)
GROUPING = "grouping,edition,group_code,name,full_name,parent_code,unit_code,is_majority,share"


@pytest.fixture
def said(bring):
    """What is said of the one row of a file, in Vietnamese."""

    def words(header, row):
        (problem,) = bring(header, row).problems
        return problem.reason, problem.message(Text("vi"))

    return words


@pytest.fixture
def shown():
    """What the pages show of a commune of Cà Mau on a day, on the units of an edition."""

    def counted(edition, unit_code, day):
        door = Database(version_files.path_of(importer.rebuild()))
        communes = queries.progress_by_area(
            door, edition=edition, as_of=dt.date.fromisoformat(day), parent="96", grain="commune", measure=ON_PAGE
        )
        return communes.set_index("unit_code")["counted"][unit_code]

    return counted


def office(date, *rows, title="CÔNG AN TỈNH CÀ MAU"):
    """An office's table of the levels of one stage."""
    head = [[title], ["KẾT QUẢ KÍCH HOẠT TÀI KHOẢN"], [f"(Tính đến 23h00 ngày {date})"], []]
    return Member("bang.xlsx", xlsx(Sheet("Tuần 1", [*head, ["TT", "Đơn vị", "Kích hoạt Mức 1"], *rows])))


def taken(file):
    """The result of one file handed in."""
    return importer.accept_files([file], dry_run=False, is_demo=False, progress=None)[0]


def test_old_names_and_new_ones_go_in_by_their_days(small_reference, bring, accepted):
    old = bring(NAMED, "Xã Tân Bằng,Cà Mau,2024-05-01,all,activated,50", "Biển Bạch,,2024-05-01,all,activated,60")
    new = bring(NAMED, "Biển Bạch,,2026-05-01,all,activated,200", "X. Thới Bình,,2026-05-01,all,activated,90")
    assert [row[:2] for row in accepted(old)] == [("2024", "32068"), ("2024", "32069")]
    assert [row[:2] for row in accepted(new)] == [("2025", "32065"), ("2025", "32069")]


def test_a_late_correction_of_an_old_commune_changes_the_figures_of_both_editions(
    small_reference, summary, shown, monkeypatch
):
    first = {"32068": 300, "32069": 200, "32074": 100}
    monkeypatch.setattr("dashboard.clock.now", lambda: dt.datetime(2025, 8, 19, 9, 0))
    summary(*(f"2024,{code},2025-05-09 17:00,all,activated,{count}," for code, count in first.items()))
    assert (shown("2024", "32069", "2025-05-31"), shown("2025", "32069", "2025-05-31")) == (200, 600)
    monkeypatch.setattr("dashboard.clock.now", lambda: dt.datetime(2025, 8, 20, 9, 0))
    late = summary("2024,32069,2025-05-09 17:00,all,activated,170,", name="late.csv")
    assert [problem.reason for problem in late.problems] == ["accepted_count_changes_only_by_correction"]
    late = summary("2024,32069,2025-05-09 17:00,all,activated,170,yes", name="marked.csv")
    assert late.status == "accepted"
    assert (shown("2024", "32069", "2025-05-31"), shown("2025", "32069", "2025-05-31")) == (170, 570)
    assert shown("2025", "32069", "2025-08-19") == 570


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            "Xã Tân Bằng,Cà Mau,2026-05-01",
            "Xã Tân Bằng (Huyện Thới Bình) có đến 30/06/2025; từ 01/07/2025 là Xã Biển Bạch (32069)",
        ),
        (
            "Tân Phú,Huyện Thới Bình,2026-05-01",
            "Xã Tân Phú (Huyện Thới Bình) có đến 30/06/2025; từ 01/07/2025 là Xã Trí Phải (32071)",
        ),
        (
            "Xã Lợi An,,2026-05-01",
            "Xã Lợi An (Huyện Trần Văn Thời) có đến 30/06/2025; từ 01/07/2025 chia vào Xã Lương Thế Trân (32134), "
            "Phường Lý Văn Lâm (32014), Xã Trần Văn Thời (32095)",
        ),
        (
            "Phường Lý Văn Lâm,Cà Mau,2024-05-01",
            "Phường Lý Văn Lâm (Tỉnh Cà Mau) chỉ có từ 01/07/2025; đến 30/06/2025 là Phường 8 (32014), "
            "Xã Lý Văn Lâm (32032), Xã Lợi An (32122)",
        ),
        ("Phường Cát Linh,Hà Nội,2026-05-01", "từ 01/07/2025 là Phường Ô Chợ Dừa (00190). Hãy"),
        ("Tỉnh Bạc Liêu,,2026-05-01", "có đến 30/06/2025; từ 01/07/2025 là Tỉnh Cà Mau (96)"),
        (
            "Phường 4,Thành phố Cà Mau,2025-01-10",
            "Phường 4 (Thành phố Cà Mau) có đến 30/11/2024; từ 01/12/2024 là Phường 2 (32002)",
        ),
    ],
)
def test_a_name_of_other_days_is_told_with_whose_day_it_is(said, row, words):
    reason, message = said(NAMED, f"{row},all,activated,5")
    assert reason == "unit_existed_at_that_date"
    assert words in message


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",32068,,2026-05-01", "Xã Biển Bạch (Huyện Thới Bình) có đến 30/06/2025"),
        ("2024,32069,,2026-05-01", "Xã Tân Bằng (Huyện Thới Bình) có đến 30/06/2025"),
        ("2025,32069,,2024-05-01", "Xã Biển Bạch (Tỉnh Cà Mau) chỉ có từ 01/07/2025"),
        (",32069,Xã Tân Bằng,2026-05-01", "Xã Tân Bằng (Huyện Thới Bình) có đến 30/06/2025"),
        (",32069,Xã Biển Bạch,2024-05-01", "Xã Biển Bạch (Tỉnh Cà Mau) chỉ có từ 01/07/2025"),
        (",32011,,2025-03-01", "Phường 2 (Thành phố Cà Mau) có đến 30/11/2024; từ 01/12/2024 là Phường 2 (32002)"),
        (",32011,,2026-03-01", "Phường 2 (Thành phố Cà Mau) có đến 30/11/2024; từ 01/07/2025 là Phường An Xuyên"),
    ],
)
def test_so_is_a_code_of_other_days_even_one_that_was_used_twice(said, row, words):
    reason, message = said(CODED, f"{row},all,activated,5")
    assert reason == "unit_existed_at_that_date"
    assert words in message


def test_each_language_words_it(bring):
    (problem,) = bring(NAMED, "Xã Tân Bằng,Cà Mau,2026-05-01,all,activated,5").problems
    assert "existed until 30/06/2025; from 01/07/2025 on it is Xã Biển Bạch (32069)" in problem.message(Text("en"))


@pytest.mark.parametrize("name", ["Huyện Thới Bình", "H. Thới Bình", "CAH Thới Bình", "huyen thoi binh", "967"])
def test_a_former_district_reports_nothing_after_the_reform_and_is_taken_for_nothing_else(said, name):
    column = "unit_code" if name.isdigit() else "unit_name"
    reason, message = said(f"{column},as_of,level,stage,count", f"{name},2026-05-01,all,activated,5")
    assert reason == "unit_existed_at_that_date"
    assert "Huyện Thới Bình (Tỉnh Cà Mau) có đến 30/06/2025; từ 01/07/2025 không còn cấp huyện" in message
    assert "Xã Thới Bình (32065), Xã Biển Bạch (32069)" in message


@pytest.mark.parametrize(
    ("row", "members"),
    [
        (",V6,", "86 Tỉnh Vĩnh Long"),
        ("2025,v6,", "86 Tỉnh Vĩnh Long"),
        (",,Vùng đồng bằng sông Cửu Long", "86 Tỉnh Vĩnh Long"),
        (",,Huyện Thới Bình (cũ)", "32069 Xã Biển Bạch"),
        (",C1,", "32065 Xã Thới Bình"),
        (",,cụm một", "32065 Xã Thới Bình"),
    ],
)
def test_a_group_is_no_unit_that_reports(said, data_folder, row, members):
    (data_folder / "lineage").mkdir(parents=True)
    own = [GROUPING, "cluster,2025,C1,Một,Cụm Một,96,32065,,", "cluster,2025,C1,Một,Cụm Một,96,32248,,"]
    (data_folder / "lineage" / "groupings.csv").write_text("\n".join(own) + "\n", encoding="utf-8")
    reason, message = said(CODED, f"{row},2026-05-01,all,activated,5")
    assert reason == "unit_is_no_group"
    assert members in message


def test_units_may_be_named_within_a_former_district_or_a_cluster(small_reference, bring, accepted):
    rows = ("Biển Bạch,Huyện Thới Bình", "Thới Bình,967", "Phường Lý Văn Lâm,TP. Cà Mau")
    result = bring(NAMED, *(f"{row},2026-05-01,all,activated,5" for row in rows))
    assert [row[:2] for row in accepted(result)] == [("2025", "32014"), ("2025", "32065"), ("2025", "32069")]


def test_a_table_may_go_on_with_sections_of_former_districts(small_reference, accepted):
    rows = (["I", "Huyện Thới Bình", ""], [1, "Xã Biển Bạch", 10], ["II", "Huyện Đầm Dơi", ""], [2, "Xã Đầm Dơi", 7])
    result = taken(office("01/5/2026", *rows))
    assert [(row[1], row[5]) for row in accepted(result)] == [("32069", 10), ("32152", 7)]


def test_an_offices_table_of_old_and_new_names_keeps_the_new_ones_and_explains_the_old(small_reference, accepted):
    result = taken(office("01/5/2026", [1, "Xã Biển Bạch", 10], [2, "Xã Tân Bằng", 5], [3, "Xã Đất Mũi", 7]))
    assert [(row[1], row[5]) for row in accepted(result)] == [("32069", 10), ("32248", 7)]
    (problem,) = result.problems
    assert (problem.row, problem.reason) == (7, "unit_existed_at_that_date")
    assert "từ 01/07/2025 là Xã Biển Bạch (32069)" in problem.message(Text("vi"))


def test_dossiers_of_a_former_commune_are_explained_too(bring):
    result = bring(
        "Mã hồ sơ,Đơn vị,Cấp trên,Mức,Ngày kích hoạt,Hình thức",
        "A1,Xã Tân Bằng,Cà Mau,1,01/05/2026 08:00,trụ sở",
        "A2,Biển Bạch,Cà Mau,1,01/05/2026 08:00,trụ sở",
    )
    assert (result.accepted_rows, [problem.reason for problem in result.problems]) == (1, ["unit_existed_at_that_date"])
    assert "là Xã Biển Bạch (32069)" in result.problems[0].message(Text("vi"))
