"""One scope's shapes made small enough to send: shared borders kept, coarse coordinates, rings wound for d3."""

import math

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

# The first tolerance is this part of the frame's diagonal: about a third of a pixel on a full screen.
FINEST = 1 / 4_000
# Parts further than this from the main body, in degrees (about 200 km), lie outside the mainland's frame: that
# leaves out Hoàng Sa and Trường Sa, and keeps Phú Quốc, Thổ Châu, Côn Đảo, Phú Quý and Bạch Long Vĩ.
FAR = 1.8
Bounds = tuple[float, float, float, float]


def simplified(shapes: gpd.GeoSeries) -> tuple[gpd.GeoSeries, int]:
    """The scope's shapes and the number of decimals they are rounded to.

    The grid is set before simplifying: rounding afterwards flips tiny rings. No unit vanishes: one too small for
    the grid becomes a mark of one grid step.
    """
    west, south, east, north = frame(shapes)
    tolerance = math.hypot(east - west, north - south) * FINEST
    decimals = min(5, max(3, math.ceil(-math.log10(tolerance))))
    snapped = _on_grid(np.asarray(shapes), 10.0**-decimals)
    small = shapely.coverage_simplify(snapped, tolerance)
    while shapely.get_num_coordinates(small).sum() > _budget(len(small)):
        tolerance *= 1.25
        small = shapely.coverage_simplify(snapped, tolerance)
    tidy = np.array([_without_slivers(shape, tolerance) for shape in small], dtype=object)
    # d3 takes the outside of a ring that runs the other way, and would fill the globe with it.
    return gpd.GeoSeries(shapely.orient_polygons(tidy, exterior_cw=True), shapes.index, shapes.crs), decimals


def _on_grid(shapes: Shapes, step: float) -> Shapes:
    snapped = shapely.set_precision(shapes, step)
    lost = shapely.is_empty(snapped)
    if lost.any():
        spots = np.round(shapely.get_coordinates(shapely.point_on_surface(shapes[lost])) / step) * step
        snapped[lost] = shapely.box(spots[:, 0], spots[:, 1], spots[:, 0] + step, spots[:, 1] + step)
    if not shapely.coverage_is_valid(snapped):
        cleaned = shapely.coverage_clean(snapped)
        snapped = np.where(shapely.is_empty(cleaned), snapped, cleaned)
    return np.asarray(snapped)


def _budget(count: int) -> float:
    """Vertices for a scope: 4,100 for 64 units, 52,000 for 3,321; the more units, the smaller each is on the screen."""
    return 450 * math.sqrt(count) + 8 * count


def _without_slivers(shape: shapely.Geometry, tolerance: float) -> shapely.Geometry:
    """The shape without parts too small to see, unless all of it is (an archipelago)."""
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    seen = areas >= tolerance**2
    if len(parts) > 1 and seen.any() and not seen.all():
        return shapely.multipolygons(parts[seen]) if seen.sum() > 1 else parts[seen][0]
    return shape


def frame(shapes: gpd.GeoSeries) -> Bounds:
    """West, south, east, north of the main body and all that lies near it; far islands reach beyond it."""
    parts = shapely.get_parts(np.asarray(shapes))
    bounds = shapely.bounds(parts)
    boxes = shapely.box(*bounds.T)
    # The main body is where most units are, not the largest part: the schematic's Trường Sa is larger than Nha Trang.
    middle = np.median(shapely.get_coordinates(shapely.point_on_surface(np.asarray(shapes))), axis=0)
    near = np.zeros(len(parts), dtype=bool)
    near[shapely.distance(parts, shapely.Point(middle)).argmin()] = True
    while True:
        body = shapely.box(*_total(bounds[near]))
        reached = near | (shapely.distance(boxes, body) < FAR)
        if (reached == near).all():
            return _total(bounds[near])
        near = reached


def full(shapes: gpd.GeoSeries) -> Bounds:
    """West, south, east, north of everything drawn."""
    return _total(shapely.bounds(np.asarray(shapes)))


def _total(bounds: NDArray[np.float64]) -> Bounds:
    west, south = bounds[:, :2].min(axis=0)
    east, north = bounds[:, 2:].max(axis=0)
    return float(west), float(south), float(east), float(north)
