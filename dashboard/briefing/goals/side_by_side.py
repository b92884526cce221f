"""What several issuers ask of the same units: each unit's targets in force beside one another."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard import units
from dashboard.briefing import area
from dashboard.database import Database
from dashboard.rows import ProgressByArea
from dashboard.selection import ISSUERS, Selection


@dataclass(frozen=True)
class OfIssuer:
    """A target in force, with the nearest deadline where it is a sum, and the rate on it where there is one."""

    value: int
    deadline: dt.date
    share: float | None


@dataclass(frozen=True)
class Unit:
    """What each issuer asks of one unit; those that ask nothing of it are left out."""

    unit_code: str
    name: str
    asked: dict[str, OfIssuer]


@dataclass(frozen=True)
class SideBySide:
    """Issuers of whom two at least ask something, the area itself, and its units, the farthest apart first.

    without: how many units nobody asks for anything.
    """

    issuers: tuple[str, ...]
    whole: Unit | None
    units: tuple[Unit, ...]
    without: int

    def difference(self, unit: Unit) -> int | None:
        """The second issuer's target less the first's, where both ask something of a unit."""
        first, second = (unit.asked.get(issuer) for issuer in self.issuers[:2])
        return second.value - first.value if first and second else None


def of_area(database: Database, selection: Selection) -> SideBySide | None:
    """Of the stage and level looked at; None for a commune, and where fewer than two issuers ask anything."""
    edition, code = area.whose_targets(selection)
    if units.holder(edition, code).unit_code != code:
        return None
    own = selection.at(edition=edition, unit=code, base="target")
    asked = {issuer: area.within(database, own.at(issuer=issuer)).units for issuer in ISSUERS}
    issuers = tuple(issuer for issuer, rows in asked.items() if any(of_row(row) for row in rows))
    if len(issuers) < 2:
        return None
    there = [row for row in asked[issuers[0]] if row.state != "not_existing"]
    by_code = {issuer: {row.unit_code: of_row(row) for row in asked[issuer]} for issuer in issuers}
    every = [Unit(row.unit_code, row.unit_name, of_unit(row.unit_code, by_code)) for row in there]
    listed = [one for one in every if one.asked]
    found = SideBySide(issuers, of_whole(database, own, issuers), (), len(every) - len(listed))
    listed.sort(key=lambda one: (-abs(found.difference(one) or 0), one.unit_code))
    return replace(found, units=tuple(listed))


def of_whole(database: Database, own: Selection, issuers: Sequence[str]) -> Unit | None:
    """The area's own targets, or the sums of its parts'."""
    rows = {issuer: area.of_unit(database, own.at(issuer=issuer)) for issuer in issuers}
    name = next((row.unit_name for row in rows.values() if row), None)
    if name is None:
        return None
    return Unit(
        own.unit, name, of_unit(own.unit, {issuer: {own.unit: of_row(row)} for issuer, row in rows.items() if row})
    )


def of_unit(code: str, by_code: Mapping[str, Mapping[str, OfIssuer | None]]) -> dict[str, OfIssuer]:
    """What each issuer asks of one unit."""
    found = {issuer: rows.get(code) for issuer, rows in by_code.items()}
    return {issuer: one for issuer, one in found.items() if one}


def of_row(row: ProgressByArea) -> OfIssuer | None:
    """The target of a row as it was set; the rate is that of the parts that reported, as everywhere."""
    if pd.isna(row.whole_target) or pd.isna(row.deadline):
        return None
    return OfIssuer(int(row.whole_target), row.deadline.date(), None if pd.isna(row.share) else float(row.share))
