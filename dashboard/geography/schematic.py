"""The schematic: Voronoi cells of the units' points, inside an outline grown from their areas."""

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.geography import coverage

Shapes = NDArray[np.object_]

# A disc of 1.2 times the unit's own radius reaches past its neighbours' borders nearly everywhere.
REACH = 1.2
# Bays narrower than twice CLOSED are closed, so that discs do not show; the coast is drawn in by INSET, about what
# the discs reach too far; spits narrower than twice OPENED are cut. Of the values tried these overlap best with the
# real communes of Cà Mau (2025: median 0.66, the province's outline 0.92).
CLOSED, INSET, OPENED = 5_000.0, 800.0, 1_000.0
# Lines are noded on a grid of one metre: neighbours then share their borders vertex by vertex.
GRID = 1.0
MARGIN = 10_000.0
# Between real islets lies sea: straits up to twice STRAIT wide belong to it, and MOAT around, so that no schematic
# shape touches an islet and its thousands of vertices. Both are drawn with THIN metres to spare.
STRAIT, MOAT, THIN = 500.0, 80.0, 20.0
# Closing rounds to a hundredth of CLOSED by itself. A coast of more than DETAILED vertices is thinned as far before:
# a province's coast is then closed in a second instead of half a minute, and without a gigabyte.
DETAILED, ROUNDED = 3_000, CLOSED / 100


def draw(points: Shapes, areas: NDArray[np.float64], real: Shapes) -> Shapes:
    """A polygon per point, in metres: together a valid coverage that leaves out the ground of `real`.

    `real` holds the shapes of other units; `areas` are in km². A point that has no ground gets an empty polygon.
    """
    if len(points) == 0:
        return np.empty(0, dtype=object)
    outline = _outline(points, areas, *_taken(real))
    faces = _faces(points, outline)
    owner = shapely.STRtree(points).nearest(shapely.point_on_surface(faces))
    return _one_polygon_each(points, faces, owner)


def _taken(real: Shapes) -> tuple[Shapes, Shapes]:
    """The main bodies of the real units as one outline, and the waters of their islets, if there are any."""
    if not len(real):
        return real, real
    real_parts = coverage.parts(real, GRID)
    area = shapely.area(real_parts.polygons)
    largest = np.zeros(len(real))
    np.maximum.at(largest, real_parts.owner, area)
    is_islet = ~real_parts.meets & (area < largest[real_parts.owner])
    # One outline of the ground is enough, and much faster than thousands of shapes.
    bodies = np.array([shapely.coverage_union_all(real_parts.merged(~is_islet)[0])], dtype=object)
    return bodies, _waters(real_parts.polygons[is_islet])


def _waters(islets: Shapes) -> Shapes:
    if not len(islets):
        return islets
    near = shapely.union_all(shapely.buffer(shapely.simplify(islets, THIN), STRAIT, quad_segs=8))
    return np.array([shapely.simplify(shapely.buffer(near, MOAT - STRAIT, quad_segs=8), THIN)], dtype=object)


def _outline(points: Shapes, areas: NDArray[np.float64], bodies: Shapes, waters: Shapes) -> shapely.Geometry:
    radius = np.sqrt(areas / np.pi) * 1_000
    detail = shapely.get_num_coordinates(bodies).sum()
    coarse = shapely.simplify(bodies, ROUNDED) if detail > DETAILED else bodies
    ground = shapely.union_all(np.concatenate([shapely.buffer(points, REACH * radius, quad_segs=8), coarse]))
    closed = shapely.buffer(shapely.buffer(ground, CLOSED, quad_segs=4), -CLOSED, quad_segs=4)
    outlines = [shapely.Polygon(part.exterior) for part in shapely.get_parts(closed)]
    smooth = shapely.union_all([_smooth(body) for body in outlines])
    # A small unit on the shore may have lost its ground to the smoothing: it gets a disc of its size back.
    shapely.prepare(smooth)
    cores = shapely.buffer(points, radius, quad_segs=8)
    whole = shapely.union_all([smooth, *cores[~shapely.contains(smooth, shapely.buffer(points, radius / 2))]])
    taken = np.concatenate([bodies, waters])
    return shapely.difference(whole, shapely.union_all(taken)) if len(taken) else whole


def _smooth(body: shapely.Geometry) -> shapely.Geometry:
    """The body drawn in and without spits; an island too small for that stays as it is."""
    smooth = shapely.buffer(shapely.buffer(body, -INSET - OPENED, quad_segs=4), OPENED, quad_segs=4)
    return smooth if smooth.area > body.area / 2 else body


def _faces(points: Shapes, outline: shapely.Geometry) -> Shapes:
    """The outline cut by the borders between cells: noded once for all, so that the pieces fit exactly."""
    frame = shapely.box(*shapely.bounds(shapely.buffer(outline, MARGIN)))
    edges = shapely.voronoi_polygons(shapely.multipoints(points), only_edges=True, extend_to=frame)
    lines = np.concatenate([shapely.get_parts(edges), shapely.get_parts(shapely.boundary(outline))])
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=GRID)]))
    shapely.prepare(outline)
    inside: NDArray[np.bool_] = shapely.contains(outline, shapely.point_on_surface(faces))
    return np.asarray(faces[inside])


def _one_polygon_each(points: Shapes, faces: Shapes, owner: NDArray[np.int64]) -> Shapes:
    """Each unit keeps the face with its point, or its largest; other fragments go to the neighbour they touch most."""
    rank = shapely.area(faces) + np.where(shapely.contains(faces, points[owner]), 1e15, 0.0)
    order = np.lexsort((-rank, owner))
    kept = order[np.unique(owner[order], return_index=True)[1]]
    shapes = np.full(len(points), shapely.Polygon(), dtype=object)
    shapes[owner[kept]] = faces[kept]
    tree = shapely.STRtree(shapes)
    for fragment in np.delete(faces, kept):
        near = tree.query(fragment, predicate="intersects")
        shared = shapely.length(shapely.intersection(shapes[near], fragment))
        # A fragment that touches nobody is sea between two cells' discs: it belongs to no unit.
        if shared.size and shared.max() > 0:
            neighbour = near[shared.argmax()]
            shapes[neighbour] = shapely.coverage_union_all([shapes[neighbour], fragment])
    return shapes
