"""Named groups of units, as rows name them: the area that units lie in, never a unit that reports."""

from collections import defaultdict
from functools import cached_property

from dashboard.importer.staging import Staging, once_for_units

# "Huyện Thới Bình (cũ)" is what we call what offices go on calling Huyện Thới Bình.
FORMER = " (cu)"


class Groups:
    """The carried groups and the operator's own."""

    def __init__(self, staging: Staging) -> None:
        self._rows: list[tuple[str, str, str, str, str, list[str | None]]] = staging.ask("unit_group")

    @cached_property
    def _names_around(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for edition, code, _, short, full, members in self._rows:
            for member in members:
                found[edition, member or ""] |= {code, short, full, full.removesuffix(FORMER)}
        return found

    def hold(self, edition: str, unit_code: str, folded: str) -> bool:
        """Whether a group of this name or code has the unit among its members."""
        return folded in self._names_around.get((edition, unit_code), ())

    @cached_property
    def _codes(self) -> dict[tuple[str, str], str]:
        return {(edition, code.lower()): code for edition, code, *_ in reversed(self._rows)}

    @cached_property
    def _codes_or_names(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for edition, code, _, _, full, _ in self._rows:
            for called in (full, code.lower()):
                found.setdefault((edition, called), code)
        return found

    @cached_property
    def _names(self) -> set[str]:
        return {
            name
            for _, code, _, short, full, _ in self._rows
            for name in (code.lower(), short, full, full.removesuffix(FORMER))
        }

    def has_name(self, folded: str) -> bool:
        """Whether a group of either edition has the name or code."""
        return folded in self._names

    def called(self, edition: str, code: str | None, folded: str | None) -> str | None:
        """The code of the group that a row means by its code or its full name; a short name may be a unit's."""
        if code:
            return self._codes.get((edition, code.lower()))
        return self._codes_or_names.get((edition, folded or ""))

    def found(self, edition: str, code: str) -> tuple[str, list[str]]:
        """A group's full name and the codes of its members."""
        row = next(row for row in self._rows if row[:2] == (edition, code))
        return row[2], [member for member in row[5] if member]

    def members(self, edition: str, code: str) -> list[str]:
        """The codes of a group's members; none where there is no such group."""
        return next(([member for member in row[5] if member] for row in self._rows if row[:2] == (edition, code)), [])


groups_of = once_for_units(Groups)
