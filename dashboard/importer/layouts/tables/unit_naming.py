"""How a row of a table names its unit: by its words, the kind that a heading gives, and the area around it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.exports.targets import Terms
from dashboard.importer.layouts.grids.blocks import Block
from dashboard.importer.layouts.tables.areas import Areas
from dashboard.importer.layouts.tables.columns import Column
from dashboard.importer.layouts.tables.rows import AREA, Row
from dashboard.importer.layouts.words.lexicon import Lexicon, key_of
from dashboard.importer.matching.short_forms import long_form

# Names of any police of a kind.
OF_KIND = {f"cong an {kind}" for kind in ("xa", "phuong", "thi tran", "huyen", "quan", "thi xa", "thanh pho", "tinh")}
# Headings that say of what kind all the units below are.
KINDS = {"phuong": "Phường", "xa": "Xã", "thi tran": "Thị trấn", "quan": "Quận", "huyen": "Huyện"}
ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}


def with_kind(name: str, columns: Sequence[Column]) -> str:
    """A unit's name with the kind that its column's heading gives to all: a bare 3 under "Phường" is Phường 3."""
    kind = next((KINDS[key] for column in columns if (key := key_of(column.written)) in KINDS), "")
    words = name.split()
    if words and words[-1] in ROMAN and (len(words) == 1 or key_of(words[0]) in ("phuong", "p")):
        words[-1] = str(ROMAN[words[-1]])
        name = " ".join(words)
    if name.isdigit():
        return f"{kind or 'Phường'} {int(name)}"
    has_kind = re.match(
        r"(xa|phuong|thi tran|dac khu|thi xa|thanh pho|quan|huyen|tinh|cong an|ca\w*) ", key_of(long_form(name))
    )
    return f"{kind} {name}" if kind and name and not has_kind else name


def without_former(name: str) -> str:
    """A former area as those call it that report from its ground: "Địa bàn huyện Thới Bình (cũ)"."""
    return re.sub(r"^\s*địa bàn\s+|\s*(?:\(cũ\)|\bcũ)\s*$", "", name, flags=re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """What is known before a table is read: words, cells that mean nothing, units, areas, what was said by hand."""

    lexicon: Lexicon
    nothing: frozenset[str]
    areas: Areas
    is_unit: Callable[[str], bool]
    given: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    # On what terms the columns of targets come in; none where they are only looked for.
    terms: Terms | None = None

    def is_nothing(self, cell: str) -> bool:
        """Whether a cell's words say that there is no figure."""
        return key_of(cell) in self.nothing


class Area:
    """Where the rows of a table lie: by column, section, sheet or title; and the one unit of a table without units."""

    def __init__(self, block: Block, columns: Sequence[Column], words: Words, lines: list[str], at: str) -> None:
        self._block, self._words = block, words
        self._places = {role: [c for c in columns if c.role == role] for role in ("unit", "unit_code", "parent")}
        self._edition = "2024" if at < "2025-07-01" else "2025"
        province, district = words.areas.mentioned(lines, self._edition)
        self._province = province.code if province else None
        self.area = self._around = words.given.get("parent_name") or (district.code if district else self._province)
        self.unit = words.given.get("unit_name") or words.areas.commune([*lines, block.grid.sheet or ""])
        if block.grid.sheet:
            self.enter(block.grid.sheet)
        self._parent_written = ""

    def enter(self, name: str) -> None:
        """A section, or the sheet's name, may name a smaller area."""
        if "parent_name" in self._words.given:
            return
        written, name = name, without_former(name)
        found = self._words.areas.named(name, self._edition, self._province)
        if found:
            self.area = found.code
        elif re.match(r"(huyen|quan|thi xa|thanh pho|tinh|cong an) ", key_of(name)) and key_of(name) not in OF_KIND:
            self.area = name
        elif written != name:
            # Another ground, of which nothing more is known, is not the one above.
            self.area = self._around

    def is_area(self, name: str) -> bool:
        """Whether a line names a district or a province."""
        return bool(self._words.areas.named(name, self._edition, self._province) or AREA.match(key_of(long_form(name))))

    def naming(self, row: Row) -> tuple[str | None, str | None, str | None]:
        """Code, name and area above of a row's unit."""
        block, places = self._block, self._places
        code = block.cell(row.line, places["unit_code"][0].place) if places["unit_code"] else ""
        if places["parent"] and places["unit"]:
            self._parent_written = block.cell(row.line, places["parent"][0].place) or self._parent_written
        name = row.name if places["unit"] else "" if places["unit_code"] else self.unit or ""
        name, behind = self.apart(with_kind(name, places["unit"]))
        return code or None, name or None, self._parent_written or behind or self.around(name)

    def apart(self, name: str) -> tuple[str, str]:
        """A unit's name, and the area that is written behind it: "Xã Trí Phải, huyện Thới Bình"."""
        match = re.fullmatch(r"(.+?)\s*(?:[,;(]|\s[-–])\s*([^,;()]+?)\)?(?:\s*[,;-].*)?", name)
        if match and self._words.is_unit(match[1]) and not self._words.is_unit(name):
            found = self._words.areas.named(match[2], self._edition, self._province)
            if found:
                return match[1], found.code
        return name, ""

    def around(self, name: str) -> str | None:
        """The area that a unit lies in; a district or province that a row names lies in the one above."""
        is_area = AREA.match(key_of(long_form(name)))
        found = self._words.areas.named(name, self._edition, None) if is_area else None
        if not found or "parent_name" in self._words.given:
            return self.area
        return found.parent if found.grain == "district" else None
