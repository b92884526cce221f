"""What a question means when an option is left out: the view that a page opens without a link."""

import argparse
from datetime import date, datetime, time
from typing import Any

from dashboard import clock, queries, settings
from dashboard.database import Database
from dashboard.selection import BASES, LEVELS, STAGES
from dashboard.units import REFORM_DAY


def defaults(database: Database, arguments: argparse.Namespace) -> dict[str, Any]:
    """Values by parameter; what follows from nothing (no figures yet) is missing."""
    chosen = settings.load()
    coverage = queries.coverage_by_edition(database).set_index("edition")
    edition = arguments.edition or edition_of(arguments.as_of) or max(coverage.index, default="2025")
    usual: dict[str, Any] = {
        "edition": edition,
        "level": LEVELS[0],
        "stage": STAGES[0],
        "base": BASES[0],
        "issuer": chosen.home_issuer,
        "late_after_days": chosen.late_after_days,
        "least_coverage": chosen.least_coverage,
        "grain": "commune",
        "step": "week",
        "weeks": 8,
        "most": 100,
        "dues": 12,
        # What is due is told of now; of a day that is asked for, of its beginning.
        "now": clock.now() if arguments.as_of is None else beginning_of(arguments.as_of),
    }
    if edition in coverage.index:
        known = dict(coverage.loc[edition].items())
        home = chosen.home_unit or known["home_unit"]
        usual |= {"unit": home, "parent": home, "as_of": day(known["last_day"])}
        usual |= {"date_from": day(known["first_day"]), "date_to": day(known["last_day"])}
    return usual


def day(value: date) -> date:
    """A date; pandas makes a time of it."""
    return value.date() if isinstance(value, datetime) else value


def beginning_of(as_of: str) -> datetime | None:
    """The first moment of a day; nothing for one that cannot be read."""
    try:
        return datetime.combine(date.fromisoformat(as_of), time.min)
    except ValueError:
        return None


def edition_of(as_of: str | None) -> str | None:
    """The edition of a day; nothing when there is no day, or it cannot be read (that is reported later)."""
    try:
        return None if as_of is None else "2024" if date.fromisoformat(as_of) < REFORM_DAY else "2025"
    except ValueError:
        return None
