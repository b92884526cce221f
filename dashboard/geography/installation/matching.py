"""Which units the rows of a layer are: by a column of codes that fits where the shapes lie, else by their names."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard import units
from dashboard.geography.installation import fit, naming
from dashboard.geography.installation.reading import FILE_NAME, BoundariesRejected, Layer
from dashboard.geography.installation.repair import valid
from dashboard.geography.installation.report import Uncertain
from dashboard.geography.places import listed

WIDTHS = {"commune": 5, "district": 3, "province": 2}
# A column is believed when this share of its different values are codes of the edition: numbers that happen to look
# like codes (populations, areas) stay far below, and so do the communes of the other edition.
BELIEVED = 0.5
LEADING_DIGITS = r"^\s*(\d+)(?:\.0+)?(?![\d.,])"
# Rows of one code are parts of one unit unless they cover each other by more than this share.
SAME_GROUND = 0.01
KILOMETRES_A_DEGREE = 111.3


@dataclass(frozen=True)
class Match:
    """Shapes by unit_code of the grain, from the codes or names of a column.

    unknown: codes of the column that the edition does not have; uncertain: names that do not lead to one unit.
    """

    source: str
    grain: str
    column: str
    shapes: gpd.GeoSeries
    unknown: tuple[str, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()


@dataclass(frozen=True)
class Coded:
    """A column read as codes of a grain: the code of each row, and how many different known ones there are."""

    column: str
    grain: str
    codes: pd.Series
    score: int

    @property
    def is_own(self) -> bool:
        """Whether most rows have a code of their own: codes of the units above are the same for many."""
        return self.codes.nunique() * 2 >= self.codes.notna().sum()


def match(layer: Layer, edition: str, province: str | None = None) -> Match:
    """The layer's units, found in whichever column fits the edition's codes best, else by name within a province.

    Raises BoundariesRejected when neither leads to units where the shapes lie, and says what is wrong instead.
    """
    columns = _coded(layer, edition)
    best = columns[0] if columns else None
    if best and best.is_own:
        if found := _by_code(layer, best, edition):
            return found
        refusal = _of_codes(layer, best, edition)
        if refusal.key != "foreign_codes":
            raise refusal
    elif _is_of(layer, _other(edition)):
        raise BoundariesRejected("other_units", file=layer.source, edition=edition, other=_other(edition))
    named = naming.named(layer.table, layer.source, edition, province)
    if named and named.is_believed and (found := _by_name(layer, named, edition)):
        return found
    if best and not best.is_own and (named or naming.named(layer.table, layer.source, _other(edition), None)):
        # The codes are of the units above, and the names of units that are not there: it is another edition's file.
        raise _refusal(layer, None, named, edition)
    others = [column for column in columns if (column is best) != column.is_own]
    if found := next((found for column in others if (found := _by_code(layer, column, edition))), None):
        return found
    raise _refusal(layer, best, named, edition)


def _coded(layer: Layer, edition: str) -> list[Coded]:
    """The columns that hold codes of the edition, the one with most known codes first.

    A parent's code, repeated on every row, counts once.
    """
    known = _known(edition)
    columns = []
    for column in _columns(layer.table):
        for grain, width in WIDTHS.items():
            codes = _codes(layer.table[column], width)
            columns.append(Coded(column, grain, codes, _score(codes, known[grain])))
    return sorted((column for column in columns if column.score), key=lambda column: -column.score)


def _by_code(layer: Layer, coded: Coded, edition: str) -> Match | None:
    """The layer's shapes by these codes, if they lie where the edition has the units."""
    hits = coded.codes.isin(_known(edition)[coded.grain])
    shapes = _one_row_each(coded.codes[hits], layer.table[hits], layer.source)
    if not fit.fits(_valid(shapes), edition, coded.grain):
        return None
    unknown = sorted(set(coded.codes[~hits].dropna()))
    return Match(layer.source, coded.grain, coded.column, shapes, tuple(unknown))


def _by_name(layer: Layer, named: naming.Named, edition: str) -> Match | None:
    """The layer's shapes whose names lead to one unit, if they lie where the edition has the units."""
    table = layer.table.loc[named.codes.index]
    away = fit.away(gpd.GeoSeries(table.geometry.to_numpy(), pd.Index(named.codes), table.crs), edition, named.grain)
    kept = named.codes[~away]
    if kept.empty:
        return None
    shapes = _one_row_each(kept, table[~away], layer.source)
    if not fit.fits(_valid(shapes), edition, named.grain):
        return None
    elsewhere = [named.uncertain_at(row, "elsewhere", [code]) for row, code in named.codes[away].items()]
    return Match(layer.source, named.grain, named.column, shapes, (), (*named.uncertain, *elsewhere))


