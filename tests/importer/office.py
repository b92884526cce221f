"""Writes tables as offices write them, in every format: the tests' own office."""

import io
import zipfile
from dataclasses import dataclass, field, replace
from html import escape

import xlsxwriter
import xlwt

from dashboard.importer.readers.encoding import PUNCTUATION, UPPER

STAGES = ("Thu nhận", "Phê duyệt", "Kích hoạt")
CODES = {"Thu nhận": "collected", "Phê duyệt": "approved", "Kích hoạt": "activated"}
TITLE = ("CÔNG AN HUYỆN THỚI BÌNH", "KẾT QUẢ CẤP TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ", "(Tính đến 23h00 ngày 01/5/2024)")
# Unit as written → code, and collected 1, 2, approved 1, 2, activated 1, 2; None is not reported.
UNITS = {
    "Thị trấn Thới Bình": ("32065", (120, 80, 110, 70, 100, 60)),
    "Xã Trí Phải": ("32071", (1240, 905, 1200, 900, 1100, 800)),
    "Xã Tân Lộc Bắc": ("32083", (50, 40, 30, 20, 10, 0)),
}


@dataclass
class Sheet:
    """A sheet: rows of cells, merged ranges (first row and column, last row and column), and what is hidden."""

    name: str
    rows: list[list[object]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    percent: tuple[tuple[int, int], ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    is_hidden: bool = False


def table(
    figures=None, *, title=TITLE, levels=("Mức 1", "Mức 2", "Tổng"), stages=STAGES, name="Tuần 1", total="Tổng cộng"
):
    """A table of stages × levels below its title; ``figures`` maps a unit's name to (code, six counts)."""
    figures = UNITS if figures is None else figures
    top = len(title) + 1
    width = len(levels)
    first = ["TT", "Đơn vị", *(words for stage in stages for words in [stage, *[""] * (width - 1)])]
    second = ["", "", *(level for _ in stages for level in levels)]
    rows = [[line] for line in title] + [[]] + [first, second]
    for number, (unit, (_, counts)) in enumerate(figures.items(), start=1):
        rows.append([number, unit, *cells(counts, width, len(stages))])
    if total:
        rows.append(["", total, *sums(rows[top + 2 :], width * len(stages))])
    merged = [(top, 0, top + 1, 0), (top, 1, top + 1, 1)]
    merged += [(top, 2 + width * place, top, 1 + width * (place + 1)) for place in range(len(stages)) if width > 1]
    return Sheet(name, rows, merged)


def cells(counts, width, stages):
    """One unit's counts, with the sum of both levels where the table has a third column."""
    found = []
    for place in range(stages):
        one, two = counts[2 * place : 2 * place + 2]
        whole = one + two if isinstance(one, int) and isinstance(two, int) else ""
        found += [one, two, whole][:width] if width > 1 else [whole]
    return ["" if cell is None else cell for cell in found]


def sums(rows, width):
    """The total of each column; blank where nothing is reported."""
    columns = [[row[2 + place] for row in rows if isinstance(row[2 + place], int)] for place in range(width)]
    return [sum(column) if column else "" for column in columns]


def expected(figures=None, *, as_of="2024-05-01 23:00", edition="2024", stages=STAGES, has_sums=True):
    """The accepted rows of a table: both levels, and their sum where it is printed and both are given."""
    found = set()
    for code, counts in (UNITS if figures is None else figures).values():
        for place, stage in enumerate(stages):
            one, two = counts[2 * place : 2 * place + 2]
            whole = one + two if has_sums and None not in (one, two) else None
            for level, count in (("1", one), ("2", two), ("all", whole)):
                if count is not None:
                    found.add((edition, code, as_of, level, CODES[stage], count))
    return found


def with_rows(sheet, *rows, at=None):
    """The sheet with rows put in (behind everything when ``at`` is None)."""
    at = len(sheet.rows) if at is None else at
    return replace(sheet, rows=[*sheet.rows[:at], *map(list, rows), *sheet.rows[at:]])


def with_cell(sheet, row, column, cell):
    """The sheet with one cell changed; a negative row counts from below."""
    rows = [list(cells) for cells in sheet.rows]
    while len(rows[row]) <= column:
        rows[row].append("")
    rows[row][column] = cell
    return replace(sheet, rows=rows)


def xlsx(*sheets):
    """The bytes of an XLSX workbook with merged cells."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            percent = book.add_format({"num_format": "0.0%"})
            for first_row, first, last_row, last in sheet.merged:
                page.merge_range(first_row, first, last_row, last, "")
            for line, row in enumerate(sheet.rows):
                for place, cell in enumerate(row):
                    if (line, place) in sheet.formulas:
                        page.write_formula(line, place, "=1+1", None, "")
                    elif cell not in ("", None):
                        page.write(line, place, cell, percent if (line, place) in sheet.percent else None)
            for row in sheet.hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
            if sheet.is_hidden:
                page.hide()
    return content.getvalue()


def xls(*sheets):
    """The bytes of an XLS workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    percent = xlwt.easyxf(num_format_str="0.0%")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        covered = {
            (r, c)
            for top, left, low, right in sheet.merged
            for r in range(top, low + 1)
            for c in range(left, right + 1)
        }
        for top, left, low, right in sheet.merged:
            page.write_merge(top, low, left, right, sheet.rows[top][left])
        for line, row in enumerate(sheet.rows):
            for place, cell in enumerate(row):
                if (line, place) in sheet.formulas:
                    page.write(line, place, xlwt.Formula("1+1"))
                elif cell not in ("", None) and (line, place) not in covered:
                    page.write(
                        line, place, cell, percent if (line, place) in sheet.percent else xlwt.Style.default_style
                    )
        for row in sheet.hidden_rows:
            page.row(row).hidden = True
        for column in sheet.hidden_columns:
            page.col(column).hidden = True
        page.visibility = int(sheet.is_hidden)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods_cell(sheet, line, place, value):
    """One cell of an ODS sheet."""
    if (line, place) in sheet.formulas:
        return '<table:table-cell table:formula="of:=1+1"/>'
    if isinstance(value, int | float):
        kind = "percentage" if (line, place) in sheet.percent else "float"
        return f'<table:table-cell office:value-type="{kind}" office:value="{value}"/>'
    if value in ("", None):
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def ods_sheet(sheet):
    """One sheet of an ODS workbook."""

    def hiding(how, numbers, number):
        return f' table:visibility="{how}"' if number in numbers else ""

    columns = "".join(f"<table:table-column{hiding('collapse', sheet.hidden_columns, place)}/>" for place in range(12))
    rows = "".join(
        f"<table:table-row{hiding('filter', sheet.hidden_rows, line)}>"
        + "".join(ods_cell(sheet, line, place, value) for place, value in enumerate(row or [""]))
        + "</table:table-row>"
        for line, row in enumerate(sheet.rows)
    )
    style = ' table:style-name="ta2"' if sheet.is_hidden else ""
    return f'<table:table table:name="{escape(sheet.name)}"{style}>{columns}{rows}</table:table>'


def ods(*sheets):
    """The bytes of an ODS workbook."""
    pages = "".join(map(ods_sheet, sheets))
    hidden = '<style:table-properties table:display="false"/>'
    styles = f'<office:automatic-styles><style:style style:name="ta2">{hidden}</style:style></office:automatic-styles>'
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "style", "table", "text")
    )
    body = f"<office:body><office:spreadsheet>{pages}</office:spreadsheet></office:body>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return packed(
        ("mimetype", kind),
        ("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}">{entry}</m:manifest>'),
        ("content.xml", f"<office:document-content {spaces}>{styles}{body}</office:document-content>"),
    )  # fmt: skip


def packed(*files):
    """The bytes of a ZIP archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files:
            archive.writestr(name, inside)
    return content.getvalue()


def text(sheet, delimiter=","):
    """The sheet as separated text."""

    def quoted(cell):
        words = str(cell)
        return '"' + words.replace('"', '""') + '"' if delimiter in words or '"' in words else words

    return "\r\n".join(delimiter.join(map(quoted, row)) for row in sheet.rows) + "\r\n"


def tcvn3(words):
    """Bytes in TCVN3, as the .VnTime fonts show them."""
    table = {ord(letter): 0xA0 + place for place, letter in enumerate(UPPER)} | {
        ord(v): k for k, v in PUNCTUATION.items()
    }
    # Capitals with tones are small letters in a font of capitals.
    lower = "".join(letter if ord(letter) in table or letter.isascii() else letter.lower() for letter in words)
    return lower.translate(table).encode("latin-1")


def windows_1258(words):
    """Bytes in Windows-1258: tone marks stand behind their letters."""
    import unicodedata

    found = ""
    for letter in words:
        try:
            letter.encode("cp1258")
            found += letter
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            rest = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark != tone))
            found += rest + tone
    return found.encode("cp1258")
