"""Finds the unit that a row means, by code or by names; what is not certain is never guessed."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.folding import spelled
from dashboard.importer.matching.groups import Groups, groups_of
from dashboard.importer.staging import Staging, once_for_units


@dataclass(frozen=True)
class Unit:
    """One unit of one edition under one of its names, and the days on which that name is good."""

    edition: str
    code: str
    grain: str
    name: str
    full_name: str
    name_folded: str
    full_folded: str
    parent_code: str | None
    since: date | None = None
    until: date | None = None

    def is_good(self, day: str | None) -> bool:
        """Whether the name means this unit on a day; without a day any name does."""
        return not day or ((self.since or date.min) <= date.fromisoformat(day) <= (self.until or date.max))


@dataclass(frozen=True)
class Match:
    """known, unknown, uncertain, ungiven, group, or of_other_dates: only in the other edition, or on other days.

    ``detail`` holds the candidates, the group's members, or the units of other days.
    """

    state: str
    unit: Unit | None = None
    detail: str = ""


@dataclass(frozen=True)
class Written:
    """What a row says of its unit; the folded forms come from the staging database."""

    edition: str
    code: str | None
    name: str | None
    name_folded: str | None
    parent_folded: str | None
    grain: str | None = None
    # The last turn before the row's date: the day from which on its names mean what they meant at that date.
    day: str | None = None


class Listing:
    """The units of one state of the tables."""

    def __init__(self, staging: Staging) -> None:
        self._units = [Unit(*row) for row in staging.ask("unit_listed")]
        self.by_code = {(unit.edition, unit.code): unit for unit in self._units}

    @cached_property
    def by_name(self) -> dict[tuple[str, str], list[Unit]]:
        """The units of an edition that bear a name, in short or in full."""
        found: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in self._units:
            for name in {unit.name_folded, unit.full_folded}:
                found[unit.edition, name].append(unit)
        return dict(found)

    @cached_property
    def names(self) -> dict[tuple[str, str], set[str]]:
        """All names of a unit, former ones too."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for unit in self._units:
            found[unit.edition, unit.code] |= {unit.name_folded, unit.full_folded}
        return dict(found)

    @cached_property
    def every_name(self) -> set[str]:
        """All names of units of both editions, folded."""
        return {name for names in self.names.values() for name in names}

    @cached_property
    def every_code(self) -> set[str]:
        """All codes of units of both editions."""
        return {code for _, code in self.by_code}


listing = once_for_units(Listing)


