"""Shapes as the text of a GeoJSON file: codes as ids, names for the hover, no more digits than the grid has."""

import json
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from dashboard import units
from dashboard.geography import groups


def text(shapes: gpd.GeoSeries, edition: str) -> bytes:
    """A FeatureCollection of the shapes by unit_code: feature id = code, properties.name = the unit's name."""
    # The grid has four or five decimals; the sixth is for the few points where two borders were made to meet.
    rounded = shapely.transform(np.asarray(shapes), lambda points: np.round(points, 6))
    name_of = names(edition)
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": name_of[code]},
            "geometry": shapely.geometry.mapping(shape),
        }
        for code, shape in zip(shapes.index, rounded, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def names(edition: str) -> dict[str, str]:
    """The names of an edition's units and groups by code."""
    table = units.load()
    rows = table[table["edition"] == edition]
    return groups.names(edition) | dict(zip(rows["unit_code"], rows["name"], strict=True))
