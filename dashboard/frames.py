"""Tables as rows with named columns."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

# A row's columns are those that the header of its query declares; a test holds header and columns together.
Row = Any


def each_row(table: pd.DataFrame) -> Iterator[Row]:
    """Each row of a table, its columns as attributes."""
    return table.itertuples(index=False)
