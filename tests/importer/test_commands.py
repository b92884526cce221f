"""The commands as people and scripts use them: exit codes, words in both languages, and the documented JSON."""

import json
import re
import subprocess
import sys

import pytest

from dashboard import settings

pytestmark = pytest.mark.usefixtures("small_reference")

HEADER = "edition,unit_code,as_of,level,stage,count"
GOOD = "2024,967,2024-05-01 23:00,all,activated,40012"
BAD = "2024,967,2024-05-08 23:00,all,activated,12%"
RESULT = {
    "file",
    "status",
    "batch",
    "kind",
    "accepted_rows",
    "quarantined_rows",
    "units",
    "period",
    "version",
    "dropped_columns",
    "ignored_sheets",
    "notices",
    "problems",
    "returned",
    "changes",
    "targets",
}
PROBLEM = {"file", "sheet", "row", "column", "value", "reason", "message", "answer"}


def test_the_json_of_one_file_is_one_object_of_the_documented_shape(run, file):
    code, output, errors = run("import", file("a.csv", HEADER, GOOD, BAD), "--json")
    result = json.loads(output)
    assert (code, errors) == (0, "")
    assert set(result) == RESULT
    assert (result["kind"], result["accepted_rows"], result["quarantined_rows"], result["units"]) == (
        "summary",
        1,
        1,
        1,
    )
    assert result["period"] == {"from": "2024-05-01", "to": "2024-05-01"}
    assert re.fullmatch(r"\d{8}T\d{12}-summary-[0-9a-f]{8}", result["batch"])
    assert re.fullmatch(r"[0-9a-f]{12}", result["version"])
    (problem,) = result["problems"]
    assert set(problem) == PROBLEM
    assert problem | {"message": ""} == {
        "file": "a.csv",
        "sheet": None,
        "row": 3,
        "column": "count",
        "value": "12%",
        "reason": "count_is_no_percentage",
        "message": "",
        "answer": None,
    }


def test_the_json_of_several_files_has_totals_and_the_files(run, file):
    second = file("b.csv", HEADER, GOOD.replace("05-01", "05-15"), GOOD.replace("967", "964"))
    code, output, _ = run("import", file("a.csv", HEADER, GOOD, BAD), second, file("c.csv", "x", "1"), "--json")
    result = json.loads(output)
    assert code == 1
    of_each = {"file", "status", "dropped_columns", "ignored_sheets", "notices", "returned", "changes", "targets"}
    assert set(result) == RESULT - of_each | {"files"}
    assert (result["batch"], result["kind"]) == (None, "summary")
    assert (result["accepted_rows"], result["quarantined_rows"], result["units"]) == (3, 1, 2)
    assert result["period"] == {"from": "2024-05-01", "to": "2024-05-15"}
    assert [one["status"] for one in result["files"]] == ["accepted", "accepted", "refused"]
    assert all(set(one) == RESULT for one in result["files"])
    assert [problem["file"] for problem in result["problems"]] == ["a.csv", "c.csv"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", ["đã nhận 1 dòng", "dòng 3, cột số lượng", "tỷ lệ phần trăm", "1 dòng KHÔNG được nhận"]),
        ("en", ["1 rows accepted", "row 3, column count", "is a percentage", "1 rows were NOT accepted"]),
    ],
)
def test_a_person_reads_what_came_in_and_what_did_not(run, file, language, expected):
    code, output, _ = run("import", file("a.csv", HEADER, GOOD, BAD), "--lang", language)
    assert code == 0
    assert all(words in output for words in expected), output


def test_a_refused_file_gives_exit_code_1_and_no_trace(run, file):
    code, output, errors = run("import", file("a.csv", HEADER, BAD))
    assert code == 1
    assert "KHÔNG NHẬN" in output
    assert "Traceback" not in output + errors


def test_the_same_file_again_gives_exit_code_0_and_says_so(run, file):
    path = file("a.csv", HEADER, GOOD)
    run("import", path)
    code, output, _ = run("import", path)
    assert (code, "đã nhập trước đây" in output) == (0, True)


@pytest.mark.parametrize(
    "arguments", [[], ["import"], ["import", "a.csv", "--nonsense"], ["nonsense"], ["query", "nonsense"]]
)
def test_a_wrong_call_gives_exit_code_2(run, arguments):
    assert run(*arguments)[0] == 2


def test_a_broken_settings_file_is_told_and_no_trace(run, data_folder):
    data_folder.mkdir()
    (data_folder / "settings.toml").write_text("keep_versions = 'three'")
    code, _, errors = run("status")
    assert (code, "keep_versions" in errors) == (1, True)


TABLE = (
    "CÔNG AN HUYỆN THỚI BÌNH,,,",
    "(Tính đến 23h00 ngày 01/5/2024),,,",
    "TT,Đơn vị,Chỉ tiêu giao,Kích hoạt",
    "1,Xã Trí Phải,2200,1100",
    "2,Xã Trí Lực,1640,820",
)
ON_TERMS = ("--targets-as", "province", "--from", "01/01/2024", "--deadline", "31/12/2024", "--set", "stage=activated")


def test_a_column_of_targets_comes_in_beside_its_report_on_the_terms_that_are_named(run, file, data_folder):
    path = file("tuan.csv", *TABLE)
    code, output, _ = run("import", path, *ON_TERMS, "--dry-run", "--lang", "en")
    assert (code, data_folder.exists()) == (0, False)
    assert "tuan.csv · cột Chỉ tiêu giao: 2 rows would be accepted (targets), 2 units" in output
    assert "2 are this issuer's first" in output
    assert "- Xã Trí Phải: none yet → 2,200" in output
    code, output, _ = run("import", path, *ON_TERMS, "--document", "12/KH", "--json")
    result = json.loads(output)
    assert (code, [one["kind"] for one in result["files"]]) == (0, ["summary", "target"])
    first, second = result["files"]
    assert (first["targets"], set(second)) == (None, RESULT)
    assert [(one["unit_code"], one["value"], one["kind"], one["before"]) for one in second["targets"]] == [
        ("32071", 2200, "new", None),
        ("32072", 1640, "new", None),
    ]
    code, output, _ = run("import", path, *ON_TERMS, "--document", "13/KH", "--lang", "vi")
    assert "Không thay đổi gì: 2 chỉ tiêu trong cột này đã được giao đúng như vậy." in output
    for missing in ("--from", "--deadline"):
        place = ON_TERMS.index(missing)
        code, _, errors = run("import", path, *ON_TERMS[:place], *ON_TERMS[place + 2 :], "--lang", "vi")
        assert (code, missing in errors) == (2, True)
    assert run("import", path, *ON_TERMS[:2], "--from", "30/02/2024", "--deadline", "31/12/2024")[0] == 2


def test_an_import_loads_neither_streamlit_nor_maps_nor_pandas(file, data_folder):
    path = file("a.csv", HEADER, GOOD)
    script = (
        "import sys; from dashboard import cli; code = cli.main(sys.argv[1:]); "
        "print(code, sorted({'streamlit', 'geopandas', 'plotly', 'pandas'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "import", str(path)],
        capture_output=True,
        text=True,
        cwd=settings.ROOT,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0 []"