def _refusal(layer: Layer, coded: Coded | None, named: naming.Named | None, edition: str) -> BoundariesRejected:
    """Why the layer's shapes are not those of the edition's units."""
    if coded:
        return _of_codes(layer, coded, edition)
    if named and named.is_believed:
        table = layer.table.loc[named.codes.index]
        shapes = gpd.GeoSeries(table.geometry.to_numpy(), pd.Index(named.codes), table.crs)
        return _displaced(layer, shapes, edition, named.grain) or BoundariesRejected(
            "names_elsewhere", file=layer.source, edition=edition, column=named.column
        )
    if named and named.is_placed:
        return BoundariesRejected(
            "names_uncertain", file=layer.source, edition=edition, column=named.column, uncertain=named.uncertain
        )
    if named:
        return BoundariesRejected("no_province", file=layer.source, column=named.column)
    return BoundariesRejected("no_codes", file=layer.source, edition=edition)


def _of_codes(layer: Layer, coded: Coded, edition: str) -> BoundariesRejected:
    """A wrong meridian, the other edition, or numbers that are no official codes at all."""
    hits = coded.codes.isin(_known(edition)[coded.grain])
    shapes = _valid(_one_row_each(coded.codes[hits], layer.table[hits], layer.source))
    if moved := _displaced(layer, shapes, edition, coded.grain):
        return moved
    share = round(100 * fit.unfitting(shapes, edition, coded.grain)[1])
    other = _other(edition)
    if _is_of(layer, other):
        return BoundariesRejected("other_units", file=layer.source, edition=edition, other=other)
    return BoundariesRejected(
        "foreign_codes", file=layer.source, edition=edition, share=share, column=coded.column, grain=coded.grain
    )


def _is_of(layer: Layer, edition: str) -> bool:
    """Whether most rows have a code of their own of this edition, and lie where it has the units."""
    best = next(iter(_coded(layer, edition)), None)
    return best is not None and best.is_own and _by_code(layer, best, edition) is not None


def _other(edition: str) -> str:
    return next(one for one in units.EDITIONS if one != edition)


def _displaced(layer: Layer, shapes: gpd.GeoSeries, edition: str, grain: str) -> BoundariesRejected | None:
    degrees = fit.displaced(shapes, edition, grain)
    if not degrees:
        return None
    latitude = float(np.radians(shapes.total_bounds[[1, 3]].mean()))
    kilometres = round(abs(degrees) * KILOMETRES_A_DEGREE * float(np.cos(latitude)))
    if layer.meridian is None:
        return BoundariesRejected("shifted", file=layer.source, kilometres=kilometres)
    stated, likely = _minutes(layer.meridian), _minutes(layer.meridian - degrees)
    return BoundariesRejected("wrong_meridian", file=layer.source, kilometres=kilometres, stated=stated, likely=likely)


def _minutes(degrees: float) -> str:
    return f"{int(degrees)}°{round(degrees % 1 * 60):02}′"


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


def _valid(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    return gpd.GeoSeries(valid(np.asarray(shapes)), shapes.index, shapes.crs)


def _one_row_each(codes: pd.Series, table: gpd.GeoDataFrame, source: str) -> gpd.GeoSeries:
    """One shape per code: several rows of a code are its parts, unless they cover each other."""
    rows = gpd.GeoSeries(table.geometry.to_numpy(), pd.Index(codes, name="unit_code"), table.crs)
    repeated = rows.index[rows.index.duplicated()].unique()
    if not len(repeated):
        return rows
    parts = _valid(rows)
    shapes = gpd.GeoSeries(parts.groupby(level=0).agg(lambda unit: shapely.union_all(np.asarray(unit))), crs=rows.crs)
    area = pd.Series(shapely.area(np.asarray(parts)), parts.index).groupby(level=0).sum()
    covered = 1 - shapely.area(np.asarray(shapes)) / area[shapes.index]
    if (covered > SAME_GROUND).any():
        codes_shown = ", ".join(covered.index[covered > SAME_GROUND][:10])
        raise BoundariesRejected("repeated", file=source, codes=codes_shown)
    return shapes
