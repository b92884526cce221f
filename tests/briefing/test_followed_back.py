"""Printed counts are followed back into the files that offices sent, where the same number stands.

12 counts in each test run, TRACE_COUNTS=300 by `make trace`.
"""

import datetime as dt
import json
import os
import random
from collections.abc import Iterator
from functools import cache
from itertools import product, zip_longest
from pathlib import Path

import duckdb
import pytest

from dashboard import importer, queries, settings, version_files
from dashboard.batches import positions, store
from dashboard.briefing import trace
from dashboard.database import Database
from dashboard.selection import Measure, Selection
from tests import following, warehouse

COUNTS = int(os.environ.get("TRACE_COUNTS", "12"))
SUMS = COUNTS if COUNTS >= 300 else 2
CASES = settings.ROOT.parent / "shared" / "cases"
# Reports by two hands; the second one's are followed where the first one's are too few.
OF_OFFICES = ("office", "offices")
SHOWN = ("value", "zero", "late")
# Days of both eras, with detailed exports and corrections among them, and what pages print on them.
DAYS = [
    dt.date(2023, 2, 10), dt.date(2024, 3, 20), dt.date(2024, 5, 1), dt.date(2025, 7, 2), dt.date(2025, 12, 31),
    dt.date(2026, 9, 7), dt.date(2026, 11, 20),
]  # fmt: skip
GRAINS = {"2024": ("commune", "district", "province"), "2025": ("commune", "province")}


@pytest.fixture(scope="session")
def sent(demo_sent: dict[Path, dt.datetime]) -> Path:
    """The folder with the files of the simulated campaign."""
    return next(iter(demo_sent)).parent


@cache
def lines(path: Path) -> list[list[str]]:
    return following.lines(path)


@cache
def book(path: Path, sheet: str) -> dict[tuple[int, str], object]:
    return following.cells(path, sheet)


def asked() -> list[tuple[dt.date, str, str, str, str]]:
    """Days, editions, sizes, levels and stages of which counts are taken: all, or as many as counts are followed."""
    every = [
        (day, edition, grain, level, stage)
        for day, level, stage in product(DAYS, ("all", "1"), ("activated", "collected"))
        for edition, grains in GRAINS.items()
        for grain in grains
    ]
    return random.Random(20261120).sample(every, min(COUNTS, len(every)))


def printed(database: Database) -> list[tuple[Selection, int]]:
    """Every count that a page prints in its tables of what is asked."""
    found = []
    for day, edition, grain, level, stage in asked():
        table = queries.progress_by_area(
            database, edition=edition, as_of=day, parent="VN", grain=grain, measure=Measure(level=level, stage=stage)
        )
        rows = table[table["state"].isin(SHOWN)]
        found += [
            (Selection(code, edition, day, level=level, stage=stage), int(count))
            for code, count in zip(rows["unit_code"], rows["counted"], strict=True)
        ]
    return found


def in_turn(every: list[tuple[Selection, int]]) -> Iterator[tuple[Selection, int]]:
    """The counts in any order, but one of each day and edition in turn: few are of what the reform handed over."""
    random.Random(20261120).shuffle(every)
    groups: dict[object, list[tuple[Selection, int]]] = {}
    for figure, count in every:
        groups.setdefault((figure.as_of, figure.edition), []).append((figure, count))
    return (one for turn in zip_longest(*groups.values()) for one in turn if one)


@cache
def traced(database: Database, figure: Selection) -> trace.Trace:
    return trace.of_figure(database, figure)


def follow(database: Database, figure: Selection, sent: Path) -> int:
    """What stands in the files that a count is made of, added up as its trace says."""
    found = traced(database, figure)
    assert found.is_told_apart
    if found.parts:
        return sum(follow(database, part.figure, sent) for part in found.parts)
    reported = sum(read_again(report, figure, sent) for report in found.reports if not report.is_later)
    if found.pieces and not found.reports:
        assert all(piece.share == 1 for piece in found.pieces)
        reported = sum(follow(database, piece.figure, sent) for piece in found.pieces if piece.count is not None)
    return reported + sum(added(export, figure, sent) for export in found.exports)


def read_again(report: trace.Report, figure: Selection, sent: Path) -> int:
    """The number in the cell that a report names."""
    at, path = report.position, sent / report.file.name
    assert at is not None, report
    cell = str(book(path, at.sheet)[at.line, at.column]) if at.sheet else following.at(lines(path), at.line, at.column)
    assert following.number(cell) == report.value
    return following.number(cell)


