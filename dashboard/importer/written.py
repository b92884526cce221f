"""How a row names its unit, the names by which units are known, and what a comparison of the two yields."""

import unicodedata
from dataclasses import dataclass
from datetime import date

TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class Unit:
    """One unit of one edition under one of its names, as the desk lists it, and the days on which that name is good."""

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
    """known, unknown, uncertain, ungiven, group, or elsewhen: only in the other edition, or on other days.

    ``detail`` holds the candidates, the group's members, or the units of other days.
    """

    state: str
    unit: Unit | None = None
    detail: str = ""


@dataclass(frozen=True)
class Written:
    """What a row says of its unit; the folded forms come from the desk."""

    edition: str
    code: str | None
    name: str | None
    name_folded: str | None
    parent_folded: str | None
    grain: str | None = None
    # The last turn before the row's date: the day from which on its names mean what they meant at that date.
    day: str | None = None


def spelled(name: str) -> str:
    """Lower case with all marks, but a tone mark wherever it stands in its word: Hoà = Hòa, Thành ≠ Thạnh."""
    words = []
    for word in unicodedata.normalize("NFD", name.lower()).split():
        tones = "".join(letter for letter in word if letter in TONES)
        words.append("".join(letter for letter in word if letter not in TONES) + tones)
    return " ".join(words)
