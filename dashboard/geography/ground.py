"""Ground that passes from unit to unit while an edition goes on: a successor is drawn where its predecessors were."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.geography import coverage, in_force
from dashboard.geography.places import DEGREES, listed

# Seams between shapes of different origin, in degrees: about 50 m, closed because they are artefacts.
SEAM = 0.0005
Shapes = NDArray[np.object_]


def passed_on(first: gpd.GeoDataFrame, edition: str, since: str, later: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """The shapes of an edition's beginning after all that changed by a day. later: real shapes of units begun since.

    A unit that joined another gives it all of its ground. A divided one is cut between the points of its successors;
    where one of them has none, nobody can tell where the border is: the ground keeps the old code, so that no successor
    is drawn on it and the areas above do not lose it.
    """
    shapes, is_real, is_cut = dict(first.geometry.items()), dict(first["is_real"].items()), False
    for code, heirs in in_force.passed_on(edition, since):
        parts = _parts(shapes[code], heirs, edition) if code in shapes else {}
        is_cut |= len(parts) > 1
        for heir, part in parts.items():
            is_real[heir] = is_real[code] and len(parts) == 1 and is_real.get(heir, True)
            shapes[heir] = union(np.array([shapes[heir], part])) if heir in shapes else part
        if parts:
            del shapes[code]
        for heir in set(heirs) & set(later.index):
            shapes[heir], is_real[heir] = later[heir], True
    geometry = _fitted(shapes, set(shapes) & set(later.index), is_cut)
    sound = {"is_real": [is_real[code] for code in shapes]}
    drawn = gpd.GeoDataFrame(sound, geometry=geometry, index=list(shapes), crs=DEGREES)
    return drawn[~drawn.geometry.is_empty]


def _parts(shape: shapely.Geometry, heirs: Sequence[str], edition: str) -> dict[str, shapely.Geometry]:
    """What each successor gets of a shape; nothing where the border is not known."""
    if len(heirs) == 1:
        return {heirs[0]: shape}
    spots = listed(edition).loc[list(heirs), ["lon", "lat"]]
    if spots.isna().any(axis=None) or spots.duplicated().any():
        return {}
    points = shapely.multipoints(shapely.points(spots.to_numpy()))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=shape, ordered=True))
    pieces = {heir: _areas(shapely.intersection(shape, cell)) for heir, cell in zip(heirs, cells, strict=True)}
    return {heir: piece for heir, piece in pieces.items() if not piece.is_empty}


def _areas(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a geometry, without the lines and points that cutting can leave."""
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _fitted(shapes: dict[str, shapely.Geometry], laid: set[str], is_cut: bool) -> Shapes:
    """Shapes as one coverage; those that were laid over the others take their ground from them."""
    geometry = np.array(list(shapes.values()), dtype=object)
    if laid:
        is_laid = np.array([code in laid for code in shapes])
        geometry[~is_laid] = shapely.difference(geometry[~is_laid], shapely.union_all(geometry[is_laid]))
    return coverage.cleaned(geometry, SEAM) if laid or is_cut else geometry


def union(parts: Shapes) -> shapely.Geometry:
    """Parts that fit each other are joined along their borders; others, of two layers, are laid over each other."""
    return shapely.coverage_union_all(parts) if shapely.coverage_is_valid(parts) else shapely.union_all(parts)