def added(export: trace.Export, figure: Selection, sent: Path) -> int:
    """The sum of an export's lines of a unit's days."""
    head, *_ = rows = lines(sent / export.file.name)
    first, last = export.lines
    assert (first, last - first + 1) == (2, export.rows)
    found = [dict(zip(head, row, strict=True)) for row in rows[first - 1 : last]]
    return sum(
        int(row["so_luong"])
        for row in found
        if (row["ma_don_vi"], row["muc_do"], row["giai_doan"]) == (figure.unit, export.level, figure.stage)
        and export.days[0].isoformat() <= row["ngay"] <= export.days[1].isoformat()
    )


def can_be_followed(database: Database, figure: Selection) -> bool:
    """Of a count that was shared out by area, or reckoned back, the files hold what it was made of, and not itself."""
    found = traced(database, figure)
    if not found.is_told_apart or any(report.is_later for report in found.reports):
        return False
    if any(piece.share != 1 for piece in found.pieces):
        return False
    return all(can_be_followed(database, part.figure) for part in (*found.parts, *found.pieces))


def test_printed_counts_of_the_campaign_stand_in_its_files(demo_data: Path, sent: Path) -> None:
    database = Database(version_files.path_of(str(version_files.shown())))
    followed, sums, kinds = 0, 0, set()
    for figure, count in in_turn(printed(database)):
        if followed >= COUNTS:
            break
        found = traced(database, figure)
        # The larger areas are few, and each is many counts.
        sums += bool(found.parts)
        if found.parts and sums > SUMS:
            continue
        if not can_be_followed(database, figure):
            continue
        assert follow(database, figure, sent) == count, figure
        kinds |= {name for name in ("reports", "exports", "parts", "pieces") if getattr(found, name)}
        followed += 1
    assert followed == COUNTS
    assert kinds >= {"reports", "pieces"}


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_counts_of_offices_files_stand_in_their_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    followed = 0
    for path in readable():
        if followed >= COUNTS:
            break
        monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / path.parent.name / path.name))
        (result,) = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
        if result.batch and result.kind == "summary":
            followed += followed_in(path, result.batch)
    assert followed >= COUNTS


def readable() -> list[Path]:
    """Files that may come in and that openpyxl or csv opens, in a random order of each folder."""
    found = []
    for folder in OF_OFFICES:
        truth = json.loads((CASES / folder / "truth.json").read_text(encoding="utf-8"))
        names = sorted(name for name, want in truth.items() if want["rows"] and name.endswith((".xlsx", ".csv")))
        random.Random(5).shuffle(names)
        found += [CASES / folder / name for name in names]
    return found


def followed_in(path: Path, batch: str) -> int:
    """How many counts of a batch were found again in its file; each of them must be."""
    rows = store.rows_file(batch)
    found = duckdb.execute(
        "SELECT count, sheet, line, letter FROM read_parquet($rows) AS row "
        "LEFT JOIN read_parquet($places) AS place USING (edition, unit_code, as_of, level, stage)",
        {"rows": str(rows), "places": str(rows.with_name(positions.POSITIONS))},
    ).fetchall()
    assert len(found) == store.manifests()[0].accepted_rows
    for value, *place in found:
        assert following.number(following.cell(path, *place)) == value, (path.name, place)
    return len(found)


def test_what_detailed_exports_add_is_added_up_again_from_their_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    report, export = tmp_path / "tong_hop.csv", tmp_path / "chi_tiet.csv"
    report.write_text(
        "ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\n32065,2024-05-01 23:00,1,activated,100\n", encoding="utf-8"
    )
    days = [
        f"{unit},2024-05-0{day},07-11,1,activated,mobile,{more + day}"
        # A small count of the other unit's would hide these.
        for unit, more in (("32065", 0), ("32068", 10))
        for day in range(1, 7)
    ]
    head = "ma_don_vi,ngay,khung_gio,muc_do,giai_doan,kenh,so_luong"
    export.write_text("\n".join([head, *days, ""]), encoding="utf-8")
    with warehouse.in_use(tmp_path / "data"):
        importer.accept([report, export])
    database = Database(version_files.path_of(str(version_files.shown())))
    figure = Selection("32065", "2024", dt.date(2024, 5, 4), level="1")
    found = traced(database, figure)
    assert (found.count, len(found.reports), [one.lines for one in found.exports]) == (109, 1, [(2, 13)])
    assert follow(database, figure, tmp_path) == 109
