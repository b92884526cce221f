"""What a written name can mean: the kinds of units as files write them, and an edition's units under their names."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.folding import fold, spelled
from dashboard.geography import in_force
from dashboard.geography.places import ancestors, listed

# The kinds of units as files write them, folded; "TP." stands for cities of two grains.
KINDS = {
    "xa": ("xa", "x"),
    "phuong": ("phuong", "p"),
    "thi_tran": ("thi tran", "tt"),
    "dac_khu": ("dac khu", "dk"),
    "huyen": ("huyen", "h"),
    "quan": ("quan", "q"),
    "thi_xa": ("thi xa", "tx"),
    "thanh_pho": ("thanh pho", "tp"),
    "tinh": ("tinh", "t"),
}
WORDS = {word: kind for kind, words in KINDS.items() for word in words}
LEADING = re.compile(rf"^({'|'.join(sorted(WORDS, key=len, reverse=True))})(?:\s*\.\s*|\s+|(?=\d))(?=\w)")
CITIES = {"thanh_pho_tw": "thanh_pho"}


@dataclass(frozen=True)
class Name:
    """A name as it was written, without the word for its kind, and that kind if there was one."""

    marked: str
    kind: str

    @property
    def folded(self) -> str:
        """The name without marks."""
        return fold(self.marked)

    def means(self, other: "Name") -> bool:
        """Whether a written name can mean a unit's: marks count where there are any, and so does a kind."""
        if self.kind and self.kind != other.kind:
            return False
        return self.marked in (other.marked, other.folded) or spelled(self.marked) == spelled(other.marked)


def read_names(written: str) -> list[Name]:
    """The ways to read a name: with its first word as a kind, or whole ("Xa Dung" is a commune's name)."""
    whole = " ".join(unicodedata.normalize("NFC", written).replace("_", " ").lower().split())
    names = [Name(_number(whole), "")]
    if found := LEADING.match(fold(whole)):
        names.insert(0, Name(_number(whole[found.end() :]), WORDS[found[1]]))
    return names


def _number(name: str) -> str:
    return name.lstrip("0") if name.isdigit() else name


@dataclass(frozen=True)
class Register:
    """The edition's units under their last names."""

    edition: str

    @cached_property
    def units(self) -> dict[str, dict[Any, Any]]:
        """The units in force by code, with the provinces and districts above them."""
        rows = listed(self.edition)
        last = rows[rows.index.isin(in_force.codes(self.edition, in_force.since(self.edition)))]
        above = ancestors(self.edition)[["district", "province"]]
        joined = last.join(above)
        return dict(zip(joined.index, joined.to_dict("records"), strict=True))

    @cached_property
    def _known(self) -> dict[tuple[object, str], list[str]]:
        return {}

    @cached_property
    def _by_folded(self) -> dict[tuple[str, str], list[tuple[str, Name]]]:
        found = defaultdict(list)
        for code, unit in self.units.items():
            own = Name(read_names(unit["full_name"])[0].marked, self.kind(code))
            found[unit["grain"], own.folded].append((code, own))
        return dict(found)

    def called(self, written: object, grain: str) -> list[str]:
        """Codes of the units of a grain that a written name can mean."""
        if not isinstance(written, str) or not written.strip():
            return []
        if (written, grain) not in self._known:
            self._known[written, grain] = self._looked_up(written, grain)
        return self._known[written, grain]

    def _looked_up(self, written: str, grain: str) -> list[str]:
        for name in read_names(written):
            if found := [code for code, own in self._by_folded.get((grain, name.folded), []) if name.means(own)]:
                return found
        return []

    def is_province(self, code: object) -> bool:
        """Whether a code is one of a province."""
        return isinstance(code, str) and code in self.units and self.units[code]["grain"] == "province"

    def province_names(self) -> list[tuple[str, str]]:
        """Codes and folded names of the provinces."""
        return [(code, fold(unit["name"])) for code, unit in self.units.items() if unit["grain"] == "province"]

    def kind(self, code: str) -> str:
        """The kind of a unit, all cities alike."""
        kind = str(self.units[code]["kind"])
        return CITIES.get(kind, kind)

    def above(self, code: str, grain: str) -> object:
        """The unit of the grain that a unit lies in."""
        return self.units[code][grain]

    def full_name(self, code: str) -> str:
        """Code and name, with the name of the unit above: namesakes differ in it."""
        unit = self.units[code]
        above = self.units.get(str(unit["parent_code"]), {"grain": "nation"})
        within = f" ({above['full_name']})" if above["grain"] != "nation" else ""
        return f"{code} {unit['full_name']}{within}"
