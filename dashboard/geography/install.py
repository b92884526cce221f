"""Real boundaries put in the schematic's place: read, matched, repaired, checked, and installed whole or not at all."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geography import in_force, installed
from dashboard.geography.fit import misplaced, unfitting
from dashboard.geography.matching import Match, match
from dashboard.geography.places import listed
from dashboard.geography.reading import BoundariesRejected, layers
from dashboard.geography.repair import repair, valid
from dashboard.geography.report import InstallReport, LayerReport

# Above this share of shapes that do not fit their units' points, the file describes other units. Complete correct files
# gave at most 0.012, those of the other edition at least 0.32. A few odd shapes (a bent commune, whose middle lies
# outside) are let through, else a file of five would fall over one of them.
UNFITTING, ODD = 0.1, 2
# Rows of one code are parts of one unit unless they cover each other by more than this share.
SAME_GROUND = 0.01


def install(path: Path, edition: str) -> InstallReport:
    """Install the boundaries in a file or folder over the schematic of an edition.

    Units in the file become real, one by one; those installed earlier stay, the rest keep the schematic, drawn only
    on the ground that the real ones leave, so that nothing overlaps. A scope is called real when all its units are.
    Districts and provinces are dissolved from the communes unless they were installed themselves.
    Raises BoundariesRejected, and then nothing has changed.
    """
    matches = _one_per_grain([_fitting(match(layer, edition), edition) for layer in layers(path)])
    prepared = {found.grain: _prepare(found, edition) for found in matches}
    installed.put(edition, {grain: (shapes, report.source) for grain, (shapes, report) in prepared.items()})
    return InstallReport(edition, tuple(report for _, report in prepared.values()))


def _fitting(found: Match, edition: str) -> Match:
    wrong, share = unfitting(_valid(_one_row_each(found)), edition, found.grain)
    if share > UNFITTING and (wrong > ODD or share > 0.5):
        raise BoundariesRejected("other_units", file=found.source, edition=edition, share=round(100 * share))
    return found


def _one_per_grain(matches: list[Match]) -> list[Match]:
    """Files of one grain gathered; two that hold the same unit cannot both be right."""
    gathered: dict[str, Match] = {}
    for found in matches:
        earlier = gathered.get(found.grain)
        gathered[found.grain] = _joined(earlier, found) if earlier else found
    return list(gathered.values())


def _joined(first: Match, second: Match) -> Match:
    both = sorted(set(first.table["unit_code"]) & set(second.table["unit_code"]))
    if both:
        raise BoundariesRejected("two_files", first=first.source, second=second.source, codes=", ".join(both[:10]))
    table = pd.concat([first.table, second.table], ignore_index=True)
    unknown = tuple(sorted({*first.unknown, *second.unknown}))
    return Match(f"{first.source}, {second.source}", first.grain, first.column, table, unknown)


def _prepare(found: Match, edition: str) -> tuple[gpd.GeoSeries, LayerReport]:
    repaired = repair(_one_row_each(found), found.source)
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
    )


def _missing(edition: str, grain: str, shapes: gpd.GeoSeries) -> tuple[str, ...]:
    """Of the units that last; those that ended may be installed too, for the maps of their days."""
    table, lasting = listed(edition), in_force.codes(edition, in_force.since(edition))
    return tuple(sorted((set(table.index[table["grain"] == grain]) & lasting) - set(shapes.index)))


def _one_row_each(found: Match) -> gpd.GeoSeries:
    """One shape per code: several rows of a code are its parts, unless they cover each other."""
    rows = found.table.set_index("unit_code")["geometry"]
    repeated = rows.index[rows.index.duplicated()].unique()
    if not len(repeated):
        return rows
    parts = _valid(rows)
    shapes = gpd.GeoSeries(parts.groupby(level=0).agg(lambda unit: shapely.union_all(np.asarray(unit))), crs=rows.crs)
    area = pd.Series(shapely.area(np.asarray(parts)), parts.index).groupby(level=0).sum()
    covered = 1 - shapely.area(np.asarray(shapes)) / area[shapes.index]
    if (covered > SAME_GROUND).any():
        codes = ", ".join(covered.index[covered > SAME_GROUND][:10])
        raise BoundariesRejected("repeated", file=found.source, codes=codes)
    return shapes


def _valid(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    return gpd.GeoSeries(valid(np.asarray(shapes)), shapes.index, shapes.crs)


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
