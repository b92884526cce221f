"""Boundaries of one scope as a GeoJSON file that browsers fetch by its address: built once, then only looked up."""

import hashlib
import json
import time
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard import settings, units
from dashboard.geography import geojson, installed, mosaic, scope
from dashboard.geography.places import ancestors

GRAINS = ("province", "district", "commune")
DAY = 86_400


@dataclass(frozen=True)
class Boundaries:
    """Where a scope's GeoJSON is, and what it draws.

    `url` is relative to the app's base path; feature id = unit_code, properties.name = the unit's name.
    `unit_codes` are the drawn units of the grain; `also_drawn` are island districts without placed communes, which
    stand for themselves in a file of communes; `not_drawn` have no known place. `quality` is "real" only when every
    shape is; `real_count` says how many are. `bounds` frames the mainland and near islands, `full_bounds` everything:
    they differ only where Hoàng Sa and Trường Sa belong to the scope.
    """

    url: str
    path: Path
    quality: str
    source: str
    unit_codes: frozenset[str]
    also_drawn: frozenset[str]
    not_drawn: frozenset[str]
    real_count: int
    bounds: scope.Bounds
    full_bounds: scope.Bounds

    @property
    def drawn(self) -> int:
        """How many units of the grain have a shape."""
        return len(self.unit_codes)


def boundaries(edition: str, parent: str, grain: str) -> Boundaries:
    """Shapes of all units of a grain under a parent (the parent itself when it is of that grain).

    The first call of a scope builds its file; later ones cost a look at the pointer of installed boundaries.
    A scope whose only units have no known place gives an empty file, framed by the nation.
    Raises LookupError when the edition has no unit of that grain there.
    """
    arguments = (edition, parent, grain, installed.pointer(edition), settings.data_folder(), settings.STATIC)
    found = _remembered(*arguments)
    if found.path.exists():
        return found
    _remembered.cache_clear()
    return _remembered(*arguments)


@lru_cache(maxsize=512)
def _remembered(edition: str, parent: str, grain: str, pointed: str, data: Path, static: Path) -> Boundaries:
    if grain not in GRAINS or parent not in geojson.names(edition):
        raise LookupError(f"edition {edition} has no {grain} under {parent}")
    digest = mosaic.key(edition, pointed)
    card = data / "boundaries" / "cache" / f"{edition}-{grain}-{parent}-{digest}.json"
    folder = static / "geo"
    if card.exists():
        known = _from_card(json.loads(card.read_text(encoding="utf-8")), folder)
        if known.path.exists():
            return known
    built = _build(edition, parent, grain, pointed, folder)
    installed.write_bytes(card, _as_card(built))
    return built


def _build(edition: str, parent: str, grain: str, pointed: str, folder: Path) -> Boundaries:
    wanted, standing_in = _members(edition, parent, grain)
    nation = mosaic.shapes(edition, grain, pointed)
    drawn = nation[nation.index.isin(wanted | standing_in)]
    if not wanted:
        raise LookupError(f"edition {edition} has no {grain} under {parent}")
    small = scope.simplified(drawn["geometry"]) if len(drawn) else drawn["geometry"]
    framed = small if len(drawn) else nation["geometry"]
    content = geojson.text(small, edition)
    path = folder / f"{edition}-{grain}-{parent}-{hashlib.sha256(content).hexdigest()[:12]}.geojson"
    if not path.exists():
        _sweep(path, prefix=f"{edition}-{grain}-{parent}-")
        installed.write_bytes(path, content)
    entry = installed.by_grain(pointed).get(grain) or installed.by_grain(pointed).get("commune")
    codes = frozenset(drawn.index)
    return Boundaries(
        url=f"app/static/geo/{path.name}",
        path=path,
        quality="real" if len(drawn) and drawn["is_real"].all() else "schematic",
        source=", ".join(entry.sources) if entry and drawn["is_real"].any() else "",
        unit_codes=codes & wanted,
        also_drawn=codes & standing_in,
        not_drawn=wanted - codes,
        real_count=int(drawn["is_real"].sum()),
        bounds=scope.frame(framed),
        full_bounds=scope.full(framed),
    )


def _members(edition: str, parent: str, grain: str) -> tuple[frozenset[str], frozenset[str]]:
    """Units of the grain under the parent, and the districts that may stand in for communes without a place."""
    above = ancestors(edition)
    inside = above[(above == parent).any(axis=1)] if parent != units.NATION else above
    members = frozenset(inside[grain].dropna())
    return members, frozenset(inside["district"].dropna()) if grain == "commune" else frozenset()


def _sweep(path: Path, prefix: str) -> None:
    """Remove the scope's files of earlier days; younger ones may still be asked for by an open page."""
    for old in path.parent.glob(f"{prefix}*.geojson"):
        if time.time() - old.stat().st_mtime > DAY:
            old.unlink(missing_ok=True)


def _as_card(built: Boundaries) -> bytes:
    return json.dumps(asdict(built) | {"path": built.path.name}, default=sorted).encode()


def _from_card(card: dict[str, Any], folder: Path) -> Boundaries:
    sets = {name: frozenset(card[name]) for name in ("unit_codes", "also_drawn", "not_drawn")}
    bounds = {name: tuple(card[name]) for name in ("bounds", "full_bounds")}
    return Boundaries(**card | sets | bounds | {"path": folder / card["path"]})
