"""Where a table is about: the district or province that its title, its sheet or its section names."""

from dataclasses import dataclass
from functools import cached_property

from dashboard.folding import fold
from dashboard.importer.matching.short_forms import long_form
from dashboard.importer.staging import Staging


@dataclass(frozen=True)
class Area:
    """A province or district."""

    edition: str
    code: str
    grain: str
    name: str
    full_name: str
    parent: str


class Areas:
    """The provinces and districts of both editions, found by the names that stand in words."""

    def __init__(self, staging: Staging) -> None:
        rows = staging.execute(
            "SELECT DISTINCT edition, unit_code, grain, folded(name), folded(full_name), parent_code FROM unit_name "
            "WHERE grain IN ('province', 'district') ORDER BY ALL"
        ).fetchall()
        self._areas = [Area(*row) for row in rows]

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[Area]]:
        found: dict[tuple[str, str], list[Area]] = {}
        for area in self._areas:
            for name in {area.name, area.full_name}:
                found.setdefault((area.edition, name), []).append(area)
        return found

    def mentioned(self, words: list[str], edition: str) -> tuple[Area | None, Area | None]:
        """The one province and the one district whose full names the words hold."""
        text = " | ".join(f" {' '.join(fold(line).replace(',', ' ').split())} " for line in words)
        hits = [area for area in self._areas if area.edition == edition and f" {area.full_name} " in text]
        provinces = [area for area in hits if area.grain == "province"]
        # "Thành phố Cà Mau" is a district of the province of Cà Mau; "Huyện Châu Thành" stands in nine provinces.
        districts = [area for area in hits if area.grain == "district"]
        if len({area.full_name for area in districts}) == 1 and len(districts) > 1 and len(provinces) == 1:
            districts = [area for area in districts if area.parent == provinces[0].code]
        return sole(provinces), sole(districts)

    def named(self, words: str, edition: str, within: str | None) -> Area | None:
        """The one area of this name, within a province where that is known."""
        name = fold(long_form(words)).strip(" :.-")
        found = self._by_name.get((edition, name), [])
        inside = [area for area in found if within in (area.code, area.parent)] if within else found
        return sole(inside)


def sole(areas: list[Area]) -> Area | None:
    """The only one, under whichever of its names, or none."""
    return areas[0] if len({area.code for area in areas}) == 1 else None
