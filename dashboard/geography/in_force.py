"""Which units an edition had when: its list changes only on the days on which a unit began or ended."""

import datetime as dt
import hashlib
import json
from bisect import bisect_right
from functools import lru_cache

from dashboard import units
from dashboard.geography.places import BEGINNING, listed
from dashboard.units import files
from dashboard.units.table import REFORM_EVE

# Of an edition's time before the first change of its list.
FIRST = ""
DAY = dt.timedelta(days=1)


def since(edition: str, on: dt.date | None = None) -> str:
    """The day of the last change by a day, or of the last one of all, in ISO; FIRST where there was none by then."""
    turns = _turns(edition, files.stamps())
    found = bisect_right(turns, on.isoformat()) if on else len(turns)
    return turns[found - 1] if found else FIRST


@lru_cache(maxsize=8)
def _turns(edition: str, _: object) -> tuple[str, ...]:
    table = listed(edition)
    begun = set(table.loc[table["valid_from"] > BEGINNING[edition], "valid_from"])
    last = REFORM_EVE.isoformat() if edition == "2024" else ""
    ended = {_day_after(day) for day in table["valid_to"] if day not in ("", last)}
    return tuple(sorted(begun | ended))


def _day_after(day: str) -> str:
    return (dt.date.fromisoformat(day) + DAY).isoformat()


def codes(edition: str, since_day: str) -> frozenset[str]:
    """The units that there were from a change on, until the next one."""
    return _codes(edition, since_day, files.stamps())


@lru_cache(maxsize=32)
def _codes(edition: str, since_day: str, _: object) -> frozenset[str]:
    table, day = listed(edition), since_day or BEGINNING[edition]
    there = (table["valid_from"] <= day) & ((table["valid_to"] == "") | (table["valid_to"] >= day))
    return frozenset(table.index[there])


def begun(edition: str) -> frozenset[str]:
    """The units that began while their edition went on, and so have their ground from others."""
    table = listed(edition)
    return frozenset(table.index[table["valid_from"] > BEGINNING[edition]])


def passed_on(edition: str, since_day: str) -> list[tuple[str, list[str]]]:
    """Each unit that gave its ground away by then, and those that took over from it, in the order of the days."""
    steps: dict[tuple[dt.date, str], list[str]] = {}
    for code in listed(edition).index:
        for one in units.successors(edition, code):
            if one.to_edition == edition and one.effective_on.isoformat() <= since_day:
                steps.setdefault((one.effective_on, code), []).append(one.to_code)
    return [(code, heirs) for (_, code), heirs in sorted(steps.items())]


def label(edition: str, since_day: str) -> str:
    """How files of that time are named."""
    return f"{edition}_{since_day.replace('-', '')}" if since_day else edition


def mark(edition: str, since_day: str) -> str:
    """What maps of that time depend on beside the carried units; empty where there is nothing such."""
    return _mark(edition, since_day, files.stamps())


@lru_cache(maxsize=32)
def _mark(edition: str, since_day: str, _: object) -> str:
    own = [path for name in (files.FILE.name, files.SUCCESSION) if (path := files.own(name)).exists()]
    said = [row for path in own for row in files.read(path) if edition in (row.get("edition"), row.get("from_edition"))]
    if not said and not since_day:
        return ""
    return hashlib.sha256(json.dumps([since_day, said]).encode()).hexdigest()[:12]
