"""Where each accepted value stood in its file: sheet, line and column, and the heading by which it was understood.

Of a detailed export the first and the last line are enough, and of dossiers, whose lines are people, nothing is kept.
"""

from collections.abc import Iterator, Sequence

from dashboard.exports.kinds import DETAILED, POPULATION_BASE, SUMMARY, TARGET
from dashboard.exports.privacy import masked
from dashboard.exports.source import Source
from dashboard.importer.layouts.grids.grid import letters
from dashboard.importer.readers.csv_file import Lines
from dashboard.importer.readers.parquet_file import RowsInOrder
from dashboard.importer.staging import Staging
from dashboard.sql import literal

KINDS = (SUMMARY, TARGET, POPULATION_BASE)
ACCEPTED = "SELECT row FROM incoming WHERE row NOT IN (SELECT row FROM problem)"
# The column of a value as spreadsheets name it, and its heading.
Headed = tuple[str, str]


def are_kept(source: Source) -> bool:
    return source.header.kind in KINDS and not source.is_of_people


def first_and_last(staging: Staging, source: Source) -> tuple[int, int]:
    """The lines of the first and the last accepted row of a detailed export; 0 for any other."""
    if source.header.kind is not DETAILED or source.is_of_people:
        return 0, 0
    [(first, last)] = staging.execute(f"SELECT min(row), max(row) FROM ({ACCEPTED})").fetchall()
    lines = [line for _, line in source.places([first, last]).values()]
    return min(lines), max(lines)


def laid_out(staging: Staging, source: Source) -> str:
    """The SQL of the accepted rows' keys, each with where its value stood; of rows that say the same, of the first."""
    if stands_in_order(source):
        letter, heading = map(literal, heading_of_list(source))
        position = (
            f"SELECT row, NULL::VARCHAR AS sheet, (row + 2)::INTEGER AS line, {letter} AS letter, {heading} AS heading"
        )
        staging.execute(f"CREATE OR REPLACE TEMP TABLE position AS {position} FROM ({ACCEPTED})")
    else:
        lay_out_positions(staging, source)
    columns = dict(source.header.kind.columns)
    key = ", ".join(f"incoming.{name}::{columns[name]} AS {name}" for name in source.header.kind.key)
    place = ", ".join(f"position.{name}" for name in ("sheet", "line", "letter", "heading"))
    return (
        f"SELECT {key}, {place} FROM incoming INNER JOIN position ON incoming.row = position.row ORDER BY position.row"
    )


def stands_in_order(source: Source) -> bool:
    """Whether each line below the header is a row: of a long list the places need not be listed one by one."""
    places = source.places
    return isinstance(places, RowsInOrder) or (isinstance(places, Lines) and places.is_plain)


def lay_out_positions(staging: Staging, source: Source) -> None:
    """The table `position`."""
    import pyarrow

    rows = [row for (row,) in staging.execute(f"{ACCEPTED} ORDER BY row").fetchall()]
    places, heads = source.places(rows), list(headings(source, rows))
    columns = {
        "row": pyarrow.array(rows, pyarrow.int64()),
        "sheet": pyarrow.array([places[row][0] for row in rows], pyarrow.string()),
        "line": pyarrow.array([places[row][1] for row in rows], pyarrow.int32()),
        "letter": pyarrow.array([letter for letter, _ in heads], pyarrow.string()),
        "heading": pyarrow.array([heading for _, heading in heads], pyarrow.string()),
    }
    staging.connection.register("positions_read", pyarrow.table(columns))
    staging.execute("CREATE OR REPLACE TEMP TABLE position AS SELECT * FROM positions_read")
    staging.connection.unregister("positions_read")


def headings(source: Source, rows: Sequence[int]) -> Iterator[Headed]:
    """The column and the heading of each row's value. What is kept of a heading is covered as all that is kept."""
    places, field, of_list = source.places(rows), source.header.kind.value, heading_of_list(source)
    of_sheet = {one.sheet: (one.column, one.written) for one in source.meanings if one.meaning == field}
    for row in rows:
        label = source.labels(row, field) if source.labels else None
        yield taken_apart(label) if label else of_sheet.get(places[row][0], of_list)


def heading_of_list(source: Source) -> Headed:
    """The column and the heading of the values of a list with one header row."""
    header, field = source.header, source.header.kind.value
    return letters(header.positions.get(field, 0)), masked(header.names[field])


def taken_apart(label: str) -> Headed:
    """The column and the heading of a table's label: C (Kích hoạt / Mức 1)."""
    letter, _, heading = label.partition(" (")
    return letter, heading.removesuffix(")")
