"""Coverages made sound where shapes meet. An islet meets nobody: it stays as it is, however many there are."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Parts:
    """The polygons of all shapes, which shape each is of, and whether it meets a polygon of another shape."""

    polygons: Shapes
    owner: NDArray[np.intp]
    meets: NDArray[np.bool_]

    def merged(self, chosen: NDArray[np.bool_]) -> tuple[Shapes, NDArray[np.intp]]:
        """The chosen polygons as one shape for each owner that has any, and the owners."""
        owners, indices = np.unique(self.owner[chosen], return_inverse=True)
        return np.asarray(shapely.multipolygons(self.polygons[chosen], indices=indices)), owners


def parts(shapes: Shapes, within: float) -> Parts:
    """The polygons of shapes; those of different shapes that are no further apart than `within` meet."""
    polygons, owner = shapely.get_parts(shapes, return_index=True)
    one, other = shapely.STRtree(polygons).query(polygons, predicate="dwithin", distance=within)
    meets = np.zeros(len(polygons), dtype=bool)
    meets[one[owner[one] != owner[other]]] = True
    return Parts(polygons, owner, meets)


def faults(shapes: Shapes, gap: float) -> NDArray[np.bool_]:
    """Whether a shape's borders do not fit its neighbours', or leave a gap up to this width."""
    found = np.zeros(len(shapes), dtype=bool)
    meeting = parts(shapes, gap)
    bodies, owners = meeting.merged(meeting.meets)
    if len(bodies):
        found[owners] = ~shapely.is_empty(shapely.coverage_invalid_edges(bodies, gap_width=gap))
    return found


def cleaned(shapes: Shapes, gap: float) -> Shapes:
    """The shapes fitted to each other, with gaps up to this width closed.

    Only polygons that meet another shape's take part. With all of a coast's islets among them the cleaning takes
    gigabytes: it nodes every line anew and looks into every hole that the islets leave.
    """
    meeting = parts(shapes, gap)
    bodies, owners = meeting.merged(meeting.meets)
    if not len(bodies):
        return shapes
    fitted = shapes.copy()
    fitted[owners] = shapely.coverage_clean(bodies, gap_width=gap)
    islets, of = meeting.merged(~meeting.meets & np.isin(meeting.owner, owners))
    for index, islands in zip(of, islets, strict=True):
        fitted[index] = shapely.multipolygons([*shapely.get_parts(fitted[index]), *islands.geoms])
    return fitted
