"""Names on a map of few units: where each stands, inside the shape that it names."""

import datetime as dt
import json
from collections import Counter
from functools import lru_cache
from pathlib import Path

import shapely

from dashboard import units
from dashboard.geography.published import Boundaries

# More names than these cannot be told apart on a small map.
MOST_NAMES = 16
Named = tuple[float, float, str]


def labels(shapes: Boundaries, edition: str, on: dt.date) -> tuple[Named, ...]:
    """Longitude, latitude and name of each unit that is drawn; none where they are too many.

    Names go without their kind (xã, phường), except those that two units share and those that are numbers.
    """
    if len(shapes.unit_codes) > MOST_NAMES:
        return ()
    points = _points(shapes.path)
    drawn = [units.find(edition, code, on) for code in sorted(shapes.unit_codes)]
    bearers = Counter(unit.name for unit in drawn)
    return tuple(
        (*points[unit.unit_code], unit.full_name if bearers[unit.name] > 1 or unit.name.isdigit() else unit.name)
        for unit in drawn
    )


@lru_cache(maxsize=64)
def _points(path: Path) -> dict[str, tuple[float, float]]:
    """For each shape the middle of the widest room in its largest part."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["id"]: _middle(shapely.geometry.shape(feature["geometry"])) for feature in features}


def _middle(shape: shapely.Geometry) -> tuple[float, float]:
    largest = max(shapely.get_parts(shape), key=shapely.area)
    middle = shapely.get_point(shapely.maximum_inscribed_circle(largest), 0)
    return round(float(middle.x), 4), round(float(middle.y), 4)
