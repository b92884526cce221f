"""What a workbook says of its cells beside their text: hidden, a percentage, a formula without a value, an error."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.importer.layouts.grids.grid import Remark

# A sheet of more cells than this, the empty ones between others counted, is not read.
VAST = 30_000_000

Cell = tuple[int, int]


@dataclass(frozen=True)
class Marks:
    """Rows and columns count from 0."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    without_value: frozenset[Cell] = frozenset()
    errors: frozenset[Cell] = frozenset()
    percentages: frozenset[Cell] = frozenset()
    is_vast: bool = False
    remarks: Mapping[Cell, Remark] = field(default_factory=dict)
    since_1904: bool = False
