"""Whether shapes lie where the register says their units are: codes alone cannot tell one edition from another."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dashboard.geography.places import DEGREES, METRES, ancestors, places

# A point may lie outside its bent commune or in its archipelago's sea, but not this far outside (metres, and radii).
NEAR, RADII = 3_000.0, 2.0
# Above this share of shapes that do not fit their units' points, the file describes other units. Complete correct files
# gave at most 0.012, those of the other edition at least 0.32. A few odd shapes (a bent commune, whose middle lies
# outside) are let through, else a file of five would fall over one of them.
UNFITTING, ODD = 0.1, 2
# Central meridians of VN-2000 are multiples of a quarter of a degree. A wrong one moves all shapes east or west by such
# a multiple, and north or south by less than a kilometre (the scale of a zone). Middle and point of a unit differ more.
MERIDIANS, ALIKE = 0.25, 0.04


def fits(shapes: gpd.GeoSeries, edition: str, grain: str) -> bool:
    """Whether so many shapes lie on their units' points that the file must be of this edition."""
    wrong, share = unfitting(shapes, edition, grain)
    return share <= UNFITTING or (wrong <= ODD and share <= 0.5)


def unfitting(shapes: gpd.GeoSeries, edition: str, grain: str) -> tuple[int, float]:
    """How many shapes do not fit the register's points, and their share of all that could be checked.

    A shape fits when it holds most of its unit's points (a commune has one, a district those of its communes) and
    most points in it are its own. Half of the new communes carry the code of an old one: there this fails. In an
    archipelago, a point at sea counts as held.
    """
    points = places(edition).to_crs(DEGREES)
    owners = _owners(points, edition, grain)
    spot, holder = shapely.STRtree(np.asarray(shapes)).query(np.asarray(points.geometry), predicate="within")
    inside = pd.DataFrame({"owner": owners.to_numpy()[spot], "code": shapes.index.to_numpy()[holder]})
    at_sea = ~np.isin(np.arange(len(points)), spot)
    owned = owners.value_counts().reindex(shapes.index)
    held = inside["code"].value_counts().reindex(shapes.index, fill_value=0)
    own = inside.loc[inside["owner"] == inside["code"], "code"].value_counts().reindex(shapes.index, fill_value=0)
    own += _among_islands(points.geometry[at_sea], owners[at_sea], shapes).reindex(shapes.index, fill_value=0)
    checked = owned.notna()
    wrong = checked & ((own * 2 < owned) | (own * 2 < held))
    return int(wrong.sum()), float(wrong.sum() / checked.sum()) if checked.any() else 0.0


def _among_islands(points: gpd.GeoSeries, owners: pd.Series, shapes: gpd.GeoSeries) -> pd.Series:
    """How many of these points, which lie in no shape, lie among the islands of their own unit's shape, by unit."""
    geometry = np.asarray(shapes)
    hulls = shapely.convex_hull(geometry)
    is_scattered = shapely.get_num_geometries(geometry) > 1
    hull = gpd.GeoSeries(hulls, shapes.index, shapes.crs)[is_scattered].reindex(owners.to_numpy())
    among: pd.Series = owners[shapely.covers(np.asarray(hull), np.asarray(points))].value_counts()
    return among


def displaced(shapes: gpd.GeoSeries, edition: str, grain: str) -> float:
    """By how many degrees all shapes lie east of where the register has them; 0 where it is not the same for all.

    This is the mark of a wrong central meridian: moved back, the shapes fit.
    """
    points = places(edition).to_crs(DEGREES)
    spots = pd.DataFrame({"east": points.geometry.x, "north": points.geometry.y})
    middle = spots.groupby(_owners(points, edition, grain)).mean()
    known = shapes[shapes.index.isin(middle.index)]
    if known.empty:
        return 0.0
    here = shapely.get_coordinates(shapely.centroid(np.asarray(known)))
    east, north = np.median(here - middle.reindex(known.index).to_numpy(), axis=0)
    turn = round(east / MERIDIANS) * MERIDIANS
    if turn == 0 or abs(east - turn) > ALIKE or abs(north) > ALIKE:
        return 0.0
    return float(turn) if fits(known.translate(-turn), edition, grain) else 0.0


def misplaced(shapes: gpd.GeoSeries, edition: str, grain: str) -> tuple[str, ...]:
    """Codes of shapes that lie clearly away from every point of their unit."""
    points = places(edition)
    owners = _owners(points, edition, grain)
    shape = shapes.to_crs(METRES).reindex(owners.to_numpy())
    away = shapely.distance(np.asarray(points.geometry), np.asarray(shape))
    allowed = NEAR + RADII * 1_000 * np.sqrt(points["area_km2"].to_numpy() / np.pi)
    nearest = pd.Series(away - allowed, owners.to_numpy()).dropna().groupby(level=0).min()
    return tuple(nearest.index[nearest > 0])


def away(shapes: gpd.GeoSeries, edition: str, grain: str) -> NDArray[np.bool_]:
    """Whether each shape, of a code that may stand on several rows, lies clearly away from its unit."""
    is_repeated = shapes.index.duplicated(keep=False)
    wrong = set(misplaced(shapes[~is_repeated], edition, grain))
    # Of rows of one name, which may be parts of one unit or namesakes, each must lie at the unit's point.
    turns = shapes[is_repeated].groupby(level=0).cumcount()
    for turn in turns.unique():
        wrong.update(misplaced(shapes[is_repeated][turns.to_numpy() == turn], edition, grain))
    return np.asarray(shapes.index.isin(wrong))


def _owners(points: gpd.GeoDataFrame, edition: str, grain: str) -> pd.Series:
    """The unit of the grain that each point belongs to."""
    return ancestors(edition)[grain].reindex(points.index).fillna(points.index.to_series())
