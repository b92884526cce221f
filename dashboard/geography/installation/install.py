"""Real boundaries put in the schematic's place: read, matched, repaired, checked, and installed whole or not at all."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.geography import in_force, installed
from dashboard.geography.installation.fit import misplaced
from dashboard.geography.installation.matching import Match, match
from dashboard.geography.installation.reading import BoundariesRejected, layers
from dashboard.geography.installation.repair import repair
from dashboard.geography.installation.report import InstallReport, LayerReport
from dashboard.geography.places import listed
from dashboard.geography.published import build_ahead


def install(path: Path, edition: str, province: str | None = None) -> InstallReport:
    """Install the boundaries in a file or folder over the schematic of an edition.

    Units in the file become real, one by one; those installed earlier stay, the rest keep the schematic, drawn only
    on the ground that the real ones leave, so that nothing overlaps. A scope is called real when all its units are.
    Districts and provinces are dissolved from the communes unless they were installed themselves. A file without codes
    is matched by names within the province, a name or code, which a column or the file's name may also say.
    Raises BoundariesRejected, and then nothing has changed.
    """
    matches = _one_per_grain([match(layer, edition, province) for layer in layers(path)])
    prepared = {found.grain: _prepare(found, edition) for found in matches}
    reports = tuple(report for _, report in prepared.values())
    pointed = installed.written(
        edition, {grain: (shapes, report.source) for grain, (shapes, report) in prepared.items()}
    )
    # The maps are drawn before they are pointed to: a reader's click then only looks them up.
    build_ahead(edition, pointed, (code for report in reports for code in report.installed))
    installed.point(edition, pointed)
    return InstallReport(edition, reports)


def _one_per_grain(matches: list[Match]) -> list[Match]:
    """Files of one grain gathered; two that hold the same unit cannot both be right."""
    gathered: dict[str, Match] = {}
    for found in matches:
        earlier = gathered.get(found.grain)
        gathered[found.grain] = _joined(earlier, found) if earlier else found
    return list(gathered.values())


def _joined(first: Match, second: Match) -> Match:
    both = sorted(set(first.shapes.index) & set(second.shapes.index))
    if both:
        raise BoundariesRejected("two_files", first=first.source, second=second.source, codes=", ".join(both[:10]))
    shapes = pd.concat([first.shapes, second.shapes])
    unknown = tuple(sorted({*first.unknown, *second.unknown}))
    uncertain = (*first.uncertain, *second.uncertain)
    return Match(f"{first.source}, {second.source}", first.grain, first.column, shapes, unknown, uncertain)


def _prepare(found: Match, edition: str) -> tuple[gpd.GeoSeries, LayerReport]:
    repaired = repair(found.shapes, found.source)
    shapes = _with_earlier(repaired.shapes, edition, found.grain)
    return shapes, LayerReport(
        grain=found.grain,
        source=found.source,
        column=found.column,
        installed=tuple(sorted(repaired.shapes.index)),
        missing=_missing(edition, found.grain, shapes),
        unknown=found.unknown,
        mended=repaired.mended,
        fitted=repaired.fitted,
        overlapping=repaired.overlapping,
        misplaced=misplaced(repaired.shapes, edition, found.grain),
        uncertain=found.uncertain,
    )


def _missing(edition: str, grain: str, shapes: gpd.GeoSeries) -> tuple[str, ...]:
    """Of the units that last; those that ended may be installed too, for the maps of their days."""
    table, lasting = listed(edition), in_force.codes(edition, in_force.since(edition))
    return tuple(sorted((set(table.index[table["grain"] == grain]) & lasting) - set(shapes.index)))


def _with_earlier(shapes: gpd.GeoSeries, edition: str, grain: str) -> gpd.GeoSeries:
    """The new shapes beside those installed earlier for other units, fitted to each other.

    What lay there at the edition's beginning is one coverage; the shapes of units that began later lie over it.
    """
    entry = installed.by_grain(installed.pointer(edition)).get(grain)
    if entry is None:
        return shapes
    earlier = installed.shapes(entry)
    kept = earlier[~earlier.index.isin(shapes.index)]
    if kept.empty:
        return shapes
    together = pd.concat([_before(shapes, kept, edition), kept])
    is_later = together.index.isin(in_force.begun(edition))
    return pd.concat([repair(together[~is_later], entry.file).shapes, together[is_later]])


def _before(shapes: gpd.GeoSeries, kept: gpd.GeoSeries, edition: str) -> gpd.GeoSeries:
    """The new shapes without the ground of units that joined them later, where these have a shape of their own."""
    trimmed = shapes.copy()
    for code, heirs in in_force.passed_on(edition, in_force.since(edition)):
        if code in kept.index and len(heirs) == 1 and heirs[0] in trimmed.index.difference(in_force.begun(edition)):
            trimmed[heirs[0]] = shapely.difference(trimmed[heirs[0]], kept[code])
    return trimmed
