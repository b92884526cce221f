"""What a unit was made of, what became of it, and what else it was called, each with the day and a link."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

import streamlit as st
from markupsafe import Markup

from dashboard import formats, units
from dashboard.markup import element, folded, join
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import view
from dashboard.units import Succession, Unit

# More names than this say no more: the map of the other edition shows them all.
MOST_NAMES = 12
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Relative:
    """A unit to name, the day on which a link shows it, and the share that is meant.

    is_namesake: a larger unit took the name over, which would seem to say of a unit that it became itself.
    """

    unit: Unit
    day: dt.date
    share: float = 1.0
    method: str = "area_overlap"
    is_namesake: bool = False


def show_lineage(selection: Selection, text: Text) -> None:
    """The lines of `lineage`, where there are any."""
    lines = lineage(selection, text)
    if lines:
        st.html(lines)


def lineage(selection: Selection, text: Text) -> Markup:
    """What the unit was made of, or what became of it, each a link to the same day there where there was such a day."""
    unit = units.find(selection.edition, selection.unit, selection.as_of)
    if unit.grain == "nation":
        return Markup()
    found = {
        "reform.made_of": _former(unit, selection.as_of),
        _became(unit): _later(unit, selection.as_of),
        "reform.became_communes": _communes_of(unit, selection.as_of),
        "reform.became_group": _group_of(unit, selection.as_of),
        "reform.is_group": _members(unit, selection.as_of),
    }
    lines = [_line(key, relatives, selection, text) for key, relatives in found.items() if relatives]
    lines += [*_within(unit, selection, text), *_called(unit, text)]
    return element("div", *(element("div", line) for line in lines), kind="lineage") if lines else Markup()


def _former(unit: Unit, day: dt.date) -> list[Relative]:
    """The units of the edition before, each with the share of its ground that came here."""
    found = units.predecessors(unit.edition, unit.unit_code)
    return [_before(one, day) for one in found if one.from_edition != unit.edition]


def _later(unit: Unit, day: dt.date) -> list[Relative]:
    """The units of the edition after, each with the share of the ground that went there."""
    found = [
        _after(one, day) for one in units.successors(unit.edition, unit.unit_code) if one.to_edition != unit.edition
    ]
    is_other = _became(unit) != "reform.became_one"
    return [replace(one, is_namesake=is_other and one.unit.full_name == unit.full_name) for one in found]


def _became(unit: Unit) -> str:
    """How it is said: who went on alone is another unit now, who went whole into one is a part of it."""
    found = [one for one in units.successors(unit.edition, unit.unit_code) if one.to_edition != unit.edition]
    if found and found[0].share < 1:
        return "reform.divided"
    beside = [each for one in found[:1] for each in units.predecessors(one.to_edition, one.to_code)]
    is_alone = len([each for each in beside if each.from_edition == unit.edition]) == 1
    return "reform.became_one" if is_alone else "reform.became"


def _communes_of(unit: Unit, day: dt.date) -> list[Relative]:
    """The communes that now lie where a district was."""
    return [each for group in _group_of(unit, day) for each in _members(group.unit, day)]


def _group_of(unit: Unit, day: dt.date) -> list[Relative]:
    """The grouping of today that stands for a district; none for an island, which became a commune."""
    if unit.grain != "district" or _later(unit, day) or not units.exists("2025", unit.unit_code):
        return []
    return [Relative(units.find("2025", unit.unit_code, day), day)]


def _members(unit: Unit, day: dt.date) -> list[Relative]:
    """The communes of a group, each with the share of its ground that lies in it."""
    if unit.kind != units.GROUP:
        return []
    found = units.members(unit.edition, unit.unit_code)
    return [Relative(units.find(one.edition, one.unit_code, day), day, one.share) for one in found]


def _within(unit: Unit, selection: Selection, text: Text) -> list[Markup]:
    """A line for each day on which the unit took over from others of its edition, or others from it."""
    gained: dict[dt.date, list[Relative]] = defaultdict(list)
    given: dict[dt.date, list[Relative]] = defaultdict(list)
    for one in units.predecessors(unit.edition, unit.unit_code):
        if one.from_edition == unit.edition:
            gained[one.effective_on].append(_before(one, min(selection.as_of, one.effective_on - DAY)))
    for one in units.successors(unit.edition, unit.unit_code):
        if one.to_edition == unit.edition:
            given[one.effective_on].append(_after(one, max(selection.as_of, one.effective_on)))
    return [
        _line(key, days[day], selection, text, day=formats.date(day))
        for key, days in (("reform.gained", gained), ("reform.given", given))
        for day in sorted(days)
    ]


def _before(one: Succession, day: dt.date) -> Relative:
    return Relative(units.find(one.from_edition, one.from_code, day), day, one.share, one.method)


def _after(one: Succession, day: dt.date) -> Relative:
    return Relative(units.find(one.to_edition, one.to_code, day), day, one.share, one.method)


def _called(unit: Unit, text: Text) -> list[Markup]:
    """The unit's other names: until when, or from when on."""
    named = units.versions(unit.edition, unit.unit_code)
    place = next(place for place, (_, version) in enumerate(named) if version.full_name == unit.full_name)
    others = [
        text("reform.called_until", name=version.full_name, day=formats.date(named[turn + 1][0] - DAY))
        if turn < place
        else text("reform.called_from", name=version.full_name, day=formats.date(first))
        for turn, (first, version) in enumerate(named)
        if turn != place
    ]
    return [_explained(text("reform.called", names="\0"), ", ".join(others))] if others else []


def _line(key: str, relatives: list[Relative], selection: Selection, text: Text, **words: str) -> Markup:
    """What the names are, in strong letters, and the names, each a link."""
    names = [_name(relative, selection, text) for relative in relatives]
    shown, rest = join(names[:MOST_NAMES], ", "), names[MOST_NAMES:]
    if rest:
        shown += " " + folded(text("reform.more", n=len(rest)), join(rest, ", "))
    return _explained(text(key, names="\0", **words), shown)


def _explained(sentence: str, names: str) -> Markup:
    before, after = sentence.split("\0")
    return join((element("b", before.rstrip()), " ", names, after))


def _name(relative: Relative, selection: Selection, text: Text) -> Markup:
    """A linked name; where only a part is meant, how large a part of the people or of the ground."""
    unit = relative.unit
    changes = {"unit": unit.unit_code, "edition": unit.edition, "as_of": relative.day.isoformat()}
    address, part = view.link("overview", selection, **changes), ""
    if not relative.share:
        part = f" ({text('reform.land_only')})"
    elif relative.share < 1:
        share = formats.percent(relative.share, text.language, 0)
        part = f" ({text('reform.part', share=share) if relative.method.startswith('area') else share})"
    name = text("reform.namesake", name=unit.full_name) if relative.is_namesake else unit.full_name
    return join((element("a", name, href=address), part))
