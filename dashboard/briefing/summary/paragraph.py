"""What a report says of a unit in one paragraph, in the order that provincial reports use."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard import formats, units
from dashboard.briefing import area, province
from dashboard.briefing.comparison import ranking
from dashboard.briefing.curves import curve, flows
from dashboard.briefing.curves.events import events_between
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.summary import headline, missing
from dashboard.briefing.summary.headline import NoFigures, Standing
from dashboard.database import Database
from dashboard.rows import EventByDate, FlowByPeriod, ProgressByArea, TargetByIssuer, each_row
from dashboard.selection import BASES, Selection
from dashboard.units import Unit

# A commune is behind below this per cent of its target, as printed.
HALF = 50
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Rate:
    """What is counted of one base."""

    base: str
    numerator: int
    denominator: int


@dataclass(frozen=True)
class Since:
    """What was counted after the first day of the campaign that runs, else of the target (campaign is None)."""

    day: dt.date
    campaign: EventByDate | None
    gained: int


@dataclass(frozen=True)
class Lowest:
    """The commune with the lowest share of its target and all its bases; of several that print the same, that share."""

    names: tuple[str, ...]
    counted: int
    rates: tuple[Rate, ...]


@dataclass(frozen=True)
class Group:
    """A district, or a cluster of communes, and how many of its communes are below half."""

    name: str
    below: int
    every: int


@dataclass(frozen=True)
class BelowHalf:
    """Communes below half of their target, lowest first, and the groups that hold them, most first."""

    communes: tuple[ProgressByArea, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Paragraph:
    """All of it. What is not known is None or empty. done: of how many communes how many have reached their target."""

    standing: Standing
    rates: tuple[Rate, ...] = ()
    since: Since | None = None
    done: tuple[int, int] | None = None
    lowest: Lowest | None = None
    below: BelowHalf | None = None
    silent: tuple[str, ...] = ()


def of_unit(warehouse: Warehouse, selection: Selection) -> Paragraph | None:
    """Nothing without figures. Of a unit of which too few communes have figures, the count alone."""
    database, of_target = warehouse.database, selection.at(base="target")
    facts = headline.of_unit(database, of_target)
    if isinstance(facts, NoFigures):
        return None
    standing = facts.standing
    if not standing.coverage.is_enough:
        return Paragraph(standing)
    unit = units.find(selection.edition, selection.unit, selection.as_of)
    found = Paragraph(standing, _rates(database, selection), _since(warehouse, of_target))
    if unit.grain == "commune":
        return found
    communes = area.communes(database, of_target).units
    ranked = ranking.of(communes).ranked
    coverage = standing.coverage
    return replace(
        found,
        done=(coverage.done, coverage.every) if ranked else None,
        lowest=_lowest(database, of_target, ranked),
        below=_below(unit, communes, selection),
        silent=missing.left_out(communes),
    )


def _rates(database: Database, selection: Selection) -> tuple[Rate, ...]:
    """Of the people first: of the residents, or of the base that the reader chose; then of the target."""
    people = "permanent_residents" if selection.base == "target" else selection.base
    rows = [(base, _row(database, selection.at(base=base))) for base in (people, "target")]
    return tuple(_rate(base, row) for base, row in rows if row is not None and not pd.isna(row.share))


def _row(database: Database, selection: Selection) -> ProgressByArea | None:
    """The unit's own; a commune's from the table of those beside it, which all of them share."""
    if units.find(selection.edition, selection.unit).grain != "commune":
        return area.of_unit(database, selection)
    beside = area.within(database, selection).units
    return next((row for row in beside if row.unit_code == selection.unit), None)


def _rate(base: str, row: ProgressByArea) -> Rate:
    return Rate(base, int(row.numerator), int(row.denominator))


def _since(warehouse: Warehouse, selection: Selection) -> Since | None:
    """Nothing where nobody had reported by the first day, or where a part of what was added is hidden."""
    begun = started(warehouse, selection)
    if begun is None:
        return None
    day, campaign = begun
    counted = list(each_row(flows.by_period(warehouse.database, selection, day + DAY, "month"), FlowByPeriod))
    counted_from = [row.counted_from for row in counted if not pd.isna(row.counted_from)]
    is_known = bool(counted_from) and min(counted_from).date() <= day
    if not is_known or any(isinstance(getattr(row, f"{selection.stage}_new_why"), str) for row in counted):
        return None
    gained = [getattr(row, f"{selection.stage}_new") for row in counted]
    return Since(day, campaign, sum(int(count) for count in gained if not pd.isna(count)))


def started(warehouse: Warehouse, selection: Selection) -> tuple[dt.date, EventByDate | None] | None:
    """The first day of the campaign that runs and began last, else of the issuer's target in force."""
    on = selection.as_of
    running = [
        event
        for event in events_between(warehouse, selection, on, on)
        if event.event_kind == "campaign" and event.start_date.date() < on
    ]
    if running:
        campaign = max(running, key=lambda event: event.start_date)
        return campaign.start_date.date(), campaign
    edition, unit = area.whose_targets(selection)
    every = province.targets(warehouse.database, edition, unit, selection.level)
    for target in each_row(curve.targets_in_force(every, on, selection.stage), TargetByIssuer):
        if target.issuer == selection.issuer and target.start_date.date() < on:
            return target.start_date.date(), None
    return None