class Units:
    """All units of both editions, looked up by code and by folded name."""

    def __init__(self, staging: Staging) -> None:
        self._listing = listing(staging)
        self._staging = staging

    @cached_property
    def _groups(self) -> Groups:
        # Most exports name none.
        return groups_of(self._staging)

    def of_edition(self, edition: str) -> list[Unit]:
        """All units of an edition, under their newest names."""
        return [unit for unit in self._listing.by_code.values() if unit.edition == edition]

    def find(self, edition: str, code: str) -> Unit | None:
        """The unit of a code."""
        return self._listing.by_code.get((edition, code))

    def has_name(self, folded: str) -> bool:
        """Whether any unit or group, of whichever edition, bears the name."""
        return folded in self._listing.every_name or self._groups.has_name(folded)

    def has_code(self, code: str) -> bool:
        """Whether any unit, of whichever edition, bears the code."""
        return code in self._listing.every_code

    def within(self, unit: Unit, parent_folded: str) -> bool:
        """Whether a unit lies in the area of this name or code, directly or one further up, or is in such a group."""
        parent = self._parent(unit)
        above = self._parent(parent) if parent else None
        if self._is_called(parent, parent_folded) or self._is_called(above, parent_folded):
            return True
        held = [unit, parent] if parent else [unit]
        return any(self._groups.hold(one.edition, one.code, parent_folded) for one in held)

    def match(self, written: Written) -> Match:
        """The unit meant, or why it is not certain."""
        if written.code:
            return self._match_code(written)
        if not written.name_folded:
            return Match("ungiven")
        return self._match_name(written)

    def _match_code(self, written: Written) -> Match:
        unit = self._listing.by_code.get((written.edition, written.code or ""))
        if unit is None:
            other = self._listing.by_code.get((other_edition(written), written.code or ""))
            return of_other_dates([other]) if other else self._group_or_unknown(written)
        # The reform reused codes for communes of other names: code and name must agree, be it by a former name.
        if written.name_folded and written.name_folded not in self._listing.names[unit.edition, unit.code]:
            other = self._listing.by_code.get((other_edition(written), unit.code))
            if other and written.name_folded in self._listing.names[other.edition, other.code]:
                return of_other_dates([other])
            return Match("uncertain", None, self.listed([unit, *self._named(written)]))
        return Match("known", unit)

    def _match_name(self, written: Written) -> Match:
        found = self._named(written)
        if not found and (past := self._named(replace(written, day=None))):
            return of_other_dates(past)
        marked = spelled(written.name or "")
        exact = [unit for unit in found if marked in (spelled(unit.name), spelled(unit.full_name))]
        # A name without any marks may mean whatever reads alike; with marks it must be spelled right.
        possible = found if marked == written.name_folded else exact
        if len({unit.code for unit in possible}) == 1:
            return Match("known", possible[0])
        if possible or found:
            return Match("uncertain", None, self.listed(possible or found))
        # Within the parent that is named, the other edition knows it; or it has namesakes elsewhere, which are shown.
        then = self._named(replace(written, edition=other_edition(written), day=None))
        if then and written.parent_folded:
            return of_other_dates(then)
        if alike := self._listing.by_name.get((written.edition, written.name_folded or ""), []):
            return Match("uncertain", None, self.listed(alike))
        then = then or self._listing.by_name.get((other_edition(written), written.name_folded or ""), [])
        return of_other_dates(then) if then else self._group_or_unknown(written)

    def _group_or_unknown(self, written: Written) -> Match:
        group = self._groups.called(written.edition, written.code, written.name_folded)
        if group is None:
            return Match("unknown")
        name, codes = self._groups.found(written.edition, group)
        members = [unit for code in codes if (unit := self._listing.by_code.get((written.edition, code)))]
        return Match("group", None, f"{name}: {self.listed(members)}")

    def _named(self, written: Written) -> list[Unit]:
        named = self._listing.by_name.get((written.edition, written.name_folded or ""), [])
        named = [unit for unit in named if unit.is_good(written.day)]
        if written.grain:
            named = [unit for unit in named if unit.grain == written.grain]
        if not written.parent_folded:
            return named
        near = [unit for unit in named if self._is_called(self._parent(unit), written.parent_folded)]
        return near or [unit for unit in named if self.within(unit, written.parent_folded)]

    def _parent(self, unit: Unit) -> Unit | None:
        return self._listing.by_code.get((unit.edition, unit.parent_code or ""))

    def _is_called(self, unit: Unit | None, folded: str) -> bool:
        return unit is not None and (folded == unit.code or folded in self._listing.names[unit.edition, unit.code])

    def listed(self, units: list[Unit]) -> str:
        """At most five candidates, as they are shown: code, name, and the unit above."""
        shown = []
        for unit in units[:5]:
            parent = self._parent(unit)
            shown.append(f"{unit.code} {unit.full_name}" + (f" ({parent.full_name})" if parent else ""))
        return "; ".join(shown) + ("; …" if len(units) > 5 else "")


def other_edition(written: Written) -> str:
    """The edition that a row is not of."""
    return "2025" if written.edition == "2024" else "2024"


def of_other_dates(units: list[Unit]) -> Match:
    """Units of other days, by edition, code and full name: how they are described depends on the row's day."""
    named = dict.fromkeys(f"{unit.edition} {unit.code} {unit.full_name}" for unit in units)
    return Match("of_other_dates", None, "; ".join(named))
