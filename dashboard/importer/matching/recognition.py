"""Finds the unit behind a name as offices write it: in full, in short, as confirmed once, or not, with candidates."""

import re
from dataclasses import replace
from functools import cached_property

from dashboard import settings
from dashboard.folding import fold
from dashboard.importer.matching import aliases
from dashboard.importer.matching.short_forms import long_form
from dashboard.importer.matching.units import Match, Unit, Units, Written
from dashboard.importer.staging import Staging

# So many of the units that a name resembles are candidates.
SHOWN = 5
# A file with more unknown names than these has no names of ours; searching takes a thousandth of a second for each.
SEARCHES = 1_000
# Between a unit and the areas that it lies in: "Xã Trí Phải, huyện Thới Bình, tỉnh Cà Mau", "Xã Trí Phải (Thới Bình)".
APART = re.compile(r"\s*[,;()]\s*|\s[-–]\s")


class Names:
    """All units by name. A name that is written in full and means one unit needs no alias and gets none."""

    def __init__(self, staging: Staging) -> None:
        self._units = Units(staging)
        self._searches = 0
        self._chosen: dict[tuple[str, str | None], tuple[list[Unit], list[str]]] = {}

    @cached_property
    def _aliases(self) -> dict[tuple[str, str, str], str]:
        return {(alias.edition, alias.name, alias.parent): alias.unit_code for alias in aliases.saved()}

    def match(self, written: Written) -> Match:
        """The unit meant, or why it is not certain, with candidates."""
        found = self._units.match(written)
        if found.state == "known" or not written.name_folded or written.grain:
            return found
        long = in_full(written)
        second = self._units.match(long) if long != written else found
        if second.state == "known":
            return second
        if within := self._within_areas(written):
            return Match("known", within)
        if not written.code and (alias := self._alias(written)):
            return Match("known", alias)
        best = second if found.state == "unknown" or second.state == "uncertain" else found
        if best.state != "unknown" or written.code:
            return best
        candidates = self._candidates(long)
        return Match("uncertain", None, self._units.listed(candidates)) if candidates else best

    def _within_areas(self, written: Written) -> Unit | None:
        """The unit in whose cell the areas that it lies in stand behind its name, where all of them agree."""
        parts = [part for part in APART.split(written.name or "") if part]
        if len(parts) < 2 or written.code:
            return None
        name, *areas = parts
        above = [fold(long_form(area)) for area in areas] + [written.parent_folded] * bool(written.parent_folded)
        match = self.match(replace(written, name=name, name_folded=fold(name), parent_folded=above[0]))
        return match.unit if match.unit and all(self._units.within(match.unit, area or "") for area in above) else None

    def known(self, written: Written, match: Match) -> tuple[bool, bool, bool]:
        """Whether the code, the name and the name above are some unit's or group's, whichever is meant here."""
        is_code = self._units.has_code(written.code or "")
        is_name = match.state == "known" or self._is_name(written.name_folded)
        is_parent = self._is_name(written.parent_folded) or self._units.has_code(written.parent_folded or "")
        return is_code, is_name, is_parent

    def _is_name(self, folded: str | None) -> bool:
        return folded is not None and (self._units.has_name(folded) or self._units.has_name(fold(long_form(folded))))

    def _alias(self, written: Written) -> Unit | None:
        name = written.name_folded or ""
        for parent in (written.parent_folded or "", ""):
            if code := self._aliases.get((written.edition, name, parent)):
                return self._units.find(written.edition, code)
        return None

    def _candidates(self, written: Written) -> list[Unit]:
        """The units whose names are nearest, within the parent where one is named."""
        from rapidfuzz import fuzz, process

        self._searches += 1
        if self._searches > SEARCHES:
            return []
        units, names = self._choices(written.edition, written.parent_folded)
        name = written.name_folded or ""
        found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=settings.load().name_likeness, limit=SHOWN)
        return [units[place] for _, _, place in found]

    def _choices(self, edition: str, parent_folded: str | None) -> tuple[list[Unit], list[str]]:
        """The units among which a name is searched for, and their names."""
        if (edition, parent_folded) not in self._chosen:
            units = self._units.of_edition(edition)
            if parent_folded:
                units = [unit for unit in units if self._units.within(unit, parent_folded)]
            if not units:
                return self._choices(edition, None)
            self._chosen[edition, parent_folded] = (units, [unit.full_folded for unit in units])
        return self._chosen[edition, parent_folded]


def in_full(written: Written) -> Written:
    """The same with the name, and that of the unit above, written out."""
    name = long_form(written.name or "")
    # What is added must not make a name without marks one with wrong marks.
    name = fold(name) if (written.name or "").isascii() else name
    parent = written.parent_folded and fold(long_form(written.parent_folded))
    return replace(written, name=name, name_folded=fold(name), parent_folded=parent)