def _lowest(database: Database, selection: Selection, ranked: Sequence[ProgressByArea]) -> Lowest | None:
    if len(ranked) < 2:
        return None
    last = max(row.rank for row in ranked)
    lowest = [row for row in ranked if row.rank == last]
    names, row = tuple(each.unit_name for each in lowest), lowest[0]
    bases = BASES if len(lowest) == 1 else BASES[:1]
    return Lowest(names, int(row.counted), _rates_of_commune(database, selection.at(unit=row.unit_code), bases))


def _rates_of_commune(database: Database, selection: Selection, bases: Sequence[str]) -> tuple[Rate, ...]:
    """From the tables of its whole province, which all units in it then share."""
    line = units.lineage(selection.edition, selection.unit, selection.as_of)
    province = next((up.unit_code for up in line if up.grain == "province"), selection.unit)
    found = []
    for base in bases:
        communes = area.communes(database, selection.at(unit=province, base=base)).units
        row = next(row for row in communes if row.unit_code == selection.unit)
        found += [] if pd.isna(row.share) else [_rate(base, row)]
    return tuple(found)


def _below(unit: Unit, communes: Sequence[ProgressByArea], selection: Selection) -> BelowHalf | None:
    below = sorted((row for row in communes if is_below_half(row)), key=lambda row: row.share)
    return BelowHalf(tuple(below), _groups(unit, communes, selection)) if below else None


def is_below_half(row: ProgressByArea) -> bool:
    """Whether the share that is printed is below half."""
    return not pd.isna(row.share) and formats.rounded_percent(int(row.numerator), int(row.denominator), digits=1) < HALF


def _groups(unit: Unit, communes: Sequence[ProgressByArea], selection: Selection) -> tuple[Group, ...]:
    """The districts, or provinces, of the communes; of a province without districts the clusters that these left."""
    group_of = _cluster_of if unit.grain == "province" and selection.edition == "2025" else _above(unit, selection)
    if group_of is None:
        return ()
    codes = {row.unit_code: group_of(row.unit_code) for row in communes if row.state != "not_existing"}
    every = Counter(codes.values())
    below = Counter(codes[row.unit_code] for row in communes if is_below_half(row))
    found = [
        Group(units.find(selection.edition, code, selection.as_of).full_name, count, every[code])
        for code, count in below.items()
        if code
    ]
    return tuple(sorted(found, key=lambda group: (-group.below, group.name)))


def _cluster_of(unit_code: str) -> str:
    found = units.memberships("2025", unit_code)
    return next((each.group_code for each in found if each.grouping == units.FORMER_DISTRICT), "")


def _above(unit: Unit, selection: Selection) -> Callable[[str], str] | None:
    """The unit of the grain below this one that a commune lies in; None where that is the commune itself."""
    grain = units.grain_below(selection.edition, unit.unit_code)
    if grain == "commune":
        return None

    def above(unit_code: str) -> str:
        line = units.lineage(selection.edition, unit_code, selection.as_of)
        return next((up.unit_code for up in line if up.grain == grain), "")

    return above
