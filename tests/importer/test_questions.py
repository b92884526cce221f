"""What is known so far: the status, and the questions of the pages from the command line."""

import json

from dashboard import settings

HEADER = "edition,unit_code,as_of,level,stage,count"
GOOD = "2024,967,2024-05-01 23:00,all,activated,40012"
BAD = "2024,967,2024-05-08 23:00,all,activated,12%"


def test_the_status_before_the_first_import_names_the_next_step(run):
    code, output, _ = run("status")
    assert (code, "python -m dashboard import" in output) == (0, True)
    assert json.loads(run("status", "--json")[1])["version"] is None


def test_the_status_counts_units_with_and_without_figures(run, file):
    run("import", file("a.csv", HEADER, GOOD, BAD))
    status = json.loads(run("status", "--json")[1])
    assert set(status) == {"version", "period", "is_demo", "batches", "units"}
    assert (len(status["batches"]), status["batches"][0]["accepted_rows"]) == (1, 1)
    assert {"edition": "2024", "grain": "district", "reported": 1, "missing": 695} in status["units"]
    assert {"edition": "2024", "grain": "commune", "reported": 0, "missing": 10035} in status["units"]
    assert "1 đơn vị có số liệu, 695 chưa có" in run("status")[1]


def test_a_question_of_the_pages_is_answered_as_csv_and_json(run, file):
    run("import", file("a.csv", HEADER, GOOD.replace("967", "32065"), "2024,967,2024-05-01,all,activated,40012"))
    options = ["--as-of", "2024-05-01", "--parent", "967"]
    code, output, _ = run("query", "progress_by_commune", *options, "--csv")
    lines = output.splitlines()
    assert (code, lines[0].split(",")[:2]) == (0, ["unit_code", "unit_name"])
    assert len(lines) == 13
    assert any(line.startswith("32065,Thị trấn Thới Bình,") and ",40012," in line for line in lines)
    rows = json.loads(run("query", "progress_by_commune", *options, "--json")[1])
    reported = {row["unit_code"]: (row["activated"], row["reported_on"]) for row in rows}
    assert reported["32065"] == (40012, "2024-05-01")
    assert reported["32077"] == (None, None)


def test_a_question_without_options_is_asked_as_a_page_would(run, file):
    run("import", file("a.csv", HEADER, GOOD.replace("967", "32065")))
    code, output, _ = run("query", "progress_by_commune", "--csv")
    assert (code, "32065," in output) == (0, True)


def test_a_value_that_cannot_be_read_gives_exit_code_2(run, file):
    run("import", file("a.csv", HEADER, GOOD))
    code, _, errors = run("query", "progress_by_commune", "--as-of", "2024-13-01")
    assert (code, "--as-of" in errors) == (2, True)


def test_the_list_explains_every_question(run):
    code, output, _ = run("query", "--list")
    names = [path.stem for path in (settings.QUERIES / "report").glob("*.sql")]
    assert code == 0
    assert all(f"{name}: " in output for name in names)
