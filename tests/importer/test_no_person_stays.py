"""Every way of writing a person's data × every place of a file: none of it is on the disk or in what is printed."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import duckdb
import pytest
import xlsxwriter

from dashboard import cli, importer
from dashboard.batches import store
from dashboard.exports import privacy
from dashboard.folding import fold
from dashboard.importer import catalogue
from dashboard.importer.reading import client, worker
from tests.importer.test_privacy import FORMS
from tests.sweep import sampled

pytestmark = pytest.mark.usefixtures("small_reference")

LIST = "edition,unit_code,unit_name,as_of,level,stage,count"
GOOD = "2024,967,,2024-05-01 23:00,all,activated,40012"
NAMED = "unit_name,as_of,level,stage,count"
SHEET = ["Mã đơn vị", "Thời điểm", "Mức độ", "Giai đoạn", "Số lượng"]
SOUND = ["967", "2024-05-01 23:00", "1", "Kích hoạt", 40012]
WRONG = ["967", "2024-05-02 23:00", "1", "Kích hoạt", "12%"]
PROPERTIES = ("title", "author", "comments", "company", "subject", "manager")


def book(rows, *sheets, comments=None, properties=None) -> bytes:
    """A workbook with the same rows in each of its sheets; comments stand by their rows in the fourth column."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        made.set_properties(properties or {})
        for name in sheets or ["Tuần 1"]:
            sheet = made.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
            for line, words in (comments or {}).items():
                sheet.write_comment(line, 3, words)
    return content.getvalue()


def document(forms) -> bytes:
    """A report in Word between paragraphs that name people."""
    made = docx.Document()
    for words in ("Tính đến 23h00 ngày 01/5/2024", *(f"Kích hoạt theo {words} gửi" for words in forms)):
        made.add_paragraph(words)
    table = made.add_table(1, 3)
    for cell, words in zip(table.rows[0].cells, ("TT", "Đơn vị", "Kích hoạt mức 1"), strict=True):
        cell.text = words
    for number, words in enumerate(["Xã Trí Phải", *forms], start=1):
        for cell, said in zip(table.add_row().cells, (str(number), words, "12"), strict=True):
            cell.text = said
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def in_name(words: str) -> str:
    """As the name of a file or a sheet can be written."""
    for sign in r'\/:*?"<>|[]':
        words = words.replace(sign, "-")
    return words


def list_with(header: str, sound: str, row: str) -> Callable[[Sequence[str]], bytes]:
    """A list of a sound row, and a row for each form: in `{}`; `#` is a number of its own, `?` a count or a fault."""

    def write(forms: Sequence[str]) -> bytes:
        rows = []
        for number, words in enumerate(forms, start=1):
            cells = row.replace("#", str(number)).replace("?", str(number) if number % 2 else "x")
            rows.append(cells.format(f'"{words}"', words))
        return "\n".join([header, *([sound] if sound else []), *rows, ""]).encode()

    return write


def sheet_with(place: int) -> Callable[[Sequence[str]], bytes]:
    """A list in a workbook, of which each form stands once in one column."""
    return lambda forms: book([SHEET, SOUND, *([*WRONG[:place], words, *WRONG[place + 1 :]] for words in forms)])


def office(above: Sequence[str] = (), below: Sequence[str] = (), comments: Sequence[str] = ()) -> bytes:
    """An office's table: what stands above it and below it, and comments on its counts."""
    head = ["TT", "Đơn vị", "Kích hoạt mức 1", "Kích hoạt mức 2"]
    top = [["CÔNG AN HUYỆN THỚI BÌNH"], ["Tính đến 23h00 ngày 01/5/2024"], *([words] for words in above)]
    rows = [[1, "Xã Trí Phải", 5, 6], [2, "Xã Tân Lộc", 5, "12%"]]
    rows += [[number, "Xã Tân Lộc", 5, "12%"] for number, _ in enumerate(comments, start=3)]
    notes = [["", words] for words in below]
    return book([*top, head, *rows, [], *notes], comments={len(top) + 3 + n: one for n, one in enumerate(comments)})


def archive(forms: Sequence[str]) -> bytes:
    """Small lists, each named after four of the forms, of which a row is set aside."""
    content, groups = io.BytesIO(), [forms[at::9] for at in range(9)]
    with zipfile.ZipFile(content, "w") as made:
        for number, group in enumerate(groups):
            rows = f"{GOOD.replace('05-01', f'04-{number + 10}')}\n2024,967,,2024-05-02,1,activated,12%\n"
            made.writestr(f"{' và '.join(map(in_name, group))}.csv", f"{LIST}\n{rows}")
    return content.getvalue()


