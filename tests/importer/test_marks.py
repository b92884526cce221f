"""Percentages, hidden parts and formulas without a value are seen however a workbook is written inside."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
import xlsxwriter

from dashboard import importer
from dashboard.importer.readers import xlsx_marks
from tests.importer import office
from tests.importer.corpus import FIRST, FORMULAS, HIDDEN, PERCENT

pytestmark = pytest.mark.usefixtures("small_reference")


def take(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return importer.accept_files([path], dry_run=True, is_demo=False, progress=None)[0]


def rewritten(content, part, change):
    """The workbook with one part of it changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            words = old.read(name).decode() if name == part else None
            new.writestr(name, old.read(name) if words is None else change(words))
    return changed.getvalue()


def prefixed(xml):
    """As some programs write it: <x:c> for <c>."""
    return re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x=")


def placeless(xml):
    """Rows and cells without their names: each stands behind the one before."""
    return re.sub(r'(<row|<c) r="[A-Z]*\d+"', r"\1", xml)


def strict(xml):
    """The stricter variant of the standard, which has names of its own."""
    return xml.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )


def shuffled(xml):
    """A cell's style in front of its name."""
    return re.sub(r'<c (r="[A-Z]+\d+") (s="\d+")', r"<c \2 \1", xml)


def dense(sheet):
    """The sheet with no cell left out, so that a cell's place may be counted."""
    width = max(map(len, sheet.rows))
    rows = [
        [*(cell if cell not in ("", None) else " " for cell in row), *[" "] * (width - len(row))] for row in sheet.rows
    ]
    return replace(sheet, rows=rows, merged=[])


@pytest.mark.parametrize("change", [prefixed, placeless, shuffled])
def test_marks_of_a_sheet_are_seen_however_its_xml_is_written(tmp_path, reasons, change):
    def written(sheet):
        return rewritten(office.xlsx(dense(sheet)), "xl/worksheets/sheet1.xml", change)

    percent = take(tmp_path, "percent.xlsx", written(PERCENT))
    assert [(problem.row, problem.reason) for problem in percent.problems] == [(FIRST + 1, "count_is_no_percentage")]
    hidden = take(tmp_path, "hidden.xlsx", written(HIDDEN))
    assert [notice.notice for notice in hidden.notices] == ["hidden_rows", "hidden_columns"]
    formulas = take(tmp_path, "formulas.xlsx", written(FORMULAS))
    assert [problem.reason for problem in formulas.problems] == ["formulas_have_values"]


def test_the_stricter_variant_of_the_standard_has_its_percentages_too():
    content = office.xlsx(PERCENT)
    for part in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        content = rewritten(content, part, strict)
    (marks,) = xlsx_marks.marks_of(zipfile.ZipFile(io.BytesIO(content))).values()
    assert marks.percentages == {(FIRST, 2)}


def test_a_workbook_whose_marks_cannot_be_read_is_refused(tmp_path):
    broken = rewritten(office.xlsx(PERCENT), "xl/styles.xml", lambda xml: xml.replace("164", "x"))
    assert [problem.reason for problem in take(tmp_path, "week.xlsx", broken).problems] == ["file_is_readable"]


def test_a_chart_on_a_sheet_of_its_own_is_no_hindrance(tmp_path):
    path = tmp_path / "week.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Số liệu")
        sheet.write_row(0, 0, ["unit_code", "as_of", "level", "stage", "count"])
        sheet.write_row(1, 0, ["967", "2024-05-01 23:00", "1", "activated", 5])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "='Số liệu'!$E$2:$E$2"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)
    assert take(tmp_path, path.name, path.read_bytes()).accepted_rows == 1


def test_repeated_rows_and_cells_of_an_ods_are_counted_as_people_see_them(tmp_path):
    def repeat(xml):
        """An empty row stands for three, and two empty cells in one stand before a unit's row of percentages."""
        blank = "<table:table-row><table:table-cell/></table:table-row>"
        assert blank in xml
        many = '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="900"/>'
        return xml.replace(blank, many + "</table:table-row>", 1)

    problems = take(tmp_path, "week.ods", rewritten(office.ods(PERCENT), "content.xml", repeat)).problems
    assert [(problem.row, problem.reason) for problem in problems] == [(FIRST + 3, "count_is_no_percentage")]


def test_an_ods_without_end_is_refused_before_it_is_unrolled(tmp_path):
    def swell(xml):
        cell = '<table:table-cell office:value-type="float" office:value="1"'
        return xml.replace(cell, cell + ' table:number-columns-repeated="16000"').replace(
            "<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">'
        )

    problems = take(tmp_path, "week.ods", rewritten(office.ods(PERCENT), "content.xml", swell)).problems
    assert [problem.reason for problem in problems] == ["sheet_is_not_too_large"]
