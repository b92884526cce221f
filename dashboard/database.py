"""The app's only way to DuckDB: one version of the warehouse, read-only, safe for many threads."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TypeVar

import duckdb
import pandas as pd

from dashboard import remembered
from dashboard.faults import OperatorFault
from dashboard.sql import Query, literal

Made = TypeVar("Made")
# By which the answers of one opened file are told from those of all others.
NUMBERS = count()

# Of a column that has no NULL; pandas keeps one that has some as another type.
WHOLE = {"BIGINT": "int64", "INTEGER": "int32", "BOOLEAN": "bool"}

# The file is missing, cut short, or its blocks are not what was written.
UNREADABLE = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)


class FiguresUnreadable(OperatorFault):
    """The file of a version is missing or damaged; it can be built again from the batches."""

    reason, key = "figures_are_readable", "command.figures_unreadable"

    def __init__(self, path: Path) -> None:
        super().__init__(version=path.stem.removeprefix("warehouse-"))


class Database:
    """One version of the warehouse.

    The file is attached to an in-memory connection, which can then be barred from every other file. Each question
    has a cursor to itself, which then waits for the next: threads that shared one were seen to get wrong rows. A
    version never changes, so an answer holds as long as its file is open, and a page asks its questions again at each
    rerun of each reader: answers are remembered.
    Raises FiguresUnreadable where the file cannot be opened, and at a question that meets a damaged part of it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = duckdb.connect(":memory:")
        try:
            self._connection.execute(f"ATTACH {literal(path)} AS warehouse (READ_ONLY)")
        except UNREADABLE as problem:
            raise FiguresUnreadable(path) from problem
        self._connection.execute("SET enable_external_access = false")
        self._idle: list[duckdb.DuckDBPyConnection] = []
        self.number = next(NUMBERS)

    def query(self, query: Query, **parameters: object) -> pd.DataFrame:
        """The rows of one report query, columns as its header declares. Raises KeyError for a missing parameter."""
        values = {parameter.name: parameters[parameter.name] for parameter in query.parameters}
        return self.table((query.name, query.sql, *values.values()), lambda: self.ask(query, values))

    def table(self, key: Hashable, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A table made of this version's answers, remembered under the key."""
        # A shallow copy: pandas copies a column when somebody writes to it.
        return self.remembered(key, make).copy(deep=False)

    def remembered(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Whatever is made of this version's answers and never changed, remembered under the key."""
        return remembered.shared()((self.number, key), make)

    def keep(self, key: Hashable, made: object) -> None:
        """Remembers what was made together with other things."""
        self.remembered(key, lambda: made)

    def holds(self, key: Hashable) -> bool:
        """Whether something is remembered under the key."""
        return (self.number, key) in remembered.shared()

    def ask(self, query: Query, values: dict[str, object]) -> pd.DataFrame:
        """The same, without memory."""
        try:
            cursor = self._idle.pop()
        except IndexError:
            cursor = self._connection.cursor().execute("USE warehouse")
        try:
            return cursor.execute(_parsed(query.sql), values).df()
        except UNREADABLE as problem:
            raise FiguresUnreadable(self._path) from problem
        finally:
            self._idle.append(cursor)

    def close(self) -> None:
        """Lets go of the file."""
        while self._idle:
            self._idle.pop().close()
        self._connection.close()


def typed(rows: pd.DataFrame, query: Query) -> pd.DataFrame:
    """Some rows of an answer, with the types that they would have as an answer of their own. Changes the table."""
    for column in query.columns:
        cells, whole = rows[column.name], WHOLE.get(column.type)
        if whole and cells.dtype != whole and cells.notna().all():
            rows[column.name] = cells.to_numpy(whole)
        if column.type == "VARCHAR" and cells.isna().all():
            rows[column.name] = None
    return rows


@lru_cache(maxsize=128)
def _parsed(sql: str) -> duckdb.Statement:
    """A long query parsed once: each time anew would take a quarter of its answer's time."""
    [statement] = duckdb.extract_statements(sql)
    return statement
