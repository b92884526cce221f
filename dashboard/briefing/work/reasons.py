"""Why accounts of a unit are not active: the reasons by their size, and how few of them make most of it."""

import datetime as dt
from dataclasses import dataclass

from dashboard import queries
from dashboard.database import Database
from dashboard.rows import ReasonByUnit, each_row, known_count
from dashboard.selection import Selection

# Collects what fits nowhere else: it stands last, however large.
OTHER = "other"
# So many reasons are named in the first sentence.
NAMED = 3


@dataclass(frozen=True)
class Reason:
    """What may be shown of one reason, None where all of it is withheld; and its share of all that is shown."""

    key: str
    count: int | None
    is_partial: bool
    share: float
    # Of this reason and those before it.
    share_up_to: float


@dataclass(frozen=True)
class Reasons:
    """The reasons, largest first; the days on which they were counted, and in how many of the area's communes."""

    listed: tuple[Reason, ...]
    first: dt.date
    last: dt.date
    communes: int
    every_commune: int

    @property
    def total(self) -> int:
        """All that may be shown."""
        return sum(reason.count or 0 for reason in self.listed)

    @property
    def is_partial(self) -> bool:
        return any(reason.is_partial for reason in self.listed)

    @property
    def largest(self) -> tuple[Reason, ...]:
        """The largest reasons that are one each; not all of them, or the sentence would say nothing."""
        known = [reason for reason in self.listed if reason.count and reason.key != OTHER]
        return tuple(known[: max(min(NAMED, len(known) - 1), 1)])


def of_unit(database: Database, selection: Selection) -> Reasons | None:
    """None where no file speaks of the unit by this day."""
    table = queries.reason_by_unit(database, edition=selection.edition, unit=selection.unit, as_of=selection.as_of)
    rows = list(each_row(table, ReasonByUnit))
    if not rows:
        return None
    rows.sort(key=lambda row: (row.reason == OTHER, -(known_count(row.counted) or 0), row.reason))
    total, up_to, listed = sum(known_count(row.counted) or 0 for row in rows), 0, []
    for row in rows:
        count = known_count(row.counted)
        up_to += count or 0
        shares = ((count or 0) / total, up_to / total) if total else (0.0, 0.0)
        listed.append(Reason(row.reason, count, bool(row.is_partial), *shares))
    first, last = min(row.first_day for row in rows).date(), max(row.last_day for row in rows).date()
    return Reasons(tuple(listed), first, last, int(rows[0].units), int(rows[0].communes))
