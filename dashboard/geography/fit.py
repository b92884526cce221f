"""Whether shapes lie where the register says their units are: codes alone cannot tell one edition from another."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geography.places import DEGREES, METRES, ancestors, places

# A point may lie outside its bent commune or in its archipelago's sea, but not this far outside (metres, and radii).
NEAR, RADII = 3_000.0, 2.0


def unfitting(shapes: gpd.GeoSeries, edition: str, grain: str) -> tuple[int, float]:
    """How many shapes do not fit the register's points, and their share of all that could be checked.

    A shape fits when it holds most of its unit's points (a commune has one, a district those of its communes) and
    most points in it are its own. Half of the new communes carry the code of an old one: there this fails.
    """
    points = places(edition).to_crs(DEGREES)
    owners = _owners(points, edition, grain)
    spot, holder = shapely.STRtree(np.asarray(shapes)).query(np.asarray(points.geometry), predicate="within")
    inside = pd.DataFrame({"owner": owners.to_numpy()[spot], "code": shapes.index.to_numpy()[holder]})
    owned = owners.value_counts().reindex(shapes.index)
    held = inside["code"].value_counts().reindex(shapes.index, fill_value=0)
    own = inside.loc[inside["owner"] == inside["code"], "code"].value_counts().reindex(shapes.index, fill_value=0)
    checked = owned.notna()
    wrong = checked & ((own * 2 < owned) | (own * 2 < held))
    return int(wrong.sum()), float(wrong.sum() / checked.sum()) if checked.any() else 0.0


def misplaced(shapes: gpd.GeoSeries, edition: str, grain: str) -> tuple[str, ...]:
    """Codes of shapes that lie clearly away from every point of their unit."""
    points = places(edition)
    owners = _owners(points, edition, grain)
    shape = shapes.to_crs(METRES).reindex(owners.to_numpy())
    away = shapely.distance(np.asarray(points.geometry), np.asarray(shape))
    allowed = NEAR + RADII * 1_000 * np.sqrt(points["area_km2"].to_numpy() / np.pi)
    nearest = pd.Series(away - allowed, owners.to_numpy()).dropna().groupby(level=0).min()
    return tuple(nearest.index[nearest > 0])


def _owners(points: gpd.GeoDataFrame, edition: str, grain: str) -> pd.Series:
    """The unit of the grain that each point belongs to."""
    return ancestors(edition)[grain].reindex(points.index).fillna(points.index.to_series())
