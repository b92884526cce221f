"""Units of a file without official codes, found by their names within a province; what is not certain is listed."""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from dashboard.folding import fold
from dashboard.geography.installation.reading import FILE_NAME, BoundariesRejected
from dashboard.geography.installation.report import Uncertain
from dashboard.geography.installation.unit_names import WORDS, Register

# A column names units when this share of its values does; so does one of provinces, districts or kinds.
BELIEVED = 0.5


@dataclass(frozen=True)
class Named:
    """A column of names: the code of each row that leads to one unit, and the names of the others.

    is_placed: the file names a province at all.
    """

    column: str
    grain: str
    codes: pd.Series
    uncertain: tuple[Uncertain, ...]
    is_placed: bool
    written: dict[Hashable, object]
    register: Register

    @property
    def is_believed(self) -> bool:
        """Whether there are certain ones, and most names are of the edition."""
        strange = sum(one.reason in ("unknown", "no_province") for one in self.uncertain)
        return len(self.codes) > 0 and strange <= BELIEVED * len(self.written)

    def uncertain_at(self, row: Hashable, reason: str, codes: list[str]) -> Uncertain:
        """A row that is left out."""
        may_be = tuple(self.register.full_name(code) for code in codes)
        return Uncertain(str(self.written[row]), reason, may_be)


def named(table: gpd.GeoDataFrame, source: str, edition: str, province: str | None) -> Named | None:
    """The column that names most units of the edition, and which units its rows are; None without such a column.

    The province is the one given, else that of a column, else that in the file's name.
    """
    register = Register(edition)
    columns = [name for name in table.columns if name != "geometry" and table[name].map(_is_word).any()]
    grains = ("commune", "district", "province")
    best = max(
        ((_known(table[column], register, grain), grain, column) for grain in grains for column in columns),
        key=lambda candidate: candidate[0],
        default=(0, "", ""),
    )
    count, grain, column = best
    if not count:
        return None
    rest = [name for name in columns if name != column]
    if grain == "province":
        candidates = table[column].map(lambda name: register.called(name, grain))
        return _sorted(column, grain, table[column], candidates, register)
    provinces = _provinces(table, rest, source, register, province)
    if provinces is None:
        return Named(column, grain, pd.Series(dtype="str"), (), False, table[column].to_dict(), register)
    candidates = _candidates(table, column, grain, provinces, register)
    for narrowing in (
        _districts(table, rest, register),
        _kinds(table, [name for name in rest if name != FILE_NAME], register),
    ):
        candidates = narrowing(candidates)
    return _sorted(column, grain, table[column], candidates, register, provinces)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and any(letter.isalpha() for letter in value)


def _known(values: pd.Series, register: Register, grain: str) -> int:
    """How many different names of units of a grain a column holds; none where most of its values are no such names."""
    different = {value for value in values if isinstance(value, str)}
    known = sum(1 for value in different if register.called(value, grain))
    return known if known >= BELIEVED * len(different) else 0


def _provinces(
    table: gpd.GeoDataFrame, columns: list[str], source: str, register: Register, given: str | None
) -> pd.Series | None:
    """The code of each row's province, missing where its name means none; None where no province is named at all."""
    if given is not None:
        found = register.called(given, "province") or [code for code in [given] if register.is_province(code)]
        if len(found) != 1:
            raise BoundariesRejected("unknown_province", province=given, edition=register.edition)
        return pd.Series(found[0], table.index)
    known = {column: _known(table[column], register, "province") for column in columns if column != FILE_NAME}
    if (best := max(known, key=lambda column: known[column], default=None)) and known[best]:
        return pd.Series([_only(register.called(name, "province")) for name in table[best]], table.index)
    coded = [name for name in table.columns if re.search(r"tinh|prov", fold(str(name)))]
    for column in coded:
        codes: pd.Series = (
            table[column].astype("string").str.extract(r"^\s*(\d{1,2})(?:\.0)?\s*$", expand=False).str.zfill(2)
        )
        if codes.notna().any() and codes.dropna().map(register.is_province).all():
            return codes
    words = " " + " ".join(re.split(r"[^a-z0-9]+", fold(source))) + " "
    in_name = [code for code, name in register.province_names() if f" {name} " in words]
    return pd.Series(in_name[0], table.index) if len(in_name) == 1 else None


def _only(codes: list[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _candidates(
    table: gpd.GeoDataFrame, column: str, grain: str, provinces: pd.Series, register: Register
) -> pd.Series:
    """The units of its province that each row's name can mean."""
    found = [
        [code for code in register.called(name, grain) if register.above(code, "province") == province]
        for name, province in zip(table[column], provinces, strict=True)
    ]
    return pd.Series(found, table.index, dtype="object")


Narrowing = Callable[[pd.Series], pd.Series]


def _districts(table: gpd.GeoDataFrame, columns: list[str], register: Register) -> Narrowing:
    """Leaves the units that lie in the district that their row names, where a column names districts."""
    # Most provinces have a city of their own name: a column of provinces reads as one of districts too, less well.
    known = {
        column: count
        for column in columns
        if (count := _known(table[column], register, "district")) > _known(table[column], register, "province")
    }
    best = max(known, key=lambda column: known[column], default=None)
    if best is None:
        return lambda candidates: candidates
    districts = table[best].map(lambda name: register.called(name, "district"))

    def narrowed(candidates: pd.Series) -> pd.Series:
        pairs = zip(candidates, districts, strict=True)
        left = [[code for code in codes if register.above(code, "district") in within] for codes, within in pairs]
        return pd.Series(left, candidates.index, dtype="object")

    return narrowed


def _kinds(table: gpd.GeoDataFrame, columns: list[str], register: Register) -> Narrowing:
    """Leaves the units of the kind that their row names, where a column holds nothing but kinds."""
    for column in columns:
        kinds = table[column].map(lambda kind: WORDS.get(fold(str(kind)).replace("_", " ").strip(". ")))
        if kinds.notna().all():
            pairs = list(kinds.items())
            return lambda candidates: pd.Series(
                [[code for code in candidates[row] if register.kind(code) == kind] for row, kind in pairs],
                candidates.index,
                dtype="object",
            )
    return lambda candidates: candidates


def _sorted(
    column: str,
    grain: str,
    written: pd.Series,
    candidates: pd.Series,
    register: Register,
    provinces: pd.Series | None = None,
) -> Named:
    """The rows that lead to one unit, and why the others do not."""
    certain = candidates.map(len) == 1
    codes = candidates[certain].map(lambda found: found[0])
    found = Named(column, grain, codes, (), True, written.to_dict(), register)
    left_out = []
    for row in candidates.index[~certain]:
        if provinces is not None and pd.isna(provinces[row]):
            left_out.append(found.uncertain_at(row, "no_province", []))
        else:
            reason = "namesakes" if candidates[row] else "unknown"
            left_out.append(found.uncertain_at(row, reason, candidates[row]))
    return replace(found, uncertain=tuple(left_out))