# Each place, with the ending of a file that has every form there, and what writes the file.
PLACES: dict[str, tuple[str, Callable[[Sequence[str]], bytes]]] = {
    "unit": (".csv", list_with(NAMED, "Huyện Thới Bình,2024-05-01,1,activated,5", "{},2024-05-02,1,activated,#")),
    "unit_above": (".csv", list_with(f"{NAMED},parent_name", "", "Xã Trí Phải,2024-05-02,1,activated,#,{}")),
    "code": (".csv", list_with(LIST, GOOD, "2024,{},,2024-05-02,1,activated,#")),
    "number": (".csv", list_with(LIST, GOOD, "2024,967,,2024-05-02,1,activated,{}")),
    "word": (".xlsx", sheet_with(2)),
    "time": (".xlsx", sheet_with(1)),
    "extra_cell": (".csv", list_with(f"{LIST},Cán bộ", f"{GOOD},", "2024,967,,2024-05-02,1,activated,x,{}")),
    "note_beside": (
        ".csv",
        list_with(f"{LIST},Ghi chú", f"{GOOD},", '2024,967,,2024-05-02,1,activated,#,"số tạm tính, {1}"'),
    ),
    "heading": (".xlsx", lambda forms: book([[*SHEET, *forms], SOUND, WRONG])),
    "title": (".xlsx", lambda forms: office(above=[f"Kích hoạt theo {words} gửi" for words in forms])),
    "note_below": (".xlsx", lambda forms: office(below=[f"Ghi chú: {words} gửi" for words in forms])),
    "comment": (".xlsx", lambda forms: office(comments=[f"số tạm tính của {words}" for words in forms])),
    "sheet_name": (
        ".xlsx",
        lambda forms: book([SHEET, WRONG], *(f"{n} {in_name(words)}"[:31] for n, words in enumerate(forms))),
    ),
    "file_name": (".zip", archive),
    "document": (
        ".csv",
        list_with(
            "unit_code,issuer,level,stage,start_date,deadline,value,document,phase", "",
            '967,province,all,activated,2024-01-01,20#-12-31,?,"KH {1}",',
        ),
    ),
    "team": (".csv", list_with("team_code,name,kind,unit_code", "", 'T#,"Tổ {1}",captain_led,?')),
    "team_of_a_day": (
        ".csv",
        list_with(
            "unit_code,date,hour_band,level,stage,channel,team_code,count", "",
            "967,2024-05-02,07-11,2,activated,mobile,{},?",
        ),
    ),
    "source_address": (
        ".csv",
        list_with(
            "unit,level,date,metric,value,denominator,percent,source_url", "",
            'Cà Mau,province,2024-05-02,eid_#,?,,,"https://bao.vn/tin?ai={1}"',
        ),
    ),
    "property": (
        ".xlsx",
        lambda forms: book([SHEET, SOUND, WRONG], properties=dict.fromkeys(PROPERTIES, "; ".join(forms))),
    ),
    "word_document": (".docx", document),
}  # fmt: skip


# A hamlet of one digit would be found by chance.
WAYS = FORMS | {"hamlet": "ấp 7391", "born_short": "15/3/1985"}


def normal(text: str) -> str:
    """Letters and digits alone, folded: however the same is spelled."""
    return "".join(letter for letter in fold(privacy.plain_form(text)[0]) if letter.isalnum())


SECRETS = {normal(words): form for form, words in WAYS.items()}


def decoded(path: Path) -> str:
    """All that a file holds, as text: Parquet, DuckDB and archives unpacked."""
    if path.suffix == ".parquet":
        return str(duckdb.execute(f"SELECT * FROM '{path}'").fetchall())
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            return str([connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables])
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return " ".join(archive.read(part).decode() for part in archive.namelist())
    return path.read_bytes().decode(errors="ignore")


def found_in(text: str) -> set[str]:
    """The forms of which a text holds one."""
    plain = normal(text)
    return {form for secret, form in SECRETS.items() if secret in plain}


def found_on(path: Path) -> set[str]:
    """The forms of which a file holds one, in its name, in what it means, or as written in any of its bytes."""
    content = path.read_bytes()
    as_written = {form for form, words in WAYS.items() if words.encode() in content}
    return as_written | found_in(decoded(path)) | found_in(path.name)


