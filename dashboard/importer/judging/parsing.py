"""Turns text cells into typed rows: every distinct value is read once, then the rows look their values up."""

from datetime import datetime

from dashboard.exports.header import Header
from dashboard.exports.kinds import UNIT_FIELDS, Field, Kind
from dashboard.importer.matching.naming import name_units, naming_join
from dashboard.importer.staging import Staging

READINGS = {
    "date": "CASE WHEN is_of_uncertain_order(text, column_order) THEN NULL ELSE as_date(text) END",
    "time": "CASE WHEN is_of_uncertain_order(text, column_order) THEN NULL ELSE as_time(text) END",
    "clock": "as_clock(text)",
    "count": "as_count(text)",
    "range": "as_range(text)",
    "percent": "as_percent(text)",
    "text": "masked(text)",
    "address": "masked_address(text)",
}
# What a reading gives that is no text.
TYPES = {"date": "DATE", "time": "TIMESTAMP", "clock": "BIGINT", "count": "BIGINT", "percent": "DOUBLE"}
TYPES["range"] = "STRUCT(low BIGINT, high BIGINT)"


# The edition is optional; where it is given it is a word like others.
EDITION = Field("edition", "word", required=False)


def parse(staging: Staging, header: Header, now: datetime) -> None:
    """From `raw` makes `cells`, `incoming` (one typed row per row of the file) and `unread` (cells not understood).

    A row that names a unit and says nothing of it is left out of all three: no figure yet.
    """
    staging.cover_people()
    kind = header.kind
    columns = ", ".join(
        f'"{field}"' if field in header.names else f'NULL::VARCHAR AS "{field}"' for field in kind.all_fields
    )
    staging.execute(f"CREATE TEMP VIEW cells AS SELECT rowid AS row, {columns} FROM raw WHERE {is_said(header)}")
    for field in kind.fields:
        if field.name in header.names:
            read_words(staging, field)
        else:
            given = f"written VARCHAR, text VARCHAR, value {TYPES.get(field.reading, 'VARCHAR')}"
            staging.execute(f'CREATE TEMP TABLE "read_{field.name}" ({given})')
    name_units(staging, kind, now)
    type_rows(staging, kind)
    find_unread(staging, header)


def is_said(header: Header) -> str:
    """The SQL of whether a row of `raw` says anything of its unit; what a hint says of all rows does not count."""
    own = [field.name for field in header.kind.fields if field.name in header.positions]
    cells = ", ".join(f'"{name}"' for name in own or header.names)
    return f"coalesce({cells}) IS NOT NULL"


def units_alone(staging: Staging, header: Header) -> int:
    """How many rows name a unit and say nothing of it."""
    unit = [f'"{name}"' for name in UNIT_FIELDS if header.kind.has_unit and name in header.positions]
    if not unit:
        return 0
    alone = f"SELECT count(*) FROM raw WHERE NOT {is_said(header)} AND coalesce({', '.join(unit)}) IS NOT NULL"
    return int(staging.execute(alone).fetchall()[0][0])


def read_words(staging: Staging, field: Field) -> None:
    """The table `read_<field>`: each distinct cell as written, as text, and as the value it means."""
    value, beside = READINGS.get(field.reading), ""
    if value is None:
        value = "canonical"
        beside = f"LEFT JOIN meaning ON meaning.field = '{field.vocabulary}' AND meaning.key = word_key(text)"
    elif "column_order" in value:
        # What a date means hangs on all dates of its column.
        beside = "CROSS JOIN (SELECT order_of(text) AS column_order FROM words)"
    words = f'SELECT written, cell(written) AS text FROM (SELECT DISTINCT "{field.name}" AS written FROM cells)'
    staging.execute(
        f'CREATE TEMP TABLE "read_{field.name}" AS '
        f"WITH words AS ({words}) SELECT written, text, {value} AS value FROM words {beside}"
    )


def type_rows(staging: Staging, kind: Kind) -> None:
    """The table `incoming`: one typed row per row of the file that is not blank."""
    joins = [
        f'LEFT JOIN "read_{field.name}" ON cells."{field.name}" = "read_{field.name}".written' for field in kind.fields
    ]
    given = ", ".join(f'cells."{name}"' for name in kind.all_fields)
    values = ", ".join(value_of(field) for field in kind.fields)
    dated = f'"read_{kind.dated}".value::TIMESTAMP' if kind.dated else "NULL::TIMESTAMP"
    typed = (
        "SELECT cells.row, read_unit.state AS unit_state, read_unit.detail AS unit_detail, "
        f"{dated} AS dated_at, read_unit.edition, read_unit.unit_code, {values} FROM cells {' '.join(joins)} "
        f"{naming_join(kind)} LEFT JOIN read_unit ON naming.id = read_unit.id WHERE coalesce({given}) IS NOT NULL"
    )
    [(rows,)] = staging.execute("SELECT count(*) FROM raw").fetchall()
    begin = "CREATE TEMP TABLE incoming AS"
    for first in range(0, max(rows, 1), staging.at_once):
        some = f"cells.row >= {first} AND cells.row < {first + staging.at_once}"
        staging.execute(f"{begin} {typed} AND {some}" if rows > staging.at_once else f"{begin} {typed}")
        begin = "INSERT INTO incoming"
        if rows > staging.at_once:
            staging.pack()


def value_of(field: Field) -> str:
    """The SQL of the accepted columns that a field fills."""
    read = f'"read_{field.name}"'
    if field.reading == "range":
        return f"{read}.value.low AS {field.target}, {read}.value.high AS {field.target}_high"
    if field.name == "correction":
        return f"CASE WHEN {read}.text IS NULL THEN false ELSE {read}.value::BOOLEAN END AS {field.target}"
    return f"{read}.value AS {field.target}"


def find_unread(staging: Staging, header: Header) -> None:
    """The table `unread`: cells that are needed and empty, or filled and not understood."""
    staging.execute(
        "CREATE TEMP TABLE unread "
        "(row BIGINT, field VARCHAR, reading VARCHAR, vocabulary VARCHAR, is_given BOOLEAN, written VARCHAR)"
    )
    suspects = {field: f"incoming.{field.target} IS NULL" for field in header.kind.fields if field.name in header.names}
    if "edition" in header.names and header.kind.has_unit:
        suspects[EDITION] = "incoming.unit_state IS NULL"
    # One look over the rows spares the fields that were all understood.
    counted = ", ".join(f"count(*) FILTER ({condition})" for condition in suspects.values())
    counts = staging.execute(f"SELECT {counted} FROM incoming").fetchall()[0]
    for (field, condition), count in zip(suspects.items(), counts, strict=True):
        if count:
            written = f'cell(cells."{field.name}")'
            given = f"{written} IS NOT NULL"
            staging.execute(
                f"INSERT INTO unread SELECT cells.row, '{field.name}', '{field.reading}', '{field.vocabulary}', "
                f"{given}, {written} "
                # DuckDB keeps the right side of a join in memory.
                f"FROM cells JOIN (SELECT row FROM incoming WHERE {condition}) AS suspect ON suspect.row = cells.row "
                f"WHERE {given} OR {field.required}"
            )
