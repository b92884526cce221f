"""Draws the sheets of a template: grey locked cells with the units, white cells with rules and help, and the guide."""

from typing import TYPE_CHECKING, Any

from dashboard import units
from dashboard.importer.templates.columns import CUMULATIVE, HOW, LEVELS, LISTS, ROWS, STAGES, UNIT, UNTIL
from dashboard.importer.templates.form import NAMES, WORDS, Form, listed, rule
from dashboard.units import Unit

if TYPE_CHECKING:
    import xlsxwriter

LOCKED, OPEN = {"bg_color": "#E7EBEF", "border": 1}, {"locked": False, "border": 1}
HEADING = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#C9D3DD", "border": 1}
STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "how": {"italic": True},
    "label": {"bold": True, "align": "right"},
    "heading": HEADING,
    "unit": {**LOCKED, "num_format": "@"},
    "word": {**OPEN, "num_format": "@"},
    "text": {**OPEN, "num_format": "@"},
    "count": {**OPEN, "num_format": "#,##0"},
    "past": {**OPEN, "num_format": "dd/mm/yyyy hh:mm"},
    "start": {**OPEN, "num_format": "dd/mm/yyyy"},
    "deadline": {**OPEN, "num_format": "dd/mm/yyyy"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "name": {"bold": True, "valign": "top"},
}
WIDTHS = {"word": 16, "count": 12, "text": 22, "past": 17, "start": 13, "deadline": 13}
# Rows at the end of a list that name no unit yet.
FREE_ROWS = 100
HEAD_LINE = 3


def write_table(book: "xlsxwriter.Workbook", sheet: "xlsxwriter.worksheet.Worksheet", form: Form) -> None:
    """An office's table: units down, stages and levels across, the time above."""
    styles = begin(book, sheet, form)
    left = len(form.named)
    sheet.merge_range(HEAD_LINE - 1, 0, HEAD_LINE - 1, left - 1, WORDS(UNTIL.heading), styles["label"])
    sheet.merge_range(HEAD_LINE - 1, left, HEAD_LINE - 1, left + 1, "", styles["past"])
    sheet.data_validation(HEAD_LINE - 1, left, HEAD_LINE - 1, left, rule(UNTIL, form))
    top = HEAD_LINE + 1
    for place, name in enumerate(form.named):
        sheet.merge_range(top, place, top + 1, place, WORDS(NAMES[name]), styles["heading"])
    levels = [key for level, key in LEVELS.items() if level != "all"]
    for number, stage in enumerate(STAGES.values()):
        place = left + number * len(levels)
        sheet.merge_range(top, place, top, place + len(levels) - 1, WORDS(stage), styles["heading"])
        for step, level in enumerate(levels):
            sheet.write_string(top + 1, place + step, WORDS(level), styles["heading"])
    width = len(STAGES) * len(levels)
    for line, unit in enumerate(form.communes, start=top + 2):
        write_unit(sheet, line, unit, form, styles)
        for place in range(left, left + width):
            sheet.write_blank(line, place, None, styles["count"])
    sheet.data_validation(top + 2, left, top + 1 + len(form.communes), left + width - 1, rule(CUMULATIVE, form))
    sheet.set_column(left, left + width - 1, WIDTHS["count"])
    finish(sheet, top, top + 1, left)


def write_list(book: "xlsxwriter.Workbook", sheet: "xlsxwriter.worksheet.Worksheet", form: Form) -> None:
    """A list: for each unit some rows, and free ones at the end."""
    styles, asked, left = begin(book, sheet, form), LISTS[form.kind], len(form.named)
    for place, key in enumerate([*(NAMES[name] for name in form.named), *(one.heading for one in asked)]):
        sheet.write_string(HEAD_LINE, place, WORDS(key), styles["heading"])
    lines = [unit for unit in form.communes for _ in range(ROWS[form.kind])]
    last = HEAD_LINE + len(lines) + FREE_ROWS
    for line in range(HEAD_LINE + 1, last + 1):
        place = line - HEAD_LINE - 1
        if place < len(lines):
            write_unit(sheet, line, lines[place], form, styles)
        else:
            for free in range(left):
                sheet.write_blank(line, free, None, styles["text"])
        for column, one in enumerate(asked, start=left):
            sheet.write_blank(line, column, None, styles[one.written])
    for column, one in enumerate(asked, start=left):
        sheet.data_validation(HEAD_LINE + 1, column, last, column, rule(one, form))
        sheet.set_column(column, column, WIDTHS[one.written])
    finish(sheet, HEAD_LINE, HEAD_LINE, left)


def write_unit(
    sheet: "xlsxwriter.worksheet.Worksheet", line: int, unit: Unit, form: Form, styles: dict[str, Any]
) -> None:
    """The grey cells that name a unit."""
    said = {
        "unit_code": unit.unit_code,
        "unit_name": unit.full_name,
        "parent_name": units.find(unit.edition, unit.parent_code).full_name,
    }
    for place, name in enumerate(form.named):
        sheet.write_string(line, place, said[name], styles["unit"])


def begin(book: "xlsxwriter.Workbook", sheet: "xlsxwriter.worksheet.Worksheet", form: Form) -> dict[str, Any]:
    """The lines above a table, and the styles of its cells."""
    styles = {name: book.add_format(style) for name, style in STYLES.items()}
    sheet.write_string(0, 0, form.title, styles["title"])
    sheet.write_string(1, 0, form.text("template.how_fill"), styles["how"])
    return styles


def finish(sheet: "xlsxwriter.worksheet.Worksheet", first: int, last: int, left: int) -> None:
    """Lock, freeze, widths of the units' columns, and how the sheet is printed: A4, lying, headings on each page."""
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, left - 1, 28)
    sheet.freeze_panes(last + 1, 2)
    sheet.repeat_rows(first, last)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&C&P / &N&R&D")
    # Without a password: the lock keeps hands from slipping, it keeps no secret.
    sheet.protect("", {"format_columns": True, "format_rows": True})


def write_guide(book: "xlsxwriter.Workbook", sheet: "xlsxwriter.worksheet.Worksheet", form: Form) -> None:
    """How to fill the template in, in the reader's language: first the whole, then each column."""
    text = form.text
    wrapped, name = (book.add_format(STYLES[style]) for style in ("wrapped", "name"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, form.title, book.add_format(STYLES["title"]))
    how = ("template.how_fill", *HOW[form.kind], "template.how_personal", "template.how_send")
    for line, key in enumerate(how, start=2):
        sheet.write_string(line, 0, f"{line - 1}.", name)
        sheet.write_string(line, 1, text(key), wrapped)
    asked = (UNTIL, CUMULATIVE) if form.kind == "summary" else LISTS[form.kind]
    for line, one in enumerate((UNIT, *asked), start=len(how) + 3):
        words = ", ".join(listed(one))
        sheet.write_string(line, 0, WORDS(one.heading), name)
        sheet.write_string(line, 1, " ".join(filter(None, (text(one.help), words and f"({words})"))), wrapped)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
