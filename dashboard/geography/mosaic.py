"""The whole country at one grain: installed shapes where there are any, the schematic on the ground they leave."""

import hashlib
from functools import lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dashboard import units
from dashboard.geography import groups, installed, schematic
from dashboard.geography.places import DEGREES, GRAINS, METRES, ancestors, places

# Part of every cache key: raise it whenever a shape may come out differently from the same input.
ALGORITHM = 2
# Seams between real and schematic shapes, in degrees: about 50 m, closed because they are artefacts of reprojection.
SEAM = 0.0005
Shapes = NDArray[np.object_]


def key(edition: str, pointed: str, groups_mark: str = "") -> str:
    """A hash of everything the shapes of an edition depend on; those of groups on their members too."""
    parts = f"{ALGORITHM}|{edition}|{_units_digest()}|{pointed}{groups_mark}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _units_digest() -> str:
    return hashlib.sha256(units.FILE.read_bytes()).hexdigest()


def shapes(edition: str, grain: str, pointed: str) -> gpd.GeoDataFrame:
    """All drawn units of a grain, or groups of a grouping: index unit_code, is_real, geometry in degrees.

    District and province shapes come from the installed layer of that grain, else they are dissolved from the
    communes; groups are dissolved from their members. A dissolved shape is real when each of its parts is.
    """
    label = f"{edition}-{groups.file_part(grain)}-"
    digest = key(edition, pointed, groups.mark(edition, units.NATION, grain))
    cached = installed.folder() / "cache" / f"{label}{digest}.parquet"
    if cached.exists():
        return gpd.read_parquet(cached).set_index("unit_code")
    built = _built(edition, grain, pointed)
    installed.sweep(cached, label)
    installed.write_parquet(cached, built.rename_axis("unit_code").reset_index())
    return built


def _built(edition: str, grain: str, pointed: str) -> gpd.GeoDataFrame:
    if grain not in GRAINS:
        return _grouped(edition, grain, pointed)
    real = _real(grain, pointed)
    if grain == "commune":
        return _communes(edition, pd.concat([real, _real_islands(edition, pointed)]))
    return _dissolved(edition, grain, pointed, real)


def _real(grain: str, pointed: str) -> gpd.GeoSeries:
    entry = installed.by_grain(pointed).get(grain)
    return installed.shapes(entry) if entry else gpd.GeoSeries([], index=pd.Index([], dtype="str"), crs=DEGREES)


def _real_islands(edition: str, pointed: str) -> gpd.GeoSeries:
    """Installed shapes of the districts that stand for themselves among the communes."""
    districts = _real("district", pointed)
    return districts[districts.index.isin(places(edition).index)]


def _communes(edition: str, real: gpd.GeoSeries) -> gpd.GeoDataFrame:
    spots = places(edition)
    rest = spots[~spots.index.isin(real.index)]
    taken = np.asarray(real.to_crs(METRES))
    if len(taken):
        # One outline of the real ground is enough, and much faster than thousands of shapes.
        taken = np.array([shapely.coverage_union_all(taken)], dtype=object)
    drawn = schematic.draw(np.asarray(rest.geometry), rest["area_km2"].to_numpy(), taken)
    return _together(real, gpd.GeoSeries(drawn, index=rest.index, crs=METRES).to_crs(DEGREES))


def _together(real: gpd.GeoSeries, drawn: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Real and schematic shapes as one coverage; units without any ground are left out, not invented."""
    drawn = drawn[~drawn.is_empty]
    geometry = np.concatenate([np.asarray(real), np.asarray(drawn)])
    if len(real) and len(drawn):
        geometry = shapely.coverage_clean(geometry, gap_width=SEAM)
    is_real = np.repeat([True, False], [len(real), len(drawn)])
    built = gpd.GeoDataFrame({"is_real": is_real}, geometry=geometry, index=real.index.append(drawn.index), crs=DEGREES)
    return built[~built.geometry.is_empty]


def _dissolved(edition: str, grain: str, pointed: str, real: gpd.GeoSeries) -> gpd.GeoDataFrame:
    communes = shapes(edition, "commune", pointed)
    above = ancestors(edition)[grain].reindex(communes.index)
    built = _united(communes.assign(above=above).dropna(subset=["above"]))
    if real.empty:
        return built
    return _layer_first(real, built[~built.index.isin(real.index)])


def _grouped(edition: str, grouping: str, pointed: str) -> gpd.GeoDataFrame:
    """Each group that has a member with a shape; members may be of different grains, and of several groups."""
    parts = []
    for grain, pairs in groups.drawn_from(edition, grouping).items():
        above = pd.DataFrame(pairs, columns=["above", "unit_code"])
        parts.append(shapes(edition, grain, pointed).merge(above, left_index=True, right_on="unit_code"))
    nothing = gpd.GeoDataFrame({"is_real": [], "above": []}, geometry=[], crs=DEGREES)
    return _united(pd.concat(parts) if parts else nothing)


def _united(parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One shape for all parts with the same unit `above`."""
    gathered = parts.groupby("above")
    whole = {above: _union(np.asarray(geometry)) for above, geometry in gathered["geometry"]}
    index = pd.Index(list(whole), dtype="str")
    return gpd.GeoDataFrame(
        {"is_real": gathered["is_real"].all().reindex(index).astype(bool)},
        geometry=gpd.GeoSeries(list(whole.values()), index, DEGREES),
    )


def _union(parts: Shapes) -> shapely.Geometry:
    """Parts that fit each other are joined along their borders; others, of two layers, are laid over each other."""
    return shapely.coverage_union_all(parts) if shapely.coverage_is_valid(parts) else shapely.union_all(parts)


def _layer_first(real: gpd.GeoSeries, others: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """An installed district or province layer, and the dissolved shapes of the rest on the ground it leaves."""
    left = shapely.difference(np.asarray(others.geometry), shapely.coverage_union_all(np.asarray(real)))
    rest = others.assign(geometry=gpd.GeoSeries(left, others.index, DEGREES))
    layer = gpd.GeoDataFrame({"is_real": True}, geometry=real, index=real.index)
    return pd.concat([layer, rest[~rest.geometry.is_empty]])
