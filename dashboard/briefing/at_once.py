"""What a page will ask one after the other, asked at once: one long question is planned in place of ten."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dashboard.briefing import province
from dashboard.briefing.area import Within
from dashboard.briefing.curves import curve, flows, recent
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.summary import paragraph
from dashboard.database import Database
from dashboard.selection import BASES, ISSUERS, Selection


def of_overview(warehouse: Warehouse, selection: Selection) -> None:
    """Each issuer's target, each base, what forecasts are told beside, and the days from which changes are counted;
    the unit's days, weeks and months.
    """
    targets = (selection.at(issuer=issuer, base="target") for issuer in ISSUERS)
    bases = (selection.at(base=base) for base in BASES)
    every = (selection, *targets, *bases, *_of_forecasts(selection), *_before(selection))
    province.ask_at_once(warehouse.database, every)
    flows.ask_at_once(warehouse.database, selection, tuple(_periods(warehouse, selection)))


def of_compare(database: Database, selection: Selection) -> None:
    """What forecasts are told beside, and the days from which changes are counted."""
    province.ask_at_once(database, (selection, *_of_forecasts(selection), *_before(selection)))


def of_map(database: Database, selection: Selection) -> None:
    """The day, and its eve, of which the chooser of days asks."""
    eve = replace(selection, as_of=selection.as_of - dt.timedelta(days=1), is_newest=False)
    province.ask_at_once(database, (selection, eve))


def of_maps(database: Database, every: Iterable[Selection], inside: Within) -> None:
    """Months and stages side by side, of an area and of the units within it."""
    province.ask_at_once(database, (one.at(unit=inside.parent) for one in every), inside.grain)


def of_pinned(database: Database, selection: Selection, grain: str) -> None:
    """What units of one grain within an area are held against, and what forecasts are told beside."""
    bases = (selection.at(base=base) for base in (selection.base, "target", "eligible"))
    province.ask_at_once(database, bases, grain)


def _of_forecasts(selection: Selection) -> Iterator[Selection]:
    """The target that is forecast, approved accounts and people without one (see `forecast.by_target`)."""
    yield selection.at(base="target")
    yield selection.at(base="target", stage="approved")
    yield selection.at(base="eligible")


def _before(selection: Selection) -> Iterator[Selection]:
    """The eve and the Monday before, as `change.since` offers them."""
    for days in {1, selection.as_of.weekday() or 7}:
        yield replace(selection, as_of=selection.as_of - dt.timedelta(days=days), is_newest=False)


def _periods(warehouse: Warehouse, selection: Selection) -> Iterator[flows.Periods]:
    """Those of the small columns, of the curve, and of the paragraph."""
    yield from recent.periods(selection)
    known = warehouse.known.days
    if known is not None and selection.as_of >= known[0]:
        yield known[0], curve.step_of(known[0], selection)
    begun = paragraph.started(warehouse, selection.at(base="target"))
    if begun is not None:
        yield begun[0] + paragraph.DAY, "month"
