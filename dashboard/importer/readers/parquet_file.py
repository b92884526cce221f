"""Reads Parquet files: each cell becomes the text that the same table would have as CSV."""

import glob
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from dashboard.exports.header import explain, recognise
from dashboard.exports.source import NO_HINTS, Export, Member, Place, Source, refused
from dashboard.importer.layouts.tables.beside import watched
from dashboard.importer.staging import Staging
from dashboard.sql import literal

FRACTIONAL = ("DOUBLE", "FLOAT", "DECIMAL")


def read_parquet(staging: Staging, export: Export) -> Source:
    """Fills `raw` with the understood columns as text. Raises ExportRejected."""
    table = (
        member_table(staging, export)
        if isinstance(export, Member)
        else f"read_parquet({literal(glob.escape(str(export)))})"
    )
    try:
        described = staging.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()
        types = {name: str(kind) for name, kind, *_ in described}
        header = recognise(staging.connection, list(types))
        if header is None:
            unfit = explain(staging.connection, list(types))
            if unfit.twice:
                where = ", ".join(list(types)[place] for place in unfit.places)
                raise refused(export, "column_stands_once", where, fields=", ".join(unfit.twice))
            raise refused(export, "header_is_recognised", kind=unfit.kind, fields=", ".join(unfit.missing))
        read = {f'"{field}"': name for field, name in header.names.items()}
        read |= {column.quoted: column.written for column in watched(staging, header, NO_HINTS)}
        columns = ", ".join(f"{as_text(name, types[name])} AS {column}" for column, name in read.items())
        staging.fill_raw(f"SELECT {columns} FROM {table}")
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as problem:
        raise refused(export, "file_is_readable") from problem
    return Source(header, RowsInOrder())


def member_table(staging: Staging, member: Member) -> str:
    """The name of a table in memory with the cells of an archive's member. Raises ExportRejected."""
    import pyarrow
    from pyarrow import parquet

    try:
        staging.connection.register("member_cells", parquet.read_table(pyarrow.BufferReader(member.content)))
    except pyarrow.ArrowException as problem:
        raise refused(member, "file_is_readable") from problem
    return "member_cells"


def as_text(name: str, kind: str) -> str:
    """The SQL of a column as text; a fraction gets zeros behind, as in a workbook."""
    column = '"' + name.replace('"', '""') + '"'
    if kind.startswith(FRACTIONAL):
        whole = f"{column} = trunc({column}) AND abs({column}) < 1e18"
        plain, fraction = f"{column}::BIGINT::VARCHAR", f"{column}::DOUBLE::VARCHAR || '000'"
        return f"CASE WHEN isnan({column}::DOUBLE) THEN '#N/A' WHEN {whole} THEN {plain} ELSE {fraction} END"
    return f"{column}::VARCHAR"


@dataclass(frozen=True)
class RowsInOrder:
    """A Parquet file has no lines: the first row is called 2, as below a header."""

    def __call__(self, rows: Sequence[int]) -> dict[int, Place]:
        return {row: (None, row + 2) for row in rows}
