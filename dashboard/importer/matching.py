"""Finds the unit that a row means, by code or by names; what is not certain is never guessed."""

from dataclasses import replace

import duckdb

from dashboard.importer.groups import Groups
from dashboard.importer.listing import listing
from dashboard.importer.written import Match, Unit, Written, spelled


class Units:
    """All units of both editions, looked up by code and by folded name."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._listing = listing(connection)
        self._groups = Groups(connection)

    def of_edition(self, edition: str) -> list[Unit]:
        """All units of an edition, under their newest names."""
        return [unit for unit in self._listing.by_code.values() if unit.edition == edition]

    def find(self, edition: str, code: str) -> Unit | None:
        """The unit of a code."""
        return self._listing.by_code.get((edition, code))

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
            return elsewhen([other]) if other else self._group_or_unknown(written)
        # The reform reused codes for communes of other names: code and name must agree, be it by a former name.
        if written.name_folded and written.name_folded not in self._listing.names[unit.edition, unit.code]:
            other = self._listing.by_code.get((other_edition(written), unit.code))
            if other and written.name_folded in self._listing.names[other.edition, other.code]:
                return elsewhen([other])
            return Match("uncertain", None, self.listed([unit, *self._named(written)]))
        return Match("known", unit)

    def _match_name(self, written: Written) -> Match:
        found = self._named(written)
        if not found and (past := self._named(replace(written, day=None))):
            return elsewhen(past)
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
            return elsewhen(then)
        if alike := self._listing.by_name.get((written.edition, written.name_folded or ""), []):
            return Match("uncertain", None, self.listed(alike))
        then = then or self._listing.by_name.get((other_edition(written), written.name_folded or ""), [])
        return elsewhen(then) if then else self._group_or_unknown(written)

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


def elsewhen(units: list[Unit]) -> Match:
    """Units of other days, by edition, code and full name: what is told of them depends on the row's day."""
    named = dict.fromkeys(f"{unit.edition} {unit.code} {unit.full_name}" for unit in units)
    return Match("elsewhen", None, "; ".join(named))
