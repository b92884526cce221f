"""What a file of a resolution must say: known units, whole shares, days in order, and the names of what is new."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from dashboard.unit_tables.table_files import Fault, Table
from dashboard.units.files import Row
from dashboard.units.table import EDITIONS, REFORM_DAY, Key

NEEDED = ("from_edition", "from_code", "to_edition", "to_code", "effective_on", "document")
COLUMNS = (
    "from_edition", "from_code", "to_edition", "to_code", "share", "method", "effective_on", "document", "full_name",
    "from_full_name", "parent_code", "lon", "lat", "area_km2",
)  # fmt: skip
METHODS = ("", "whole", "stated", "residents", "area_overlap", "area_overlap_weak", "area_overlap_below_resolution")
# The words that full names begin with, by grain: "Thành phố" is a province or a district.
KINDS = {
    "commune": {"Phường": "phuong", "Xã": "xa", "Thị trấn": "thi_tran", "Đặc khu": "dac_khu"},
    "district": {"Thành phố": "thanh_pho", "Thị xã": "thi_xa", "Quận": "quan", "Huyện": "huyen"},
    "province": {"Thành phố": "thanh_pho_tw", "Tỉnh": "tinh"},
}


def kind_of(full_name: str, grain: str) -> str:
    """The kind that a full name begins with; empty where it is none of the grain's."""
    return next((kind for word, kind in KINDS.get(grain, {}).items() if full_name.startswith(word + " ")), "")


def bare(full_name: str) -> str:
    """The name without its kind; a ward that has a number only keeps it: "Phường 2"."""
    words = {word for kinds in KINDS.values() for word in kinds}
    name = next((full_name.removeprefix(word + " ") for word in words if full_name.startswith(word + " ")), full_name)
    return full_name if name.isdigit() else name


def named(full_name: str, grain: str) -> Row:
    """The cells of a unit's name."""
    return {"kind": kind_of(full_name, grain), "name": bare(full_name), "full_name": full_name}


def faults_of(table: Table, units: Mapping[Key, Row]) -> list[Fault]:
    """All that is wrong with a resolution, given the units as the earlier ones left them."""
    faults = []
    for number, row in table.rows:
        if wrong := cell_at_fault(row, units):
            faults.append(table.fault(number, wrong[0], row[wrong[0]], wrong[1]))
    return faults or _shares_at_fault(table) or _names_at_fault(table)


def cell_at_fault(row: Row, units: Mapping[Key, Row]) -> tuple[str, str] | None:
    """The first cell of a row that is wrong by itself, and why."""
    if empty := [column for column in NEEDED if not row[column]]:
        return empty[0], "needed"
    before, after = units.get((row["from_edition"], row["from_code"])), units.get((row["to_edition"], row["to_code"]))
    day = _day(row["effective_on"])
    if day is None:
        return "effective_on", "day"
    tests = (
        ("from_edition", row["from_edition"] in EDITIONS, "edition"),
        ("to_edition", row["to_edition"] == row["from_edition"], "inside_edition"),
        ("from_code", before is not None or _is_former(row, after), "unit_unknown"),
        ("effective_on", _is_inside(row["from_edition"], day), "day_outside"),
        ("from_code", before is None or _exists(before, day), "ended"),
        ("to_code", after is None or _exists(after, day), "ended"),
        ("to_code", row["to_code"].isdigit() and len(row["to_code"]) == len(row["from_code"]), "unit_unknown"),
        ("share", _share(row["share"]) is not None, "share"),
        ("method", row["method"] in METHODS, "method"),
        ("full_name", _is_named(row, before, after), "full_name"),
        ("parent_code", not row["parent_code"] or (row["from_edition"], row["parent_code"]) in units, "parent"),
        *((column, _is_number(row[column]), "number") for column in ("lon", "lat", "area_km2")),
    )
    return next(((column, reason) for column, holds, reason in tests if not holds), None)


def _shares_at_fault(table: Table) -> list[Fault]:
    """A unit gives all of itself, at once; one that goes on gives nothing, for it reports what it has left itself."""
    parts: dict[tuple[str, str], list[tuple[int, Row]]] = defaultdict(list)
    for number, row in table.rows:
        parts[row["from_edition"], row["from_code"]].append((number, row))
    faults = []
    for rows in parts.values():
        number, row = rows[-1]
        if len({part["effective_on"] for _, part in rows}) > 1:
            faults.append(table.fault(number, "effective_on", row["effective_on"], "shares"))
        elif len(rows) > 1 and any(part["to_code"] == part["from_code"] for _, part in rows):
            faults.append(table.fault(number, "to_code", row["to_code"], "goes_on"))
        elif sum(_share(part["share"]) or 0 for _, part in rows) != 1:
            faults.append(table.fault(number, "share", row["share"], "shares"))
    return faults


def _names_at_fault(table: Table) -> list[Fault]:
    """A unit that takes over from several is called the same in each of its rows."""
    called: dict[str, str] = {}
    faults = []
    for number, row in table.rows:
        name = row["full_name"]
        if name and called.setdefault(row["to_edition"] + row["to_code"], name) != name:
            faults.append(table.fault(number, "full_name", name, "full_name"))
    return faults


def _is_former(row: Row, after: Row | None) -> bool:
    """The list of 2024 is of its last day: a unit that had ended before comes into it by its name."""
    return after is not None and row["from_edition"] == "2024" and bool(kind_of(row["from_full_name"], after["grain"]))


def _is_named(row: Row, before: Row | None, after: Row | None) -> bool:
    if not row["full_name"]:
        return after is not None
    return bool(kind_of(row["full_name"], (after or before or {}).get("grain", "")))


def _exists(unit: Row, day: date) -> bool:
    first, last = (_day(unit[name]) for name in ("valid_from", "valid_to"))
    return (first or date.min) < day <= (last or date.max)


def _is_inside(edition: str, day: date) -> bool:
    return (day < REFORM_DAY) if edition == "2024" else (day > REFORM_DAY)


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _share(cell: str) -> Decimal | None:
    try:
        share = Decimal(cell or "1")
    except InvalidOperation:
        return None
    return share if 0 <= share <= 1 else None


def _is_number(cell: str) -> bool:
    try:
        return not cell or float(cell) > 0
    except ValueError:
        return False
