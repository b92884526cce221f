"""The app's only door to DuckDB: one version of the warehouse, read-only, safe for many threads."""

from pathlib import Path

import duckdb
import pandas as pd

from dashboard import settings
from dashboard.sql import Query

POINTER = "current"


class Database:
    """One version of the warehouse.

    The file is attached to an in-memory connection, which can then be barred from every other file. Each question
    takes a cursor of its own: threads that shared a connection were seen to get wrong rows.
    """

    def __init__(self, path: Path) -> None:
        self._connection = duckdb.connect(":memory:")
        quoted = str(path).replace("'", "''")
        self._connection.execute(f"ATTACH '{quoted}' AS warehouse (READ_ONLY)")
        self._connection.execute("SET enable_external_access = false")

    def query(self, query: Query, **parameters: object) -> pd.DataFrame:
        """The rows of one report query, columns as its header declares. Raises KeyError for a missing parameter."""
        values = {parameter.name: parameters[parameter.name] for parameter in query.parameters}
        with self._connection.cursor() as cursor:
            cursor.execute("USE warehouse")
            return cursor.execute(query.sql, values).df()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()


def warehouse_folder() -> Path:
    """Where the versions lie, and the pointer to the one in use."""
    return settings.data_folder() / "warehouse"


def warehouse_path(version: str) -> Path:
    """The file of one version."""
    return warehouse_folder() / f"warehouse-{version}.duckdb"


def current_version() -> str | None:
    """The version that the pointer names, or None before the first import."""
    try:
        return (warehouse_folder() / POINTER).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
