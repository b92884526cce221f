"""Where a table is about: the district or province that its title, its sheet or its section names."""

import re
from dataclasses import dataclass
from functools import cached_property

from dashboard.folding import fold
from dashboard.importer.matching.short_forms import long_form
from dashboard.importer.staging import Staging, once_for_units

# Police of a district, a town, a city or a province, in short.
SHORT = {
    "cah": "huyen",
    "ca h": "huyen",
    "catx": "thi xa",
    "catp": "thanh pho",
    "caq": "quan",
    "cat": "tinh",
    "tx": "thi xa",
    "tp": "thanh pho",
}


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

        self._communes = frozenset(
            name
            for (name,) in staging.execute(
                "SELECT DISTINCT folded(full_name) FROM unit_name WHERE grain = 'commune'"
            ).fetchall()
        )

    def commune(self, lines: list[str]) -> str | None:
        """The one commune that lines name in full, as the title of its own report does."""
        found: dict[str, str] = {}
        for line in lines:
            words = " ".join(line.replace(",", " ").replace("(", " ").replace(")", " ").split()).split()
            folded = fold(" ".join(words)).split()
            for start, kind in enumerate(folded):
                if kind in ("xa", "phuong", "thi", "dac"):
                    stops = range(min(start + 7, len(folded)), start + 1, -1)
                    stop = next((stop for stop in stops if " ".join(folded[start:stop]) in self._communes), None)
                    if stop:
                        found[" ".join(folded[start:stop])] = " ".join(words[start:stop]).title()
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[Area]]:
        found: dict[tuple[str, str], list[Area]] = {}
        for area in self._areas:
            for name in {area.name, area.full_name}:
                found.setdefault((area.edition, name), []).append(area)
        return found

    def mentioned(self, words: list[str], edition: str) -> tuple[Area | None, Area | None]:
        """The one province and the one district whose full names the words hold."""
        text = " | ".join(f" {in_full(line)} " for line in words)
        hits = [area for area in self._areas if area.edition == edition and f" {area.full_name} " in text]
        provinces = [area for area in hits if area.grain == "province"]
        # "Thành phố Cà Mau" is a district of the province of Cà Mau; "Huyện Châu Thành" stands in nine provinces.
        districts = [area for area in hits if area.grain == "district"]
        if len({area.full_name for area in districts}) == 1 and len(districts) > 1:
            # The province that tells namesakes apart may stand there without its kind: "CAH TÂN YÊN - BẮC GIANG".
            named = {area.code for area in self._areas if area.grain == "province" and f" {area.name} " in text}
            within = {provinces[0].code} if len(provinces) == 1 else named
            districts = [area for area in districts if area.parent in within]
        return sole(provinces), sole(districts)

    def named(self, words: str, edition: str, within: str | None) -> Area | None:
        """The one area of this name, within a province where that is known."""
        name = fold(long_form(words)).strip(" :.-")
        found = self._by_name.get((edition, name), [])
        inside = [area for area in found if within in (area.code, area.parent)] if within else found
        return sole(inside)


areas_of = once_for_units(Areas)


def in_full(line: str) -> str:
    """A line folded, with what is short in it written out: CAH TÂN YÊN is the police of a district."""
    words = re.sub(r"[^a-z0-9']+", " ", fold(line))
    for short, long in SHORT.items():
        words = re.sub(rf"\b{short} (?=\w)", f"{long} ", words)
    return " ".join(words.split())


def sole(areas: list[Area]) -> Area | None:
    """The only one, under whichever of its names, or none."""
    return areas[0] if len({area.code for area in areas}) == 1 else None
