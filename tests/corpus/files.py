"""Writes sheets as the files that offices send: workbooks of three kinds, text in four encodings, Word, PDF."""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

import docx
import xlsxwriter
import xlwt

from tests.corpus.sheets import Cell, Formula, Grid, Line, Share, Sheet, flat

EPOCH = datetime(2024, 1, 1)
TONES = "\u0300\u0309\u0303\u0301\u0323"
# TCVN 5712 (.VnTime): vowels without a tone, then those with one in the order of TONES. Capitals with a tone share the
# codes of the small letters, since the fonts of capitals (.VnTimeH) draw these as capitals.
TCVN3_PLAIN = dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF), strict=True))
TCVN3_TONED = {
    "a": "B5B6B7B8B9", "ă": "BBBCBDBEC6", "â": "C7C8C9CACB", "e": "CCCECFD0D1", "ê": "D2D3D4D5D6", "i": "D7D8DCDDDE",
    "o": "DFE1E2E3E4", "ô": "E5E6E7E8E9", "ơ": "EAEBECEDEE", "u": "EFF1F2F3F4", "ư": "F5F6F7F8F9", "y": "FAFBFCFDFE",
}  # fmt: skip


def xlsx(sheets: Sequence[Sheet], since_1904: bool = False) -> bytes:
    """A workbook with merged cells, dates and percentages as the program shows them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": since_1904})
    book.set_properties({"created": EPOCH})
    share, date = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
    yellow = book.add_format({"bg_color": "#FFFF00"})
    for sheet in sheets:
        page, grid = book.add_worksheet(sheet.name), flat(sheet)
        corners = {(r, c): (r2, c2) for r, c, r2, c2 in grid.merges}
        for r, row in enumerate(grid.rows):
            for c, cell in enumerate(row):
                kind = share if isinstance(cell, Share) else date if isinstance(cell, datetime) else None
                kind = yellow if r in sheet.yellow_rows else kind
                if (r, c) in corners:
                    page.merge_range(r, c, *corners[r, c], "", kind)
                put(page, r, c, cell, kind)
        for r in sheet.hidden_rows:
            page.set_row(r, options={"hidden": True})
        for c in sheet.hidden_columns:
            page.set_column(c, c, options={"hidden": True})
        for (r, c), text in sheet.comments.items():
            page.write_comment(r, c, text)
    book.close()
    return target.getvalue()


def put(page, row: int, column: int, cell: Cell, kind) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell, kind)
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, cell, kind)
    elif isinstance(cell, Formula):
        page.write_formula(row, column, cell.words, kind, cell.value)
    elif cell is not None:
        page.write_number(row, column, cell.value if isinstance(cell, Share) else cell, kind)


def xls(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of the old kind."""
    book, target = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    date, share = xlwt.easyxf(num_format_str="DD/MM/YYYY"), xlwt.easyxf(num_format_str="0.0%")
    for sheet in sheets:
        page, grid = book.add_sheet(sheet.name), flat(sheet)
        covered = {
            (r, c) for top, left, low, right in grid.merges for r in range(top, low + 1) for c in range(left, right + 1)
        }
        for r, c, r2, c2 in grid.merges:
            page.write_merge(r, r2, c, c2, grid.rows[r][c] if c < len(grid.rows[r]) else None)
        for r, row in enumerate(grid.rows):
            for c, cell in enumerate(row):
                if cell is None or (r, c) in covered:
                    continue
                if isinstance(cell, Share):
                    page.write(r, c, cell.value, share)
                else:
                    page.write(r, c, cell, date) if isinstance(cell, datetime) else page.write(r, c, cell)
    book.save(target)
    return target.getvalue()


