"""Tables as rows with named columns."""

from collections import namedtuple
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pandas as pd

# A row's columns are those that the header of its query declares; a test holds header and columns together.
Row = Any


def each_row(table: pd.DataFrame) -> Iterator[Row]:
    """Each row of a table, its columns as attributes.

    Column by column: pandas' own itertuples takes ten times as long for the few rows of a page.
    """
    row = _row(tuple(table.columns))
    return map(row._make, zip(*(table[name].tolist() for name in table.columns), strict=True))


@lru_cache(maxsize=256)
def _row(columns: tuple[str, ...]) -> Row:
    return namedtuple("Row", columns)