def handed_in(folder: Path) -> dict[str, Path]:
    """A file for each place."""
    folder.mkdir()
    for place, (ending, make) in PLACES.items():
        (folder / f"{place}{ending}").write_bytes(make(list(WAYS.values())))
    return {place: folder / f"{place}{ending}" for place, (ending, _) in PLACES.items()}


def test_no_person_stays_wherever_and_however_a_file_names_one(tmp_path, data_folder, capfd, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    client.READER.stop()
    files = handed_in(tmp_path / "office")
    cli.main(["import", *map(str, files.values())])
    client.READER.stop()
    printed = "".join(capfd.readouterr())
    written = [path for folder in (data_folder, scratch) for path in folder.rglob("*") if path.is_file()]
    kinds = {path.parent.parent.name if path.suffix == ".parquet" else path.suffix for path in written}
    assert {"batches", "quarantine", ".duckdb", ".xlsx", ".json"} <= kinds
    found = {str(path): forms for path in written if (forms := found_on(path))}
    assert (found, found_in(printed)) == ({}, set())


def in_this_process(reader, staging, export, request, limits):
    """Reads where the test's patches hold."""
    pipe = io.BytesIO()
    worker.answer(request, pipe)
    pipe.seek(0)
    return reader._answered(staging, export, client.Bounded(pipe, limits.answer))


# Of these nothing is kept, covered or not: no reader looks at properties, and columns that say nothing are dropped.
NEVER_KEPT = {"property", "extra_cell"}


def test_without_the_covering_the_same_search_finds_people_in_each_place(tmp_path, data_folder, monkeypatch):
    monkeypatch.setattr(client.Reader, "read", in_this_process)
    monkeypatch.setattr(privacy, "covered", lambda text, find: text)
    monkeypatch.setattr(catalogue, "kept", lambda text: text)
    # What the macros of SQL cover is a part of the catalogue: here it is another one.
    monkeypatch.setattr(catalogue, "SHARED", {})
    leaks = {}
    for place, path in sampled(handed_in(tmp_path / "office").items(), 3):
        monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / place))
        results = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
        texts = [str(result) for result in results]
        texts += [decoded(saved) for saved in (tmp_path / place).rglob("*") if saved.is_file()]
        leaks[place] = found_in(" ".join(texts))
    assert {place for place, forms in leaks.items() if not forms} == NEVER_KEPT & set(leaks), leaks


# Names that no rule of the check knows.
STRANGERS = ("Hầu Chìa Sính", "Giàng A Páo")
CELLS = ("unit", "unit_above", "code", "number", "word", "time")


def test_a_cell_that_was_not_understood_is_covered_though_no_check_knows_the_name(tmp_path, data_folder, run):
    paths = {place: tmp_path / f"{place}{PLACES[place][0]}" for place in CELLS}
    for place, path in paths.items():
        path.write_bytes(PLACES[place][1](STRANGERS))
        assert privacy.MASK in run("import", path, "--dry-run")[1] or place == "unit_above", place
    printed = run("import", *paths.values())[1]
    texts = [printed, *(decoded(path) for path in data_folder.rglob("*") if path.is_file())]
    assert not [name for name in STRANGERS for text in texts if normal(name) in normal(text)]


@pytest.mark.parametrize(("likeness", "shown"), [(82, "Xã Trí Phảm"), (100, privacy.MASK)])
def test_a_name_like_a_unit_s_is_shown_to_be_mended_and_not_kept(file, data_folder, likeness, shown):
    data_folder.mkdir()
    (data_folder / "settings.toml").write_text(f"name_likeness = {likeness}\n")
    rows = ("Huyện Thới Bình,2024-05-01,1,activated,5", "Xã Trí Phảm,2024-05-01,1,activated,5")
    (result,) = importer.accept_files([file("a.csv", NAMED, *rows)], dry_run=False, is_demo=False, progress=None)
    assert [problem.value for problem in result.problems] == [shown]
    kept = [path for path in (data_folder / "quarantine").rglob("*") if path.is_file()]
    assert {path.name for path in kept} == {"rows.parquet", "problems.json"}
    assert not [path for path in kept if "tripham" in normal(decoded(path))]


def test_a_file_whose_name_is_a_person_s_is_called_by_its_digest(file, run):
    path = file("bc 0912345678.csv", LIST, GOOD)
    code, printed, _ = run("import", path)
    assert (code, "bc *********.csv" in printed) == (0, True)
    assert [one.source_name for one in store.manifests()] == [f"tep-{store.digest_of(path)[:8]}.csv"]
