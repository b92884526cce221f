"""Shapes as the text of a GeoJSON file: codes as ids, no names, which have their days, no more digits than needed."""

import json
from typing import Any

import geopandas as gpd
import numpy as np
import shapely


def text(shapes: gpd.GeoSeries) -> bytes:
    """A FeatureCollection of the shapes by unit_code: feature id = code."""
    # The grid has four or five decimals; the sixth is for the few points where two borders were made to meet.
    rounded = shapely.transform(np.asarray(shapes), lambda points: np.round(points, 6))
    features: list[dict[str, Any]] = [
        {"type": "Feature", "id": code, "properties": None, "geometry": shapely.geometry.mapping(shape)}
        for code, shape in zip(shapes.index, rounded, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
