"""Boundary shapes made sound: valid polygons that meet edge to edge."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from dashboard.geography import coverage
from dashboard.geography.coverage import Shapes
from dashboard.geography.installation.reading import BoundariesRejected

# Gaps up to this width, in degrees (about 20 m), are drawing errors and are closed.
GAP = 0.0002
# A shape that loses more than this share to its neighbours was drawn over them.
OVERLAP = 0.05


@dataclass(frozen=True)
class Repaired:
    """Shapes by unit_code, and the codes whose geometry was mended, whose edges were fitted, who overlapped others."""

    shapes: gpd.GeoSeries
    mended: tuple[str, ...]
    fitted: tuple[str, ...]
    overlapping: tuple[str, ...]


def repair(shapes: gpd.GeoSeries, source: str) -> Repaired:
    """Raises BoundariesRejected when a unit has no area, or two shapes of different units cover the same ground."""
    flat = shapely.force_2d(np.asarray(shapes))
    broken = ~shapely.is_valid(flat)
    polygons = np.array([_polygons(shape) for shape in valid(flat)], dtype=object)
    flatless = shapes.index[shapely.is_empty(polygons)]
    if len(flatless):
        raise BoundariesRejected("no_area", file=source, codes=", ".join(flatless[:10]))
    fitted = coverage.faults(polygons, GAP)
    clean = coverage.cleaned(polygons, GAP) if fitted.any() else polygons
    lost = 1 - shapely.area(clean) / shapely.area(polygons)
    if (lost > 1 - OVERLAP).any():
        raise BoundariesRejected("same_ground", file=source, codes=", ".join(shapes.index[lost > 1 - OVERLAP][:10]))
    return Repaired(
        gpd.GeoSeries(clean, shapes.index, shapes.crs),
        tuple(shapes.index[broken]),
        tuple(shapes.index[fitted]),
        tuple(shapes.index[lost > OVERLAP]),
    )


def valid(shapes: Shapes) -> Shapes:
    """Shapes without crossed lines, as they are where there are none."""
    return np.array([shape if shape.is_valid else _uncrossed(shape) for shape in shapes], dtype=object)


def _uncrossed(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a shape with crossed lines; islets that lie apart are mended each for itself.

    All at once, hundreds of them take many seconds.
    """
    parts = shapely.get_parts(shape)
    one, other = shapely.STRtree(parts).query(parts)
    apart = np.bincount(one[one != other], minlength=len(parts)) == 0
    if shape.geom_type != "MultiPolygon" or not apart.any():
        return _polygons(shapely.make_valid(shape))
    mended = [*shapely.make_valid(parts[apart]), shapely.make_valid(shapely.multipolygons(parts[~apart]))]
    return _polygons(shapely.geometrycollections(mended))


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a geometry, without the lines and points that mending can leave."""
    parts = shapely.get_parts(shapely.get_parts(shapely.get_parts(shape)))
    areas = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)
