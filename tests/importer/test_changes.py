"""What an import changed on the pages: before and after, in words and as JSON, hidden counts hidden."""

import json

import pytest

from dashboard import importer
from dashboard.exports import changes
from dashboard.text import Text
from dashboard.ui.upload import requests
from dashboard.ui.upload.requests import HandedIn
from tests.importer.conftest import SUMMARY

# Communes of one district, and the day of a first and of a second report.
THOI_BINH, TRI_PHAI, TRI_LUC = "32065", "32071", "32074"
MAY_1, MAY_8 = "2024-05-01 17:00", "2024-05-08 17:00"

pytestmark = pytest.mark.usefixtures("small_reference")


@pytest.fixture
def taken(file):
    """Takes rows (code, time, count, correction) in, and returns what they changed."""

    def take(name, *rows, stage="activated"):
        written = (f"2024,{code},{time},all,{stage},{count},{correction}" for code, time, count, correction in rows)
        [result] = importer.accept([file(name, SUMMARY, *written)])
        found = importer.with_changes(result).changes
        assert found is not None
        return found

    return take


def counts(found):
    return {row.unit_code: (row.before.count, row.after.count, row.kind) for row in found.rows}


def test_a_unit_without_a_report_before_has_none_yet_and_not_zero(taken):
    found = taken("1.csv", (THOI_BINH, MAY_1, 100, ""), (TRI_PHAI, MAY_1, 0, ""))
    assert counts(found) == {THOI_BINH: (None, 100, "first"), TRI_PHAI: (None, 0, "first")}
    [total] = found.totals()
    assert (total.before, total.units_before, total.after, total.units_after) == (None, 0, 100, 2)
    said = "\n".join(changes.lines(found, Text("vi")))
    assert "2 đơn vị lần đầu có số liệu" in said
    assert "chưa có → 100" in said
    assert f"python -m dashboard withdraw {found.batch}" in said


def test_newer_reports_and_restated_ones_are_told_apart(taken):
    taken("1.csv", *((code, MAY_1, 100, "") for code in (THOI_BINH, TRI_PHAI, TRI_LUC)))
    newer = taken("2.csv", (THOI_BINH, MAY_8, 150, ""))
    assert counts(newer) == {THOI_BINH: (100, 150, "newer")}
    restated = taken("3.csv", (TRI_PHAI, MAY_1, 90, "yes"), (TRI_LUC, MAY_1, 100, ""))
    assert counts(restated) == {TRI_PHAI: (100, 90, "restated"), TRI_LUC: (100, 100, "same")}
    assert restated.restated == 1
    assert "100 → 90 (−10)" in "\n".join(changes.lines(restated, Text("vi")))


def test_a_small_count_stays_hidden_and_is_in_no_sum(taken):
    taken("1.csv", (THOI_BINH, MAY_1, 100, ""), (TRI_LUC, MAY_1, 80, ""))
    found = taken("2.csv", (THOI_BINH, MAY_8, 150, ""), (TRI_PHAI, MAY_8, 3, ""))
    hidden = next(row for row in found.rows if row.unit_code == TRI_PHAI)
    assert (hidden.after.count, hidden.after.state) == (None, "suppressed")
    [total] = found.totals()
    assert total.hidden >= 1
    assert "chưa có → ẩn" in "\n".join(changes.lines(found, Text("vi")))
    assert 3 not in [row["after"]["count"] for row in changes.as_json(found)["units"]]


def test_both_levels_are_shown_together_as_the_pages_do(file):
    rows = [
        f"2024,{THOI_BINH},{MAY_1},{level},{stage},{count},"
        for level, stage, count in (("1", "activated", 40), ("2", "activated", 60), ("1", "collected", 70))
    ]
    [result] = importer.accept([file("1.csv", SUMMARY, *rows)])
    found = importer.with_changes(result).changes
    assert [(row.stage, row.level, row.after.count) for row in found.rows] == [
        ("collected", "1", 70),
        ("activated", "all", 100),
    ]


def test_the_command_says_it_in_lines_and_as_json(run, file):
    code, output, _ = run("import", file("1.csv", SUMMARY, f"2024,{THOI_BINH},{MAY_1},all,activated,100,"))
    assert (code, "Thị trấn Thới Bình: kích hoạt chưa có → 100" in output) == (0, True)
    again = file("2.csv", SUMMARY, f"2024,{THOI_BINH},{MAY_8},all,activated,120,")
    found = json.loads(run("import", again, "--json")[1])["changes"]
    assert (found["as_of"], found["restated"]) == ("2024-05-08", 0)
    [unit] = found["units"]
    assert (unit["kind"], unit["before"]["count"], unit["after"]["count"]) == ("newer", 100, 120)
    assert unit["page"] == "overview?unit=32065&edition=2024&as_of=2024-05-08"
    known = json.loads(run("import", again, "--json")[1])
    assert (known["status"], known["changes"]) == ("known", None)


def test_the_page_takes_a_file_back(data_folder):
    content = f"{SUMMARY}\n2024,{THOI_BINH},{MAY_1},all,activated,100,\n".encode()
    [taken_in] = requests.take_in([HandedIn("1.csv", content)], "vi", lambda *_: None)
    [found] = taken_in.changes
    assert found.rows[0].after.count == 100
    requests.withdraw(found.batch, "nhầm tệp", "Lan", "vi")
    [again] = requests.preview(HandedIn("1.csv", content), "vi")
    assert [problem.reason for problem in again.problems] == ["file_is_not_withdrawn"]
