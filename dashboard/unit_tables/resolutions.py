"""Later resolutions: what their files change becomes tables beside those that are carried."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from dashboard import settings
from dashboard.exports.privacy import masked
from dashboard.unit_tables import table_files
from dashboard.unit_tables.resolution_rules import COLUMNS, NEEDED, faults_of, named
from dashboard.unit_tables.table_files import Table, TableRefused
from dashboard.units import files
from dashboard.units.files import Row
from dashboard.units.table import Key

UNIT = (
    "edition", "unit_code", "grain", "kind", "name", "full_name", "parent_code", "valid_from", "valid_to", "lon", "lat",
    "area_km2", "area_quality",
)  # fmt: skip
CHANGE = ("edition", "unit_code", "effective_on", "kind", "name", "full_name", "document")
SUCCESSION = ("from_edition", "from_code", "to_edition", "to_code", "share", "method", "effective_on", "document")


@dataclass
class State:
    """All units as they are listed and as they stand, and what resolutions changed of them so far."""

    listed: dict[Key, Row]
    units: dict[Key, Row]
    touched: dict[Key, Row] = field(default_factory=dict)
    changes: list[Row] = field(default_factory=list)
    successions: list[Row] = field(default_factory=list)


def folder() -> Path:
    """Where the loaded files are kept."""
    return files.own("resolutions")


def loaded() -> list[Path]:
    """The files of the resolutions that were loaded."""
    return sorted(folder().glob("*.csv"))


def load(path: Path) -> str | None:
    """Takes a resolution in, in the place of one of the same file name, and rebuilds. Raises TableRefused."""
    table = table_files.read_table(path, NEEDED, COLUMNS)
    name = masked(path.stem)
    others = [table_files.read_table(other, NEEDED, COLUMNS) for other in loaded() if other.stem != name]
    changed = derived([*others, table])
    kept = table_files.written((row for _, row in table.rows), COLUMNS)
    return table_files.put_in_place({f"resolutions/{name}.csv": kept, **changed})


def forget(name: str) -> str | None:
    """Takes a resolution out and rebuilds. Raises KeyError when none of that name was loaded."""
    left = [path for path in loaded() if path.stem != name]
    if len(left) == len(loaded()):
        raise KeyError(name)
    changed = derived([table_files.read_table(path, NEEDED, COLUMNS) for path in left])
    return table_files.put_in_place({f"resolutions/{name}.csv": None, **changed})


def derived(tables: list[Table]) -> dict[str, str | None]:
    """The tables of units, names and successions that resolutions make together. Raises TableRefused."""
    state = carried()
    for table in sorted(tables, key=first_day):
        if faults := faults_of(table, state.units):
            raise TableRefused(faults)
        for _, row in table.rows:
            take(state, row)
    made = ((files.FILE.name, state.touched.values(), UNIT), (files.CHANGES, state.changes, CHANGE),
            (files.SUCCESSION, state.successions, SUCCESSION))  # fmt: skip
    return {name: table_files.written(rows, columns) if rows else None for name, rows, columns in made}


def carried() -> State:
    """The carried units, which stand under the newest of their names."""
    rows = [*files.read(files.FILE), *files.read(settings.DATA / files.ENDED)]
    listed = {(row["edition"], row["unit_code"]): row for row in rows}
    state = State(listed, dict(listed))
    for row in files.read(settings.DATA / files.CHANGES):
        key = row["edition"], row["unit_code"]
        state.units[key] = state.units[key] | {name: row[name] for name in ("kind", "name", "full_name")}
    return state


def first_day(table: Table) -> str:
    """The first day of a resolution; a day that cannot be read is reported when its rows are looked at."""
    return min(row["effective_on"] for _, row in table.rows)


def take(state: State, row: Row) -> None:
    """Does to the units what one row says."""
    before, after = (row["from_edition"], row["from_code"]), (row["to_edition"], row["to_code"])
    if before not in state.units:
        # Where it lay nobody says: it is not where its successor is.
        unplaced = dict.fromkeys(("valid_from", "lon", "lat", "area_km2"), "")
        _add(state, before, row["from_full_name"], state.units[after] | unplaced)
    if after not in state.units:
        placed = {name: row[name] for name in ("lon", "lat", "area_km2")} | {"valid_from": row["effective_on"]}
        parent = row["parent_code"] or state.units[before]["parent_code"]
        _add(state, after, row["full_name"], state.units[before] | placed | {"parent_code": parent})
    if before == after and row["from_full_name"]:
        _rename(state, after, row["from_full_name"], {"effective_on": "", "document": ""})
    if row["full_name"] and row["full_name"] != state.units[after]["full_name"]:
        _rename(state, after, row["full_name"], row)
    if before != after:
        method = row["method"] or ("whole" if float(row["share"] or 1) == 1 else "stated")
        state.successions.append(row | {"share": row["share"] or "1", "method": method})
        last = date.fromisoformat(row["effective_on"]) - timedelta(days=1)
        _touch(state, before, {"valid_to": last.isoformat()})


def _add(state: State, key: Key, full_name: str, like: Row) -> None:
    unit = like | {"edition": key[0], "unit_code": key[1], "valid_to": "2025-06-30" if key[0] == "2024" else ""}
    unit |= named(full_name, like["grain"]) | {"area_quality": "" if unit["area_km2"] else "missing"}
    state.listed[key] = state.units[key] = state.touched[key] = unit


def _rename(state: State, key: Key, full_name: str, said: Row) -> None:
    facts = named(full_name, state.units[key]["grain"])
    dated = {name: said[name] for name in ("effective_on", "document")}
    state.changes.append(facts | dated | {"edition": key[0], "unit_code": key[1]})
    state.units[key] = state.units[key] | facts


def _touch(state: State, key: Key, facts: Row) -> None:
    """Its days change; in the list it keeps its first name, for the others are among the changes."""
    state.units[key] = state.units[key] | facts
    state.touched[key] = state.touched.get(key, state.listed[key]) | facts
