"""Boundary files as an operator may hold them: one file, one zip, or a folder of one file per unit."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio
from pyproj import CRS
from shapely.errors import ShapelyError

from dashboard.geography.installation.report import Uncertain
from dashboard.geography.places import DEGREES

PARQUET = (".parquet", ".geoparquet")
READABLE = (*PARQUET, ".geojson", ".json", ".gpkg", ".shp", ".zip")
FILE_NAME = "file_name"
AREAS = ("Polygon", "MultiPolygon", "GeometryCollection")
# Vietnam with its islands lies inside this; anything outside is another place, or swapped or metric coordinates.
WEST, SOUTH, EAST, NORTH = 101.0, 5.0, 119.0, 24.5
# What the readers of the formats raise over a damaged file; their words are English and are kept from the operator.
UNREADABLE = (RuntimeError, OSError, ValueError, KeyError, TypeError, ShapelyError, pa.ArrowException)


class BoundariesRejected(Exception):
    """The operator's file cannot be installed; `key` names the message in the catalogue, `values` fill it in.

    uncertain: the names in the file that do not lead to one unit, where that is the reason.
    """

    def __init__(self, key: str, uncertain: Sequence[Uncertain] = (), **values: object) -> None:
        super().__init__(f"{key} {values}")
        self.key, self.uncertain, self.values = key, uncertain, values


@dataclass(frozen=True)
class Layer:
    """A set of shapes in degrees; column file_name holds the name of the file each came from.

    meridian: the central one of the coordinate system that the file states, where it states one that has any.
    """

    source: str
    table: gpd.GeoDataFrame
    meridian: float | None = None


def layers(path: Path) -> list[Layer]:
    """All layers of a file, a zipped shapefile or a folder; files of a single shape are gathered into one layer.

    Raises BoundariesRejected when nothing is there, a file cannot be read, has no coordinate reference system, or
    lies outside Vietnam.
    """
    if not path.exists():
        raise BoundariesRejected("not_found", file=path.name)
    files = _files(path)
    if not files:
        raise BoundariesRejected("nothing_readable", file=path.name, kinds=", ".join(READABLE))
    found = [
        Layer(file.name, _in_degrees(table, file.name), _meridian(table.crs)) for file in files for table in _read(file)
    ]
    singles = [layer for layer in found if len(layer.table) == 1]
    if len(singles) < 2:
        return found
    gathered = gpd.GeoDataFrame(pd.concat([layer.table for layer in singles], ignore_index=True), crs=DEGREES)
    meridians = {layer.meridian for layer in singles}
    together = Layer(path.name, gathered, meridians.pop() if len(meridians) == 1 else None)
    return [layer for layer in found if len(layer.table) != 1] + [together]


def _meridian(system: CRS | None) -> float | None:
    operation = system.coordinate_operation if system is not None else None
    stated = {one.name: one.value for one in operation.params} if operation else {}
    return float(stated["Longitude of natural origin"]) if "Longitude of natural origin" in stated else None


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in READABLE and file.is_file())


def _read(file: Path) -> list[gpd.GeoDataFrame]:
    try:
        with warnings.catch_warnings(action="ignore"):
            if file.suffix.lower() in PARQUET:
                return [gpd.read_parquet(file)]
            # A layer without any geometry is an attribute table, and not ours to read.
            names = [name for name, geometry in pyogrio.list_layers(file) if geometry is not None]
            return [gpd.read_file(file, layer=name, engine="pyogrio") for name in names]
    except UNREADABLE as problem:
        raise BoundariesRejected("unreadable", file=file.name) from problem


def _in_degrees(table: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    # Label points and border lines may share a layer with the areas; only what can be an area is ours.
    shaped = table[table.geometry.geom_type.isin(AREAS) & ~table.geometry.is_empty]
    if shaped.empty:
        raise BoundariesRejected("no_shapes", file=name)
    if shaped.crs is None:
        raise BoundariesRejected("no_crs", file=name)
    degrees = shaped.to_crs(DEGREES)
    west, south, east, north = degrees.total_bounds
    # NaN and infinity, the result of a wrong reference system, fail these comparisons too.
    if not (west > WEST and south > SOUTH and east < EAST and north < NORTH):
        raise BoundariesRejected("elsewhere", file=name, bounds=f"{west:.1f} {south:.1f} {east:.1f} {north:.1f}")
    attributes = degrees.drop(columns=[degrees.geometry.name, "geometry"], errors="ignore")
    return gpd.GeoDataFrame(attributes.assign(**{FILE_NAME: Path(name).stem}), geometry=degrees.geometry, crs=DEGREES)
