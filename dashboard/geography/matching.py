"""Which column of a layer holds the units' codes, and which units they are."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from dashboard.geography.places import listed
from dashboard.geography.reading import FILE_NAME, BoundariesRejected, Layer

WIDTHS = {"commune": 5, "district": 3, "province": 2}
# A column is believed when this share of its different values are codes of the edition: numbers that happen to look
# like codes (populations, areas) stay far below, and so do the communes of the other edition.
BELIEVED = 0.5
LEADING_DIGITS = r"^\s*(\d+)(?:\.0+)?(?![\d.,])"


@dataclass(frozen=True)
class Match:
    """A layer whose rows have a unit_code of the grain; unknown codes are the others that stood in the column."""

    source: str
    grain: str
    column: str
    table: gpd.GeoDataFrame
    unknown: tuple[str, ...]


def match(layer: Layer, edition: str) -> Match:
    """The layer's units, found in whichever column fits the edition's codes best.

    Raises BoundariesRejected when none does.
    """
    known = _known(edition)
    candidates = [
        (_score(codes := _codes(layer.table[column], width), known[grain]), column, grain, codes)
        for column in _columns(layer.table)
        for grain, width in WIDTHS.items()
    ]
    # The column with most known codes wins: a parent's code, repeated on every row, counts once.
    score, column, grain, codes = max(candidates, key=lambda candidate: candidate[0])
    if score == 0:
        raise BoundariesRejected("no_codes", file=layer.source, edition=edition)
    hits = codes.isin(known[grain])
    table = layer.table.assign(unit_code=codes)[hits]
    unknown = sorted(set(codes[~hits].dropna()))
    return Match(layer.source, grain, column, table[["unit_code", "geometry"]], tuple(unknown))


def _known(edition: str) -> dict[str, frozenset[str]]:
    rows = listed(edition)
    return {grain: frozenset(rows.index[rows["grain"] == grain]) for grain in WIDTHS}


def _columns(table: gpd.GeoDataFrame) -> list[str]:
    """Candidate columns; the file's name is the last resort."""
    attributes = [name for name in table.columns if name not in ("geometry", FILE_NAME)]
    return [*attributes, FILE_NAME]


def _codes(values: pd.Series, width: int) -> pd.Series:
    """Codes as text of the width: 1 → "00001", 32065.0 → "32065", "32065_thoi_binh" → "32065"; else missing."""
    digits = values.astype("string").str.extract(LEADING_DIGITS, expand=False)
    bare = digits.str.lstrip("0")
    return bare.where(bare.str.len() <= width).str.zfill(width)


def _score(codes: pd.Series, known: frozenset[str]) -> int:
    """How many different known codes there are; none when most of the codes are unknown."""
    different = set(codes.dropna())
    hits = len(different & known)
    return hits if hits >= BELIEVED * len(different) else 0
