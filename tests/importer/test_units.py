"""Units by code and by name: matched where it is certain, set aside with the candidates where it is not."""

import unicodedata

import pytest

from dashboard.folding import spelled
from dashboard.importer.staging import Staging
from dashboard.text import Text
from dashboard.units import fold, load

HEADER = "unit_name,parent_name,as_of,level,stage,count"


@pytest.fixture
def unit_of(bring, accepted):
    """The unit that a name, its parent and a date lead to, or the problem."""

    def match(name, parent, date):
        result = bring(HEADER, f'"{name}","{parent}",{date},1,activated,5')
        return accepted(result)[0][:2] if result.batch else (result.problems[0].reason, result.problems[0].detail)

    return match


@pytest.mark.parametrize(
    ("name", "parent", "date", "unit"),
    [
        ("Thị trấn Thới Bình", "Huyện Thới Bình", "2024-05-01", ("2024", "32065")),
        ("xã thới bình", "Thới Bình", "2024-05-01", ("2024", "32077")),
        ("xa thoi binh", "thoi binh", "2024-05-01", ("2024", "32077")),
        ("XÃ  THỚI BÌNH", "967", "2024-05-01", ("2024", "32077")),
        ("Thới Bình", "Cà Mau", "2024-05-01", ("2024", "967")),
        ("Huyện Thới Bình", "", "2024-05-01", ("2024", "967")),
        ("Thới Bình", "", "2025-08-01", ("2025", "32065")),
        ("xã Thới Bình", "Cà Mau", "2024-05-01", ("2024", "32077")),
        ("Tỉnh Cà Mau", "", "2025-08-01", ("2025", "96")),
        ("Đất Mũi", "Cà Mau", "2025-08-01", ("2025", "32248")),
        ("dat mui", "ca mau", "2025-08-01", ("2025", "32248")),
        ("Xã Thới Bình, huyện Thới Bình", "", "2024-05-01", ("2024", "32077")),
        ("X. Thới Bình (Thới Bình)", "", "2024-05-01", ("2024", "32077")),
        ("CAX Đất Mũi - Cà Mau", "", "2025-08-01", ("2025", "32248")),
        ("Xã Thới Bình, H. Thới Bình, tỉnh Cà Mau", "", "2024-05-01", ("2024", "32077")),
        ("Tỉnh Hoà Bình", "", "2024-05-01", ("2024", "17")),
        ("Tỉnh Hòa Bình", "", "2024-05-01", ("2024", "17")),
    ],
)
def test_a_name_that_means_one_unit_is_matched(unit_of, name, parent, date, unit):
    assert unit_of(name, parent, date) == unit


def test_a_name_in_decomposed_letters_is_matched(unit_of):
    assert unit_of(unicodedata.normalize("NFD", "Đất Mũi"), "Cà Mau", "2025-08-01") == ("2025", "32248")


@pytest.mark.parametrize(
    ("name", "parent", "date", "reason", "candidates"),
    [
        ("Thới Bình", "Thới Bình", "2024-05-01", "unit_is_certain", ["32065 Thị trấn", "32077 Xã"]),
        ("Phường 1", "", "2024-05-01", "unit_is_certain", ["Phường 1 ("]),
        ("Đất Múi", "Cà Mau", "2025-08-01", "unit_is_certain", ["32248 Xã Đất Mũi"]),
        ("Đat Mũi", "Cà Mau", "2025-08-01", "unit_is_certain", ["32248 Xã Đất Mũi"]),
        ("Huyện Thới Bình", "", "2025-08-01", "unit_existed_at_that_date", ["2024 967 Huyện Thới Bình"]),
        ("Xã Thới Bình, huyện Thới Bình, tỉnh Hà Nam", "", "2024-05-01", "unit_is_known", ["2024"]),
        ("(,)", "", "2024-05-01", "unit_is_known", ["2024"]),
        ("Xã Không Hề Có Thật", "", "2025-08-01", "unit_is_known", ["2025"]),
        ("Xã Đắt Mủi", "Cà Mau", "2025-08-01", "unit_is_certain", ["32248 Xã Đất Mũi"]),
        ("Xã Tri Phai A", "Thới Bình", "2024-05-01", "unit_is_certain", ["Xã Trí Phải"]),
        ("Xã Đất Mũi", "Hà Nội", "2025-08-01", "unit_is_certain", ["32248 Xã Đất Mũi (Tỉnh Cà Mau)"]),
    ],
)
def test_a_name_that_is_not_certain_is_never_guessed(unit_of, name, parent, date, reason, candidates):
    found, detail = unit_of(name, parent, date)
    assert found == reason
    assert all(candidate in detail for candidate in candidates)


@pytest.mark.parametrize(
    ("name", "parent", "date", "edition"),
    [("Thới Bình", "Thới Bình", "2024-05-01", "2024"), ("Đất Múi", "Cà Mau", "2025-08-01", "2025")],
)
def test_the_command_that_confirms_a_name_says_of_which_edition_its_unit_is(bring, name, parent, date, edition):
    [problem] = bring(HEADER, f"{name},{parent},{date},1,activated,5").problems
    assert f"--edition {edition} " in problem.message(Text("vi"), "command")


def test_a_code_and_a_name_that_disagree_are_quarantined_with_both(bring):
    result = bring("unit_code,unit_name,as_of,level,stage,count", "32065,Xã Đất Mũi,2025-08-01,1,activated,5")
    assert result.problems[0].reason == "unit_is_certain"
    assert "32065 Xã Thới Bình" in result.problems[0].detail
    assert "32248 Xã Đất Mũi" in result.problems[0].detail


def test_a_code_and_its_name_without_marks_agree(bring):
    result = bring("unit_code,unit_name,as_of,level,stage,count", "32065,xa thoi binh,2025-08-01,1,activated,5")
    assert result.status == "accepted"


@pytest.mark.parametrize(("date", "edition"), [("2025-06-30 23:59", "2024"), ("2025-07-01", "2025")])
def test_a_missing_edition_follows_from_the_date(bring, accepted, date, edition):
    result = bring("unit_code,as_of,level,stage,count", f"96,{date},1,activated,5")
    assert accepted(result)[0][:2] == (edition, "96")


def test_the_spelling_keeps_marks_but_not_the_place_of_the_tone():
    assert spelled("Hoà Bình") == spelled("hòa  bình")
    assert spelled("Tân Thành") != spelled("Tân Thạnh")
    assert spelled("Đất Mũi") != spelled("Dất Mũi")


def test_the_desk_folds_every_name_as_the_pages_do():
    with Staging() as staging:
        rows = staging.execute("SELECT full_name, folded(full_name) FROM unit").fetchall()
    assert len(rows) > len(load())
    assert [folded for _, folded in rows] == [fold(name) for name, _ in rows]
