"""Groupings of an office, such as clusters of officers, loaded from a file beside those that are carried."""

import re
from collections import defaultdict
from pathlib import Path

from dashboard import settings, units
from dashboard.unit_tables import table_files
from dashboard.unit_tables.table_files import Fault, Table, TableRefused
from dashboard.units import files
from dashboard.units.files import Row

COLUMNS = (
    "grouping", "edition", "group_code", "name", "full_name", "parent_code", "unit_code", "is_majority", "share",
)  # fmt: skip
NEEDED = ("grouping", "edition", "group_code", "full_name", "unit_code")
GROUPING = re.compile(r"[a-z][a-z0-9_]{1,29}")
# No longer than a name needs, so that no code can be a person's number.
CODE = re.compile(r"(?!\d{2}$|\d{3}$|\d{5}$)[A-Za-z0-9_.-]{1,8}")


def load(path: Path) -> str | None:
    """Takes a file's groupings in, in the place of those of the same names, and rebuilds. Raises TableRefused."""
    table = table_files.read_table(path, NEEDED, COLUMNS)
    if faults := faults_of(table):
        raise TableRefused(faults)
    named = {(row["grouping"], row["edition"]) for _, row in table.rows}
    kept = [row for row in saved() if (row["grouping"], row["edition"]) not in named]
    return _save([*kept, *(completed(row) for _, row in table.rows)])


def forget(grouping: str) -> str | None:
    """Takes a grouping out and rebuilds. Raises KeyError when there is none of that name."""
    kept = [row for row in saved() if row["grouping"] != grouping]
    if len(kept) == len(saved()):
        raise KeyError(grouping)
    return _save(kept)


def saved() -> list[Row]:
    """The rows of the office's own groupings."""
    path = files.own(files.GROUPINGS)
    return files.read(path) if path.exists() else []


def _save(rows: list[Row]) -> str | None:
    return table_files.put_in_place({files.GROUPINGS: table_files.written(rows, COLUMNS) if rows else None})


def completed(row: Row) -> Row:
    """The row with what may be left out: the short name, and the unit that holds the group, the nation if not said."""
    return row | {
        "name": row["name"] or row["full_name"],
        "parent_code": row["parent_code"] or units.NATION,
        "share": row["share"] or "1",
        "is_majority": row["is_majority"] or "false",
    }


def faults_of(table: Table) -> list[Fault]:
    """All that is wrong with a table of groupings."""
    carried = files.read(settings.DATA / files.GROUPINGS)
    taken = {*units.GRAINS, units.GROUP, *(row["grouping"] for row in carried)}
    own = {row["group_code"]: row["grouping"] for row in [*carried, *saved()]}
    seen: dict[tuple[str, ...], Row] = {}
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, row in table.rows:
        members[row["grouping"], row["edition"]].add(row["unit_code"])
    faults = []
    for number, row in table.rows:
        wrong = cell_at_fault(row, taken) or _clash(row, own, seen) or _member_at_fault(row, members)
        if wrong:
            faults.append(table.fault(number, wrong[0], row[wrong[0]], wrong[1]))
    return faults


def cell_at_fault(row: Row, taken: set[str]) -> tuple[str, str] | None:
    """The first cell of a row that is wrong by itself, and why."""
    edition, empty = row["edition"], [column for column in NEEDED if not row[column]]
    if empty:
        return empty[0], "needed"
    unit_code, parent = row["unit_code"], row["parent_code"] or units.NATION
    tests = (
        ("edition", edition in units.EDITIONS, "edition"),
        ("grouping", GROUPING.fullmatch(row["grouping"]), "grouping_name"),
        ("grouping", row["grouping"] not in taken, "grouping_taken"),
        ("group_code", CODE.fullmatch(row["group_code"]), "group_code"),
        ("unit_code", _is_unit(edition, unit_code), "unit_unknown"),
        ("parent_code", _is_unit(edition, parent) and parent in _codes_above(edition, unit_code), "parent"),
        ("is_majority", row["is_majority"] in ("", "true", "false"), "words"),
        ("share", _is_share(row["share"]), "share"),
    )
    return next(((column, reason) for column, holds, reason in tests if not holds), None)


def _clash(row: Row, own: dict[str, str], seen: dict[tuple[str, ...], Row]) -> tuple[str, str] | None:
    if own.get(row["group_code"], row["grouping"]) != row["grouping"]:
        return "group_code", "group_taken"
    group = seen.setdefault((row["edition"], row["group_code"]), row)
    for column in ("grouping", "full_name", "name", "parent_code"):
        if row[column] != group[column]:
            return column, "group_differs"
    unit = seen.setdefault((row["grouping"], row["edition"], row["unit_code"]), row)
    return None if unit is row else ("unit_code", "unit_twice")


def _member_at_fault(row: Row, members: dict[tuple[str, str], set[str]]) -> tuple[str, str] | None:
    above = _codes_above(row["edition"], row["unit_code"]) - {row["unit_code"]}
    return ("unit_code", "unit_within") if above & members[row["grouping"], row["edition"]] else None


def _is_unit(edition: str, unit_code: str) -> bool:
    return units.exists(edition, unit_code) and units.find(edition, unit_code).kind != units.GROUP


def _codes_above(edition: str, unit_code: str) -> set[str]:
    found = units.lineage(edition, unit_code) if units.exists(edition, unit_code) else []
    return {unit.unit_code for unit in found}


def _is_share(cell: str) -> bool:
    try:
        return not cell or 0 < float(cell) <= 1
    except ValueError:
        return False
