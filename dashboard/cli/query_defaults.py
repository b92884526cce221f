"""What a question means when an option is left out: the view that a page opens without a link."""

import argparse
from datetime import date, datetime, time
from typing import Any

from dashboard import clock, queries, settings, units
from dashboard.console import complain
from dashboard.database import Database
from dashboard.selection import BASES, LEVELS, STAGES, Selection
from dashboard.text import Text
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
        "days_back": "0",
        "days_later": "0",
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


def selection_of(database: Database, arguments: argparse.Namespace, text: Text) -> Selection | None:
    """The figure that the arguments name; None, with a complaint, where there is no such unit or day."""
    usual = defaults(database, arguments)
    given = {name: value for name, value in vars(arguments).items() if name in usual and value is not None}
    if "as_of" in given:
        try:
            given["as_of"] = date.fromisoformat(given["as_of"])
        except ValueError:
            complain(text("command.wrong_parameter", value=arguments.as_of, name="as-of", type="DATE"))
            return None
    asked: dict[str, Any] = usual | given
    if "as_of" not in asked or not units.exists(asked["edition"], asked.get("unit", "")):
        complain(text("command.template_unit_unknown", unit=asked.get("unit", ""), edition=asked["edition"]))
        return None
    names = ("unit", "edition", "as_of", "level", "stage", "issuer", "base")
    return Selection(**{name: asked[name] for name in names}, lang=text.language)


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
