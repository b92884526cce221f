"""Units that are alike, of one kind or of a like size, so that only such are held against one another."""

from collections.abc import Sequence

import pandas as pd

from dashboard import units
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection

ALL = "all"
SIZES = ("small", "middle", "large")
KINDS = (
    "xa", "phuong", "thi_tran", "dac_khu", "quan", "huyen", "thi_xa", "thanh_pho", "tinh", "thanh_pho_tw",
)  # fmt: skip
# What units anywhere offer.
CHOICES = (ALL, *KINDS, *SIZES)
# Thirds of fewer units would be too few for a comparison.
FEWEST_FOR_SIZES = 30


def kind(row: ProgressByArea, selection: Selection) -> str:
    """What a unit is on the day, such as xa or phuong."""
    return units.find(selection.edition, row.unit_code, selection.as_of).kind


def choices(rows: Sequence[ProgressByArea], selection: Selection) -> list[str]:
    """What a reader may narrow these units to: their kinds where there are several, thirds by size where many."""
    found = {kind(row, selection) for row in rows}
    kinds = [each for each in KINDS if each in found]
    sized = sum(_has_size(row) for row in rows)
    return [ALL, *(kinds if len(kinds) > 1 else ()), *(SIZES if sized >= FEWEST_FOR_SIZES else ())]


def of(rows: Sequence[ProgressByArea], chosen: str, selection: Selection) -> tuple[ProgressByArea, ...]:
    """Those of one of the choices, in the same order. A unit without a base has no size, and is in no third."""
    if chosen == ALL:
        return tuple(rows)
    if chosen not in SIZES:
        return tuple(row for row in rows if kind(row, selection) == chosen)
    ordered = sorted(int(row.denominator) for row in rows if _has_size(row))
    third = SIZES.index(chosen)
    low, high = (ordered[len(ordered) * edge // 3 - 1] if edge else 0 for edge in (third, third + 1))
    return tuple(row for row in rows if _has_size(row) and low < row.denominator <= high)


def _has_size(row: ProgressByArea) -> bool:
    return not pd.isna(row.denominator) and row.denominator > 0
