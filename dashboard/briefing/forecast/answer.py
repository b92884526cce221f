"""Will a unit make it: the answer that a page, the wall and a text begin with, for the target that was chosen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dashboard import queries, units
from dashboard.briefing import area
from dashboard.briefing.area import Within
from dashboard.briefing.comparison import needs
from dashboard.briefing.forecast import outlooks
from dashboard.briefing.forecast.facts import Key, Outlook, Target
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.summary import headline
from dashboard.briefing.summary.headline import Headline, Need, NoFigures
from dashboard.database import Database
from dashboard.forecasts.by_unit import newest_of
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection

# kept, late: a deadline that has passed, by which the target had been reached, or only after it. slow, fast: there is
# no forecast, and the pace alone says so. Silence is no state: a forecast goes on from the newest report.
State = Literal[
    "no_figures", "uncovered", "no_target", "reached", "kept", "late", "missed",
    "too_little_data", "slow", "fast", "at_risk", "on_course", "not_on_course",
]  # fmt: skip
# Of these the pace and the probability say something.
JUDGED: tuple[State, ...] = ("on_course", "at_risk", "not_on_course")


@dataclass(frozen=True)
class Answer:
    """What is said of one target: the facts of the unit against it, and the forecast where there is one.

    foreseen_on: the day of the forecast, where it is an earlier one than the day looked at.
    """

    state: State
    issuer: str
    level: str
    facts: Headline | NoFigures
    outlook: Outlook | None = None
    foreseen_on: dt.date | None = None

    @property
    def deadline(self) -> dt.date | None:
        """That of the target; None where there is none."""
        need = self.facts.need if isinstance(self.facts, Headline) else None
        return None if need is None else need.deadline


@dataclass(frozen=True)
class Answers:
    """That of the chosen target, and of another one in force whose deadline is nearer."""

    chosen: Answer
    nearer: Answer | None = None


Outlooks = Mapping[Key, Outlook]


def of_unit(warehouse: Warehouse, selection: Selection) -> Answers:
    """Of the selected unit."""
    chosen = _of_target(warehouse, selection)
    if chosen.state in ("no_figures", "uncovered"):
        return Answers(chosen)
    return Answers(chosen, _nearer(warehouse, selection, chosen))


def _of_target(warehouse: Warehouse, selection: Selection) -> Answer:
    asked = selection.at(base="target")
    row = area.of_unit(warehouse.database, asked)
    if row is None:
        return Answer("no_figures", asked.issuer, asked.level, NoFigures("not_reported"))
    return _of_rows(warehouse, asked, (row,))[row.unit_code]


def _nearer(warehouse: Warehouse, selection: Selection, chosen: Answer) -> Answer | None:
    """Of the same stage, by whomever and of whichever level; nothing where the chosen one is the nearest."""
    own = chosen.deadline
    until = own if own is not None and own >= selection.as_of else dt.date.max
    for asked in needs.in_force(warehouse.database, selection):
        if asked.stage != selection.stage or (asked.issuer, asked.level) == (selection.issuer, selection.level):
            continue
        found = _of_target(warehouse, asked)
        if found.deadline is not None and found.deadline >= selection.as_of:
            return found if found.deadline < until else None
    return None


def of_parts(warehouse: Warehouse, selection: Selection, inside: Within) -> dict[str, Answer]:
    """Of the units inside an area, by their codes."""
    asked = selection.at(base="target")
    if selection.base == "target":
        return _of_rows(warehouse, asked, inside.units)
    return _of_rows(warehouse, asked, area.within(warehouse.database, asked, inside.grain).units)


def _of_rows(warehouse: Warehouse, selection: Selection, rows: tuple[ProgressByArea, ...]) -> dict[str, Answer]:
    found = {}
    for row in rows:
        facts = headline.of_row(row)
        state, outlook, day = _fact(warehouse.database, selection, row, facts), None, None
        # A forecast is asked for only where no fact answers already.
        if isinstance(facts, Headline) and facts.need is not None and state is None:
            outlook, day = _outlook(warehouse, row, facts.need, selection)
            state = _foreseen(facts.need, outlook)
        found[row.unit_code] = Answer(state or "no_target", selection.issuer, selection.level, facts, outlook, day)
    return found


def _outlook(
    warehouse: Warehouse, row: ProgressByArea, need: Need, selection: Selection
) -> tuple[Outlook | None, dt.date | None]:
    """With the day of the forecast, where that is earlier. Asked for of whole provinces, once for all readers."""
    edition, code = area.whose_targets(selection.at(unit=row.unit_code))
    line = units.lineage(edition, code)
    province = next((up.unit_code for up in line if up.grain == "province"), units.NATION)
    day, is_earlier = selection.as_of, False
    if units.NATION in (province, selection.unit):
        day, is_earlier = _kept_day(warehouse.database, edition, province, selection.as_of)
    asked = Selection(province, edition, day)
    known: Outlooks = warehouse.remembered(outlooks.of_province, (warehouse.database, asked), asked)
    if (key := (code, selection.issuer, selection.level, selection.stage, need.deadline)) not in known:
        # An area that was set no target has that to which its units' targets add up.
        goal = Target(*key[1:4], need.deadline, need.deadline, int(row.whole_target))
        one = (asked.at(unit=code), {code: goal})
        known = warehouse.remembered(outlooks.of_sums, (warehouse.database, *one, {}), (asked, code, goal))
    found = known.get(key)
    return found, day if found is not None and is_earlier else None


def _kept_day(database: Database, edition: str, province: str, as_of: dt.date) -> tuple[dt.date, bool]:
    """The newest day with a kept forecast, and whether that is an older one; the day itself where none is kept at all.

    To make one of another day takes a third of a second for a province, and seconds for all of them.
    """
    newest = min(as_of, newest_of(database, edition, as_of))
    for day in (newest, newest - dt.timedelta(days=newest.weekday())):
        if not queries.forecast_of_day(database, edition=edition, parent=province, as_of=day).empty:
            return day, day < newest
    return as_of, False


def _fact(database: Database, selection: Selection, row: ProgressByArea, facts: Headline | NoFigures) -> State | None:
    """What is so already, whatever comes; None where the target is still to be reached."""
    if isinstance(facts, NoFigures):
        return "no_figures"
    if not facts.standing.coverage.is_enough:
        return "uncovered"
    need = facts.need
    if need is None or need.missing is None:
        return "no_target"
    if need.deadline < selection.as_of:
        if need.missing:
            return "missed"
        return "kept" if _was_reached(database, selection.at(unit=row.unit_code), need.deadline) else "late"
    return None if need.missing else "reached"


def _foreseen(need: Need, outlook: Outlook | None) -> State:
    if outlook is not None:
        return next((state for state in JUDGED if state == outlook.verdict), "too_little_data")
    if need.gap is None:
        return "too_little_data"
    return "slow" if need.gap > 0 else "fast"


def _was_reached(database: Database, selection: Selection, deadline: dt.date) -> bool:
    """Whether the count of the deadline's day was there."""
    row = area.of_unit(database, replace(selection, as_of=deadline))
    return row is not None and row.missing == 0
