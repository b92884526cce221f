"""Where two sources report the same thing, and whether they agree."""

from dataclasses import dataclass

from dashboard import queries
from dashboard.database import Database
from dashboard.rows import ReconciliationByUnit, each_row
from dashboard.selection import Selection


@dataclass(frozen=True)
class Compared:
    """How many figures have two sources, how many of these differ, and the rows of those that do."""

    compared: int
    differing: int
    rows: tuple[ReconciliationByUnit, ...]


def of_unit(database: Database, selection: Selection) -> Compared | None:
    """Of the selected unit and of those within it; None where nothing has two sources."""
    table = queries.reconciliation_by_unit(
        database, edition=selection.edition, parent=selection.unit, as_of=selection.as_of
    )
    rows = tuple(each_row(table, ReconciliationByUnit))
    if not rows:
        return None
    return Compared(
        sum(int(row.compared) for row in rows),
        sum(int(row.differing) for row in rows),
        tuple(row for row in rows if row.differing > 0),
    )
