"""The carried tables of units, and those that an operator added to them, as relations that SQL can read."""

from pathlib import Path

from dashboard import settings
from dashboard.sql import literal
from dashboard.units import files


def csv_relation(path: Path) -> str:
    """One of our own tables, all text; its first line is read here, which spares DuckDB its guessing."""
    with path.open(encoding="utf-8-sig") as file:
        names = file.readline().strip().split(",")
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({literal(path)}, auto_detect = false, header = true, delim = ',', quote = '\"', "
        f"columns = {{{columns}}})"
    )


def rows_of(name: str) -> str:
    """The rows of a carried table and of those that an operator added to it."""
    carried, added = f"SELECT * FROM {csv_relation(settings.DATA / name)}", files.own(name)
    return f"{carried} UNION ALL BY NAME SELECT * FROM {csv_relation(added)}" if added.exists() else carried


def rows_of_units() -> str:
    """The units; what an operator's resolutions say of one stands in the place of what is carried."""
    carried, added = csv_relation(settings.DATA / "units.csv"), files.own("units.csv")
    if not added.exists():
        return f"SELECT * FROM {carried}"
    own = f"SELECT * FROM {csv_relation(added)}"
    return f"SELECT * FROM {carried} ANTI JOIN ({own}) AS own USING (edition, unit_code) UNION ALL BY NAME {own}"
