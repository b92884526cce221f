"""One scope's shapes made small enough to send: shared borders kept, coarse coordinates, rings wound for d3."""

import math

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

# The first tolerance is this part of the frame's diagonal: about a third of a pixel on a full screen.
FINEST = 1 / 4_000
# Coordinates are multiples of this many degrees (11 m); of a tenth of it where the tolerance is finer (a few communes).
GRID = 0.0001
# Parts further than this from the main body, in degrees (about 200 km), lie outside the mainland's frame: that
# leaves out Hoàng Sa and Trường Sa, and keeps Phú Quốc, Thổ Châu, Côn Đảo, Phú Quý and Bạch Long Vĩ.
FAR = 1.8
# Distances are taken between squares of this many degrees that hold a vertex: a few hundred instead of thousands.
CELL = 0.25
# Each time the scope has too many vertices the tolerance grows by this factor, but not without end: a coast of
# hundreds of islets cannot be drawn in fewer than four vertices each.
COARSER, COARSER_STEPS = 1.25, 12
Bounds = tuple[float, float, float, float]


def simplified(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """The scope's shapes, light enough to send.

    The grid is set before the last simplification: rounding afterwards flips tiny rings. No unit vanishes: one too
    small for the grid becomes a mark of one grid step.
    """
    west, south, east, north = frame(shapes)
    tolerance = math.hypot(east - west, north - south) * FINEST
    # A third of the tolerance first: it loses nothing that stays, and spares the grid most of the vertices.
    light = shapely.coverage_simplify(_without_slivers(np.asarray(shapes), tolerance), tolerance / 3)
    small = shapely.coverage_simplify(_on_grid(light, GRID if tolerance > GRID else GRID / 10), tolerance)
    for _ in range(COARSER_STEPS):
        if shapely.get_num_coordinates(small).sum() <= _budget(len(small)):
            break
        tolerance *= COARSER
        small = shapely.coverage_simplify(_without_slivers(small, tolerance), tolerance)
    # d3 takes the outside of a ring that runs the other way, and would fill the globe with it.
    wound = shapely.orient_polygons(_without_slivers(small, tolerance), exterior_cw=True)
    return gpd.GeoSeries(wound, shapes.index, shapes.crs)


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
    """Vertices for a scope: 4,100 for 64 units, 47,000 for 3,321; the more units, the smaller each is on the screen."""
    return 450 * math.sqrt(count) + 6.5 * count


def _without_slivers(shapes: Shapes, tolerance: float) -> Shapes:
    """The shapes without parts too small to see, except where all of a unit is (an archipelago keeps its islets)."""
    parts, unit = shapely.get_parts(shapes, return_index=True)
    seen = shapely.area(parts) >= tolerance**2
    seen |= ~np.isin(unit, unit[seen])
    kept: Shapes = shapely.multipolygons(parts[seen], indices=unit[seen])
    return kept


def frame(shapes: gpd.GeoSeries) -> Bounds:
    """West, south, east, north of the main body and all that lies near it; far islands reach beyond it.

    The main body is where most units are, not the largest part: the schematic's Trường Sa is larger than Nha Trang.
    """
    middle = np.median(shapely.get_coordinates(shapely.point_on_surface(np.asarray(shapes))), axis=0)
    vertices = shapely.get_coordinates(np.asarray(shapes))
    cell_names, cell = np.unique(np.round(vertices / CELL) @ (1_000, 1), return_inverse=True)
    cells = np.column_stack(np.divmod(cell_names, 1_000)) * CELL
    apart = np.hypot(*(cells[:, None, :] - cells[None, :, :]).transpose(2, 0, 1))
    near = np.zeros(len(cells), dtype=bool)
    near[np.hypot(*(cells - middle).T).argmin()] = True
    while ((reached := (apart[near] < FAR).any(axis=0)) & ~near).any():
        near = reached
    return _box(vertices[near[cell]])


def full(shapes: gpd.GeoSeries) -> Bounds:
    """West, south, east, north of everything drawn."""
    return _box(shapely.get_coordinates(np.asarray(shapes)))


def _box(vertices: NDArray[np.float64]) -> Bounds:
    (west, south), (east, north) = vertices.min(axis=0), vertices.max(axis=0)
    return float(west), float(south), float(east), float(north)
