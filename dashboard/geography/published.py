"""Boundaries of one scope as a GeoJSON file that browsers fetch by its address: built once, then only looked up."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard import settings, units
from dashboard.geography import geojson, groups, in_force, installed, mosaic, scope
from dashboard.geography.places import GRAINS, ancestors


@dataclass(frozen=True)
class Boundaries:
    """Where a scope's GeoJSON is, and what it draws.

    `url` is relative to the app's base path; feature id = unit_code. `unit_codes` are the drawn units of the grain;
    `also_drawn` are island districts without placed communes, which stand for themselves in a file of communes;
    `not_drawn` have no known place. `quality` is "real" only when every shape is; `real_count` says how many are.
    `bounds` frames the mainland and near islands, `full_bounds` everything: they differ only where Hoàng Sa and Trường
    Sa belong to the scope.
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

    def frames(self, is_nation: bool) -> tuple[scope.Bounds, scope.Bounds | None]:
        """The map's frame, and that of an inset. Hoàng Sa and Trường Sa are always in sight: the nation's map holds
        them, a province's shows them in an inset, for they would shrink its mainland to a strip.
        """
        if is_nation or self.bounds == self.full_bounds:
            return self.full_bounds, None
        _, _, east, _ = self.bounds
        _, south, far_east, north = self.full_bounds
        return self.bounds, (east, south, far_east, north)

    @property
    def drawn(self) -> int:
        """How many units of the grain have a shape."""
        return len(self.unit_codes)


@dataclass(frozen=True)
class Asked:
    """A scope and since when it is so, the installed boundaries it is drawn from, and what else it depends on."""

    edition: str
    parent: str
    grain: str
    since: str
    pointed: str
    marks: str

    @property
    def label(self) -> str:
        """How its files' names begin."""
        time, grain, parent = in_force.label(self.edition, self.since), self.grain, self.parent
        return f"{time}-{groups.file_part(grain)}-{groups.file_part(parent)}-"


def boundaries(edition: str, parent: str, grain: str, on: dt.date | None = None) -> Boundaries:
    """Shapes of all units of a grain, or groups of a grouping, under a parent (itself when it is of that grain).

    on: the day whose units are drawn, without which it is the last ones. The parent may be a group. The first call of a
    scope builds its file; later ones cost a look at the pointer of installed boundaries. A scope whose only units have
    no known place, or did not exist then, gives an empty file, framed by the nation. Raises LookupError when the
    edition never had a unit of that grain there.
    """
    if not units.exists(edition, parent) or not (grain in GRAINS or groups.exists(edition, grain)):
        raise LookupError(f"edition {edition} has no {grain} under {parent}")
    since = in_force.since(edition, on)
    marks = groups.mark(edition, parent, grain) + in_force.mark(edition, since)
    asked = Asked(edition, parent, grain, since, installed.pointer(edition), marks)
    found = _remembered(asked, settings.data_folder(), settings.STATIC)
    if found.path.exists():
        return found
    _remembered.cache_clear()
    return _remembered(asked, settings.data_folder(), settings.STATIC)


@lru_cache(maxsize=512)
def _remembered(asked: Asked, data: Path, static: Path) -> Boundaries:
    digest = mosaic.key(asked.edition, asked.pointed, asked.marks)
    card = data / "boundaries" / "cache" / f"{asked.label}{digest}.json"
    folder = static / "geo"
    if card.exists():
        known = _from_card(json.loads(card.read_text(encoding="utf-8")), folder)
        if known.path.exists():
            return known
    built = _build(asked, folder)
    installed.sweep(card, asked.label)
    installed.write_bytes(card, _as_card(built))
    return built


def _build(asked: Asked, folder: Path) -> Boundaries:
    wanted, standing_in = _members(asked.edition, asked.parent, asked.grain)
    if not wanted:
        raise LookupError(f"edition {asked.edition} has no {asked.grain} under {asked.parent}")
    if asked.grain in GRAINS:
        wanted &= in_force.codes(asked.edition, asked.since)
    nation = mosaic.shapes(asked.edition, asked.grain, asked.pointed, asked.since)
    drawn = nation[nation.index.isin(wanted | standing_in)]
    small = scope.simplified(drawn["geometry"]) if len(drawn) else drawn["geometry"]
    framed = small if len(drawn) else mosaic.shapes(asked.edition, "province", asked.pointed)["geometry"]
    content = geojson.text(small)
    path = folder / f"{asked.label}{hashlib.sha256(content).hexdigest()[:12]}.geojson"
    if not path.exists():
        installed.sweep(path, asked.label)
        installed.write_bytes(path, content)
    codes = frozenset(drawn.index)
    return Boundaries(
        url=f"app/static/geo/{path.name}",
        path=path,
        quality="real" if len(drawn) and drawn["is_real"].all() else "schematic",
        source=_source(asked) if drawn["is_real"].any() else "",
        unit_codes=codes & wanted,
        also_drawn=codes & standing_in,
        not_drawn=wanted - codes,
        real_count=int(drawn["is_real"].sum()),
        bounds=scope.frame(framed),
        full_bounds=scope.full(framed),
    )


def _members(edition: str, parent: str, grain: str) -> tuple[frozenset[str], frozenset[str]]:
    """Units of the grain under the parent, and the districts that may stand in for communes without a place."""
    if grain not in GRAINS:
        return groups.within(edition, grain, parent), frozenset()
    above = ancestors(edition)
    inside = above[above.isin(groups.held(edition, parent)).any(axis=1)] if parent != units.NATION else above
    members = frozenset(inside.index[inside[grain] == inside.index])
    return members, frozenset(inside["district"].dropna()) if grain == "commune" else frozenset()


def _source(asked: Asked) -> str:
    """The names of the files that the shapes come from; what has no layer of its own is dissolved from communes."""
    layers = installed.by_grain(asked.pointed)
    grains = [asked.grain] if asked.grain in GRAINS else [*groups.drawn_from(asked.edition, asked.grain)]
    entries = [entry for grain in grains if (entry := layers.get(grain) or layers.get("commune"))]
    return ", ".join(dict.fromkeys(source for entry in entries for source in entry.sources))


def _as_card(built: Boundaries) -> bytes:
    return json.dumps(asdict(built) | {"path": built.path.name}, default=sorted).encode()


def _from_card(card: dict[str, Any], folder: Path) -> Boundaries:
    sets = {name: frozenset(card[name]) for name in ("unit_codes", "also_drawn", "not_drawn")}
    bounds = {name: tuple(card[name]) for name in ("bounds", "full_bounds")}
    return Boundaries(**card | sets | bounds | {"path": folder / card["path"]})
