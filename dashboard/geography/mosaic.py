"""The whole country at one grain: installed shapes where there are any, the schematic on the ground they leave."""

import hashlib
from functools import lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dashboard import units
from dashboard.geography import coverage, ground, groups, in_force, installed, schematic
from dashboard.geography.coverage import Shapes
from dashboard.geography.ground import SEAM
from dashboard.geography.in_force import FIRST
from dashboard.geography.places import DEGREES, GRAINS, METRES, ancestors, places

# Part of every cache key: raise it whenever a shape may come out differently from the same input.
ALGORITHM = 3


def key(edition: str, pointed: str, marks: str = "") -> str:
    """A hash of everything the shapes of an edition depend on; marks: of groups' members, of changes of its list."""
    parts = f"{ALGORITHM}|{edition}|{_units_digest()}|{pointed}{marks}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _units_digest() -> str:
    return hashlib.sha256(units.FILE.read_bytes()).hexdigest()


def shapes(edition: str, grain: str, pointed: str, since: str = FIRST) -> gpd.GeoDataFrame:
    """All drawn units of a grain, or groups of a grouping: index unit_code, is_real, geometry in degrees.

    since: the change of the edition's list after which they are drawn; ground that no unit of that time is drawn on
    stands under the code of the unit that it was of. District and province shapes come from the installed layer of
    that grain, else they are dissolved from the communes; groups are dissolved from their members. A dissolved shape
    is real when each of its parts is.
    """
    label = f"{in_force.label(edition, since)}-{groups.file_part(grain)}-"
    # What an edition began with is drawn from carried points alone, whatever is changed of its list later.
    changes = in_force.mark(edition, since) if since != FIRST else ""
    digest = key(edition, pointed, groups.mark(edition, units.NATION, grain) + changes)
    cached = installed.folder() / "cache" / f"{label}{digest}.parquet"
    if cached.exists():
        return gpd.read_parquet(cached).set_index("unit_code")
    built = _built(edition, grain, pointed, since)
    installed.sweep(cached, label)
    installed.write_parquet(cached, built.rename_axis("unit_code").reset_index())
    return built


def _built(edition: str, grain: str, pointed: str, since: str) -> gpd.GeoDataFrame:
    if grain not in GRAINS:
        return _grouped(edition, grain, pointed, since)
    real = _real(grain, pointed)
    is_later = real.index.isin(in_force.begun(edition))
    if grain != "commune":
        first = _dissolved(edition, grain, shapes(edition, "commune", pointed, since), real[~is_later])
    elif since == FIRST:
        return _communes(edition, pd.concat([real[~is_later], _real_islands(edition, pointed)]))
    else:
        first = shapes(edition, grain, pointed)
    return ground.passed_on(first, edition, since, real[is_later])


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
    drawn = schematic.draw(np.asarray(rest.geometry), rest["area_km2"].to_numpy(), np.asarray(real.to_crs(METRES)))
    return _together(real, gpd.GeoSeries(drawn, index=rest.index, crs=METRES).to_crs(DEGREES))


def _together(real: gpd.GeoSeries, drawn: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Real and schematic shapes as one coverage; units without any ground are left out, not invented."""
    drawn = drawn[~drawn.is_empty]
    geometry = np.concatenate([np.asarray(real), np.asarray(drawn)])
    # Away from the seam between the two kinds both are sound already.
    at_seam = np.unique(_seam(geometry[: len(real)], geometry[len(real) :]))
    geometry[at_seam] = coverage.cleaned(geometry[at_seam], SEAM)
    is_real = np.repeat([True, False], [len(real), len(drawn)])
    built = gpd.GeoDataFrame({"is_real": is_real}, geometry=geometry, index=real.index.append(drawn.index), crs=DEGREES)
    return built[~built.geometry.is_empty]


def _seam(real: Shapes, drawn: Shapes) -> NDArray[np.intp]:
    """Positions, among both, of the shapes that meet one of the other kind."""
    one, other = shapely.STRtree(drawn).query(real, predicate="dwithin", distance=SEAM)
    return np.concatenate([one, len(real) + other])


def _dissolved(edition: str, grain: str, communes: gpd.GeoDataFrame, real: gpd.GeoSeries) -> gpd.GeoDataFrame:
    above = ancestors(edition)[grain].reindex(communes.index)
    built = _united(communes.assign(above=above).dropna(subset=["above"]))
    if real.empty:
        return built
    return _layer_first(real, built[~built.index.isin(real.index)])


def _grouped(edition: str, grouping: str, pointed: str, since: str) -> gpd.GeoDataFrame:
    """Each group that has a member with a shape; members may be of different grains, and of several groups.

    A group keeps the ground of the units that it was made of, whoever has it later.
    """
    parts = []
    for grain, pairs in groups.drawn_from(edition, grouping).items():
        above = pd.DataFrame(pairs, columns=["above", "unit_code"])
        now = shapes(edition, grain, pointed, since)
        every = pd.concat([shapes(edition, grain, pointed), now[now.index.isin(in_force.begun(edition))]])
        parts.append(every.merge(above, left_index=True, right_on="unit_code"))
    nothing = gpd.GeoDataFrame({"is_real": [], "above": []}, geometry=[], crs=DEGREES)
    return _united(pd.concat(parts) if parts else nothing)


def _united(parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One shape for all parts with the same unit `above`."""
    gathered = parts.groupby("above")
    whole = {above: ground.union(np.asarray(geometry)) for above, geometry in gathered["geometry"]}
    index = pd.Index(list(whole), dtype="str")
    return gpd.GeoDataFrame(
        {"is_real": gathered["is_real"].all().reindex(index).astype(bool)},
        geometry=gpd.GeoSeries(list(whole.values()), index, DEGREES),
    )


def _layer_first(real: gpd.GeoSeries, others: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """An installed district or province layer, and the dissolved shapes of the rest on the ground it leaves."""
    left = shapely.difference(np.asarray(others.geometry), shapely.coverage_union_all(np.asarray(real)))
    rest = others.assign(geometry=gpd.GeoSeries(left, others.index, DEGREES))
    layer = gpd.GeoDataFrame({"is_real": True}, geometry=real, index=real.index)
    return pd.concat([layer, rest[~rest.geometry.is_empty]])
