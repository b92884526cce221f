"""The schematic: each unit's cell of a Voronoi tessellation of their points, inside an outline grown from their areas."""

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

# A disc of 1.2 times the unit's own radius reaches its neighbours' points' discs almost everywhere.
REACH = 1.2
# Gaps between discs narrower than twice CLOSED are closed, spits narrower than twice OPENED are cut. Of the pairs
# tried on Cà Mau these give the best overlap with the real communes (median 0.65) and province (0.91).
CLOSED, OPENED = 2_000.0, 500.0
# Lines are noded on a grid of one metre: neighbours then share their borders vertex by vertex.
GRID = 1.0
MARGIN = 10_000.0


def draw(points: Shapes, areas: NDArray[np.float64], taken: Shapes) -> Shapes:
    """A polygon per point, in metres: together a valid coverage that leaves out the ground of `taken`.

    `taken` holds the real shapes of other units; `areas` are in km². A point that has no ground gets an empty polygon.
    """
    if len(points) == 0:
        return np.empty(0, dtype=object)
    outline = _outline(points, areas, taken)
    faces = _faces(points, outline)
    owner = shapely.STRtree(points).nearest(shapely.point_on_surface(faces))
    return _one_polygon_each(points, faces, owner)


def _outline(points: Shapes, areas: NDArray[np.float64], taken: Shapes) -> shapely.Geometry:
    discs = shapely.buffer(points, REACH * np.sqrt(areas / np.pi) * 1_000, quad_segs=8)
    ground = shapely.union_all(np.concatenate([discs, taken]))
    closed = shapely.buffer(shapely.buffer(ground, CLOSED, quad_segs=4), -CLOSED, quad_segs=4)
    smooth = shapely.buffer(shapely.buffer(closed, -OPENED, quad_segs=4), OPENED, quad_segs=4)
    # Opening would swallow the smallest islands whole: what it removed entirely comes back.
    lost = [part for part in shapely.get_parts(closed) if not part.intersects(smooth)]
    whole = shapely.union_all([smooth, *lost])
    return shapely.difference(whole, shapely.union_all(taken)) if len(taken) else whole


def _faces(points: Shapes, outline: shapely.Geometry) -> Shapes:
    """The outline cut by the borders between cells: noded once for all, so that the pieces fit exactly."""
    frame = shapely.box(*shapely.bounds(shapely.buffer(outline, MARGIN)))
    edges = shapely.voronoi_polygons(shapely.multipoints(points), only_edges=True, extend_to=frame)
    lines = np.concatenate([shapely.get_parts(edges), shapely.get_parts(shapely.boundary(outline))])
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=GRID)]))
    shapely.prepare(outline)
    return faces[shapely.contains(outline, shapely.point_on_surface(faces))]


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
