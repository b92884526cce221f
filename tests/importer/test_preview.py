"""Before anyone says yes: what a file was understood to say, and nothing written."""

import datetime as dt

from dashboard import importer
from dashboard.importer.dry_run import preview
from tests.importer.office import TITLE, UNITS, table, xlsx

LATER = (TITLE[0], "Tính đến 23h00 ngày 08/5/2024")


def test_a_preview_tells_columns_times_units_and_totals(tmp_path, data_folder):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(table({**UNITS, "Xã Trí Phãi": ("", (1, 1, 1, 1, 1, 1))}, total="")))
    (seen,) = preview([path])
    assert not data_folder.exists()
    assert (seen.result.status, seen.result.accepted_rows, seen.result.kind) == ("accepted", 27, "summary")
    assert seen.times == (dt.datetime(2024, 5, 1, 23),)
    meanings = [(one.column, one.written, one.meaning) for one in seen.meanings]
    assert meanings[:3] == [
        ("A", "TT", "ordinal"),
        ("B", "Đơn vị", "unit"),
        ("C", "Thu nhận / Mức 1", "collected 1"),
    ]
    units = {unit.written: (unit.state, unit.unit_code, unit.candidates) for unit in seen.units}
    assert units["Xã Trí Phải"] == ("known", "32071", ())
    assert units["Xã Trí Phãi"][:2] == ("uncertain", None)
    assert "32071 Xã Trí Phải" in units["Xã Trí Phãi"][2][0]
    (activated,) = [total for total in seen.totals if (total.stage, total.level) == ("activated", "1")]
    assert (activated.count, activated.before, activated.units, activated.units_before) == (1210, None, 3, 0)


def test_totals_stand_beside_those_of_the_last_report(tmp_path, small_reference):
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    first.write_bytes(xlsx(table()))
    second.write_bytes(
        xlsx(table({unit: (code, tuple(n + 1 for n in counts)) for unit, (code, counts) in UNITS.items()}, title=LATER))
    )
    importer.accept_files([first], dry_run=False, is_demo=False, progress=None)
    (seen,) = preview([second])
    (activated,) = [total for total in seen.totals if (total.stage, total.level) == ("activated", "1")]
    assert (activated.count, activated.before, activated.units_before) == (1213, 1210, 3)


def test_a_file_that_came_in_before_is_known(tmp_path, small_reference):
    path = tmp_path / "1.xlsx"
    path.write_bytes(xlsx(table()))
    (result,) = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
    (seen,) = preview([path])
    assert (seen.result.status, seen.result.batch) == ("known", result.batch)


def test_a_refused_file_has_its_reasons_and_what_was_understood(tmp_path):
    path, letter = tmp_path / "a.xlsx", tmp_path / "letter.csv"
    path.write_bytes(xlsx(table({"Xã Trí Phãi": ("", (1, 1, 1, 1, 1, 1))}, total="")))
    letter.write_text("Kính gửi", encoding="utf-8")
    seen, unread = preview([path, letter])
    assert (seen.result.status, seen.units[0].state) == ("refused", "uncertain")
    assert (unread.result.status, unread.result.problems[0].reason) == ("refused", "header_is_recognised")
