"""A search for units that needs no marks, and that finds names of other editions and of other days."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.folding import fold
from dashboard.units.lookup import find, lineage
from dashboard.units.succession import counterpart, successors
from dashboard.units.table import EDITIONS, GRAINS, GROUP, NATION, Unit, register

NUMBER = re.compile(r"\d+")
SLIVER = 0.01


@dataclass(frozen=True)
class Wanted:
    """The words of a search, folded, and as they were given; what is near the reader, and the day that is looked at."""

    words: tuple[str, ...]
    given: str
    near: str
    on: dt.date | None


def search(words: str, edition: str, near: str = NATION, limit: int = 8, on: dt.date | None = None) -> list[Unit]:
    """Units whose name, with the names of the units above, holds every word, marks or not, in any order.

    At least one word must be the unit's own. Exact names come first, among them those with the words in their order and
    with the marks that were given ("Tân Thạnh" before "Tân Thành"), then units within `near`, then larger ones. Units
    bear their names of the day `on`, or of now; one that was found by a name of the other edition, or of other days,
    says by which: its `through`. Those that did not exist on the day come behind.
    """
    given = unicodedata.normalize("NFC", " ".join(words.lower().split()))
    wanted = Wanted(tuple(fold(words).split()), given, near, on)
    if not wanted.words:
        return []
    best: dict[str, tuple[tuple[object, ...], Unit]] = {}
    for called, unit in _hits(wanted, edition):
        order = _preference(wanted, called, unit)
        if unit.unit_code not in best or order < best[unit.unit_code][0]:
            best[unit.unit_code] = order, unit
    return [unit for _, unit in sorted(best.values(), key=lambda hit: hit[0])][:limit]


def _hits(wanted: Wanted, edition: str) -> Iterator[tuple[Unit, Unit]]:
    """The unit that bears a fitting name, and the unit of the edition that it leads to."""
    known = register()
    for key, unit in known.units.items():
        for called in dict(known.versions.get(key, ())).values() or (unit,):
            if _matches(called, wanted.words):
                for found in (known.called(led, wanted.on) for led in _led_to(unit, edition)):
                    is_same = called.full_name == found.full_name
                    yield called, found if is_same else replace(found, through=called.full_name)


def _led_to(unit: Unit, edition: str) -> list[Unit]:
    if unit.edition == edition:
        return [unit]
    # A group's name is that of a district with a word added, and leads back to nothing else.
    if unit.kind == GROUP:
        return []
    across = [after for after in successors(unit.edition, unit.unit_code) if after.to_edition == edition]
    # What a divided unit gave only a sliver to is not where a reader means to go.
    led = [find(edition, after.to_code) for after in across if after.share >= SLIVER]
    return led or [counterpart(unit.edition, unit.unit_code, edition)]


def _preference(wanted: Wanted, called: Unit, unit: Unit) -> tuple[object, ...]:
    exact = sum(word in called.name_folded.split() for word in wanted.words)
    likeness = -exact, " ".join(wanted.words) not in called.name_folded, wanted.given not in called.full_name.lower()
    is_outside = wanted.near not in [above.unit_code for above in lineage(unit.edition, unit.unit_code)]
    size = GRAINS.index(unit.grain) if unit.grain in GRAINS else len(GRAINS)
    is_absent = unit.has_ended if wanted.on is None else not unit.existed(wanted.on)
    rest = is_absent, EDITIONS.index(called.edition) == 0, size, _numbers_padded(unit.name_folded)
    return *likeness, is_outside, bool(unit.through), *rest, unit.unit_code


def _numbers_padded(name: str) -> str:
    """Phường 2 before Phường 10, as in queries/build/units/unit_version.sql."""
    return NUMBER.sub(lambda found: found[0].zfill(4), name)


def _matches(unit: Unit, wanted: tuple[str, ...]) -> bool:
    if not any(word in unit.name_folded for word in wanted):
        return False
    own = [word for word in wanted if any(part.startswith(word) for part in unit.name_folded.split())]
    missing = set(wanted) - set(own)
    return bool(own) and (not missing or missing <= _words_above(unit.edition, unit.unit_code))


def _words_above(edition: str, unit_code: str) -> set[str]:
    return {word for above in lineage(edition, unit_code)[:-1] for word in above.name_folded.split()}