def ods(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of LibreOffice."""
    body = "".join(
        f"<table:table table:name={quoteattr(sheet.name)}>{ods_rows(flat(sheet))}</table:table>" for sheet in sheets
    )
    names = {key: f"urn:oasis:names:tc:opendocument:xmlns:{key}:1.0" for key in ("office", "table", "text")}
    spaces = " ".join(f'xmlns:{key}="{value}"' for key, value in names.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return archive({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_rows(grid: Grid) -> str:
    size = {(r, c): (r2 - r + 1, c2 - c + 1) for r, c, r2, c2 in grid.merges}
    covered = {
        (r, c) for top, left, low, right in grid.merges for r in range(top, low + 1) for c in range(left, right + 1)
    } - set(size)
    rows = []
    for r, row in enumerate(grid.rows):
        cells = []
        for c in range(grid.width):
            cell = row[c] if c < len(row) else None
            name = "covered-table-cell" if (r, c) in covered else "table-cell"
            down, across = size.get((r, c), (1, 1))
            spans = (
                f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if (r, c) in size else ""
            )
            cells.append(f"<table:{name}{spans}{ods_value(cell)}</table:{name}>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return "".join(rows)


def ods_value(cell: Cell) -> str:
    if cell is None:
        return ">"
    if isinstance(cell, Share):
        return f' office:value-type="percentage" office:value="{cell.value}"><text:p>{cell.value:.1%}</text:p>'
    if isinstance(cell, datetime):
        return (
            f' office:value-type="date" office:date-value="{cell:%Y-%m-%dT%H:%M:%S}"><text:p>{cell:%d/%m/%Y}</text:p>'
        )
    if isinstance(cell, str):
        return f' office:value-type="string"><text:p>{escape(cell)}</text:p>'
    return f' office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p>'


def archive(files: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text)
    return target.getvalue()


def word(sheets: Sequence[Sheet]) -> bytes:
    """A Word file: letterheads stand in a table without lines, as its templates have them."""
    document, target = docx.Document(), io.BytesIO()
    document.core_properties.created = document.core_properties.modified = EPOCH
    for sheet in sheets:
        for part in sheet.parts:
            if isinstance(part, Grid):
                word_table(document, part)
            elif part.right:
                cells = document.add_table(1, 2).rows[0].cells
                cells[0].text, cells[1].text = part.left, part.right
            else:
                document.add_paragraph(part.left)
    document.save(target)
    return target.getvalue()


def word_table(document, grid: Grid) -> None:
    table = document.add_table(len(grid.rows), grid.width, "Table Grid")
    # python-docx looks a cell up by walking its whole table: all are taken once.
    cells = [row.cells for row in table.rows]
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            if cell is not None:
                cells[r][c].text = shown(cell)
    for r, c, r2, c2 in grid.merges:
        text = cells[r][c].text
        table.cell(r, c).merge(table.cell(r2, c2)).text = text


# The letters of VNI fonts: a vowel, then a letter for its mark; some have one of their own.
VNI_TONES = dict(zip(TONES, "øûõùï", strict=True))
VNI_HATS = {"â": "aàåãáä", "ê": "eàåãáä", "ô": "oàåãáä"}
VNI_SINGLE = {"đ": "ñ", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î", "ơ": "ô", "ư": "ö"}


def vni(value: str) -> str:
    """Text as fonts of the VNI kind hold it."""
    return "".join(vni_letter(letter) for letter in unicodedata.normalize("NFC", value))


def vni_letter(letter: str) -> str:
    small, marks = letter.lower(), unicodedata.normalize("NFD", letter.lower())
    tone = next((mark for mark in marks if mark in TONES), "")
    base = unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else small
    if small in VNI_SINGLE:
        found = VNI_SINGLE[small]
    elif base in VNI_HATS:
        found = VNI_HATS[base][0] + (VNI_HATS[base][1 + TONES.index(tone)] if tone else "â")
    elif base == "ă":
        found = "a" + ("èúüéë"[TONES.index(tone)] if tone else "ê")
    else:
        found = VNI_SINGLE.get(base, base) + VNI_TONES.get(tone, "")
    return found.upper() if letter != small else found


def in_vni(sheet: Sheet) -> Sheet:
    """The sheet as a workbook typed in VNI-Times holds it."""
    return relettered(sheet, vni)


def in_tcvn3(sheet: Sheet) -> Sheet:
    """The sheet as a workbook typed in .VnTime holds it."""
    return relettered(sheet, tcvn3)


def relettered(sheet: Sheet, letters: Callable[[str], str]) -> Sheet:
    def change(cell: Cell) -> Cell:
        return letters(cell) if isinstance(cell, str) else cell

    parts = [
        part.map(change) if isinstance(part, Grid) else Line(letters(part.left), letters(part.right))
        for part in sheet.parts
    ]
    return Sheet(sheet.name, parts)


def shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Share):
        return f"{cell.value:.1%}".replace(".", ",")
    if isinstance(cell, Formula):
        return str(cell.value)
    return f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) else str(cell)


def text(sheet: Sheet, encoding: str = "utf-8-sig", separator: str = ";") -> bytes:
    """Separated text in UTF-8, UTF-16, Windows-1258 or TCVN3."""
    grid = flat(sheet)
    full = [[*row, *[None] * (grid.width - len(row))] for row in grid.rows]
    rows = [separator.join(quoted(shown(cell), separator) for cell in row) for row in full]
    whole = "\r\n".join(rows) + "\r\n"
    if encoding == "cp1258":
        return windows_1258(whole)
    return tcvn3(whole).encode("latin-1", "replace") if encoding == "tcvn3" else whole.encode(encoding)


def quoted(value: str, separator: str) -> str:
    return '"' + value.replace('"', '""') + '"' if separator in value or '"' in value or "\n" in value else value


def windows_1258(value: str) -> bytes:
    """Tones stand behind their vowel in this code page; the breve, the circumflex and the horn belong to it."""
    out = []
    for letter in unicodedata.normalize("NFC", value):
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in TONES)
        rest = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        out.append(rest + tone)
    return "".join(out).encode("cp1258", "replace")


def tcvn3(value: str) -> str:
    """Text as fonts of the .VnTime kind hold it, as the Latin letters of the same codes."""
    out = []
    for letter in unicodedata.normalize("NFC", value):
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in TONES), "")
        rest = unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else letter
        if tone and rest.lower() in TCVN3_TONED:
            at = 2 * TONES.index(tone)
            out.append(chr(int(TCVN3_TONED[rest.lower()][at : at + 2], 16)))
        else:
            out.append(chr(TCVN3_PLAIN.get(letter, ord(letter))))
    return "".join(out)


# -- PDF -------------------------------------------------------------------------------------------------------------
PAGE_WIDTH, PAGE_HEIGHT, MARGIN, SIZE = 595, 842, 40, 9
LETTER = SIZE / 2  # the font declares one width for all letters


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """A PDF with text and ruled tables. Its font is named, not embedded: what is read is the text."""
    pages: list[list[str]] = [[]]
    y = PAGE_HEIGHT - MARGIN
    for part in (part for sheet in sheets for part in sheet.parts):
        if isinstance(part, Line):
            y -= SIZE * 1.6
            pages[-1] += [written(MARGIN, y, part.left), written(PAGE_WIDTH / 2, y, part.right)]
            continue
        widths = column_widths(part)
        y -= SIZE
        for r, row in enumerate(part.rows):
            height = row_height(row, widths)
            if y - height < MARGIN:
                pages.append([])
                y = PAGE_HEIGHT - MARGIN
            pages[-1] += ruled(part, r, y, height, widths)
            y -= height
    return assembled(["\n".join(each) for each in pages])


def column_widths(grid: Grid) -> list[float]:
    """Wide enough for the longest word of each column, the rest shared by the longest text, names before numbers."""
    spanned = {(r, c) for r, c, _, c2 in grid.merges if c2 > c}
    need, wish = [], []
    for c in range(grid.width):
        texts = [shown(row[c]) for r, row in enumerate(grid.rows) if c < len(row) and (r, c) not in spanned]
        words = [word for each in texts for word in each.split()]
        need.append(LETTER * max(map(len, words), default=2) + 6)
        wish.append(min(LETTER * max(map(len, texts), default=2) + 6, 170))
    room = PAGE_WIDTH - 2 * MARGIN
    spare, wanted = max(0.0, room - sum(need)), sum(w - n for w, n in zip(wish, need, strict=True) if w > n) or 1
    return [n + max(0.0, w - n) * min(1.0, spare / wanted) for w, n in zip(wish, need, strict=True)]


def lines_of(value: str, width: float) -> list[str]:
    lines = [""]
    for part in value.split():
        if lines[-1] and len(lines[-1]) + 1 + len(part) > (width - 5) / LETTER:
            lines.append(part)
        else:
            lines[-1] = f"{lines[-1]} {part}".strip()
    return lines


def row_height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    return SIZE * 1.25 * max(len(lines_of(shown(cell), width)) for cell, width in zip(row, widths, strict=False)) + 4


def ruled(grid: Grid, r: int, top: float, height: float, widths: Sequence[float]) -> list[str]:
    """The cells of one row: merged ones have no line inside."""
    out, x = [], float(MARGIN)
    joined_right = {
        (row, c) for t, left, low, right in grid.merges for row in range(t, low + 1) for c in range(left, right)
    }
    joined_down = {
        (row, c) for t, left, low, right in grid.merges for row in range(t, low) for c in range(left, right + 1)
    }
    across = {(t, left): sum(widths[left : right + 1]) for t, left, _, right in grid.merges}
    row = grid.rows[r]
    out += [f"{x:.1f} {top:.1f} m {x:.1f} {top - height:.1f} l S"]
    for c, width in enumerate(widths):
        if (r - 1, c) not in joined_down:
            out.append(f"{x:.1f} {top:.1f} m {x + width:.1f} {top:.1f} l S")
        if (r, c) not in joined_down:
            out.append(f"{x:.1f} {top - height:.1f} m {x + width:.1f} {top - height:.1f} l S")
        if (r, c) not in joined_right:
            out.append(f"{x + width:.1f} {top:.1f} m {x + width:.1f} {top - height:.1f} l S")
        if c < len(row) and row[c] is not None:
            for at, line in enumerate(lines_of(shown(row[c]), across.get((r, c), width))):
                out.append(written(x + 3, top - SIZE * 1.1 - at * SIZE * 1.25, line))
        x += width
    return out


def written(x: float, y: float, value: str) -> str:
    return f"BT /F {SIZE} Tf {x:.1f} {y:.1f} Td <{value.encode('utf-16-be').hex()}> Tj ET" if value else ""


def assembled(pages: Sequence[str]) -> bytes:
    """The objects of the file; each letter's code is its Unicode number, which the font's table states."""
    letters = sorted({chr(n) for n in range(32, 127)} | {chr(n) for n in range(0xC0, 0x1EFA)} | set("–—“”’…"))
    runs = [letters[at : at + 100] for at in range(0, len(letters), 100)]
    codes = "\n".join(
        f"{len(run)} beginbfchar\n" + "\n".join(f"<{ord(c):04X}> <{ord(c):04X}>" for c in run) + "\nendbfchar"
        for run in runs
    )
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{codes}\nendcmap end end"
    )
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H /DescendantFonts [4 0 R]"
        " /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times /DW 500"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor"
        " << /Type /FontDescriptor /FontName /Times /Flags 4 /Ascent 800 /Descent -200"
        " /FontBBox [0 -200 1000 800] /ItalicAngle 0 /CapHeight 700 /StemV 80 >> >>",
        stream(unicode_map),
    ]
    for at, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Contents {7 + 2 * at} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(stream(page))
    out, places = "%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return (out + tail).encode("latin-1")


def stream(body: str) -> str:
    return f"<< /Length {len(body)} >>\nstream\n{body}\nendstream"
